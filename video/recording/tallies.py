"""How much of each day is recorded of each camera, out of the rows of its segments as they come."""

from __future__ import annotations

import datetime as dt

from app.domain.video.recordings import Segment

_DAY = dt.timedelta(days=1)


class RecordedTally:
    """In seconds, by camera and local day. A row that comes again counts by how much longer it has become; a
    segment over midnight counts on both days. One thread."""

    def __init__(self, zone: dt.tzinfo) -> None:
        self._zone = zone
        self._seconds: dict[tuple[str, str], float] = {}
        self._open: dict[str, int] = {}
        """Up to when files that are not closed have been counted."""
        self._done: dict[str, None] = {}

    def take(self, row: Segment) -> None:
        if row.file in self._done:
            return
        self._count(row.camera, self._open.get(row.file, row.began), row.ended)
        if row.complete:
            self._open.pop(row.file, None)
            self._done[row.file] = None
            while len(self._done) > _REMEMBERED:
                del self._done[next(iter(self._done))]
        else:
            self._open[row.file] = max(row.ended, row.began)

    def recorded_s(self, camera: str, day: str) -> float:
        return self._seconds.get((camera, day), 0.0)

    def forget(self, before_day: str) -> None:
        self._seconds = {key: s for key, s in self._seconds.items() if key[1] >= before_day}

    def _count(self, camera: str, since: int, until: int) -> None:
        while since < until:
            day = dt.datetime.fromtimestamp(since / 1000, dt.UTC).astimezone(self._zone).date()
            midnight = dt.datetime.combine(day + _DAY, dt.time(), self._zone).timestamp() * 1000
            end = min(until, int(midnight))
            key = camera, day.isoformat()
            self._seconds[key] = self._seconds.get(key, 0.0) + (end - since) / 1000
            since = end


_REMEMBERED = 10_000
"""Closed files whose rows may still come again, as when they are raised."""
