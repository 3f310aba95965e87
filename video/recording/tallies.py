"""How much of each day is recorded of each camera, out of the rows of its segments as they come."""

from __future__ import annotations

import datetime as dt

from app.domain.video.recordings import Segment

_DAY = dt.timedelta(days=1)


class RecordedTally:
    """In seconds, by camera and local day, for as long as a day may still be asked for. One thread.

    A segment is counted as it grows; over midnight, on both days. The first row of one says how far it has
    been counted already: of a new one that is nothing, of one that was closed or broke off before, all.
    """

    def __init__(self, zone: dt.tzinfo) -> None:
        self._zone = zone
        self._seconds: dict[tuple[str, str], float] = {}
        self._counted: dict[str, int] = {}
        """Up to when files that are not closed have been counted, the newest last."""

    def take(self, row: Segment) -> None:
        since = self._counted.pop(row.file, row.ended)
        self._count(row.camera, since, row.ended)
        if not row.complete:
            self._counted[row.file] = max(row.ended, since)
            while len(self._counted) > _MOST_OPEN:
                del self._counted[next(iter(self._counted))]

    def recorded_s(self, camera: str, day: str) -> float:
        return self._seconds.get((camera, day), 0.0)

    def _count(self, camera: str, since: int, until: int) -> None:
        while since < until:
            day = dt.datetime.fromtimestamp(since / 1000, dt.UTC).astimezone(self._zone).date()
            midnight = dt.datetime.combine(day + _DAY, dt.time(), self._zone).timestamp() * 1000
            end = min(until, int(midnight))
            key = camera, day.isoformat()
            if key not in self._seconds:
                self._forget((day - _KEPT).isoformat())
            self._seconds[key] = self._seconds.get(key, 0.0) + (end - since) / 1000
            since = end

    def _forget(self, before_day: str) -> None:
        self._seconds = {key: s for key, s in self._seconds.items() if key[1] >= before_day}


_KEPT = 2 * _DAY
_MOST_OPEN = 10_000
"""Files of which cameras went away stay open for ever."""
