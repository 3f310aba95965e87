"""What consoles are told of incidents that have changed, and of all of them when they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from app.domain.alarms import Alarm
from app.domain.changes import Change
from app.domain.incidents.book import IncidentBook
from app.domain.incidents.events import (
    Absorbed,
    AlarmsJoined,
    AlarmsMovedOut,
    Closed,
    EventBody,
    Reopened,
    SplitFrom,
)
from app.domain.incidents.incident import IncidentChanged
from app.wire.incidents import AlarmLinked, IncidentMoved, IncidentPage, record_of

PAGE_INCIDENTS = 200
PAGE_LINKS = 2000
"""In a frame: a console's reader takes about 10 ms to decode it."""


def take(book: IncidentBook, changes: Sequence[Change]) -> list[object]:
    """Let the incidents among these stored changes be so, and give what consoles are told of all of them."""
    moved = [change for change in changes if isinstance(change, IncidentChanged)]
    touched = dict.fromkeys(alarm for change in moved for alarm in _touched(book, change))
    book.take(moved)
    return [*map(_told, changes), *(AlarmLinked(alarm, book.of_alarm(alarm)) for alarm in touched)]


def pages(book: IncidentBook, standing: Iterable[Alarm]) -> Iterator[list[object]]:
    """Open incidents, and to which of them the alarms that stand belong, frame by frame."""
    incidents = list(book.open.values())
    for start in range(0, len(incidents), PAGE_INCIDENTS):
        yield [IncidentPage(tuple(incidents[start : start + PAGE_INCIDENTS]), ())]
    found = ((alarm.id, book.of_alarm(alarm.id)) for alarm in standing)
    links = [AlarmLinked(alarm, incident) for alarm, incident in found if incident]
    for start in range(0, len(links), PAGE_LINKS):
        yield [IncidentPage((), tuple(links[start : start + PAGE_LINKS]))]


def _told(change: Change) -> object:
    if isinstance(change, IncidentChanged):
        return IncidentMoved(change.incident, tuple(record_of(event) for event in change.events))
    return change


def _touched(book: IncidentBook, change: IncidentChanged) -> Iterable[str]:
    """The alarms that may belong to another incident by it."""
    for event in change.events:
        yield from _named(event.body)
        if isinstance(event.body, Closed | Reopened):
            record = book.record(change.incident.id)
            yield from () if record is None else record.alarms


def _named(body: EventBody) -> Iterable[str]:
    match body:
        case AlarmsJoined() | Absorbed() | SplitFrom():
            return (link.alarm for link in body.alarms)
        case AlarmsMovedOut():
            return body.alarms
        case _:
            return ()
