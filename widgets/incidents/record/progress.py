"""How far a procedure is: its steps on the branches taken, which is the next, and what its timer says."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.incidents.events import ProcedureSet
from app.domain.incidents.incident import Record, Tick
from app.domain.incidents.procedures import Procedure, Step
from app.domain.incidents.steps import steps_in_turn


@dataclass(frozen=True, slots=True)
class StepLine:
    """`due` epoch ms at which the timer of the next step is over, 0 for none."""

    step: Step
    tick: Tick | None
    next: bool
    due: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    lines: tuple[StepLine, ...]
    ticked: int

    @property
    def total(self) -> int:
        return len(self.lines)


def progress(procedure: Procedure, record: Record) -> Progress:
    """The next step is the first that is not ticked."""
    steps = steps_in_turn(procedure, record.ticks)
    upcoming = next((step.id for step in steps if step.id not in record.ticks), "")
    since = _since(record)
    lines = []
    for step in steps:
        next_ = step.id == upcoming
        due = since + round(step.timer_s * 1000) if next_ and step.timer_s else 0
        lines.append(StepLine(step, record.ticks.get(step.id), next_, due))
    return Progress(tuple(lines), sum(line.tick is not None for line in lines))


def _since(record: Record) -> int:
    """When the next step became it: with the last tick, or when the procedure began to be followed."""
    begun = [event.at for event in record.events if isinstance(event.body, ProcedureSet)]
    ticked = [tick.at for tick in record.ticks.values()]
    return max((record.incident.opened_at, *begun, *ticked))
