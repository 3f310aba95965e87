"""Whether two rules of a calendar fit the same nights, told from their conditions alone.

Holidays and weekdays move through the dates of the years, so a rule for them is taken to meet every date:
an overlap may be one that comes about only in some years.
"""

from __future__ import annotations

import datetime as dt

from app.domain.lighting.calendars import is_yearly
from app.domain.lighting.plan import CalendarRule

_WEEK = frozenset(range(7))
_LEAP_YEAR = 2000
_DAYS = tuple(f"{dt.date(_LEAP_YEAR, 1, 1) + dt.timedelta(day):%m-%d}" for day in range(366))
_FIRST, _LAST = dt.date.min.isoformat(), dt.date.max.isoformat()


def overlaps(one: CalendarRule, other: CalendarRule) -> bool:
    """Whether there may be a night that both fit."""
    if one.holidays is not None and other.holidays is not None and one.holidays != other.holidays:
        return False
    weekdays = _weekdays(one) & _weekdays(other)
    return bool(weekdays) and _dates_meet(one, other)


def reached(rule: CalendarRule, above: CalendarRule) -> bool:
    """Whether the rule fits any night that the one above it in the list does not take."""
    if above.holidays is not None and above.holidays != rule.holidays:
        return True
    if not _weekdays(rule) <= _weekdays(above):
        return True
    if not (above.first or above.last):
        return False
    if _is_season(above):
        return not _days(rule) <= _days(above)
    if _is_season(rule) or not (rule.first or rule.last):
        return True
    (first, last), (first_above, last_above) = _range(rule), _range(above)
    return not first_above <= first <= last <= last_above


def _weekdays(rule: CalendarRule) -> frozenset[int]:
    """Of a single date, the one it falls on."""
    named = frozenset(rule.weekdays) or _WEEK
    if rule.first and rule.first == rule.last and not _is_season(rule):
        return named & {dt.date.fromisoformat(rule.first).weekday()}
    return named


def _dates_meet(one: CalendarRule, other: CalendarRule) -> bool:
    if _is_season(one) or _is_season(other):
        return bool(_days(one) & _days(other))
    (first, last), (other_first, other_last) = _range(one), _range(other)
    return first <= other_last and other_first <= last


def _is_season(rule: CalendarRule) -> bool:
    return is_yearly(rule.first)


def _range(rule: CalendarRule) -> tuple[str, str]:
    return rule.first or _FIRST, rule.last or _LAST


def _days(rule: CalendarRule) -> frozenset[str]:
    """The days `MM-DD` of the year that the rule's dates touch."""
    if _is_season(rule):
        first, last = rule.first, rule.last
        if first <= last:
            return frozenset(day for day in _DAYS if first <= day <= last)
        return frozenset(day for day in _DAYS if day >= first or day <= last)
    if not (rule.first and rule.last):
        return frozenset(_DAYS)
    first_date, last_date = dt.date.fromisoformat(rule.first), dt.date.fromisoformat(rule.last)
    count = min((last_date - first_date).days + 1, len(_DAYS))
    return frozenset(f"{first_date + dt.timedelta(day):%m-%d}" for day in range(count))
