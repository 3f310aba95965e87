"""How far a procedure is: branches, the next step and its timer."""

from app.domain.incidents import events
from app.domain.incidents.folding import fold
from app.domain.incidents.incident import Record
from tests.widgets.soft_incident_rules import BURST
from widgets.incidents.record.progress import progress

OPENED = events.Opened(
    "water.burst", "Burst", 4, events.Source.ALARM, procedure="water_burst", procedure_version=2
)


def record(*bodies: events.EventBody) -> Record:
    """Each a second after the one before."""
    return fold(
        events.IncidentEvent("INC-0401", seq, seq * 1000, "r.quispe", "", body)
        for seq, body in enumerate((OPENED, *bodies), 1)
    )


def test_a_step_of_a_branch_is_there_only_once_it_was_taken():
    steps = [line.step.id for line in progress(BURST, record()).lines]
    assert "close" not in steps
    taken = progress(BURST, record(events.StepTicked("seen", 2, "seen")))
    assert [line.step.id for line in taken.lines][:2] == ["seen", "close"]
    assert (taken.ticked, taken.total) == (1, 6)
    other = progress(BURST, record(events.StepTicked("seen", 2, "unseen")))
    assert (other.ticked, other.total) == (1, 5)


def test_the_next_step_is_the_first_that_is_not_ticked():
    now = progress(BURST, record(events.StepTicked("pressure", 2)))
    assert [line.step.id for line in now.lines if line.next] == ["seen"]


def test_a_timer_counts_from_when_its_step_became_the_next():
    known = record(events.StepTicked("seen", 2, "unseen"), events.StepTicked("pressure", 2))
    due = {line.step.id: line.due for line in progress(BURST, known).lines}
    assert due["hospital"] == 3000 + 300_000
    assert sum(map(bool, due.values())) == 1
    again = record(
        events.StepTicked("seen", 2, "unseen"),
        events.StepTicked("pressure", 2),
        events.ProcedureSet("water_burst", 2),
    )
    assert {line.step.id: line.due for line in progress(BURST, again).lines}["hospital"] == 4000 + 300_000


def test_what_is_done_has_no_next_step():
    ticks = [events.StepTicked(step.id, 2, "unseen" if step.branches else "") for step in BURST.steps]
    done = progress(BURST, record(*ticks))
    assert not any(line.next for line in done.lines)
    assert done.ticked == done.total
