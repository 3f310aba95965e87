"""Incidents as the console knows them: the open ones, their alarms, procedures, shifts, plans, the flood."""

from __future__ import annotations

import string
from collections.abc import Awaitable, Callable, Collection, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.bridge.attaching import Attaching, Progress
from app.bridge.incident_records import ReadEvents, RecordShelf
from app.domain.acts import Verdict
from app.domain.incidents.acts import IncidentAct, PutProcedure
from app.domain.incidents.events import IncidentEvent
from app.domain.incidents.flood import FloodState
from app.domain.incidents.incident import Incident, Record
from app.domain.incidents.kinds import IncidentKind
from app.domain.incidents.procedures import Procedure, ProcedureChanged
from app.domain.shifts import (
    BeginShift,
    EndShift,
    NoteShift,
    OfferShift,
    Shift,
    ShiftChanged,
    TakeOverShift,
)
from app.domain.work_plan import PutWorkPlan, WorkPlan, WorkPlanChanged
from app.wire import incidents as wire
from app.wire.messages import Done

SIGN_LIMIT_S = 30.0
"""Proving a password takes its time."""
SHA256_DIGITS = 64

Ask = Callable[..., Awaitable[Any]]
DeskAct = BeginShift | NoteShift | OfferShift | TakeOverShift | EndShift | PutProcedure | PutWorkPlan


class IncidentBoard(QObject):
    """`hub.incidents`. Dictionaries are by id and read only. GUI thread; requests raise EngineAway."""

    changed = Signal(object)
    """Incidents new or moved, a tuple, those that were closed too: these are no longer in `open`."""
    events_came = Signal(object)
    """What happened, a tuple of `IncidentEvent`, in order; after `changed`."""
    links_changed = Signal(object)
    """Ids of alarms that are in another incident now, or in none."""
    flood_changed = Signal()
    procedures_changed = Signal()
    shifts_changed = Signal()
    plans_changed = Signal()
    rules_changed = Signal()
    loaded = Signal()
    """All of it is there, or there anew."""

    def __init__(
        self,
        ask: Ask,
        read_events: ReadEvents,
        operator: Callable[[], str],
        attachments: Path,
        worker: Executor | None = None,
    ) -> None:
        """`operator` says who is signed in here; `attachments` is the folder in which the engine keeps them;
        `worker` folds records and reads files, without it two threads of its own."""
        super().__init__()
        self._ask, self._operator, self._attachments = ask, operator, attachments
        self._worker = worker or ThreadPoolExecutor(2, thread_name_prefix="incidents")
        self._shelf = RecordShelf(read_events, self._worker)
        self._moved: dict[str, Incident] = {}
        self._events: list[IncidentEvent] = []
        self._linked: list[str] = []
        self.rules: wire.IncidentRules | None = None
        self.kinds: dict[str, IncidentKind] = {}
        self.procedures: dict[str, Procedure] = {}
        self.shifts: dict[str, Shift] = {}
        self.plans: dict[int, WorkPlan] = {}
        self.clear()

    def clear(self) -> None:
        """Another engine tells all of it again; nothing is announced before `loaded`."""
        self.open: dict[str, Incident] = {}
        self.flood = FloodState()
        self._links: dict[str, str] = {}
        self._alarms: dict[str, set[str]] = {}
        self._moved.clear()
        self._events.clear()
        self._linked.clear()
        self._shelf.clear()

    def close(self) -> None:
        self._worker.shutdown(wait=True, cancel_futures=True)

    def incident_of(self, alarm: str) -> str:
        """The open incident an alarm is in; empty for none."""
        return self._links.get(alarm, "")

    def alarms_of(self, incident: str) -> Collection[str]:
        """Ids of the alarms that are in an open incident; read only."""
        return self._alarms.get(incident, frozenset())

    def get(self, incident: str) -> Incident | None:
        """An open one."""
        return self.open.get(incident)

    def own_shift(self) -> Shift | None:
        """The one that the operator has begun and not ended."""
        mine = self._operator()
        return next((one for one in self.shifts.values() if one.operator == mine and not one.ended), None)

    # -- asking --------------------------------------------------------------------------------------

    async def act(self, act: IncidentAct) -> wire.Incidental:
        answer: wire.Incidental | Done = await self._ask(act)
        return answer if isinstance(answer, wire.Incidental) else wire.Incidental(answer.verdict)

    async def done(self, act: DeskAct) -> Verdict:
        limit = {"limit_s": SIGN_LIMIT_S} if isinstance(act, TakeOverShift) else {}
        answer: Done | wire.Incidental = await self._ask(act, **limit)
        return answer.verdict

    async def attach(self, incident: str, path: Path, note: str, on_progress: Progress) -> Verdict:
        """Bring a file; raises OSError too, where it cannot be read."""
        most = 0 if self.rules is None else self.rules.attachment_bytes
        return await Attaching(self._ask, self._worker, on_progress).bring(incident, path, note, most)

    async def record(self, incident: str) -> Record:
        """All that is known of an incident, open or closed, with what came until now; asked again after
        `events_came` it is there at once. Raises KeyError where there is none, and StoreUnavailable."""
        return await self._shelf.record(incident)

    async def events(self, incidents: Sequence[str]) -> tuple[IncidentEvent, ...]:
        """Those of incidents that were merged, say. Raises StoreUnavailable."""
        return await self._shelf.events(incidents)

    def attachment_path(self, sha256: str) -> Path | None:
        """Where an attachment lies, when it is there."""
        if len(sha256) != SHA256_DIGITS or not set(sha256) <= set(string.hexdigits):
            return None
        path = self._attachments / sha256[:2] / sha256
        return path if path.is_file() else None

    # -- what the engine says ------------------------------------------------------------------------

    def handlers(self) -> dict[type, Callable[[Any], None]]:
        """For the hub, which calls them in the order of what comes, and `tell` after each frame."""
        return {
            wire.IncidentRules: self._take_rules,
            wire.IncidentPage: self._take_page,
            wire.IncidentSnapshot: self._take_snapshot,
            wire.IncidentMoved: self._take_moved,
            wire.AlarmLinked: self._take_link,
            FloodState: self._take_flood,
            ProcedureChanged: self._take_procedure,
            ShiftChanged: self._take_shift,
            WorkPlanChanged: self._take_plan,
        }

    def complete(self) -> None:
        """The whole city is there; for the hub."""
        self.loaded.emit()

    def tell(self) -> None:
        """Announce what came since the last time, each kind of change once."""
        moved, events, linked = tuple(self._moved.values()), tuple(self._events), tuple(self._linked)
        self._moved.clear()
        self._events.clear()
        self._linked.clear()
        if moved:
            self._shelf.take(events)
            self.changed.emit(moved)
            self.events_came.emit(events)
        if linked:
            self.links_changed.emit(linked)

    def _take_rules(self, rules: wire.IncidentRules) -> None:
        self.rules = rules
        self.kinds = {kind.id: kind for kind in rules.kinds}
        self.rules_changed.emit()

    def _take_page(self, page: wire.IncidentPage) -> None:
        self.open.update((one.id, one) for one in page.incidents)
        for link in page.links:
            self._link(link)

    def _take_snapshot(self, snapshot: wire.IncidentSnapshot) -> None:
        self.procedures = {one.id: one for one in snapshot.procedures}
        self.shifts = {one.id: one for one in snapshot.shifts}
        self.plans = {one.year: one for one in snapshot.plans}
        self.flood = snapshot.flood

    def _take_moved(self, moved: wire.IncidentMoved) -> None:
        self._put(moved.incident)
        self._moved[moved.incident.id] = moved.incident
        self._events.extend(wire.event_of(record) for record in moved.events)

    def _put(self, incident: Incident) -> None:
        if incident.open:
            self.open[incident.id] = incident
        else:
            self.open.pop(incident.id, None)

    def _take_link(self, link: wire.AlarmLinked) -> None:
        self._link(link)
        self._linked.append(link.alarm)

    def _link(self, link: wire.AlarmLinked) -> None:
        before = self._links.pop(link.alarm, "")
        others = self._alarms.get(before, set())
        others.discard(link.alarm)
        if before and not others:
            self._alarms.pop(before, None)
        if link.incident:
            self._links[link.alarm] = link.incident
            self._alarms.setdefault(link.incident, set()).add(link.alarm)

    def _take_flood(self, flood: FloodState) -> None:
        self.flood = flood
        self.flood_changed.emit()

    def _take_procedure(self, changed: ProcedureChanged) -> None:
        newest = self.procedures.get(changed.procedure.id)
        if newest is None or newest.version <= changed.procedure.version:
            self.procedures[changed.procedure.id] = changed.procedure
        self.procedures_changed.emit()

    def _take_shift(self, changed: ShiftChanged) -> None:
        self.shifts[changed.shift.id] = changed.shift
        self.shifts_changed.emit()

    def _take_plan(self, changed: WorkPlanChanged) -> None:
        self.plans[changed.plan.year] = changed.plan
        self.plans_changed.emit()
