"""Closed incidents as the database has them: those that were asked for, and those of before a start."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from app.domain.alarms import Alarm
from app.domain.incidents.book import CLOSED_KEPT
from app.domain.incidents.incident import Record
from app.domain.incidents.procedures import Procedure
from app.engine.incidents.parts import Recalled
from app.store.incident_reading import records_of
from app.store.reader import Reader

LATELY_MS = 86_400_000

log = logging.getLogger(__name__)


def recalled(store: Path, ids: Collection[str]) -> Recalled:
    """These incidents, with the procedures that they went by; what the database does not have is left out."""
    reader = Reader(store)
    try:
        records = tuple(_records(reader, ids))
        return Recalled(records, tuple(_procedures(reader, records)))
    finally:
        reader.close()


def closed_lately(store: Path, now_ms: int) -> Recalled:
    """The incidents that were closed in the last day, the last closed last; not more than the book keeps."""
    reader = Reader(store)
    try:
        closed = reader.closed_incidents(now_ms - LATELY_MS, CLOSED_KEPT)
        records = tuple(_records(reader, [one.id for one in reversed(closed)]))
        return Recalled(records, tuple(_procedures(reader, records)))
    finally:
        reader.close()


def unhandled(alarms: Iterable[Alarm], closed: Iterable[Record], now_ms: int) -> list[Alarm]:
    """Of the alarms that stand those that may not have come to an incident yet: raised in the last day, and
    since then in none that was closed with them."""
    ended: dict[str, int] = {}
    for record in closed:
        for alarm in (*record.alarms, *record.moved_out):
            ended[alarm] = max(ended.get(alarm, 0), record.incident.closed_at)
    return [
        alarm for alarm in alarms if (alarm.raised_at or 0) > max(ended.get(alarm.id, 0), now_ms - LATELY_MS)
    ]


def _records(reader: Reader, ids: Collection[str]) -> Iterator[Record]:
    """In the order in which they are named. One of which the closing cannot be read is passed over: it would
    come back as an open one."""
    found = {one.incident.id: one for one in records_of(reader.incident_events(tuple(ids)))}
    for incident in ids:
        if incident in found and found[incident].incident.open:
            log.warning("%s was closed and its events do not say so; it is passed over", incident)
        elif incident in found:
            yield found[incident]


def _procedures(reader: Reader, records: Iterable[Record]) -> Iterator[Procedure]:
    followed = {(one.incident.procedure, one.incident.procedure_version) for one in records}
    for procedure in {procedure for procedure, _ in followed if procedure}:
        for version in reader.procedures(procedure):
            if (version.id, version.version) in followed:
                yield version
