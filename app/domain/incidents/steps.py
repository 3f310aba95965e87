"""The steps of a procedure: which are in turn, which are missing, and whether a tick fits."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from app.domain.acts import Refusal
from app.domain.incidents.case import cleaned, refuse
from app.domain.incidents.events import Given
from app.domain.incidents.incident import Tick
from app.domain.incidents.procedures import Condition, FieldType, Procedure, Step, StepField


def steps_in_turn(procedure: Procedure, ticks: Mapping[str, Tick]) -> list[Step]:
    """Those that are there by the branches that were taken, in order, ticked or not."""
    return [step for step in procedure.steps if step.only_if is None or _is_met(step.only_if, ticks)]


def missing_steps(procedure: Procedure, ticks: Mapping[str, Tick]) -> list[Step]:
    """Those that must be ticked before the incident is resolved, and are not."""
    return [step for step in steps_in_turn(procedure, ticks) if step.required and step.id not in ticks]


def fitting_ticks(procedure: Procedure, ticks: Mapping[str, Tick]) -> dict[str, Tick]:
    """Those of steps that the procedure has, on a way that it still has."""
    fitting: dict[str, Tick] = {}
    for step in procedure.steps:
        tick = ticks.get(step.id)
        if tick is None or not (step.only_if is None or _is_met(step.only_if, fitting)):
            continue
        if not step.branches or tick.ticked.choice in {branch.id for branch in step.branches}:
            fitting[step.id] = tick
    return fitting


def choice_of(step: Step, choice: str) -> str:
    """The branch, where the step has any."""
    if not step.branches:
        return ""
    return choice if choice in {branch.id for branch in step.branches} else refuse(Refusal.FIELD_MISSING)


def given_of(step: Step, given: Sequence[Given]) -> tuple[Given, ...]:
    """What was entered, as it is kept: refused (FIELD_MISSING, with the field) when something is missing, is
    no number, or is not among what there is to choose. What no field asks for is left out."""
    entered = {one.field: cleaned(one.value) for one in given}
    kept = []
    for field in step.fields:
        value = entered.get(field.id, "")
        if (field.required and not value) or (value and not _fits(field, value)):
            refuse(Refusal.FIELD_MISSING, field.id)
        if value:
            kept.append(Given(field.id, value))
    return tuple(kept)


def _is_met(condition: Condition, ticks: Mapping[str, Tick]) -> bool:
    tick = ticks.get(condition.step)
    return tick is not None and tick.ticked.choice == condition.branch


def _fits(field: StepField, value: str) -> bool:
    if field.type is FieldType.NUMBER:
        return _is_number(value)
    if field.type is FieldType.CHOICE:
        return any(value in (label.es, label.en) for label in field.choices)
    return True


def _is_number(value: str) -> bool:
    """With a comma or a point."""
    try:
        return math.isfinite(float(value.replace(",", ".", 1)))
    except ValueError:
        return False
