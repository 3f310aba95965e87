"""What is wrong with a procedure that somebody wrote: found before it is followed."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.incidents.procedures import Branch, FieldType, Procedure, Step, StepField
from app.domain.plain_text import plain

MOST_STEPS = 60
MOST_FIELDS = 12
LONGEST_LABEL = 200
LONGEST_ID = 64


class ProcedureFault(enum.StrEnum):
    """The console has a sentence for each."""

    NAMELESS = "nameless"
    """The procedure, a step, a branch or a field has no text or no id."""
    NOT_PLAIN = "not_plain"
    """A text, an id or a unit has signs that nobody sees, such as the end of a line."""
    TOO_LONG = "too_long"
    """A text of more than `LONGEST_LABEL` characters, an id, a unit or a name of more than `LONGEST_ID`."""
    NO_STEPS = "no_steps"
    TOO_MANY = "too_many"
    TWICE = "twice"
    """Two steps, or two branches or fields of a step, with the same id."""
    CONDITION = "condition"
    """A step hangs from a branch that no step before it has."""
    ONE_BRANCH = "one_branch"
    """A single branch is no choice."""
    NO_CHOICES = "no_choices"
    """A field to choose from, with nothing to choose."""
    TIMER = "timer"
    """A time below 0 or longer than a day."""


@dataclass(frozen=True, slots=True)
class ProcedureProblem:
    """`step` is the id of the step, empty for the procedure as a whole."""

    fault: ProcedureFault
    step: str = ""


def problems(procedure: Procedure) -> list[ProcedureProblem]:
    """Everything that is wrong, in the order of the steps; empty for a procedure that can be followed."""
    found = list(_whole(procedure))
    branches: dict[str, frozenset[str]] = {}
    for step in procedure.steps:
        found += [ProcedureProblem(fault, step.id) for fault in _step(step, branches)]
        branches[step.id] = frozenset(branch.id for branch in step.branches)
    return found


def _whole(procedure: Procedure) -> Iterator[ProcedureProblem]:
    texts = (procedure.label.es, procedure.label.en)
    for fault in _written(texts, (procedure.id,)):
        yield ProcedureProblem(fault)
    if not procedure.steps and not procedure.retired:
        yield ProcedureProblem(ProcedureFault.NO_STEPS)
    if len(procedure.steps) > MOST_STEPS:
        yield ProcedureProblem(ProcedureFault.TOO_MANY)
    for step, count in Counter(step.id for step in procedure.steps).items():
        if count > 1:
            yield ProcedureProblem(ProcedureFault.TWICE, step)


def _step(step: Step, branches: dict[str, frozenset[str]]) -> Iterator[ProcedureFault]:
    parts: tuple[Step | Branch | StepField, ...] = (step, *step.branches, *step.fields)
    texts = [text for part in parts for text in (part.label.es, part.label.en)]
    choices = [text for field in step.fields for label in field.choices for text in (label.es, label.en)]
    words = (step.device_kind, step.deed, *[field.unit for field in step.fields])
    yield from _written(texts, [part.id for part in parts], choices, words)
    if len(step.branches) == 1:
        yield ProcedureFault.ONE_BRANCH
    if len(step.fields) > MOST_FIELDS or len(step.branches) > MOST_FIELDS:
        yield ProcedureFault.TOO_MANY
    if _twice(branch.id for branch in step.branches) or _twice(field.id for field in step.fields):
        yield ProcedureFault.TWICE
    if any(field.type is FieldType.CHOICE and not field.choices for field in step.fields):
        yield ProcedureFault.NO_CHOICES
    if step.only_if is not None and step.only_if.branch not in branches.get(step.only_if.step, ()):
        yield ProcedureFault.CONDITION
    if not 0.0 <= step.timer_s <= 86_400.0:
        yield ProcedureFault.TIMER


def _written(
    texts: Sequence[str], ids: Sequence[str], more_texts: Sequence[str] = (), more_ids: Sequence[str] = ()
) -> Iterator[ProcedureFault]:
    """Texts and ids must be there, the others need not; all of them are shown, and sent to every console."""
    every_text, every_id = (*texts, *more_texts), (*ids, *more_ids)
    if not all(text.strip() for text in (*texts, *ids)):
        yield ProcedureFault.NAMELESS
    if not _plain(*every_text, *every_id):
        yield ProcedureFault.NOT_PLAIN
    if any(len(text) > LONGEST_LABEL for text in every_text) or any(
        len(one) > LONGEST_ID for one in every_id
    ):
        yield ProcedureFault.TOO_LONG


def _plain(*texts: str) -> bool:
    return all(plain(text, len(text)) == text for text in texts)


def _twice(ids: Iterator[str]) -> bool:
    return any(count > 1 for count in Counter(ids).values())
