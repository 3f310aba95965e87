"""The story of an incident: its events, and those of what was merged into it, as lines in their order."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from app.domain.incidents.events import IncidentEvent
from app.domain.incidents.incident import Record
from widgets.incidents.record.event_words import event_words
from widgets.incidents.record.names import RecordNames


@dataclass(frozen=True, slots=True)
class StoryLine:
    """`at` epoch ms; `who` empty for the program; `incident` another one that was merged into this."""

    seq: int
    at: int
    who: str
    text: str
    act: bool
    """Somebody did it."""
    incident: str = ""


class StoryTeller:
    """Writes each event once, and keeps its line until it is told to forget. GUI thread."""

    def __init__(self, names: RecordNames) -> None:
        self._names = names
        self._lines: dict[tuple[str, int], StoryLine] = {}

    def forget(self) -> None:
        """Another incident, or names that are others now."""
        self._lines.clear()

    def tell(self, record: Record, merged: Iterable[IncidentEvent]) -> list[StoryLine]:
        """Oldest first. Within one incident the order is that of its events, whatever their clock said;
        where there are several, they are told side by side by time."""
        return [self._line(event, record.incident.id) for event in in_order(record.events, merged)]

    def _line(self, event: IncidentEvent, own: str) -> StoryLine:
        name = (event.incident, event.seq)
        known = self._lines.get(name)
        if known is None:
            other = "" if event.incident == own else event.incident
            who = self._names.person(event.by) if event.by else ""
            words = event_words(event, self._names)
            known = StoryLine(event.seq, event.at, who, words, bool(event.by), other)
            self._lines[name] = known
        return known


def in_order(own: Sequence[IncidentEvent], merged: Iterable[IncidentEvent]) -> list[IncidentEvent]:
    """`merged` by incident and `seq`."""
    others = [list(events) for _, events in groupby(merged, key=attrgetter("incident"))]
    return list(heapq.merge(own, *others, key=attrgetter("at")))
