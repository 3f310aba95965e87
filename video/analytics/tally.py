"""What a line has counted: since local midnight, by quarters of an hour, and as a flow."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from app.domain.video.stages import TrackClass
from video.analytics.schedules import local
from video.analytics.seen import LineTally, Tally

QUARTER_MS = 900_000
MINUTE_MS = 60_000
FLOW_MINUTES = 15
LEAST_FLOW_MINUTES = 5
"""Fewer watched minutes count as so many: two cars in the first minute are no 120 an hour."""

Counts = Counter[tuple[TrackClass, bool]]


class LineBook:
    """One line's; `before` is what the pipeline before this one had counted of it."""

    def __init__(self, stage: str, zone: dt.tzinfo, before: LineTally | None = None) -> None:
        self._stage, self._zone = stage, zone
        self._day = before.day if before else ""
        self._today = _counter(before.today if before else ())
        self._quarter = before.quarter if before else 0
        self._running = _counter(before.running if before else ())
        self._complete: tuple[Tally, ...] = before.complete if before else ()
        self._whole = before is not None and before.whole
        """The running quarter was watched from its beginning."""
        self._minutes = dict(before.minutes if before else ())

    def tick(self, at_ms: int) -> None:
        """Time goes on, whether anybody crosses or not."""
        minute = at_ms // MINUTE_MS
        if minute not in self._minutes:
            goes_on = minute - 1 in self._minutes
            self._minutes[minute] = 0
            first = minute - FLOW_MINUTES
            self._minutes = {each: count for each, count in self._minutes.items() if first < each <= minute}
            self._turn(at_ms, goes_on=goes_on)

    def add(self, kind: TrackClass, at_ms: int, *, forward: bool) -> None:
        self.tick(at_ms)
        self._today[kind, forward] += 1
        self._running[kind, forward] += 1
        if kind is TrackClass.VEHICLE:
            self._minutes[at_ms // MINUTE_MS] += 1

    def both(self) -> tuple[int, int]:
        """Forward and backward since midnight, all classes together."""
        forward = sum(count for (_, there), count in self._today.items() if there)
        return forward, sum(self._today.values()) - forward

    def tally(self) -> LineTally:
        watched = max(LEAST_FLOW_MINUTES, len(self._minutes))
        return LineTally(
            self._stage,
            self._day,
            _tallies(self._today),
            self._quarter,
            _tallies(self._running),
            self._complete,
            tuple(self._minutes.items()),
            round(60.0 * sum(self._minutes.values()) / watched, 1),
            self._whole,
        )

    def _turn(self, at_ms: int, *, goes_on: bool) -> None:
        """A new quarter, a new day. Both begin with a minute in every time zone. `goes_on`: the minute before
        was watched."""
        day = local(at_ms, self._zone).date().isoformat()
        if day != self._day:
            self._day, self._today = day, Counter()
        quarter = at_ms // QUARTER_MS * QUARTER_MS
        if quarter != self._quarter:
            follows = quarter - self._quarter == QUARTER_MS
            self._complete = _tallies(self._running, all_classes=True) if follows and self._whole else ()
            self._whole = goes_on or at_ms == quarter
            self._quarter, self._running = quarter, Counter()


def _counter(tallies: tuple[Tally, ...]) -> Counts:
    counts: Counts = Counter()
    for each in tallies:
        counts[each.kind, True] += each.forward
        counts[each.kind, False] += each.backward
    return counts


def _tallies(counts: Counts, *, all_classes: bool = False) -> tuple[Tally, ...]:
    """With rows of zeros for all classes where an empty one would say that nobody watched."""
    return tuple(
        Tally(kind, counts[kind, True], counts[kind, False])
        for kind in TrackClass
        if all_classes or counts[kind, True] or counts[kind, False]
    )
