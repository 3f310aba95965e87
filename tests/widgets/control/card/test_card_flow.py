"""From the order to the end: select, review, sign, operate; nothing by a single press, nothing twice."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain import control_acts as acts
from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.commands import CommandState
from app.domain.orders import Action, Order
from app.domain.selections import SelectionState
from tests.widgets.control.card.soft_control import (
    CLOSE,
    NOT_CLOSED,
    OTHER,
    PUMP,
    SIREN,
    VALVE,
    conditions,
)
from tests.widgets.soft_access import PASSWORD
from widgets.alarms.dialogs import ReasonDialog
from widgets.control.card.steps import Stage

SOUND = Order(Action.SOUND, tone="evacuation", duration_s=60.0)


def stages(card) -> list[Stage]:
    return [step.stage for step in card.content.steps.steps]


def select(card, hub, choose, qtbot):
    choose("close")
    card.content.signing.press.click()
    qtbot.waitUntil(lambda: bool(hub.control.selections))


def review(card, hub, choose, qtbot):
    select(card, hub, choose, qtbot)
    qtbot.waitUntil(lambda: card.content.signing.press.text() == "Effects reviewed, go on")
    qtbot.waitUntil(card.content.signing.press.isEnabled)
    card.content.signing.press.click()
    qtbot.waitUntil(lambda: any(isinstance(one, acts.Review) for one in hub.told))
    qtbot.waitUntil(lambda: not card.requests.busy)


def sign_here(card, name="m.rojas", password=PASSWORD):
    form = card.content.signing.sign_here
    form.name.setText(name)
    form.password.line.setText(password)
    form.press.click()


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


def test_one_signature_is_enough_where_no_second_is_needed(card, hub, choose, hold, qtbot):
    hub.needs_approval = False
    review(card, hub, choose, qtbot)
    qtbot.waitUntil(lambda: stages(card)[3] is Stage.NOW)
    assert card.content.steps.steps[2].detail == "not needed"
    hold(card.content.signing.hold)
    qtbot.waitUntil(lambda: isinstance(hub.told[-1], acts.Operate))


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


def test_a_wrong_password_signs_nothing_and_is_forgotten(card, hub, choose, qtbot):
    review(card, hub, choose, qtbot)
    sign_here(card, password="equivocada-1")
    qtbot.waitUntil(lambda: card.content.signing.notice.text() == "Name or password is not right.")
    assert card.content.signing.sign_here.password.line.text() == ""
    assert stages(card)[3] is Stage.TODO
    assert not card.content.signing.hold.isEnabled()


def test_what_was_typed_to_sign_does_not_survive_the_selection(card, hub, choose, qtbot):
    review(card, hub, choose, qtbot)
    form = card.content.signing.sign_here
    form.name.setText("m.rojas")
    form.password.line.setText(PASSWORD)
    hub.change_selection(state=SelectionState.LAPSED)
    qtbot.waitUntil(lambda: not form.isVisible())
    assert (form.name.text(), form.password.line.text()) == ("", "")


def test_a_single_key_never_acts(card, hub, choose, press_key, qtbot):
    hub.needs_approval = False
    review(card, hub, choose, qtbot)
    qtbot.waitUntil(card.content.signing.hold.isVisible)
    for button in (card.content.signing.hold, card.content.hold_position):
        button.setFocus()
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_E):
            press_key(key)
        button.click()
    qtbot.wait(500)
    assert [type(one) for one in hub.told] == [acts.Select, acts.Review]


def test_the_whole_way_goes_by_the_keyboard(card, hub, choose, press_key, qtbot):
    hub.needs_approval = False
    choose("close")
    card.content.editor.reason.setFocus()
    press_key(Qt.Key.Key_Return)
    assert card.content.signing.press.hasFocus()
    press_key(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: card.content.signing.press.text() == "Effects reviewed, go on")
    qtbot.waitUntil(lambda: not card.requests.busy)
    press_key(Qt.Key.Key_Space)
    qtbot.waitUntil(card.content.signing.hold.hasFocus)
    with qtbot.waitSignal(card.content.signing.hold.held):
        QTest.keyPress(card.content.signing.hold, Qt.Key.Key_Space)
    QTest.keyRelease(card.content.signing.hold, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(hub.told[-1], acts.Operate))
    qtbot.waitUntil(card.content.editor.buttons["close"].hasFocus)
    assert card.content.foot.notes, "how to undo it stays while it is under way"


def test_the_focus_goes_from_step_to_step(card, hub, choose, press_key, qtbot):
    choose("close")
    signing = card.content.signing
    signing.press.setFocus()
    press_key(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: signing.press.text() == "Effects reviewed, go on" and not card.requests.busy)
    press_key(Qt.Key.Key_Space)
    qtbot.waitUntil(signing.sign_here.name.hasFocus)
    QTest.keyClicks(signing.sign_here.name, "m.rojas")
    press_key(Qt.Key.Key_Return)
    assert signing.sign_here.password.line.hasFocus()
    QTest.keyClicks(signing.sign_here.password.line, PASSWORD)
    press_key(Qt.Key.Key_Return)
    qtbot.waitUntil(signing.hold.hasFocus)


def test_tab_goes_from_the_order_to_the_press(card, hub, choose, press_key):
    hub.standing = conditions(NOT_CLOSED)
    choose("close")
    editor, signing = card.content.editor, card.content.signing
    (box,) = [row.box for row in card.content.conditions.rows if row.box.isVisible()]
    expected = [  # between the choices the arrows go
        editor.travel,
        editor.reason,
        box,
        signing.press,
        card.content.tag,
        card.content.hold_position,
    ]
    editor.buttons["close"].setFocus()
    reached = []
    for _ in expected:
        card.focusNextChild()
        reached.append(QApplication.focusWidget())
    assert reached == expected


def test_esc_lets_go_of_what_is_selected_and_only_then_is_the_cards(card, hub, choose, press_key, qtbot):
    card.content.editor.buttons["close"].setFocus()
    press_key(Qt.Key.Key_Escape)
    assert hub.told == []
    select(card, hub, choose, qtbot)
    card.content.signing.press.setFocus()
    press_key(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not hub.control.selections)
    assert isinstance(hub.told[-1], acts.Release)


def test_esc_is_the_consoles_key_again_once_nothing_is_selected(card, hub, choose, qtbot):
    shortcut = QShortcut(Qt.Key.Key_Escape, card)
    shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
    heard = []
    shortcut.activated.connect(lambda: heard.append(1))
    select(card, hub, choose, qtbot)
    qtbot.waitUntil(card.content.signing.press.isEnabled)
    QTest.keyClick(card.content.signing.press, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not hub.control.selections)
    assert heard == []
    QTest.keyClick(card.content.signing.press, Qt.Key.Key_Escape)
    assert heard == [1]


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


def test_what_the_second_person_accepted_stands_in_nobodys_way(card, hub, choose, hold, qtbot):
    hub.standing = conditions(NOT_CLOSED)
    review(card, hub, choose, qtbot)
    hub.change_selection(
        state=SelectionState.SIGNED, approver="m.rojas", signed_at=hub.now(), overrides=("others_in_place",)
    )
    qtbot.waitUntil(card.content.signing.hold.isEnabled)
    row = next(row for row in card.content.conditions.rows if not row.condition.met)
    assert row.standing == "at 43\u202f% · accepted"
    assert not row.box.isVisible()


def test_a_safe_order_needs_no_selection_and_is_held(make_card, hub, hold, qtbot):
    card = make_card(SIREN)
    card.content.editor.buttons["silence"].click()
    qtbot.waitUntil(card.content.signing.hold.isEnabled)
    assert card.content.signing.free.text().startswith("It needs no selection")
    hold(card.content.signing.hold)
    qtbot.waitUntil(lambda: bool(hub.told))
    assert isinstance(hub.told[0], acts.Command)
    assert hub.told[0].order.action is Action.SILENCE


def test_a_siren_can_be_silenced_while_it_is_told_to_sound(make_card, hub, hold, qtbot):
    card = make_card(SIREN)
    hub.put_command(
        hub.command(device=SIREN, kind="siren", state=CommandState.EXECUTING, sent_at=hub.now() - 2000)
    )
    card.content.editor.buttons["silence"].click()
    hold_button = card.content.signing.hold
    qtbot.waitUntil(lambda: hold_button.isVisible() and hold_button.isEnabled())
    hold(hold_button)
    qtbot.waitUntil(lambda: bool(hub.told))


def test_a_siren_can_be_silenced_whoever_has_it_selected(make_card, hub, hold, qtbot):
    card = make_card(SIREN)
    theirs = hub.selection(
        operator="m.rojas", devices=(SIREN,), order=SOUND, state=SelectionState.WAITING, reviewed_at=1
    )
    hub.put_selection(theirs)
    assert card.content.signing.press.text() == "Sign for M. Rojas"
    card.content.editor.buttons["silence"].click()
    button = card.content.signing.hold
    qtbot.waitUntil(lambda: button.isVisible() and button.isEnabled())
    hold(button)
    qtbot.waitUntil(lambda: bool(hub.told))
    assert hub.told[0].order.action is Action.SILENCE


def test_a_pump_somebody_else_has_selected_can_be_stopped_at_once(make_card, hub, hold, qtbot):
    card = make_card(PUMP)
    hub.needs_approval = False
    speed = Order(Action.SET_SPEED, 70.0)
    hub.put_selection(hub.selection(operator="m.rojas", devices=(PUMP,), order=speed))
    card.content.editor.buttons["stop"].click()
    button = card.content.signing.hold
    qtbot.waitUntil(lambda: button.isVisible() and button.isEnabled())
    hold(button)
    qtbot.waitUntil(lambda: bool(hub.told))
    assert isinstance(hub.told[0], acts.Command)


def test_a_second_signature_may_turn_out_to_be_needed_at_the_review(card, hub, choose, qtbot):
    hub.needs_approval = False
    select(card, hub, choose, qtbot)
    qtbot.waitUntil(lambda: card.content.steps.steps[2].detail == "not needed")
    hub.needs_approval = True
    qtbot.waitUntil(card.content.signing.press.isEnabled)
    card.content.signing.press.click()
    qtbot.waitUntil(card.content.signing.sign_here.isVisible)
    assert card.content.signing.caption.text() == "Two signatures"


def test_a_valve_that_travels_is_held_where_it_is_at_any_moment(card, hub, hold, qtbot):
    hub.put_command(hub.command(state=CommandState.EXECUTING, sent_at=hub.now() - 2000))
    hub.put_selection(hub.selection(operator="m.rojas"))
    hold(card.content.hold_position)
    qtbot.waitUntil(lambda: bool(hub.told))
    assert hub.told[0].order.action is Action.HOLD


def test_another_persons_order_is_signed_with_what_is_accepted(card, hub, qtbot):
    hub.standing = conditions(NOT_CLOSED)
    theirs = hub.put_selection(hub.selection(operator="m.rojas", state=SelectionState.WAITING, reviewed_at=1))
    qtbot.waitUntil(lambda: card.content.signing.press.text() == "Sign for M. Rojas")
    qtbot.waitUntil(lambda: bool(card.content.conditions.rows))
    next(row for row in card.content.conditions.rows if not row.condition.met).box.setChecked(True)
    card.content.signing.passing_reason.setText("conforme")
    card.content.signing.press.click()
    qtbot.waitUntil(lambda: bool(hub.told))
    assert hub.told == [acts.Sign(theirs.id, theirs.version, ("others_in_place",), "conforme")]


def test_signatures_others_ask_for_are_listed_and_lead_to_their_device(card, hub, qtbot):
    hub.put_selection(
        hub.selection(operator="m.rojas", devices=(OTHER,), state=SelectionState.WAITING, reviewed_at=1)
    )
    pending = card.content.pending
    qtbot.waitUntil(pending.isVisible)
    row = pending._rows[0]
    assert row.text.text() == f"M. Rojas asks for your signature: close {OTHER}"
    with qtbot.waitSignal(card.device_wanted) as told:
        row.look.click()
    assert told.args == [OTHER]
    assert card.device == OTHER
    assert not pending.isVisible()


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
