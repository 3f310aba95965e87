"""The work plan: what it shows and counts, how it is changed, and who may."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.bridge.views import EngineLink
from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.alarms import Priority
from app.domain.incidents.states import Resolution
from app.domain.work_plan import MOST_ACTIVITIES, Activity, PutWorkPlan, WorkPlan, WorkPlanChanged
from app.store.faults import Fault, StoreUnavailable
from app.store.incident_reading import IncidentCount
from tests.widgets.soft_hub import SoftHub
from widgets.work_plan.page import WorkPlanPage
from widgets.work_plan.words import why_not_kept

Key = Qt.Key
NOW = dt.datetime.now().astimezone()
GOAL = (5.0,) * 12
HAND = Activity("a1", "Patrullaje integrado", "Acta", "Patrullajes", "patrullaje", GOAL, (4.0,) * 12,
                responsible="Jefe de turno")  # fmt: skip
CLOSED = Activity("a2", "Incidentes atendidos", "Registro", "Cerrados", "incidente", GOAL, counts="closed:")
TIMELY = Activity("a3", "A tiempo", "Registro", "A tiempo", "%", (90.0,) * 12, counts="on_time:water.burst")


@pytest.fixture
def hub(gui_loop) -> SoftHub:
    made = SoftHub(devices=5, alarms=0, incidents=0)
    made.accounts.sign_in("m.rojas")
    made.incidents.plans[NOW.year] = WorkPlan(NOW.year, 3, (HAND, CLOSED, TIMELY))
    burst = ("water.burst", "", Priority.HIGH)
    made.history.counts = [
        IncidentCount(*burst, opened=9),
        IncidentCount(*burst, Resolution.SOLVED, closed=8, late=2),
        IncidentCount(*burst, Resolution.MERGED, closed=1, late=1),
        IncidentCount("waste.full", "", Priority.LOW, Resolution.SOLVED, closed=2, late=2),
    ]
    return made


@pytest.fixture
def page(hub, look, qtbot) -> WorkPlanPage:
    made = WorkPlanPage(hub, look)
    qtbot.addWidget(made)
    made.resize(1400, 600)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: bool(made.counts))
    return made


def cell(page, row: int, month: int) -> str:
    return page.table.rows.item(row, 6 + month).text()


def saved(hub) -> list[WorkPlan]:
    return [act.plan for act in hub.desk.asked if isinstance(act, PutWorkPlan)]


def test_figures_by_hand_stand_beside_those_that_are_counted(page):
    month = NOW.month - 1
    assert [cell(page, row, month) for row in range(3)] == ["4 / 5", "11 / 5", "75 / 90"]
    assert page.table.rows.item(2, 5).text() == "Closed on time, % · Burst water main"
    assert cell(page, 0, 12) == "48 / 60"
    later = [cell(page, 1, n) for n in range(NOW.month, 12)]
    assert later == ["0 / 5"] * (12 - NOW.month)


def test_an_activity_is_added_by_keyboard_and_saved_with_the_whole(page, hub, qtbot):
    page.add.click()
    dialog = page.dialog
    assert not dialog.press.isEnabled()
    qtbot.keyClicks(dialog.lines["name"], "Simulacro")
    dialog.sort.setCurrentIndex(dialog.sort.findData("opened"))
    dialog.kind.setCurrentIndex(dialog.kind.findData("security.panic"))
    assert not dialog.actual[0].isEnabled()
    dialog.goal[11].setValue(1.5)
    qtbot.keyClick(dialog, Key.Key_Return)
    assert page.unsaved.isVisible()
    page.save.click()
    qtbot.waitUntil(lambda: not page.changed)
    (plan,) = saved(hub)
    assert plan.version == 3
    assert [one.id for one in plan.activities] == ["a1", "a2", "a3", "a4"]
    assert (plan.activities[3].counts, plan.activities[3].goal[11]) == ("opened:security.panic", 1.5)


def test_enter_edits_and_delete_removes_the_row_under_the_cursor(page, qtbot):
    page.table.setFocus()
    page.table.go(1)
    qtbot.keyClick(page.table, Key.Key_Return)
    assert page.dialog.lines["name"].text() == "Incidentes atendidos"
    page.dialog.lines["name"].setText("Atendidos")
    page.dialog.press.click()
    assert page.plan.activities[1].name == "Atendidos"
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.table.setFocus()
    QTest.keyClick(page.table, Key.Key_Delete)
    assert [one.id for one in page.plan.activities] == ["a1", "a3"]
    page.discard.click()
    assert len(page.plan.activities) == 3
    assert not page.changed


def test_what_is_counted_stands_in_the_form_and_what_was_entered_is_not_lost(page):
    page.table.go(0)
    page.edit.click()
    dialog, month = page.dialog, NOW.month - 1
    dialog.sort.setCurrentIndex(dialog.sort.findData("closed"))
    assert dialog.actual[month].value() == 11.0
    assert not dialog.actual[month].isEnabled()
    assert dialog.activity().done == HAND.done
    dialog.sort.setCurrentIndex(dialog.sort.findData(""))
    assert dialog.activity() == HAND
    dialog.reject()


def test_whoever_saved_first_is_not_overwritten(page, hub, qtbot):
    page._remove()
    hub.desk.answer = Verdict(Outcome.SUPERSEDED)
    page.save.click()
    qtbot.waitUntil(lambda: page.answer.text().startswith("Somebody else saved"))
    assert page.changed
    newer = WorkPlan(NOW.year, 4, (TIMELY,))
    hub.desk._tell(WorkPlanChanged(newer))
    assert len(page.plan.activities) == 2
    page.discard.click()
    assert page.plan == newer
    hub.desk._tell(WorkPlanChanged(WorkPlan(NOW.year, 5)))
    assert page.plan.version == 5
    assert page.none.isVisible()


def test_a_refusal_and_an_engine_that_does_not_answer_lose_nothing(page, hub, qtbot):
    page._remove()
    hub.desk.answer = Verdict(Outcome.REFUSED, refusal=Refusal.NOT_RECORDED)
    page.save.click()
    qtbot.waitUntil(lambda: "could not be put on record" in page.answer.text())
    hub.desk.away = True
    page.save.click()
    qtbot.waitUntil(lambda: page.answer.text().startswith("No answer from the engine"))
    assert page.changed
    hub.set_link(EngineLink("lost", hub.now()))
    assert not page.save.isEnabled()


def test_another_year_asks_first_when_something_is_not_saved(page, qtbot):
    page._remove()
    page._choose_year(page.year.findData(NOW.year + 1))
    assert page.plan.year == NOW.year
    page.dialog.press.click()
    assert page.plan == WorkPlan(NOW.year + 1)
    assert page.none.isVisible()
    assert page.year.currentData() == NOW.year + 1


def test_who_may_only_see_changes_nothing_and_others_see_nothing(page, hub):
    hub.accounts.sign_in("r.quispe")
    assert page.is_open
    assert not page.add.isEnabled()
    assert page.add.toolTip().startswith("Needs ")
    page.table.edit_wanted.emit()
    assert page.dialog is None
    hub.accounts.sign_in("j.paredes")
    assert page.currentWidget() is page.barred


def test_a_database_that_does_not_answer_is_said(page, hub, qtbot):
    async def gone(*_):
        raise StoreUnavailable(Fault.LOCKED)

    hub.history.incident_counts = gone
    page.counter.read(NOW.year)
    qtbot.waitUntil(lambda: "cannot be counted" in page.answer.text())


def test_what_cannot_be_kept_is_said():
    assert not why_not_kept(WorkPlan(2026, 0, (HAND,)))
    many = tuple(Activity(f"a{n}", "x", "", "", "", GOAL) for n in range(MOST_ACTIVITIES + 1))
    assert why_not_kept(WorkPlan(2026, 0, many)) == "At most 300 activities."
    nameless = WorkPlan(2026, 0, (Activity("a1", " ", "", "", "", GOAL),))
    assert why_not_kept(nameless) == "Every activity needs a name."
    long = WorkPlan(2026, 0, (Activity("a1", "x" * 501, "", "", "", GOAL),))
    assert "longer than 500" in why_not_kept(long)
