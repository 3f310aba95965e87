"""A control room for the tests: a book of incidents, a small city, and people who act in their own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.alarms import Alarm, Priority
from app.domain.catalogue import Label
from app.domain.devices import Device
from app.domain.incidents import acts
from app.domain.incidents.book import IncidentBook
from app.domain.incidents.deciding import Decided, decide
from app.domain.incidents.events import (
    AlarmsJoined,
    AlarmsReturned,
    CauseMarked,
    CrewMoved,
    EventBody,
    IncidentDraft,
    IncidentEvent,
    LinkedAlarm,
    Source,
)
from app.domain.incidents.folding import fold
from app.domain.incidents.incident import Incident, IncidentChanged, Record
from app.domain.incidents.kinds import IncidentCatalogue, IncidentKind, Targets
from app.domain.incidents.opening import linked, opened
from app.domain.incidents.procedures import Branch, Condition, FieldType, Procedure, Step, StepField
from app.domain.incidents.states import TaskState
from app.domain.instant import Instant

WALL = 1_700_000_000_000
SAY = Label("Texto", "Text")
BURST = Procedure(
    "burst",
    1,
    SAY,
    (
        Step("look", SAY, branches=(Branch("real", SAY), Branch("false", SAY))),
        Step(
            "close",
            SAY,
            only_if=Condition("look", "real"),
            fields=(
                StepField("valve", SAY),
                StepField("bar", SAY, FieldType.NUMBER, required=False),
                StepField("side", SAY, FieldType.CHOICE, required=False, choices=(Label("norte", "north"),)),
            ),
        ),
        Step("sweep", SAY, only_if=Condition("look", "real"), required=False),
        Step("inform", SAY),
    ),
)
KINDS = {
    "water": IncidentKind(
        "water",
        SAY,
        "drop",
        Priority.HIGH,
        {Priority.HIGH: Targets(60.0, 600.0, 3600.0), Priority.LOW: Targets(0.0, 0.0, 7200.0)},
        procedure="burst",
    ),
    "lighting": IncidentKind("lighting", SAY, "lamp", Priority.MEDIUM, {Priority.HIGH: Targets(90.0)}),
}
DEVICES = (
    Device("MAIN-1", "pressure", "Main", 40.5, -3.3, "CENTRO"),
    Device("MAIN-2", "pressure", "Main 2", 40.6, -3.4, "NORTE"),
    Device("ALFA", "crew", "Alfa"),
    Device("BRAVO", "vehicle", "Bravo"),
)


class City:
    def __init__(self) -> None:
        self.devices = {device.id: device for device in DEVICES}
        self.alarms: dict[str, Alarm] = {}

    def device(self, device: str) -> Device | None:
        return self.devices.get(device)

    def alarm(self, alarm: str) -> Alarm | None:
        return self.alarms.get(alarm)

    def rule_label(self, rule: str) -> Label:
        return Label(rule, rule)

    def raise_alarm(self, alarm: str, at: int = WALL, cause: str = "") -> LinkedAlarm:
        device = alarm.partition(":")[0]
        known = Alarm(alarm, device, "lolo", Priority.HIGH, 1, True, True, suppressed_by=cause, raised_at=at)
        self.alarms[alarm] = known
        return linked(known)

    def return_alarm(self, alarm: str) -> None:
        self.alarms[alarm] = replace(self.alarms[alarm], active=False)

    def forget_alarm(self, alarm: str) -> None:
        self.alarms.pop(alarm, None)


class Room:
    """All that is stamped is taken, and must be what the events fold to."""

    def __init__(self) -> None:
        self.catalogue = IncidentCatalogue(KINDS, (), (), (), {"burst": BURST})
        self.book = IncidentBook(lambda: self.catalogue)
        self.city = City()
        self.now = Instant(100.0, WALL)
        self.log: dict[str, list[IncidentEvent]] = {}

    def wait(self, seconds: float) -> None:
        self.now = Instant(self.now.monotonic + seconds, self.now.wall + round(seconds * 1000))

    # -- the program ---------------------------------------------------------------------------------

    def write(self, drafts: Sequence[IncidentDraft], by: str = "") -> list[IncidentChanged]:
        changes = self.book.stamp(drafts, by, "C1", self.now)
        assert changes == self.book.stamp(drafts, by, "C1", self.now), "a stamp had an effect"
        self.book.take(changes)
        for change in changes:
            name = change.incident.id
            self.log.setdefault(name, []).extend(change.events)
            known = self.book.record(name)
            assert known == fold(self.log[name]), "the book and the events do not tell the same"
            assert known.incident == change.incident == self.book.get(name)
        return changes

    def happen(self, incident: str, *bodies: EventBody, by: str = "") -> None:
        self.write([IncidentDraft(incident, body) for body in bodies], by)

    def begin(self, *alarms: str, kind: str = "water", title: str = "Rotura") -> str:
        """From alarms, as the correlation would do it."""
        incident, links = self.book.new_id(), tuple(self.city.raise_alarm(alarm) for alarm in alarms)
        body = opened(
            KINDS[kind], self.book, title, priority=Priority.HIGH, source=Source.ALARM, device=DEVICES[0]
        )
        more = (AlarmsJoined(links, "by_main"), CauseMarked(alarms[0])) if alarms else ()
        self.happen(incident, body, *more)
        return incident

    def join(self, incident: str, *alarms: str) -> None:
        self.happen(incident, AlarmsJoined(tuple(self.city.raise_alarm(a) for a in alarms), "by_main"))

    def leave(self, incident: str, *alarms: str) -> None:
        for alarm in alarms:
            self.city.return_alarm(alarm)
        self.happen(incident, AlarmsReturned(alarms))

    def hear(self, incident: str, crew: str, state: TaskState, text: str = "") -> None:
        """What a crew says with its handset."""
        self.happen(incident, CrewMoved(crew, state, "c1", text), by=crew)

    # -- the operators -------------------------------------------------------------------------------

    def decide(self, act: Any, by: str = "ana") -> Decided | Verdict:
        return decide(act, by, self.book, self.city, self.now)

    def act(self, act: Any, by: str = "ana") -> Decided:
        """It has to be done."""
        answer = self.decide(act, by)
        assert isinstance(answer, Decided), answer
        self.write(answer.drafts, by)
        return answer

    def refusal(self, act: Any, by: str = "ana") -> tuple[Refusal | None, tuple[str, ...]]:
        """It has to be refused: why, and who is named."""
        answer = self.decide(act, by)
        assert isinstance(answer, Verdict), answer
        assert answer.outcome is Outcome.REFUSED, answer
        return answer.refusal, answer.who

    def superseded(self, act: Any, by: str = "ana") -> str:
        """It has to be superseded: by whom."""
        answer = self.decide(act, by)
        assert isinstance(answer, Verdict), answer
        assert answer.outcome is Outcome.SUPERSEDED, answer
        return answer.superseded_by

    def get(self, incident: str) -> Incident:
        known = self.book.get(incident)
        assert known is not None
        return known

    def record(self, incident: str) -> Record:
        known = self.book.record(incident)
        assert known is not None
        return known

    def seen(self, incident: str) -> int:
        return self.get(incident).version

    def bodies(self, incident: str) -> list[EventBody]:
        return [event.body for event in self.log[incident]]

    def assign(self, incident: str, crew: str = "ALFA", by: str = "ana") -> Decided:
        return self.act(acts.AssignCrew(incident, self.seen(incident), crew), by)

    def close(self, incident: str, resolution: Any = "solved", reason: str = "hecho") -> Decided:
        return self.act(acts.CloseIncident(incident, self.seen(incident), resolution, reason))
