"""Which programme a calendar picks for a night: the first of its rules that fits the date."""

from __future__ import annotations

import calendar as gregorian
import datetime as dt
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.lighting.plan import Calendar, CalendarRule

_WHOLE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEARLY = re.compile(r"[0-9]{2}-[0-9]{2}")
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Pick:
    """`rule` is empty where none fitted and the calendar's own programme holds."""

    programme: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A date as the rules ask for it; `yearly` is `MM-DD`."""

    whole: str
    yearly: str
    weekday: int
    holiday: bool


class Holidays:
    """The plan's holidays, for looking up; what is no date counts for nothing."""

    def __init__(self, dates: Iterable[str]) -> None:
        self._dates = frozenset(dates)

    def day(self, date: dt.date) -> Day:
        whole = date.isoformat()
        yearly = whole[5:]
        return Day(whole, yearly, date.weekday(), whole in self._dates or yearly in self._dates)


def pick(calendar: Calendar, day: Day) -> Pick:
    """What holds in the night that begins on the day."""
    for rule in calendar.rules:
        if fits(rule, day):
            return Pick(rule.programme, rule.id)
    return Pick(calendar.programme)


def fits(rule: CalendarRule, day: Day) -> bool:
    """Whether every condition of the rule holds; one with a date that is none fits no night."""
    if rule.weekdays and day.weekday not in rule.weekdays:
        return False
    if rule.holidays is not None and rule.holidays != day.holiday:
        return False
    return not (rule.first or rule.last) or _within(rule.first, rule.last, day)


def _within(first: str, last: str, day: Day) -> bool:
    """A whole date with nothing beside it reaches without end; a season wants both its days."""
    if is_yearly(first) and is_yearly(last):
        if first <= last:
            return first <= day.yearly <= last
        return day.yearly >= first or day.yearly <= last
    if any(text and not is_whole(text) for text in (first, last)):
        return False
    return (not first or first <= day.whole) and (not last or day.whole <= last)


@functools.lru_cache(maxsize=4096)
def is_whole(text: str) -> bool:
    """Whether it is a date `YYYY-MM-DD` that exists."""
    if not _WHOLE.fullmatch(text):
        return False
    year, month, day = (int(part) for part in text.split("-"))
    return year >= dt.MINYEAR and _exists(year, month, day)


@functools.lru_cache(maxsize=4096)
def is_yearly(text: str) -> bool:
    """Whether it is a day `MM-DD` of some year; 29 February is one."""
    if not _YEARLY.fullmatch(text):
        return False
    month, day = (int(part) for part in text.split("-"))
    return _exists(_LEAP_YEAR, month, day)


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= gregorian.monthrange(year, month)[1]
