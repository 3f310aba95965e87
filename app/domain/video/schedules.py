"""What a schedule says: `22:00-06:00, 12:00-13:00` in the site's time, over midnight too."""

from __future__ import annotations

import functools
import re

DAY_MIN = 1440
_TIME = r"([01]?\d|2[0-4]):([0-5]\d)"
_WINDOW = re.compile(rf"\s*{_TIME}\s*-\s*{_TIME}\s*")


@functools.lru_cache(maxsize=1024)
def minutes_of(schedule: str) -> frozenset[int]:
    """The minutes of a day on which it holds; equal ends are the whole day. Parts that are not understood
    say nothing; none at all where the schedule is empty or no part is understood."""
    minutes: set[int] = set()
    for part in re.split(r"[,;]", schedule):
        if (found := _WINDOW.fullmatch(part)) is not None:
            first, last = (min(DAY_MIN, int(found[at]) * 60 + int(found[at + 1])) for at in (1, 3))
            minutes.update(range(first, last) if first < last else (*range(first, DAY_MIN), *range(last)))
    return frozenset(minutes)
