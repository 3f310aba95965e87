"""From the order to the end: select, review, sign, operate; nothing by a single press, nothing twice."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain import control_acts as acts
from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.selections import SelectionState
from tests.widgets.control.card.hands import review, select, sign_here, stages
from tests.widgets.control.card.soft_control import (
    CLOSE,
    NOT_CLOSED,
    OTHER,
    VALVE,
    conditions,
)
from widgets.alarms.dialogs import ReasonDialog
from widgets.control.card.steps import Stage


def test_a_valve_is_closed_by_select_two_signatures_and_operate(card, hub, choose, hold, qtbot):
    assert stages(card) == [Stage.NOW, Stage.TODO, Stage.TODO, Stage.TODO, Stage.TODO]
    select(card, hub, choose, qtbot)
    asked = hub.told[0]
    assert isinstance(asked, acts.Select)
    assert (asked.order, asked.reason, asked.target.ids) == (CLOSE, "rotura", (VALVE,))
    qtbot.waitUntil(lambda: stages(card)[1] is Stage.NOW)
    card.content.signing.press.click()
    qtbot.waitUntil(lambda: stages(card)[2] is Stage.NOW)
    assert not card.content.signing.hold.isEnabled()
    assert card.content.signing.why.text() == "Enabled by the second signature."
    sign_here(card)
    qtbot.waitUntil(lambda: stages(card)[3] is Stage.NOW)
    hold(card.content.signing.hold)
    qtbot.waitUntil(lambda: stages(card)[4] is Stage.NOW)
    kinds = [type(one) for one in hub.told]
    assert kinds == [acts.Select, acts.Review, acts.SignHere, acts.Operate]
    assert card.content.editor.order() is None
    assert hub.control.of_device(VALVE)[0].approver == "m.rojas"


def test_a_double_click_does_not_pass_for_a_look_at_the_effects(card, hub, qtbot):
    hub.put_selection(hub.selection(since=hub.now()))
    qtbot.waitUntil(lambda: card.content.signing.press.text() == "Effects reviewed, go on")
    card.content.signing.press.click()
    assert card.content.signing.notice.text() == "Look at the effects first."
    assert hub.told == []


def test_the_order_cannot_be_changed_once_it_is_selected(card, hub, choose, qtbot):
    select(card, hub, choose, qtbot)
    qtbot.waitUntil(card.content.editor.summary.isVisible)
    assert "close within 2 min" in card.content.editor.summary.text()
    assert not card.content.editor.buttons["open"].isVisible()
    assert card.content.head.values.asked.shown.detail == "not sent yet"


def test_a_selection_that_lapses_gives_the_order_back_to_be_written(card, hub, choose, qtbot):
    select(card, hub, choose, qtbot)
    hub.change_selection(state=SelectionState.LAPSED)
    qtbot.waitUntil(card.content.editor.reason.isVisible)
    assert card.content.editor.order() == CLOSE
    assert not card.content.head.countdown.isVisible()


def test_an_unmet_condition_stands_in_the_way_until_it_is_passed_with_a_reason(
    card, hub, choose, hold, qtbot
):
    hub.needs_approval, hub.standing = False, conditions(NOT_CLOSED)
    review(card, hub, choose, qtbot)
    qtbot.waitUntil(lambda: "Not met" in card.content.signing.why.text())
    assert OTHER in card.content.signing.why.text()
    row = next(row for row in card.content.conditions.rows if not row.condition.met)
    row.box.setChecked(True)
    assert card.content.signing.why.text() == "Write why the condition is passed."
    card.content.signing.passing_reason.setText("el corte parcial basta")
    hold(card.content.signing.hold)
    qtbot.waitUntil(lambda: isinstance(hub.told[-1], acts.Operate))
    told = hub.told[-1]
    assert (told.overrides, told.reason) == (("others_in_place",), "el corte parcial basta")


def test_a_condition_that_fails_while_the_button_is_held_stops_it(card, hub, choose, qtbot):
    hub.load(hold_s=3.0)
    hub.needs_approval = False
    review(card, hub, choose, qtbot)
    button = card.content.signing.hold
    qtbot.waitUntil(button.isVisible)
    qtbot.waitUntil(button.isEnabled)
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    assert button.holding
    hub.standing = conditions(NOT_CLOSED)
    qtbot.waitUntil(lambda: not button.isEnabled())
    assert not button.holding
    assert not any(isinstance(one, acts.Operate) for one in hub.told)


def test_a_device_is_put_under_maintenance_with_a_reason(card, hub, qtbot):
    card.content.tag.click()
    (dialog,) = card.findChildren(ReasonDialog)
    assert not dialog.press.isEnabled()
    dialog.text.setText("cambio de empaque")
    dialog.press.click()
    qtbot.waitUntil(lambda: bool(hub.told))
    assert hub.told == [acts.TagDevice(VALVE, "cambio de empaque")]


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Verdict(Outcome.REFUSED, 0, Refusal.RESERVED, who=("m.rojas",)), "m.rojas has it selected."),
        (Verdict(Outcome.REFUSED, 0, Refusal.INTERLOCKED), "A condition is not met. Nothing was done."),
        (Verdict(Outcome.SUPERSEDED, superseded_by="m.rojas"), "m.rojas was first"),
    ],
)
def test_a_refusal_is_said_beside_the_button(card, hub, choose, qtbot, verdict, said):
    choose("close")
    hub.verdict = verdict
    card.content.signing.press.click()
    qtbot.waitUntil(lambda: card.content.signing.notice.text() == said)
    assert card.content.signing.press.isEnabled()


def test_an_engine_that_does_not_answer_leaves_the_order_written(card, hub, choose, qtbot):
    choose("close")
    hub.away = True
    card.content.signing.press.click()
    qtbot.waitUntil(lambda: "No answer from the engine" in card.content.signing.notice.text())
    assert card.content.editor.order() == CLOSE


def test_two_presses_ask_once(card, hub, choose, qtbot):
    choose("close")
    card.content.signing.press.click()
    card.content.signing.press.click()
    qtbot.waitUntil(lambda: bool(hub.control.selections))
    assert len([one for one in hub.told if isinstance(one, acts.Select)]) == 1
