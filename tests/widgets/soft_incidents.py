"""Incidents without an engine: a real `IncidentBoard` over a desk that folds what it is asked."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from app.bridge.incidents import IncidentBoard
from app.bridge.views import EngineAway
from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.alarms import Priority
from app.domain.incidents import acts, events
from app.domain.incidents.flood import FloodState
from app.domain.incidents.folding import advance, fold
from app.domain.incidents.incident import Incident, Record
from app.domain.incidents.kinds import Targets
from app.domain.incidents.procedures import ProcedureChanged
from app.domain.shifts import ShiftChanged
from app.domain.work_plan import PutWorkPlan, WorkPlanChanged
from app.wire import incidents as wire
from app.wire.messages import Done
from tests.widgets.soft_incident_acts import BODIES
from tests.widgets.soft_incident_rules import BURST, OUTAGE, RULES, kind_of
from tests.widgets.soft_shifts import SoftShifts

APPLIED = Verdict(Outcome.APPLIED, 1)


class AtOnce(Executor):
    """Works where it is asked, without a thread."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as failure:  # noqa: BLE001 - it belongs to whoever waits
            done.set_exception(failure)
        return done


class SoftIncidents:
    """`board` is the console's. `open_one`, `happen` … are what the engine would do by itself; `asked` is
    what the console asked. `away` makes every request fail, `answer` is given instead of *applied*."""

    def __init__(self, operator: Callable[[], str], now: Callable[[], int], attachments: Path) -> None:
        self._operator, self.now, self._attachments = operator, now, attachments
        self.asked: list[Any] = []
        self.away = False
        self.answer: Verdict | None = None
        self.records: dict[str, Record] = {}
        self.shifts = SoftShifts(operator, now)
        self._uploads: dict[str, tuple[acts.BeginAttachment, bytearray]] = {}
        self._numbers = itertools.count(401)
        self.board = IncidentBoard(self.ask, self.read_events, operator, attachments, AtOnce())
        self._tell(RULES, wire.IncidentSnapshot((BURST, OUTAGE), (), (), FloodState()))
        self.board.complete()

    # -- what the engine does by itself ---------------------------------------------------------------

    def open_one(
        self,
        kind: str,
        title: str,
        *,
        priority: Priority | None = None,
        minutes_ago: float = 1.0,
        alarms: Sequence[events.LinkedAlarm] = (),
        **where: Any,
    ) -> str:
        """A new incident; returns its id. `where`: device, place, zone, lat, lon, source."""
        known = kind_of(kind)
        worst = priority or known.priority
        targets = known.targets.get(worst, Targets())
        incident = f"INC-{next(self._numbers):04d}"
        steps = {one.id: one for one in (BURST, OUTAGE)}.get(known.procedure)
        opened = events.Opened(
            kind, title, worst, where.pop("source", events.Source.ALARM),
            procedure=known.procedure, procedure_version=steps.version if steps else 0,
            acknowledge_s=targets.acknowledge_s, arrive_s=targets.arrive_s, resolve_s=targets.resolve_s,
            **where,
        )  # fmt: skip
        bodies: list[events.EventBody] = [opened]
        if alarms:
            bodies += [events.AlarmsJoined(tuple(alarms), "device"), events.CauseMarked(alarms[0].alarm)]
        self.happen(incident, *bodies, minutes_ago=minutes_ago)
        self._tell(*(wire.AlarmLinked(one.alarm, incident) for one in alarms))
        return incident

    def happen(
        self, incident: str, *bodies: events.EventBody, by: str = "", minutes_ago: float = 0.0
    ) -> Incident:
        """These events, and every console hears of them."""
        known = self.records.get(incident)
        seq = known.incident.version if known else 0
        at = self.now() - int(minutes_ago * 60_000)
        made = tuple(
            events.IncidentEvent(incident, seq + place, at, by, "sala-1/4021" if by else "", body)
            for place, body in enumerate(bodies, 1)
        )
        record = advance(known, made) if known else fold(made)
        self.records[incident] = record
        self._tell(wire.IncidentMoved(record.incident, tuple(wire.record_of(one) for one in made)))
        return record.incident

    def link(self, alarm: str, incident: str) -> None:
        """Into this incident; empty for none."""
        self._tell(wire.AlarmLinked(alarm, incident))

    def flood(self, recent: int, *, on: bool = True) -> None:
        self._tell(FloodState(on, self.now() if on else 0, recent, 1))

    def _tell(self, *items: object) -> None:
        handlers = self.board.handlers()
        for item in items:
            handlers[type(item)](item)
        self.board.tell()

    async def read_events(self, incidents: Sequence[str]) -> list[wire.EventRecord]:
        found = (self.records[one] for one in sorted(incidents) if one in self.records)
        return [wire.record_of(event) for record in found for event in record.events]

    # -- what the console asks ------------------------------------------------------------------------

    async def ask(self, body: Any, limit_s: float = 10.0) -> Any:
        del limit_s
        self.asked.append(body)
        if self.away:
            raise EngineAway("The engine is not there.")
        if self.answer is not None:
            return Done(self.answer)
        match body:
            case acts.BeginAttachment() | acts.AttachmentPart() | acts.FinishAttachment():
                return self._upload(body)
            case acts.PutProcedure(procedure=procedure):
                self._tell(ProcedureChanged(procedure))
            case PutWorkPlan(plan=plan):
                self._tell(WorkPlanChanged(plan))
            case _ if (shift := self.shifts.answer(body)) is not None:
                self._tell(ShiftChanged(shift))
            case _:
                return self._incidental(body)
        return Done(APPLIED)

    def _incidental(self, act: Any) -> wire.Incidental:
        mine = self._operator()
        if isinstance(act, acts.OpenIncident):
            incident = self.open_one(
                act.kind, act.title, priority=act.priority, minutes_ago=0, source=events.Source.OPERATOR,
                device=act.device, place=act.place, zone=act.zone, lat=act.lat, lon=act.lon,
            )  # fmt: skip
            return wire.Incidental(APPLIED, incident, 1)
        known = self.records.get(act.incident)
        if known is None:
            return wire.Incidental(Verdict(Outcome.REFUSED, refusal=Refusal.UNKNOWN_INCIDENT))
        if getattr(act, "seen", known.incident.decided) < known.incident.decided:
            return wire.Incidental(
                Verdict(Outcome.SUPERSEDED, superseded_by="j.paredes"), act.incident, known.incident.version
            )
        after = self.happen(act.incident, *BODIES[type(act)](act, known.incident, mine), by=mine)
        return wire.Incidental(APPLIED, act.incident, after.version)

    def _upload(self, act: Any) -> wire.Uploading:
        if isinstance(act, acts.BeginAttachment):
            if not act.size:
                return wire.Uploading(Verdict(Outcome.REFUSED, refusal=Refusal.FILE_EMPTY))
            name = f"upload-{len(self._uploads) + 1}"
            self._uploads[name] = (act, bytearray())
            return wire.Uploading(APPLIED, name)
        begun, data = self._uploads[act.upload]
        if isinstance(act, acts.AttachmentPart):
            data += act.data
            return wire.Uploading(APPLIED, act.upload, len(data))
        if hashlib.sha256(data).hexdigest() != begun.sha256:
            return wire.Uploading(Verdict(Outcome.REFUSED, refusal=Refusal.FILE_DAMAGED))
        folder = self._attachments / begun.sha256[:2]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / begun.sha256).write_bytes(data)
        attached = events.Attached(begun.name, begun.size, begun.sha256, note=begun.note)
        self.happen(begun.incident, attached, by=self._operator())
        return wire.Uploading(APPLIED, act.upload, len(data))
