"""Incidents for the store's tests: told as events, folded as the program does."""

from __future__ import annotations

from pathlib import Path

from app.domain.alarms import Priority
from app.domain.changes import Change
from app.domain.incidents.events import (
    AlarmsJoined,
    Closed,
    EventBody,
    IncidentEvent,
    LinkedAlarm,
    Noted,
    Opened,
    Source,
)
from app.domain.incidents.folding import fold
from app.domain.incidents.incident import Incident, IncidentChanged, Record
from app.domain.incidents.states import Resolution
from app.store.incident_reading import RestoredIncidents
from tests.support.stores import journal_in, lay_history

START = 1_790_000_000_000
SOLVED = Closed(Resolution.SOLVED, "Válvula cambiada")


def opened(
    title: str = "Fuga de agua",
    *,
    kind: str = "water_leak",
    zone: str = "San Telmo",
    priority: Priority = Priority.HIGH,
    place: str = "Calle Arequipa 412",
) -> Opened:
    return Opened(kind, title, priority, Source.ALARM, device="PRE-1", place=place, zone=zone)


def joined(*devices: str) -> AlarmsJoined:
    links = (LinkedAlarm(f"{device}:low", device, "low", Priority.HIGH, START) for device in devices)
    return AlarmsJoined(tuple(links), "near")


def noted(text: str) -> Noted:
    return Noted(text)


def story(number: int, *bodies: EventBody, at: int = START, by: str = "ana") -> list[IncidentEvent]:
    """The events of one incident, one a second."""
    return [
        IncidentEvent(f"INC-{number:04d}", seq, at + 1000 * seq, by, "consola-1", body)
        for seq, body in enumerate(bodies, 1)
    ]


def changed(events: list[IncidentEvent], of: int = 0) -> IncidentChanged:
    """The incident after these events, of which all but the first `of` are new."""
    return IncidentChanged(fold(events).incident, tuple(events[of:]))


def told(number: int, *bodies: EventBody, at: int = START) -> IncidentChanged:
    return changed(story(number, *bodies, at=at))


def record(change: IncidentChanged) -> Record:
    return fold(change.events)


def kept(folder: Path, *steps: list[Change]) -> RestoredIncidents:
    """What a start finds after these were stored, one after another."""
    lay_history(folder)
    journal = journal_in(folder)
    journal.open()
    for changes in steps:
        journal.commit(changes)
    journal.close()
    again = journal_in(folder)
    restored = again.open().incidents
    again.close()
    return restored


def ids(found: list[Incident]) -> list[str]:
    return [each.id for each in found]
