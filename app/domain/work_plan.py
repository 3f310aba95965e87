"""The yearly work plan of the command centre: activities, months, deliverables, indicators and goals."""

from __future__ import annotations

import math
from dataclasses import dataclass

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Activity:
    """`goal` and `done` have one number a month, January first. With `counts` the program itself counts what
    was done: `closed:<kind>` (empty kind for all) incidents closed in the month, `opened:<kind>`,
    `on_time:<kind>` those that met their targets, as a percentage; otherwise `done` is entered by hand."""

    id: str
    name: str
    deliverable: str
    indicator: str
    unit: str
    goal: tuple[float, ...]
    done: tuple[float, ...] = (0.0,) * MONTHS
    counts: str = ""
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class WorkPlan:
    year: int
    version: int = 0
    activities: tuple[Activity, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkPlanChanged:
    plan: WorkPlan


@dataclass(frozen=True, slots=True)
class PutWorkPlan:
    """Superseded when `plan.version` is not the one that is kept (0 for a new year)."""

    plan: WorkPlan


FIRST_YEAR, LAST_YEAR = 2000, 2199
MOST_ACTIVITIES = 300
LONGEST_TEXT = 500
COUNTED = ("opened", "closed", "on_time")


def may_hold(plan: WorkPlan) -> bool:
    """Whether it can be kept: years, names, twelve numbers that are none below 0, and what is counted."""
    ids = [activity.id for activity in plan.activities]
    return (
        FIRST_YEAR <= plan.year <= LAST_YEAR
        and len(ids) <= MOST_ACTIVITIES
        and len(set(ids)) == len(ids)
        and all(_may_hold(activity) for activity in plan.activities)
    )


def _may_hold(activity: Activity) -> bool:
    texts = (activity.name, activity.deliverable, activity.indicator, activity.unit, activity.responsible)
    what, _, _kind = activity.counts.partition(":")
    return (
        bool(activity.id.strip() and activity.name.strip())
        and all(len(text) <= LONGEST_TEXT for text in texts)
        and all(_are_figures(figures) for figures in (activity.goal, activity.done))
        and (not activity.counts or (what in COUNTED and ":" in activity.counts))
    )


def _are_figures(figures: tuple[float, ...]) -> bool:
    return len(figures) == MONTHS and all(0.0 <= figure < math.inf for figure in figures)
