"""A locked console: the picture goes on, nothing acts, and only the password leads back."""

from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout

from app.bridge.views import EngineLink
from app.wire import access as wire
from tests.widgets.soft_access import CODE, PASSWORD
from tests.widgets.soft_hub import SoftHub
from widgets.access.entry import Stage
from widgets.actions import ACTIONS

Key = Qt.Key


@pytest.fixture
def hub(gui_loop):
    return SoftHub(devices=80, alarms=6)


@pytest.fixture
def locked(window, hub, qtbot):
    window.panels.alarms.table.setFocus()
    window.panels.alarms.select(next(iter(hub.alarms.standing)))
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.door.locked and window.door.cover.isVisible())
    return window


def card(window):
    return window.door.cover.card


def unlock(window, qtbot, password: str = PASSWORD) -> None:
    line = card(window).entry.form.lines["password"]
    qtbot.keyClicks(line, password)
    qtbot.keyClick(line, Key.Key_Return)


def test_the_live_picture_goes_on_under_the_card(locked, hub, city_map, qtbot):
    assert locked.status.strip.isVisible()
    assert city_map.isVisible()
    assert locked.banner.isVisible()
    before = locked.watch.standing.total
    hub.raise_alarm(next(d for d in hub.devices.ids if d.startswith("PAN")), "panic")
    qtbot.waitUntil(lambda: locked.watch.standing.total > before or before > 0)
    qtbot.waitUntil(lambda: locked.banner.cards[0].alarm is not None)
    assert wire.LockSession(idle=False) in hub.accounts.asked
    assert card(locked).entry.form.title.text() == "Locked: R. Quispe"
    assert card(locked).since.text().startswith("Locked since ")
    top = locked.stack.mapTo(locked, QPoint(0, 0)).y()
    assert card(locked).mapTo(locked, QPoint(0, 0)).y() >= top


def test_no_action_of_the_table_does_anything(locked, hub, look, city_map, qtbot):
    asked, held = list(hub.asked), list(hub.accounts.asked)
    theme, workspace = look.theme, locked.stack.currentWidget()
    chosen = locked.selection.alarm
    for action in ACTIONS:
        if action.id in locked.keys.shortcuts:
            locked.keys.shortcuts[action.id].activated.emit()
        if action.call is not None:
            locked._run(action)
        assert not action.fits(locked.situation()), action.id
    QApplication.processEvents()
    assert (hub.asked, hub.accounts.asked) == (asked, held)
    assert look.theme is theme
    assert locked.stack.currentWidget() is workspace
    assert locked.selection.alarm == chosen
    assert locked.sounder.silent_s == 0
    assert not locked.palette_box.isVisible()
    assert city_map.asked == []
    assert locked.door.dialog is None
    assert hub.engine_starts == 0


def test_keys_of_the_keyboard_reach_the_card_alone(locked, hub, qtbot):
    field = card(locked).entry.form.lines["password"]
    assert QApplication.focusWidget() is field
    for key in (Key.Key_F8, Key.Key_F7, Key.Key_F9, Key.Key_F11, Key.Key_Escape, Key.Key_Space):
        QTest.keyClick(locked.windowHandle(), key)
    QTest.keyClick(locked.windowHandle(), Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert hub.asked == []
    assert field.text() == " "
    assert locked.stack.currentWidget() is locked.pages["operation"]


def test_tab_goes_round_within_the_card(locked, qtbot):
    seen = set()
    for _ in range(6):
        focused = QApplication.focusWidget()
        assert card(locked).isAncestorOf(focused)
        seen.add(focused)
        qtbot.keyClick(focused, Key.Key_Tab)
    assert len(seen) == 3
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Backtab)
    assert card(locked).isAncestorOf(QApplication.focusWidget())


def test_presses_stop_at_the_shield(locked, hub, qtbot):
    button = locked.banner.cards[0].button
    for target in (button, locked.status.strip.tabs["history"], locked.banner.silence_button):
        where = target.mapTo(locked, target.rect().center())
        for press in (QTest.mouseClick, QTest.mouseDClick):
            press(locked.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    assert hub.asked == []
    assert locked.sounder.silent_s == 0
    assert locked.stack.currentWidget() is locked.pages["operation"]
    assert card(locked).isAncestorOf(QApplication.focusWidget())


def test_nothing_below_can_take_the_focus(locked):
    for victim in (locked.panels.alarms.table, locked.panels.devices.filter, locked.banner):
        victim.setFocus()
        assert card(locked).isAncestorOf(QApplication.focusWidget())


def test_the_password_leads_back_to_where_one_was(locked, hub, qtbot):
    unlock(locked, qtbot)
    qtbot.waitUntil(lambda: not locked.door.locked)
    assert not locked.door.cover.isVisible()
    assert QApplication.focusWidget() is locked.panels.alarms.table
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_F7)
    assert locked.stack.currentWidget() is locked.pages["diagnostics"]


def test_a_wrong_password_keeps_it_locked(locked, hub, qtbot):
    unlock(locked, qtbot, "not the password")
    qtbot.waitUntil(lambda: bool(card(locked).entry.form.said.text()))
    assert card(locked).entry.form.said.text() == "The password is not right. Try again."
    assert locked.door.locked
    assert card(locked).entry.form.lines["password"].text() == ""


def test_without_the_engine_it_stays_locked_and_says_what_is_missing(locked, hub, qtbot):
    hub.accounts.away = True
    hub.set_link(EngineLink("given_up", hub.now() - 5_000))
    assert "Without the engine nobody can be let in." in card(locked).away.text()
    unlock(locked, qtbot)
    qtbot.waitUntil(lambda: "does not answer" in card(locked).entry.form.said.text())
    assert locked.door.locked
    qtbot.mouseClick(card(locked).start, Qt.MouseButton.LeftButton)
    assert hub.engine_starts == 1
    hub.accounts.away = False
    hub.set_link(EngineLink("up", hub.now()))
    unlock(locked, qtbot)
    qtbot.waitUntil(lambda: not locked.door.locked)


def test_a_console_is_locked_also_while_the_engine_is_away(window, hub, qtbot):
    hub.accounts.away = True
    hub.set_link(EngineLink("lost", hub.now()))
    window.deeds.lock()
    qtbot.waitUntil(lambda: window.door.cover.isVisible())


def test_another_operator_takes_the_console_over_only_with_success(locked, hub, qtbot):
    qtbot.mouseClick(card(locked).entry.ways[0], Qt.MouseButton.LeftButton)
    form = card(locked).entry.form
    qtbot.keyClicks(form.lines["operator"], "admin")
    qtbot.keyClick(form.lines["operator"], Key.Key_Return)
    qtbot.keyClicks(form.lines["password"], "wrong")
    qtbot.keyClick(form.lines["password"], Key.Key_Return)
    qtbot.waitUntil(lambda: bool(card(locked).entry.form.said.text()))
    assert hub.operator == "r.quispe"
    assert locked.door.locked
    qtbot.keyClicks(form.lines["password"], PASSWORD)
    qtbot.keyClick(form.lines["password"], Key.Key_Return)
    qtbot.waitUntil(lambda: card(locked).entry.stage is Stage.CODE)
    qtbot.keyClicks(card(locked).entry.form.lines["code"], CODE)
    qtbot.keyClick(card(locked).entry.form.lines["code"], Key.Key_Return)
    qtbot.waitUntil(lambda: hub.operator == "admin")
    assert not locked.door.locked
    assert locked.door.operator == "admin"


def test_floating_panels_are_covered_and_stay_live(window, hub, qtbot):
    window.panels.log.table.setFocus()
    window.pages["operation"].show_panel("log")
    window.deeds.detach_panel()
    table = window.panels.log.table
    hub.note_event("PAN-0001", "open")
    window.panels.log.model.flush()
    window.deeds.lock()
    qtbot.waitUntil(lambda: window.door.locked)
    shield = window.door._shields[0]
    assert shield.parentWidget() is table.window()
    assert shield.size() == table.window().size()
    table.window().activateWindow()
    table.setFocus()
    assert QApplication.focusWidget() is not table
    unlock(window, qtbot)
    qtbot.waitUntil(lambda: not window.door.locked)
    assert window.door._shields == []
    qtbot.waitUntil(lambda: not shiboken6.isValid(shield))


def test_dialogs_are_put_away_and_come_back_for_the_same_operator_alone(window, hub, qtbot):
    window.deeds.change_password()
    dialog = window.door.dialog
    dialog.form.lines["old"].setText("half typed")
    hub.access.take_session(wire.SessionChanged(replace(hub.access.session, locked=True)))
    assert not dialog.isVisible()
    unlock(window, qtbot)
    qtbot.waitUntil(lambda: not window.door.locked)
    assert dialog.isVisible()
    hub.access.take_session(wire.SessionChanged(replace(hub.access.session, locked=True)))
    hub.accounts.sign_in("j.paredes")
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    assert not window.door.locked


def test_a_dialog_that_opens_under_a_lock_is_put_away_too(locked, qtbot):
    late = QDialog(locked)
    QVBoxLayout(late).addWidget(QLabel("Late"))
    late.open()
    qtbot.waitUntil(lambda: not late.isVisible())
    assert locked.door.locked


def test_the_window_cannot_be_closed_by_hand_while_it_is_locked(locked, hub, qtbot):
    class Spontaneous(QCloseEvent):
        def spontaneous(self) -> bool:
            return True

    event = Spontaneous()
    locked.closeEvent(event)
    assert not event.isAccepted()
    assert locked.isVisible()
    assert "Unlock" in card(locked).entry.form.said.text()


def test_pages_of_accounts_are_not_left_on_the_screen(window, hub, qtbot):
    hub.accounts.sign_in("admin")
    window.go("administration")
    window.deeds.lock()
    qtbot.waitUntil(lambda: window.door.locked)
    assert window.stack.currentWidget() is window.pages["operation"]
    unlock(window, qtbot)
    qtbot.waitUntil(lambda: not window.door.locked)
    assert window.stack.currentWidget() is window.pages["administration"]


def test_the_key_is_told_in_the_menu_and_the_help():
    lock = next(action for action in ACTIONS if action.id == "session.lock")
    assert QKeySequence(lock.key) == QKeySequence("Ctrl+L")
