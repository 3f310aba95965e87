"""What of the yearly work plan was done in some of its months, against its goals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.reporting.period import MonthCount
from app.domain.work_plan import MONTHS, Activity, WorkPlan

Counts = Mapping[tuple[str, int], MonthCount]
"""By kind of incident (empty for all) and year × 12 + month from 0."""


@dataclass(frozen=True, slots=True)
class Progress:
    """`share` of the goal, 1 for all of it; None where there is no goal."""

    goal: float
    done: float | None
    """None where it is a share of nothing."""

    @property
    def share(self) -> float | None:
        return self.done / self.goal if self.goal and self.done is not None else None


@dataclass(frozen=True, slots=True)
class ActivityFigures:
    """`months` as they were asked for; `total` of them: a percentage is not added up but taken of all."""

    activity: Activity
    months: tuple[Progress, ...]
    total: Progress


def plan_figures(plan: WorkPlan, months: Sequence[int], counts: Counts) -> tuple[ActivityFigures, ...]:
    """Of each activity in the order of the plan; `months` count from 0 in the plan's year."""
    return tuple(_figures(activity, plan.year, months, counts) for activity in plan.activities)


def _figures(activity: Activity, year: int, months: Sequence[int], counts: Counts) -> ActivityFigures:
    each = tuple(Progress(activity.goal[month], _done(activity, year, [month], counts)) for month in months)
    goals = [activity.goal[month] for month in months]
    goal = sum(goals)
    if _is_share(activity):
        set_ = [one for one in goals if one]
        goal = sum(set_) / len(set_) if set_ else 0.0
    return ActivityFigures(activity, each, Progress(goal, _done(activity, year, months, counts)))


def _is_share(activity: Activity) -> bool:
    return activity.counts.startswith("on_time:")


def _done(activity: Activity, year: int, months: Sequence[int], counts: Counts) -> float | None:
    what, _, kind = activity.counts.partition(":")
    if not what:
        return sum(activity.done[month] for month in months)
    found = [counts.get((kind, year * MONTHS + month), MonthCount()) for month in months]
    if what == "on_time":
        measured = sum(each.measured for each in found)
        return 100.0 * sum(each.on_time for each in found) / measured if measured else None
    return float(sum(each.opened if what == "opened" else each.closed for each in found))
