"""Procedures and work plans change by whole versions, and only from the newest on."""

from dataclasses import replace

from app.domain.acts import Outcome, Refusal
from app.domain.catalogue import Label
from app.domain.incidents.acts import PutProcedure
from app.domain.incidents.procedures import Procedure, ProcedureChanged, Step
from app.domain.work_plan import Activity, PutWorkPlan, WorkPlan, WorkPlanChanged
from tests.engine.incidents.scene import IncidentScene

SAY = Label("Mirar", "Look")
LOOK = Procedure("look", 1, SAY, (Step("one", SAY),))
PATROL = Activity("patrol", "Patrullaje", "Informe", "Rondas", "rondas", (10.0,) * 12)


def test_a_procedure_has_one_version_after_another(scene: IncidentScene) -> None:
    _, engineer, _ = scene.staff()
    assert scene.ask(engineer, PutProcedure(LOOK)).verdict.outcome is Outcome.APPLIED
    again = scene.ask(engineer, PutProcedure(LOOK))
    assert (again.verdict.outcome, again.verdict.superseded_by) == (Outcome.SUPERSEDED, "carla")
    newer = replace(LOOK, version=2, steps=(Step("one", SAY), Step("two", SAY)))
    assert scene.ask(engineer, PutProcedure(newer)).verdict.outcome is Outcome.APPLIED
    kept = scene.of_type(ProcedureChanged)[-1].procedure
    assert (kept.version, kept.by, len(kept.steps)) == (2, "carla", 2)
    assert [entry.outcome for entry in scene.trail("put_procedure")].count("applied") == 2


def test_a_faulty_procedure_is_not_put_in_force(scene: IncidentScene) -> None:
    _, engineer, supervisor = scene.staff()
    faulty = replace(LOOK, steps=(Step("one", SAY), Step("one", SAY)))
    assert scene.ask(engineer, PutProcedure(faulty)).verdict.refusal is Refusal.PROCEDURE_INVALID
    assert scene.ask(supervisor, PutProcedure(LOOK)).verdict.refusal is Refusal.NOT_PERMITTED
    assert scene.of_type(ProcedureChanged) == []


def test_a_work_plan_changes_from_the_version_that_is_kept(scene: IncidentScene) -> None:
    administrator, _, _ = scene.staff()
    plan = WorkPlan(2026, 0, (PATROL,))
    assert scene.ask(administrator, PutWorkPlan(plan)).verdict.outcome is Outcome.APPLIED
    assert scene.ask(administrator, PutWorkPlan(plan)).verdict.outcome is Outcome.SUPERSEDED
    done = replace(PATROL, done=(8.0,) + (0.0,) * 11)
    assert scene.ask(administrator, PutWorkPlan(WorkPlan(2026, 1, (done,)))).verdict.refusal is None
    kept = scene.of_type(WorkPlanChanged)[-1].plan
    assert (kept.version, kept.activities[0].done[0]) == (2, 8.0)
    scene.restart()
    link = scene.access.desk("sala-2/1")
    scene.access.sign_in(link, "ana")
    assert scene.ask(link, PutWorkPlan(plan)).verdict.outcome is Outcome.SUPERSEDED


FAULTY = (
    WorkPlan(1026),
    WorkPlan(2026, 0, (PATROL, PATROL)),
    WorkPlan(2026, 0, (replace(PATROL, goal=(1.0,)),)),
    WorkPlan(2026, 0, (replace(PATROL, done=(-1.0,) * 12),)),
    WorkPlan(2026, 0, (replace(PATROL, goal=(float("nan"),) * 12),)),
    WorkPlan(2026, 0, (replace(PATROL, name=" "),)),
    WorkPlan(2026, 0, (replace(PATROL, counts="closed"),)),
    WorkPlan(2026, 0, (replace(PATROL, indicator="x" * 501),)),
)


def test_a_plan_that_says_nothing_sensible_is_not_kept(scene: IncidentScene) -> None:
    administrator, _, _ = scene.staff()
    answers = [scene.ask(administrator, PutWorkPlan(plan)).verdict.refusal for plan in FAULTY]
    assert answers == [Refusal.PLAN_INVALID] * len(FAULTY)
