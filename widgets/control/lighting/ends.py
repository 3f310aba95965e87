"""When an override by hand ends: the choices an operator has, as moments."""

from __future__ import annotations

import enum
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

HOUR_MS = 3_600_000
LATE_HOUR = 23
"""When most streets go to their night level."""


class End(enum.StrEnum):
    """In the order they are offered; an end is always offered first."""

    HOUR = "hour"
    TWO_HOURS = "two_hours"
    LATE = "late"
    DAWN = "dawn"
    GIVEN_UP = "given_up"


def city_zone(name: str) -> ZoneInfo | None:
    """The city's time zone; None (that of this PC) for one that is not known here."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def offered(now_ms: int, dawn_ms: int) -> tuple[End, ...]:
    """`dawn_ms` is the sunrise of this night, 0 where the sun does not set."""
    return tuple(end for end in End if end is not End.DAWN or dawn_ms > now_ms)


def until(end: End, now_ms: int, dawn_ms: int, zone: tzinfo | None) -> int | None:
    """Epoch ms; None until it is given up."""
    match end:
        case End.HOUR:
            return now_ms + HOUR_MS
        case End.TWO_HOURS:
            return now_ms + 2 * HOUR_MS
        case End.LATE:
            return next_clock(now_ms, LATE_HOUR, zone)
        case End.DAWN:
            return dawn_ms
    return None


def next_clock(now_ms: int, hour: int, zone: tzinfo | None) -> int:
    """The next time that the clock shows this full hour."""
    now = (
        datetime.fromtimestamp(now_ms / 1000, zone)
        if zone
        else datetime.fromtimestamp(now_ms / 1000).astimezone()
    )
    then = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    if then <= now:
        then += timedelta(days=1)
    return int(then.timestamp() * 1000)
