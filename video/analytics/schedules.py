"""Whether a stage's schedule holds: `22:00-06:00, 12:00-13:00` in the site's time, over midnight too."""

from __future__ import annotations

import datetime as dt
import functools
import re

_WINDOW = re.compile(r"\s*(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\s*")
_DAY_MIN = 1440


def holds(schedule: str, at_ms: int, zone: dt.tzinfo) -> bool:
    """Always where the schedule is empty or says nothing that is understood: better watched than not."""
    minutes = _minutes(schedule)
    if not minutes:
        return True
    moment = local(at_ms, zone)
    return moment.hour * 60 + moment.minute in minutes


def local(at_ms: int, zone: dt.tzinfo) -> dt.datetime:
    return dt.datetime.fromtimestamp(at_ms / 1000, dt.UTC).astimezone(zone)


@functools.lru_cache(maxsize=1024)
def _minutes(schedule: str) -> frozenset[int]:
    """The minutes of a day on which it holds; equal ends are the whole day."""
    minutes: set[int] = set()
    for part in re.split(r"[,;]", schedule):
        if (found := _WINDOW.fullmatch(part)) is not None:
            first, last = (int(found[at]) * 60 + int(found[at + 1]) for at in (1, 3))
            minutes.update(range(first, last) if first < last else (*range(first, _DAY_MIN), *range(last)))
    return frozenset(minutes)
