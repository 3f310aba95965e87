"""The procedure in the panel: ticks, branches, fields, buttons and versions."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.incidents import acts, events
from app.domain.incidents.events import Given
from app.domain.incidents.procedures import ProcedureChanged
from tests.widgets.incidents.record.conftest import BURST
from tests.widgets.soft_incident_rules import BURST as BURST_STEPS

Key = Qt.Key


def ticks(hub) -> list[acts.TickStep]:
    return [act for act in hub.desk.asked if isinstance(act, acts.TickStep)]


def test_a_branch_must_be_chosen_before_its_step_is_ticked(panel, hub, qtbot):
    row = panel.body.procedure.rows["seen"]
    assert panel.body.procedure.aside.text() == "0 of 5"
    qtbot.keyClick(row.tick, Key.Key_Space)
    assert row.why.text() == "Choose one of the ways first."
    assert not ticks(hub)
    row.form.branches.button(0).click()
    qtbot.keyClick(row.tick, Key.Key_Space)
    qtbot.waitUntil(lambda: "close" in panel.body.procedure.rows)
    assert ticks(hub) == [acts.TickStep(BURST, "seen", 2, "seen")]
    assert row.tick.isChecked()
    assert row.told.text() == "R. Quispe · Water is seen"
    assert panel.body.procedure.aside.text() == "1 of 6"


def test_required_fields_are_asked_for_and_what_was_entered_survives_what_others_do(panel, hub, qtbot):
    row = panel.body.procedure.rows["pressure"]
    row.tick.click()
    assert row.form.isVisible()
    assert "Pressure" in row.why.text()
    row.form.fields["bar"].setText("about 3")
    row.tick.click()
    assert row.why.text() == "Pressure must be a number."
    row.form.fields["bar"].setText("0,6")
    hub.desk.happen(BURST, events.StepTicked("seen", 2, "unseen"), by="m.rojas")
    qtbot.waitUntil(lambda: panel.body.procedure.rows["seen"].tick.isChecked())
    assert panel.body.procedure.rows["pressure"].form.fields["bar"].text() == "0,6"
    qtbot.keyClick(row.form.fields["bar"], Key.Key_Return)
    qtbot.waitUntil(row.tick.isChecked)
    assert ticks(hub) == [acts.TickStep(BURST, "pressure", 2, "", (Given("bar", "0,6"),))]


def test_a_refused_tick_is_open_and_says_why(panel, hub, qtbot):
    hub.desk.answer = Verdict(Outcome.REFUSED, refusal=Refusal.UNKNOWN_STEP)
    row = panel.body.procedure.rows["traffic"]
    row.tick.click()
    qtbot.waitUntil(row.why.isVisible)
    assert not row.tick.isChecked()
    assert "not in the procedure" in row.why.text()


def test_a_tick_is_taken_back_with_a_reason(panel, hub, qtbot):
    hub.desk.happen(BURST, events.StepTicked("traffic", 2), by="m.rojas")
    row = panel.body.procedure.rows["traffic"]
    qtbot.waitUntil(row.tick.isChecked)
    row.tick.click()
    assert row.tick.isChecked()
    dialog = panel.findChild(QDialog)
    dialog.text.setText("wrong street")
    dialog.press.click()
    qtbot.waitUntil(lambda: not row.tick.isChecked())
    assert acts.UntickStep(BURST, "traffic", "wrong street") in hub.desk.asked


def test_the_timer_of_the_next_step_counts_down_and_says_when_it_is_over(panel, hub, qtbot):
    ticked = [events.StepTicked("seen", 2, "unseen"), events.StepTicked("pressure", 2)]
    hub.desk.happen(BURST, *ticked, by="m.rojas", minutes_ago=1)
    row = panel.body.procedure.rows["hospital"]
    qtbot.waitUntil(row.timer.isVisible)
    assert row.timer.text().startswith(("3:", "4:"))
    panel.body.procedure.show_time(hub.now() + 300_000)
    assert row.timer.text().startswith("Overdue −")


def test_the_buttons_of_steps_open_what_they_name_and_act_on_nothing(panel, hub, qtbot):
    hub.desk.happen(BURST, events.StepTicked("seen", 2, "seen"), by="m.rojas")
    qtbot.waitUntil(lambda: "close" in panel.body.procedure.rows)
    rows = panel.body.procedure.rows
    with qtbot.waitSignal(panel.control_wanted) as told:
        rows["close"].button.click()
    assert hub.devices.get(told.args[0]).kind == "valve"
    with qtbot.waitSignal(panel.device_wanted):
        rows["seen"].button.click()
    rows["crew"].button.click()
    assert panel.findChild(QDialog) is not None
    assert not hub.desk.asked


def test_a_newer_version_is_offered_and_the_followed_one_stays_on_the_screen(panel, hub, qtbot):
    section = panel.body.procedure
    assert not section.newer.isVisible()
    asked = []

    async def versions(procedure: str):
        asked.append(procedure)
        return [BURST_STEPS]

    hub.history.procedures = versions
    newer = replace(BURST_STEPS, version=3, steps=BURST_STEPS.steps[:2])
    hub.desk._tell(ProcedureChanged(newer))
    qtbot.waitUntil(lambda: section.aside.text() == "0 of 5")
    assert asked == ["water_burst"]
    assert section.newer.text() == "Follow the newer version 3"
    section.newer.click()
    qtbot.waitUntil(lambda: any(isinstance(act, acts.FollowProcedure) for act in hub.desk.asked))


def test_a_version_that_cannot_be_read_is_said(panel, hub, qtbot):
    async def nothing(_procedure: str):
        raise OSError("no disk")

    hub.history.procedures = nothing
    hub.desk._tell(ProcedureChanged(replace(BURST_STEPS, version=3)))
    section = panel.body.procedure
    qtbot.waitUntil(lambda: "cannot be read" in section.unknown.text())
    assert not section.rows


def test_nobody_without_the_right_can_tick(panel, hub):
    hub.accounts.sign_in("auditoria")
    tick = panel.body.procedure.rows["seen"].tick
    assert not tick.isEnabled()
    assert "Needs" in tick.toolTip()


def test_steps_take_the_focus_between_the_timeline_and_the_cameras(panel, hub, qtbot):
    hub.desk.happen(BURST, events.StepTicked("seen", 2, "seen"), by="m.rojas")
    qtbot.waitUntil(lambda: "close" in panel.body.procedure.rows)
    body, chain = panel.body, []
    widget = body.timeline.view.nextInFocusChain()
    while widget is not body.timeline.view:
        chain.append(widget)
        widget = widget.nextInFocusChain()
    rows = [body.procedure.rows[step].tick for step in ("seen", "close", "pressure", "hospital", "crew")]
    places = [chain.index(one) for one in (*rows, body.cameras.list, body.crews.others, panel.note.text)]
    assert places == sorted(places)
