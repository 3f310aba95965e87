"""The yearly work plan of the command centre: activities, months, deliverables, indicators and goals."""

from __future__ import annotations

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
