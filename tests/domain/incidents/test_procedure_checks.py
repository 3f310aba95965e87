"""A procedure with a fault is found out before anybody follows it."""

from dataclasses import replace

import pytest

from app.domain.catalogue import Label
from app.domain.incidents.procedure_checks import ProcedureFault, problems
from app.domain.incidents.procedures import Branch, Condition, FieldType, Procedure, Step, StepField

SAY = Label("Confirmar", "Confirm")
ASK = Step("ask", SAY, branches=(Branch("real", SAY), Branch("false", SAY)))
THEN = Step("then", SAY, only_if=Condition("ask", "real"), fields=(StepField("who", SAY),), timer_s=60.0)
SOUND = Procedure("panic", 1, SAY, (ASK, THEN))


def faults(procedure: Procedure) -> list[tuple[str, str]]:
    return [(str(problem.fault), problem.step) for problem in problems(procedure)]


def with_step(step: Step) -> Procedure:
    return replace(SOUND, steps=(ASK, step))


def test_a_sound_one_has_no_problems() -> None:
    assert problems(SOUND) == []


@pytest.mark.parametrize(
    ("step", "fault"),
    [
        (replace(THEN, label=Label(" ", "Confirm")), ProcedureFault.NAMELESS),
        (replace(THEN, id=""), ProcedureFault.NAMELESS),
        (replace(THEN, label=Label("x" * 201, "x")), ProcedureFault.TOO_LONG),
        (replace(THEN, branches=(Branch("only", SAY),)), ProcedureFault.ONE_BRANCH),
        (replace(THEN, branches=(Branch("a", SAY), Branch("a", SAY))), ProcedureFault.TWICE),
        (replace(THEN, fields=(StepField("a", SAY), StepField("a", SAY))), ProcedureFault.TWICE),
        (replace(THEN, fields=(StepField("a", SAY, FieldType.CHOICE),)), ProcedureFault.NO_CHOICES),
        (replace(THEN, fields=tuple(StepField(str(n), SAY) for n in range(13))), ProcedureFault.TOO_MANY),
        (replace(THEN, only_if=Condition("ask", "perhaps")), ProcedureFault.CONDITION),
        (replace(THEN, only_if=Condition("then", "real")), ProcedureFault.CONDITION),
        (replace(THEN, timer_s=-1.0), ProcedureFault.TIMER),
        (replace(THEN, timer_s=float("nan")), ProcedureFault.TIMER),
    ],
)
def test_a_step_with_a_fault_is_named(step: Step, fault: ProcedureFault) -> None:
    assert faults(with_step(step)) == [(str(fault), step.id)]


def chooses(choice: str = "norte", unit: str = "") -> Step:
    field = StepField("side", SAY, FieldType.CHOICE, choices=(Label(choice, "north"),), unit=unit)
    return replace(THEN, fields=(field,))


@pytest.mark.parametrize("hidden", ["a\nb", "a\x1b[2Jb", "a\u202eb", "a\u200bb"])
def test_every_text_of_a_step_is_one_plain_line(hidden: str) -> None:
    steps = (
        replace(THEN, id=hidden),
        replace(THEN, label=Label("x", hidden)),
        replace(THEN, branches=(Branch("a", SAY), Branch("b", Label(hidden, "x")))),
        replace(THEN, branches=(Branch("a", SAY), Branch(hidden, SAY))),
        replace(THEN, fields=(StepField(hidden, SAY),)),
        chooses(choice=hidden),
        chooses(unit=hidden),
        replace(THEN, device_kind=hidden),
        replace(THEN, deed=hidden),
    )
    for step in steps:
        assert faults(with_step(step)) == [("not_plain", step.id)]
    assert faults(replace(SOUND, id=hidden)) == [("not_plain", "")]
    assert faults(replace(SOUND, label=Label(hidden, "x"))) == [("not_plain", "")]
    assert faults(with_step(chooses("señal “ámbar” → 50 %", "m³/h"))) == []


def test_nothing_is_longer_than_it_can_be_shown() -> None:
    name, text = "x" * 65, "x" * 201
    steps = (
        replace(THEN, id=name),
        replace(THEN, device_kind=name),
        replace(THEN, deed=name),
        chooses(unit=name),
        chooses(choice=text),
    )
    for step in steps:
        assert faults(with_step(step)) == [("too_long", step.id)]
    assert faults(replace(SOUND, id=name)) == [("too_long", "")]
    assert faults(replace(SOUND, label=Label("x", text))) == [("too_long", "")]
    assert faults(with_step(chooses(choice=text[1:], unit=name[1:]))) == []


def test_what_is_wrong_with_all_of_it() -> None:
    assert faults(replace(SOUND, steps=())) == [("no_steps", "")]
    assert faults(replace(SOUND, steps=(), retired=True)) == []
    assert faults(replace(SOUND, label=Label("", "x"))) == [("nameless", "")]
    assert faults(replace(SOUND, steps=(ASK, ASK))) == [("twice", "ask")]
    many = tuple(Step(str(number), SAY) for number in range(61))
    assert faults(replace(SOUND, steps=many)) == [("too_many", "")]


def test_a_step_cannot_hang_from_one_that_comes_later() -> None:
    assert faults(replace(SOUND, steps=(THEN, ASK))) == [("condition", "then")]
