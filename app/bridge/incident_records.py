"""The records that were looked at last: read from the history, folded on a worker, kept up to date."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import Executor
from typing import Any, TypeVar

from app.domain.incidents.events import IncidentEvent
from app.domain.incidents.folding import advance, fold
from app.domain.incidents.incident import Record
from app.wire.incidents import EventRecord, event_of

T = TypeVar("T")

RECORDS_KEPT = 32
EVENTS_KEPT = 8192
"""The newest events of all incidents: the engine tells what happens before the database has written it."""

ReadEvents = Callable[[Sequence[str]], Awaitable[list[EventRecord]]]


class RecordShelf:
    """GUI thread; `read` is the history's, and what it raises comes through; `worker` folds."""

    def __init__(self, read: ReadEvents, worker: Executor) -> None:
        self._read, self._worker = read, worker
        self._kept: OrderedDict[str, Record] = OrderedDict()
        self._newest: deque[IncidentEvent] = deque(maxlen=EVENTS_KEPT)

    async def record(self, incident: str) -> Record:
        """All that is known of it now; raises KeyError where there is no such incident."""
        kept = self._kept.get(incident)
        if kept is None:
            kept = await self._read_one(incident)
        if _whole(kept):
            self._keep(kept)
        return kept

    async def events(self, incidents: Sequence[str]) -> tuple[IncidentEvent, ...]:
        """The events of several incidents, ordered by incident and `seq`."""
        stored = await self._read(incidents)
        found = await self._on_worker(_decoded, stored)
        known = {(event.incident, event.seq): event for event in (*found, *self._of(frozenset(incidents)))}
        return tuple(known[name] for name in sorted(known))

    def take(self, events: Iterable[IncidentEvent]) -> None:
        """What the engine tells, in its order."""
        news: dict[str, list[IncidentEvent]] = {}
        for event in events:
            self._newest.append(event)
            if event.incident in self._kept:
                news.setdefault(event.incident, []).append(event)
        for incident, came in news.items():
            self._advance(incident, came)

    def clear(self) -> None:
        self._kept.clear()
        self._newest.clear()

    async def _read_one(self, incident: str) -> Record:
        stored = await self._read([incident])
        events = (*await self._on_worker(_decoded, stored), *self._of({incident}))
        if not events:
            raise KeyError(incident)
        record: Record = await self._on_worker(fold, events)
        late = [event for event in self._of({incident}) if event.seq > record.incident.version]
        return advance(record, late) if late else record

    def _advance(self, incident: str, came: Sequence[IncidentEvent]) -> None:
        record = self._kept[incident]
        news = [event for event in came if event.seq > record.incident.version]
        if not news:
            return
        if news[0].seq == record.incident.version + 1:
            self._kept[incident] = advance(record, news)
        else:  # something between is only in the database: it is read again when it is asked for
            del self._kept[incident]

    def _keep(self, record: Record) -> None:
        known = self._kept.get(record.incident.id)
        if known is None or known.incident.version < record.incident.version:
            self._kept[record.incident.id] = record
        self._kept.move_to_end(record.incident.id)
        while len(self._kept) > RECORDS_KEPT:
            self._kept.popitem(last=False)

    def _of(self, incidents: Iterable[str]) -> list[IncidentEvent]:
        wanted = frozenset(incidents)
        return [event for event in self._newest if event.incident in wanted]

    async def _on_worker(self, work: Callable[[Iterable[Any]], T], items: Iterable[Any]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._worker, work, items)


def _decoded(stored: Iterable[EventRecord]) -> tuple[IncidentEvent, ...]:
    return tuple(event_of(record) for record in stored)


def _whole(record: Record) -> bool:
    """Whether no event between the first and the newest is missing."""
    return len(record.events) == record.incident.version
