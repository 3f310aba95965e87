"""The card by the keyboard alone: where the focus goes, what Esc lets go of, and that no single key acts."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain import control_acts as acts
from tests.widgets.control.card.hands import review, select
from tests.widgets.control.card.soft_control import (
    NOT_CLOSED,
    conditions,
)
from tests.widgets.soft_access import PASSWORD


def test_a_single_key_never_acts(card, hub, choose, press_key, qtbot):
    hub.needs_approval = False
    review(card, hub, choose, qtbot)
    qtbot.waitUntil(card.content.signing.hold.isVisible)
    for button in (card.content.signing.hold, card.content.hold_position):
        button.setFocus()
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_E):
            press_key(key)
        button.click()
        assert not button.holding
    qtbot.settle()
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
