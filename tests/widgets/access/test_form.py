"""Fields of an account under the keys: what they let through, what they keep, what they forget."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit

from widgets.access import pages
from widgets.access.form import Form

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def make(look, qtbot):
    def made(page: pages.Page) -> Form:
        form = Form(page, look, least=12)
        qtbot.addWidget(form)
        form.resize(400, 300)
        form.show()
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow)
        form.focus_first()
        return form

    return made


def write(qtbot, form: Form, **texts: str) -> None:
    for name, text in texts.items():
        form.lines[name].setFocus()
        qtbot.keyClicks(form.lines[name], text)


def test_enter_moves_on_and_at_the_end_hands_on_and_forgets(make, qtbot):
    form = make(pages.SIGN_IN)
    qtbot.keyClicks(QApplication.focusWidget(), "r.quispe")
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert QApplication.focusWidget() is form.lines["password"]
    qtbot.keyClicks(QApplication.focusWidget(), "secret-enough")
    with qtbot.waitSignal(form.given) as given:
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert given.args == [{"operator": "r.quispe", "password": "secret-enough"}]
    assert form.lines["password"].text() == ""
    assert form.lines["operator"].text() == "r.quispe"


def test_nothing_is_handed_on_before_it_is_complete_and_the_reason_is_beside_the_button(make, qtbot):
    form = make(pages.SIGN_IN)
    assert not form.press.isEnabled()
    assert form.why.text() == "Fill in: Name"
    write(qtbot, form, operator="r.quispe")
    assert form.why.text() == "Fill in: Password"
    with qtbot.assertNotEmitted(form.given):
        qtbot.keyClick(form.lines["password"], Key.Key_Return)
        qtbot.mouseClick(form.press, Qt.MouseButton.LeftButton)


def test_what_was_typed_never_comes_back_nor_leaves(make, qtbot):
    form = make(pages.UNLOCK)
    line = form.lines["password"]
    QGuiApplication.clipboard().setText("before")
    qtbot.keyClicks(line, "secret-enough")
    line.parentWidget().eye.click()
    assert line.echoMode() is QLineEdit.EchoMode.Normal
    line.selectAll()
    for standard in (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut):
        qtbot.keySequence(line, QKeySequence(standard))
    assert QGuiApplication.clipboard().text() == "before"
    assert line.text() == "secret-enough"
    qtbot.mouseClick(form.press, Qt.MouseButton.LeftButton)
    assert line.echoMode() is QLineEdit.EchoMode.Password
    line.parentWidget().eye.click()
    line.setFocus()
    qtbot.keySequence(line, QKeySequence(QKeySequence.StandardKey.Undo))
    line.undo()
    assert line.text() == ""


def test_secret_fields_tell_the_keyboard_to_learn_nothing(make):
    form = make(pages.UNLOCK)
    hints = form.lines["password"].inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText


def test_caps_lock_is_said_while_it_is_on(make, qtbot):
    form = make(pages.UNLOCK)
    line = form.lines["password"]
    qtbot.keyClick(line, "a")
    assert not form.caps.isVisible()
    qtbot.keyClick(line, "A")  # a capital without Shift
    assert form.caps.isVisible()
    qtbot.keyClick(line, "B", Mod.ShiftModifier)
    assert not form.caps.isVisible()


def test_a_new_password_is_judged_while_typed_and_must_be_repeated(make, qtbot):
    form = make(pages.FIRST)
    write(qtbot, form, operator="ana", name="Ana Rios", password="corta")
    strength = form.findChild(type(form._strengths["password"]))
    assert strength.words == "7 characters more"
    assert form.why.text() == "New password: 7 characters more"
    form.lines["password"].clear()
    write(qtbot, form, password="farola-niebla-42-muelle", again="farola-niebla")
    assert strength.words == "Strong"
    assert form.why.text() == "The repetition differs"
    write(qtbot, form, again="-42-muelle")
    assert form.press.isEnabled()
    form.lines["operator"].setText("no such id!")
    assert form.why.text().startswith("Name: 2 to 32")


def test_tab_goes_through_the_fields_in_their_order(make, qtbot):
    form = make(pages.REDEEM)
    seen = []
    for _ in range(4):
        focused = QApplication.focusWidget()
        seen.append(next((name for name, line in form.lines.items() if line is focused), "eye"))
        qtbot.keyClick(focused, Key.Key_Tab)
    assert seen == ["operator", "code", "password", "eye"]


def test_a_wait_is_counted_down_and_then_over(make, qtbot):
    form = make(pages.UNLOCK)
    qtbot.keyClicks(form.lines["password"], "secret-enough")
    form.hold(1.2)
    assert form.said.text() == "Too many tries. Wait 2 s."
    assert not form.press.isEnabled()
    with qtbot.assertNotEmitted(form.given):
        qtbot.keyClick(form.lines["password"], Key.Key_Return)
    qtbot.waitUntil(lambda: form.said.text() == "Too many tries. Wait 1 s.")
    qtbot.waitUntil(form.press.isEnabled)
    assert form.said.text() == ""
