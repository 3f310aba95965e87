"""Changes to a procedure that is being written: pure, each gives the procedure as it is then."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from app.domain.catalogue import Label
from app.domain.incidents.procedures import Procedure, Step

EMPTY = Label("", "")


def free_id(letter: str, taken: Collection[str]) -> str:
    """The first of `s1`, `s2` … that nobody has."""
    return next(f"{letter}{n}" for n in range(1, len(taken) + 2) if f"{letter}{n}" not in taken)


def rename(procedure: Procedure, name: str, label: Label) -> Procedure:
    return replace(procedure, id=name, label=label)


def add_step(procedure: Procedure, after: int) -> Procedure:
    """An empty one behind this place."""
    steps = procedure.steps
    new = Step(free_id("s", {step.id for step in steps}), EMPTY)
    return replace(procedure, steps=(*steps[: after + 1], new, *steps[after + 1 :]))


def drop_step(procedure: Procedure, place: int) -> Procedure:
    return replace(procedure, steps=(*procedure.steps[:place], *procedure.steps[place + 1 :]))


def move_step(procedure: Procedure, place: int, by: int) -> Procedure:
    """One up (-1) or down (1); at the edge it stays."""
    steps, to = list(procedure.steps), place + by
    if not (0 <= place < len(steps) and 0 <= to < len(steps)):
        return procedure
    steps[place], steps[to] = steps[to], steps[place]
    return replace(procedure, steps=tuple(steps))


def put_step(procedure: Procedure, place: int, step: Step) -> Procedure:
    return replace(procedure, steps=(*procedure.steps[:place], step, *procedure.steps[place + 1 :]))


def read_choices(text: str) -> tuple[Label, ...]:
    """`rojo = red; azul = blue`; without a second text it is the same in both languages."""
    pairs = (part.partition("=") for part in text.split(";") if part.strip())
    return tuple(Label(es.strip(), en.strip() or es.strip()) for es, _, en in pairs)


def write_choices(choices: Collection[Label]) -> str:
    return "; ".join(one.es if one.es == one.en else f"{one.es} = {one.en}" for one in choices)
