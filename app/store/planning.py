"""Decides from the catalogue which piece of upkeep comes next. Knows no clock and touches nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from app.store.rollups import Rollup
from app.store.segments import BUILDING, DAY_MS, DROPPING, HOT, LIVE, Segment
from app.store.sorting import SORTED

FAN_IN = 16
"""So many runs of one level become one of the next."""
FOLD_ROWS = 6_000_000
FOLD_AFTER_MS = 3_600_000
"""Readings of a day that goes on wait this long for the aggregates: each visit to a point's page costs
the same for one reading as for many. Until then the reader aggregates them itself."""
LATE_FOLD_AFTER_MS = 60_000
DAY_GRACE_MS = 3_600_000
"""A day is closed this long after its end, when most late readings have come."""


@dataclass(frozen=True, slots=True)
class SortHot:
    hot: Segment


@dataclass(frozen=True, slots=True)
class Merge:
    runs: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    run: Segment
    folded: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class PurgeSegment:
    segment: Segment


@dataclass(frozen=True, slots=True)
class PurgeRollup:
    rollup: Rollup


Task = SortHot | Merge | Fold | PurgeSegment | PurgeRollup


def next_task(segments: Sequence[Segment], rollups: Sequence[Rollup], now_ms: int) -> Task | None:
    """The most urgent task, or None when all is in order.

    Hot tables first, as every query reads them whole. A run that is BUILDING while nothing runs was left
    by a crash and is made again.
    """
    hot = [one for one in segments if one.level == HOT and one.state == LIVE]
    if len(hot) > 1:
        return SortHot(hot[0])
    for segment in segments:
        if segment.state in (DROPPING, BUILDING):
            return PurgeSegment(segment)
    for rollup in rollups:
        if rollup.state == DROPPING:
            return PurgeRollup(rollup)
    days: dict[int, list[Segment]] = defaultdict(list)
    for run in segments:
        if run.day is not None and run.state == LIVE:
            days[run.day].append(run)
    for day in sorted(days, reverse=True):
        task = _of_day(days[day], (day + 1) * DAY_MS + DAY_GRACE_MS <= now_ms, now_ms)
        if task is not None:
            return task
    return None


def _of_day(runs: list[Segment], closed: bool, now_ms: int) -> Task | None:
    unfolded = [run for run in runs if not run.folded]
    folded = [run for run in runs if run.folded]
    return (
        _unfinished_fold(unfolded, folded)
        or _due_fold(unfolded, folded, LATE_FOLD_AFTER_MS if closed else FOLD_AFTER_MS, now_ms)
        or _full_level(unfolded)
        or (_all_of(folded) if closed and not unfolded else _full_level(folded))
    )


def _unfinished_fold(unfolded: list[Segment], folded: list[Segment]) -> Task | None:
    """One that was begun is ended before its run may be merged with others."""
    for run in unfolded:
        if run.folded_point >= 0:
            return Fold(run, tuple(folded))
    return None


def _due_fold(unfolded: list[Segment], folded: list[Segment], patience_ms: int, now_ms: int) -> Task | None:
    if not unfolded:
        return None
    waited_ms = now_ms - min(run.created_at for run in unfolded)
    if waited_ms < patience_ms and sum(run.rows for run in unfolded) < FOLD_ROWS:
        return None
    return Fold(unfolded[0], tuple(folded)) if len(unfolded) == 1 else Merge(tuple(unfolded))


def _full_level(runs: list[Segment]) -> Task | None:
    levels: dict[int, list[Segment]] = defaultdict(list)
    for run in runs:
        levels[run.level].append(run)
    for level in sorted(levels):
        if len(levels[level]) >= FAN_IN and (level == SORTED or runs[0].folded):
            return Merge(tuple(levels[level][:FAN_IN]))
    return None


def _all_of(folded: list[Segment]) -> Task | None:
    return Merge(tuple(folded)) if len(folded) > 1 else None
