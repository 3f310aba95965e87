"""The time a report is about: days of the city, or the quarter of a year."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from app.bootstrap.commands import Unable
from app.domain.work_plan import FIRST_YEAR, LAST_YEAR, MONTHS

_QUARTER = re.compile(r"(\d{4})-([1-4])")
MOST_DAYS = 1100


@dataclass(frozen=True, slots=True)
class ReportSpan:
    """Whole days of the city: `first` and `last` both belong to it."""

    first: dt.date
    last: dt.date
    zone: dt.tzinfo

    @property
    def since(self) -> int:
        """Epoch ms."""
        return self._midnight(self.first)

    @property
    def until(self) -> int:
        """Epoch ms; no longer in it."""
        return self._midnight(self.last + dt.timedelta(days=1))

    def _midnight(self, day: dt.date) -> int:
        return int(dt.datetime.combine(day, dt.time(), self.zone).timestamp() * 1000)

    def months(self) -> Callable[[int], int]:
        """Says of a moment in the span (epoch ms) its year × 12 + month from 0, in the city's time."""
        first = self.first.year * MONTHS + self.first.month - 1
        last = self.last.year * MONTHS + self.last.month - 1
        begins = [
            self._midnight(dt.date(month // MONTHS, month % MONTHS + 1, 1))
            for month in range(first + 1, last + 1)
        ]
        return lambda ms: first + bisect_right(begins, ms)


def days_between(first: str, last: str, zone: dt.tzinfo) -> ReportSpan:
    """Two days as `2026-03-31`; raises Unable."""
    span = ReportSpan(_day(first), _day(last), zone)
    if not 0 <= (span.last - span.first).days < MOST_DAYS:
        raise Unable(f"From {first} to {last} are not between 1 and {MOST_DAYS} days.")
    return span


def quarter_of(text: str, zone: dt.tzinfo) -> tuple[int, tuple[int, ...], ReportSpan]:
    """Of `2026-1` the year, its months from 0, and its days; raises Unable."""
    found = _QUARTER.fullmatch(text)
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise Unable(f"'{text}' is not a quarter such as 2026-1.")
    year, begin = int(found[1]), 3 * (int(found[2]) - 1)
    after = dt.date(year + (begin == 9), (begin + 3) % MONTHS + 1, 1)
    span = ReportSpan(dt.date(year, begin + 1, 1), after - dt.timedelta(days=1), zone)
    return year, tuple(range(begin, begin + 3)), span


def _day(text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as problem:
        raise Unable(f"'{text}' is not a day such as 2026-03-31.") from problem
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unable(f"'{text}' is not a day between {FIRST_YEAR} and {LAST_YEAR}.")
    return day
