"""A procedure that is followed: steps ticked and taken back, and going on by another version."""

from __future__ import annotations

from app.domain.acts import Refusal
from app.domain.incidents.acts import FollowProcedure, TickStep, UntickStep
from app.domain.incidents.case import Case, Decided, cleaned, decided, needed, refuse, supersede
from app.domain.incidents.events import ProcedureSet, StepTicked, StepUnticked
from app.domain.incidents.incident import Record
from app.domain.incidents.procedures import Procedure
from app.domain.incidents.steps import choice_of, fitting_ticks, given_of, steps_in_turn


def tick(act: TickStep, record: Record, case: Case) -> Decided:
    """In the version that the incident follows, however often it was edited since."""
    procedure = _followed(record, case) or refuse(Refusal.UNKNOWN_PROCEDURE)
    if act.version != procedure.version:
        supersede(_who_set_it(record))
    steps = {step.id: step for step in steps_in_turn(procedure, record.ticks)}
    step = steps.get(act.step) or refuse(Refusal.UNKNOWN_STEP)
    if act.step in record.ticks:
        refuse(Refusal.ALREADY, record.ticks[act.step].by)
    choice, given = choice_of(step, act.choice), given_of(step, act.given)
    return decided(record, StepTicked(step.id, procedure.version, choice, given, cleaned(act.note)))


def untick(act: UntickStep, record: Record, case: Case) -> Decided:
    """And with it what was ticked on the branch that it opened."""
    procedure = _followed(record, case)
    if act.step not in record.ticks:
        known = procedure is not None and act.step in {step.id for step in procedure.steps}
        refuse(Refusal.ALREADY if known else Refusal.UNKNOWN_STEP)
    reason = needed(act.reason)
    others = {name: known for name, known in record.ticks.items() if name != act.step}
    kept = others if procedure is None else fitting_ticks(procedure, others)
    gone = (act.step, *(name for name in others if name not in kept))
    return decided(record, *(StepUnticked(name, reason) for name in gone))


def follow(act: FollowProcedure, record: Record, case: Case) -> Decided:
    """Its newest version. Ticks of steps that it does not have are taken back, all others stay."""
    procedure = case.book.procedures.get(act.procedure)
    if procedure is None or procedure.retired:
        return refuse(Refusal.UNKNOWN_PROCEDURE)
    incident = record.incident
    if (procedure.id, procedure.version) == (incident.procedure, incident.procedure_version):
        refuse(Refusal.ALREADY)
    kept = fitting_ticks(procedure, record.ticks)
    gone = [StepUnticked(name) for name in record.ticks if name not in kept]
    return decided(record, *gone, ProcedureSet(procedure.id, procedure.version))


def _followed(record: Record, case: Case) -> Procedure | None:
    return case.book.procedure(record.incident.procedure, record.incident.procedure_version)


def _who_set_it(record: Record) -> str:
    """Empty when it is the one that the incident was opened with."""
    sets = [event.by for event in record.events if isinstance(event.body, ProcedureSet)]
    return sets[-1] if sets else ""
