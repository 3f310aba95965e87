"""All that happened of one incident, with what happened in those that were merged into it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.incidents.events import Absorbed, IncidentEvent
from app.domain.incidents.folding import fold
from app.domain.incidents.incident import Record
from app.store.reader import Reader
from app.wire.incidents import event_of


@dataclass(frozen=True, slots=True)
class IncidentStory:
    """`merged` are the events of incidents that were merged into it, also by way of others."""

    record: Record
    merged: tuple[IncidentEvent, ...]

    @property
    def events(self) -> tuple[IncidentEvent, ...]:
        """All of them, its own first."""
        return (*self.record.events, *self.merged)

    @property
    def incidents(self) -> tuple[str, ...]:
        """Ids of those whose events these are, its own first."""
        return (self.record.incident.id, *dict.fromkeys(event.incident for event in self.merged))


def read_story(reader: Reader, incident: str) -> IncidentStory | None:
    """None where there is no such incident; raises StoreUnavailable."""
    own = [event_of(each) for each in reader.incident_events([incident])]
    if not own:
        return None
    record = fold(own)
    return IncidentStory(record, tuple(_merged(reader, record)))


def _merged(reader: Reader, record: Record) -> Iterator[IncidentEvent]:
    known, wanted = {record.incident.id}, list(record.merged)
    while wanted:
        known.update(wanted)
        events = [event_of(each) for each in reader.incident_events(wanted)]
        yield from events
        absorbed = [event.body.incident for event in events if isinstance(event.body, Absorbed)]
        wanted = [one for one in dict.fromkeys(absorbed) if one not in known]
