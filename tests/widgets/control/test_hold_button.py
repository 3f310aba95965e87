"""The gesture that acts on a device: only a press that is held for the whole time does."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from widgets.control.hold_button import HoldButton

HOLD_S = 0.25


@pytest.fixture(name="window")
def _window(look, qtbot) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    made.button = HoldButton("Close the valve", look, hold_s=HOLD_S)
    made.field = QLineEdit()
    column.addWidget(made.button)
    column.addWidget(made.field)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.acts = []
    made.button.held.connect(lambda: made.acts.append(1))
    return made


@pytest.fixture(name="button")
def _button(window) -> HoldButton:
    window.button.setFocus()
    return window.button


def key(button, kind, which=Qt.Key.Key_Space, *, repeats=False, modifiers=Qt.KeyboardModifier.NoModifier):
    QApplication.sendEvent(button, QKeyEvent(kind, which, modifiers, " ", repeats))


def wait_longer_than_the_hold(qtbot):
    qtbot.wait(int(HOLD_S * 1000) + 200)


def test_a_held_mouse_acts_once(window, button, qtbot):
    with qtbot.waitSignal(button.held):
        QTest.mousePress(button, Qt.MouseButton.LeftButton)
    wait_longer_than_the_hold(qtbot)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert window.acts == [1]
    assert button.progress == 0.0


@pytest.mark.parametrize("which", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_held_key_acts_once_and_its_repetition_changes_nothing(window, button, qtbot, which):
    with qtbot.waitSignal(button.held):
        key(button, QEvent.Type.KeyPress, which)
        for _ in range(5):
            key(button, QEvent.Type.KeyPress, which, repeats=True)
            key(button, QEvent.Type.KeyRelease, which, repeats=True)
    key(button, QEvent.Type.KeyRelease, which)
    assert window.acts == [1]


def test_letting_go_early_does_nothing(window, button, qtbot):
    button._hold_s = 60.0  # early is early also where the wait for the first tick is long
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: button.progress > 0)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    button._hold_s = HOLD_S
    key(button, QEvent.Type.KeyPress)
    key(button, QEvent.Type.KeyRelease)
    assert not button.holding
    wait_longer_than_the_hold(qtbot)
    assert window.acts == []


def test_clicks_and_accessible_presses_do_nothing(window, button, qtbot):
    button.click()
    button.animateClick()
    for _ in range(2):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    wait_longer_than_the_hold(qtbot)
    assert window.acts == []


@pytest.mark.parametrize(
    "leave",
    [
        lambda w: w.field.setFocus(),
        lambda w: w.button.setEnabled(False),
        lambda w: w.button.hide(),
        lambda w: key(w.button, QEvent.Type.KeyPress, Qt.Key.Key_Escape),
        lambda w: key(w.button, QEvent.Type.KeyPress),  # pressed again without being let go
    ],
    ids=["focus", "disabled", "hidden", "another key", "the key again"],
)
def test_whatever_comes_between_cancels(window, button, qtbot, leave):
    key(button, QEvent.Type.KeyPress)
    assert button.holding
    leave(window)
    assert not button.holding
    wait_longer_than_the_hold(qtbot)
    assert window.acts == []


def test_leaving_with_the_mouse_cancels(window, button, qtbot):
    button._hold_s = 60.0
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    QTest.mouseMove(button, QPoint(-20, -20))
    qtbot.waitUntil(lambda: not button.holding)
    assert window.acts == []


def test_a_key_held_down_elsewhere_never_begins(window, button, qtbot):
    key(button, QEvent.Type.KeyPress, repeats=True)
    assert not button.holding
    key(button, QEvent.Type.KeyPress, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert not button.holding


def test_a_console_that_was_held_up_does_not_act_for_a_press_already_let_go(window, button, qtbot):
    button._hold_s = 4 * HOLD_S  # many ticks, of which a busy machine may let one come by itself
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    button._ticked -= 40 * HOLD_S  # as if no tick had come for so long
    button._tick()
    assert button.holding
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert window.acts == []


def test_its_keys_are_no_shortcuts_of_the_console_while_it_has_the_focus(window, button, qtbot):
    shortcut = QShortcut(Qt.Key.Key_Space, window)
    shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
    activated = []
    shortcut.activated.connect(lambda: activated.append(1))
    with qtbot.waitSignal(button.held):
        QTest.keyPress(button, Qt.Key.Key_Space)
    QTest.keyRelease(button, Qt.Key.Key_Space)
    assert activated == []
    window.field.setReadOnly(True)
    window.field.setFocus()
    QTest.keyClick(window.field, Qt.Key.Key_Space)
    assert activated == [1]


def test_one_that_stands_out_keeps_its_words_and_gesture(window, button, look, qtbot):
    button.set_urgent(True)
    assert button.property("look") == "primary"
    with qtbot.waitSignal(button.held):
        QTest.mousePress(button, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    button.set_urgent(False)
    assert button.property("look") == "large"


def test_who_cannot_see_it_is_told_how(button):
    assert button.accessibleName() == "Close the valve"
    button.set_hold(1.5)
    assert button.accessibleDescription() == "Hold for 1.5 s"
    button.set_words("Open & close")
    assert button.accessibleName() == "Open & close"
    assert button.shortcut().isEmpty()
