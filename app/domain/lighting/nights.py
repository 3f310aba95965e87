"""Nights as the plan counts them, from noon to noon of the city's time, and moments on their clock.

A clock time that does not exist, because the clocks went forward over it, is the first moment after the gap;
one that comes twice is meant the first time. So nights follow one another without gap or overlap, and one of
them lasts 23 or 25 hours twice a year.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

NOON_MIN = 12 * 60
DAY_MIN = 24 * 60
MINUTE_MS = 60_000
_EPOCH = dt.datetime(1970, 1, 1)  # noqa: DTZ001 - the difference of two times without zone
_SECOND = dt.timedelta(seconds=1)
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Night:
    """`date` is the day it begins; from `start` up to, not including, `end`, epoch ms."""

    date: dt.date
    start: int
    end: int


def night(date: dt.date, zone: dt.tzinfo) -> Night:
    return Night(date, noon(date, zone), noon(date + _DAY, zone))


def night_at(wall: int, zone: dt.tzinfo) -> Night:
    """The night that a moment, epoch ms, lies in."""
    date = dt.datetime.fromtimestamp(wall // 1000, zone).date()
    while wall < noon(date, zone):
        date -= _DAY
    while wall >= noon(date + _DAY, zone):
        date += _DAY
    return night(date, zone)


def nights_from(first: dt.date, count: int, zone: dt.tzinfo) -> tuple[Night, ...]:
    return tuple(night(first + index * _DAY, zone) for index in range(count))


def noon(date: dt.date, zone: dt.tzinfo) -> int:
    return moment(date, NOON_MIN, zone)


def on_clock(of: Night, minute: int, zone: dt.tzinfo) -> int:
    """Epoch ms of `minute` after midnight within the night: the afternoon and evening of its own date, the
    small hours and the morning of the next."""
    return moment(of.date if minute >= NOON_MIN else of.date + _DAY, minute, zone)


def moment(date: dt.date, minute: int, zone: dt.tzinfo) -> int:
    """Epoch ms of a local clock time, given in minutes after midnight."""
    local = dt.datetime.combine(date, dt.time(minute // 60, minute % 60))
    before = _offset(local.replace(tzinfo=zone))
    after = _offset(local.replace(tzinfo=zone, fold=1))
    if before >= after:
        return _ms(local - before)
    return _ms(_turn(local - after, local - before, zone))


def _turn(low: dt.datetime, high: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """When, in UTC, the clocks went forward: after `low`, at `high` at the latest."""
    old = _offset_at(low, zone)
    while high - low > _SECOND:
        middle = low + (high - low) // _SECOND // 2 * _SECOND
        low, high = (middle, high) if _offset_at(middle, zone) == old else (low, middle)
    return high


def _offset_at(utc: dt.datetime, zone: dt.tzinfo) -> dt.timedelta:
    return _offset(utc.replace(tzinfo=dt.UTC).astimezone(zone))


def _offset(local: dt.datetime) -> dt.timedelta:
    return local.utcoffset() or dt.timedelta()


def _ms(utc: dt.datetime) -> int:
    return (utc - _EPOCH) // _SECOND * 1000
