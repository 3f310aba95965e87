"""An open incident as the correlation of alarms sees it, from its record."""

from __future__ import annotations

from app.domain.incidents.events import CauseMarked, PrioritySet
from app.domain.incidents.incident import Record
from app.domain.incidents.places import Spot
from app.domain.instant import Instant


def sighted(record: Record, now: Instant, before: Spot | None = None) -> Spot:
    """`before` is what was known of it, and knows on the monotonic clock when an alarm joined last."""
    incident = record.incident
    return Spot(
        id=incident.id,
        number=incident.number,
        kind=incident.kind,
        zone=incident.zone,
        lat=incident.lat,
        lon=incident.lon,
        touched=before.touched if before else _touched(record, now),
        alarms={alarm: known.link.device for alarm, known in record.alarms.items()},
        cause=incident.cause,
        priority=incident.priority,
        cause_by_hand=_by_hand(record, CauseMarked),
        priority_by_hand=_by_hand(record, PrioritySet),
        seen=incident,
    )


def _touched(record: Record, now: Instant) -> float:
    moments = (known.joined for known in record.alarms.values())
    newest = max(moments, default=record.incident.opened_at)
    return now.monotonic - max(0.0, (now.wall - newest) / 1000.0)


def _by_hand(record: Record, body: type[CauseMarked | PrioritySet]) -> bool:
    """Whether the newest of these was an operator's."""
    newest = next((event for event in reversed(record.events) if isinstance(event.body, body)), None)
    return newest is not None and bool(newest.by)
