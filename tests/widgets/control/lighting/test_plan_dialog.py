"""The plan's editor: what is written is what is asked, checked before, and never lost by surprise."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.domain import control_acts as acts
from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.lighting.checking import PlanProblem, Problem, validate
from app.domain.lighting.plan import (
    Adaptive,
    Anchor,
    Assignment,
    Beyond,
    Calendar,
    CalendarRule,
    LightingPlan,
    Programme,
    SensorRule,
    Step,
)
from app.domain.orders import Scope, Target
from tests.widgets.control.lighting.soft_lighting import plan
from widgets.control.lighting.plan.problem_words import _words, sentence
from widgets.control.lighting.plan.saving import watts_by_target

STEPS = (
    Step(Anchor.SUNSET, -15, 100.0, 60.0),
    Step(Anchor.CLOCK, 1_439, 40.0),
    Step(Anchor.SUNRISE, 20, 0.0),
)
RAIN = SensorRule("s", "Lluvia", "rain_gauge", "rainfall_rate", Beyond.ABOVE, 0.5, 90.0, "PLU-1", False, 25.0)
FULL = LightingPlan(
    (
        Programme(
            "a", "Avenidas",
            STEPS, (RAIN,),
            Adaptive(low_flow=40.0, high_flow=500.0),
        ),
        Programme("b", "Plano", (Step(Anchor.CLOCK, 0, 0.0),)),
    ),
    (
        Calendar(
            "c", "Ciudad", "b",
            (CalendarRule("r", "Verano", "a", (0, 6), "12-21", "03-20", False),
             CalendarRule("q", "Feria", "a", (), "2026-07-28", "2026-07-29", True)),
        ),
    ),
    (Assignment(Target(Scope.ZONE, zone="Malecón"), "c", "avenue"), Assignment(Target(Scope.ALL), "c")),
    ("07-28", "2026-12-08"),
    (("avenue", 40.0),),
    7, "m.rojas", 1_700_000_000_000,
)  # fmt: skip


def press(qtbot, button) -> None:
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def asked(hub, kind: type) -> list:
    return [act for act in hub.told if isinstance(act, kind)]


@pytest.fixture(name="dialog")
def _dialog(hub, page, qtbot):
    """As an engineer opens it."""
    hub.accounts.sign_in("m.rojas")
    qtbot.mouseClick(page.body.programme.edit, Qt.MouseButton.LeftButton)
    dialog = page.plan
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    yield dialog
    if page.plan is not None:
        dialog.load(hub.control.plan)
        dialog.reject()


@pytest.mark.parametrize("one", [FULL, plan(), LightingPlan(version=9)], ids=["full", "usual", "empty"])
def test_what_is_shown_is_the_plan_itself(dialog, one):
    dialog.load(one)
    for tab in range(3):
        dialog.tabs.setCurrentIndex(tab)
        for place in range(dialog.programmes.list.count()):
            dialog.programmes.list.setCurrentRow(place)
    assert dialog.draft() == one
    assert not dialog.is_changed
    assert not dialog.press.isEnabled()


def test_a_change_is_estimated_and_put_in_force_on_the_version_it_began_from(dialog, hub, page, qtbot):
    dialog.programmes.form.steps.held[1].row.level.setValue(30)
    qtbot.waitUntil(dialog.press.isEnabled)
    assert "less than now" in dialog.saving.text()
    assert "saves S/" in dialog.saving.text()
    press(qtbot, dialog.press)
    qtbot.waitUntil(lambda: bool(asked(hub, acts.PutPlan)))
    put = asked(hub, acts.PutPlan)[0].plan
    steps = list(plan().programmes[0].steps)
    steps[1] = replace(steps[1], level=30.0)
    before = plan()
    programmes = (replace(before.programmes[0], steps=tuple(steps)), before.programmes[1])
    assert put == replace(before, programmes=programmes)
    qtbot.waitUntil(lambda: page.plan is None)
    assert "in force" in page.body.notice.text()


def test_a_plan_that_cannot_hold_is_not_asked(dialog, hub, qtbot):
    dialog.tabs.setCurrentIndex(2)
    dialog.assignments.holidays.held[0].row.date.setText("30-02")
    qtbot.waitUntil(lambda: dialog.problems.count() > 0)
    assert "MM-DD" in dialog.problems.item(0).text()
    assert not dialog.press.isEnabled()
    assert "■" in dialog.said.text()


def test_rows_are_added_moved_and_taken_out(dialog, qtbot):
    dialog.tabs.setCurrentIndex(2)
    rows = dialog.assignments.assignments
    press(qtbot, rows.add)
    assert len(dialog.draft().assignments) == 3
    press(qtbot, rows.held[2].up)
    press(qtbot, rows.held[1].up)
    assert dialog.draft().assignments[0] == Assignment(Target(Scope.ALL), "c1")
    press(qtbot, rows.held[0].up)
    press(qtbot, rows.held[0].out)
    assert dialog.draft().assignments == plan().assignments


def test_a_new_programme_can_be_picked_by_a_rule(dialog, qtbot):
    press(qtbot, dialog.programmes.add)
    dialog.programmes.form.name.setText("Feria")
    press(qtbot, dialog.programmes.form.steps.add)
    new = dialog.draft().programmes[2]
    dialog.tabs.setCurrentIndex(1)
    press(qtbot, dialog.calendars.form.rules.add)
    row = dialog.calendars.form.rules.held[1].row
    row.programme.setCurrentIndex(row.programme.findData(new.id))
    press(qtbot, row.days[2])
    rule = dialog.draft().calendars[0].rules[1]
    assert (rule.programme, rule.weekdays) == (new.id, (2,))
    press(qtbot, dialog.calendars.form.rules.held[1].up)
    assert dialog.draft().calendars[0].rules[0].id == rule.id


def test_another_plan_meanwhile_is_said_and_nothing_is_lost(dialog, hub, qtbot):
    dialog.programmes.form.steps.held[1].row.level.setValue(30)
    hub.put_plan(replace(plan(), version=4, changed_by="a.soto"))
    qtbot.waitUntil(lambda: "a.soto" in dialog.said.text())
    assert not dialog.press.isEnabled()
    assert dialog.draft().programmes[0].steps[1].level == 30.0
    press(qtbot, dialog.theirs)
    assert dialog.draft() == hub.control.plan


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Verdict(Outcome.SUPERSEDED), "Another plan was first"),
        (Verdict(Outcome.REFUSED, refusal=Refusal.NOT_RECORDED), "put on record"),
    ],
)
def test_a_refusal_stays_in_the_dialog(dialog, hub, qtbot, verdict, said):
    dialog.programmes.form.steps.held[1].row.level.setValue(30)
    qtbot.waitUntil(dialog.press.isEnabled)
    hub.verdict = verdict
    press(qtbot, dialog.press)
    qtbot.waitUntil(lambda: said in dialog.said.text())
    assert dialog.isVisible()
    assert dialog.draft().programmes[0].steps[1].level == 30.0


def test_leaving_with_changes_asks_first(dialog, page, qtbot):
    dialog.programmes.form.steps.held[1].row.level.setValue(30)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.sure is not None
    press(qtbot, dialog.sure.press)
    qtbot.waitUntil(lambda: page.plan is None)


def test_who_may_not_edit_looks_and_reads_why(hub, page, qtbot):
    hub.accounts.sign_in("r.quispe")
    assert page.body.programme.edit.text() == "See programmes"
    page.edit_plan()
    dialog = page.plan
    assert not dialog.programmes.form.isEnabled()
    assert not dialog.press.isEnabled()
    assert "Needs" in dialog.said.text()
    dialog.reject()
    qtbot.waitUntil(lambda: page.plan is None)


def test_lamps_count_for_the_first_assignment_that_has_them(page):
    found = watts_by_target(plan(), page.scene)
    assert found[Target(Scope.ZONE, zone="Puerto Viejo")] == 318 * 92.0
    assert found[Target(Scope.ALL)] == (1_688 - 318) * 92.0


def test_every_problem_has_its_words():
    assert set(_words()) == set(Problem)
    broken = replace(FULL, calendars=(replace(FULL.calendars[0], programme="nowhere"),))
    found = validate(broken)
    assert sentence(found[0], broken) == "Ciudad: its programme is not in the plan"
    assert sentence(PlanProblem(Problem.NO_STEPS, "b"), FULL) == "Plano: no steps"
    assert sentence(PlanProblem(Problem.BAD_LEVEL, "a", "1"), FULL).startswith("Avenidas, step 2:")
    assert "Verano, which" in sentence(PlanProblem(Problem.OVERLAP, "c", "q", "r"), FULL)
