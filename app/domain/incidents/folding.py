"""From events to the incident that they make: pure, and the same whatever order they come in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain.incidents.effects import happen
from app.domain.incidents.events import IncidentEvent
from app.domain.incidents.incident import Record
from app.domain.incidents.tally import Tally


def fold(events: Iterable[IncidentEvent]) -> Record:
    """The incident that these events of it make. Their order, and how often each is there, do not matter.

    Raises ValueError when there are none, or the first of them opens nothing.
    """
    known = {event.seq: event for event in events}
    if not known:
        raise ValueError("an incident has at least one event")
    first, *others = sorted(known)
    tally = Tally.begin(known[first])
    for seq in others:
        happen(tally, known[seq])
    return tally.record()


def advance(record: Record | None, events: Sequence[IncidentEvent]) -> Record:
    """The same as to fold the record's own events with these, at the cost of these alone when they follow."""
    if record is None:
        return fold(events)
    if not _follow(record, events):
        return fold([*record.events, *events])
    tally = Tally.of(record)
    for event in events:
        happen(tally, event)
    return tally.record()


def _follow(record: Record, events: Sequence[IncidentEvent]) -> bool:
    version = record.incident.version
    return all(event.seq == version + place for place, event in enumerate(events, 1))
