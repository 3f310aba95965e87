"""Who works at the console: signing in, changing hands, signing out, and what is carried over."""

from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.bridge.views import EngineLink
from app.wire import access as wire
from tests.widgets.soft_access import PASSWORD
from tests.widgets.soft_hub import SoftHub
from widgets.access.entry import Stage
from widgets.console import Console
from widgets.languages import Languages
from widgets.main_window import build_main_window

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def hub(gui_loop):
    return SoftHub(devices=60, alarms=5)


@pytest.fixture
def nobody(hub):
    hub.accounts.sign_out()
    return hub


def screen_of(window):
    return window.screen_stack.currentWidget()


def sign_in(window, qtbot, name: str) -> None:
    form = window.sign_in.entry.form
    form.lines["operator"].setText(name)
    qtbot.keyClicks(form.lines["password"], PASSWORD)
    qtbot.keyClick(form.lines["password"], Key.Key_Return)


def test_nothing_of_the_city_stands_there_before_somebody_is_signed_in(nobody, window, city_map, qtbot):
    assert screen_of(window) is window.sign_in
    assert not window.banner.isVisible()
    assert not city_map.isVisible()
    for key in (Key.Key_F8, Key.Key_F7):
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert window.selection.alarm == ""
    sign_in(window, qtbot, "l.campos")
    qtbot.waitUntil(lambda: window.banner.isVisible())
    assert window.status.strip.cells["operator"].cell.text == "Lucía Campos"
    assert city_map.hasFocus()


def test_a_suggested_name_stands_in_the_field(nobody, parts, qtbot):
    window = build_main_window(replace(parts, suggested_operator="j.paredes"))
    qtbot.addWidget(window)
    assert window.sign_in.entry.form.lines["operator"].text() == "j.paredes"


def test_the_demo_signs_in_by_itself_once(nobody, parts, qtbot):
    nobody.link = EngineLink("starting", nobody.now())
    window = build_main_window(replace(parts, auto_sign_in=("j.paredes", PASSWORD)))
    qtbot.addWidget(window)
    window.show()
    qtbot.settle()
    assert nobody.operator == ""
    nobody.set_link(EngineLink("up", nobody.now()))
    nobody.snapshot_loaded.emit()
    qtbot.waitUntil(lambda: window.door.operator == "j.paredes")
    window.deeds.sign_out()
    qtbot.waitUntil(lambda: not window.door.operator)
    nobody.snapshot_loaded.emit()
    qtbot.settle()
    assert nobody.operator == ""
    assert PASSWORD not in repr(window._parts)


def test_a_refused_sign_in_of_the_demo_leaves_the_screen_with_the_reason(nobody, parts, qtbot):
    window = build_main_window(replace(parts, auto_sign_in=("j.paredes", "not it")))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: bool(window.sign_in.entry.form.said.text()))
    assert screen_of(window) is window.sign_in


def test_signing_out_leaves_the_screen_to_the_next_one(window, hub, qtbot):
    window.deeds.sign_out()
    qtbot.waitUntil(lambda: screen_of(window) is window.sign_in)
    assert wire.SignOut() in hub.accounts.asked
    assert hub.operator == ""


def test_without_the_engine_signing_out_locks(window, hub, qtbot):
    hub.accounts.away = True
    window.deeds.sign_out()
    qtbot.waitUntil(lambda: window.door.cover.isVisible())


def test_an_administrator_ends_a_session_and_the_screen_says_so(window, hub):
    hub.accounts.sign_out("ended")
    assert screen_of(window) is window.sign_in
    assert "An administrator ended the session." in window.sign_in.entry.form.said.text()


def test_the_operator_changes_by_key_and_the_first_goes_on_until_then(window, hub, look, qtbot):
    look.set_comfortable(True)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_L, Mod.ControlModifier | Mod.ShiftModifier)
    dialog = window.door.dialog
    qtbot.waitUntil(dialog.isVisible)
    form = dialog.entry.form
    qtbot.keyClicks(form.lines["operator"], "j.paredes")
    qtbot.keyClick(form.lines["operator"], Key.Key_Return)
    qtbot.keyClicks(form.lines["password"], "wrong")
    qtbot.keyClick(form.lines["password"], Key.Key_Return)
    qtbot.waitUntil(lambda: bool(form.said.text()))
    assert hub.operator == "r.quispe"
    qtbot.keyClicks(form.lines["password"], PASSWORD)
    qtbot.keyClick(form.lines["password"], Key.Key_Return)
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    assert window.door.operator == "j.paredes"
    assert window.status.strip.cells["operator"].cell.text == "J. Paredes"


def test_each_operator_finds_their_own_arrangement(window, hub, look, tmp_path, qtbot):
    window.go("history")
    hub.accounts.sign_in("j.paredes")
    assert window.stack.currentWidget() is window.pages["operation"]
    window.arranger.finish()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["desk-j.paredes.json", "desk-r.quispe.json"]
    hub.accounts.sign_in("r.quispe")
    assert window.stack.currentWidget() is window.pages["history"]


def test_the_menu_of_the_operator_names_roles_and_other_desks(window, hub, qtbot):
    other = wire.Desk("sala-2/77", "r.quispe", "R. Quispe", ("supervisor",), hub.now(), False)
    rules = hub.accounts.rules()
    hub.access.take_rules(replace(rules, desks=(*rules.desks, other)))
    cell = window.status.strip.cells["operator"]
    assert cell.cell.text == "R. Quispe · also at sala-2"
    qtbot.mouseClick(cell, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    menu = window.door.menu
    assert menu.isVisible()
    words = [label.text() for label in menu.findChildren(QWidget) if hasattr(label, "text")]
    assert "R. Quispe (r.quispe)" in words
    assert "Supervision" in words
    assert "also at sala-2" in words
    offered = [entry.text().partition("\t")[0] for entry in menu.actions() if entry.text()]
    assert offered == [
        "Change operator…",
        "Change password…",
        "Second factor…",
        "Lock the screen",
        "Sign out",
    ]
    lock = next(entry for entry in menu.actions() if entry.text().startswith("Lock"))
    lock.trigger()
    menu.close()
    qtbot.waitUntil(lambda: window.door.locked)


def test_a_reset_by_an_administrator_takes_the_desk_away(window, hub, qtbot):
    hub.access.take_session(wire.SessionChanged(replace(hub.access.session, must_change=True)))
    assert screen_of(window) is window.sign_in
    assert window.sign_in.entry.stage is Stage.MUST_CHANGE
    hub.access.take_session(wire.SessionChanged(replace(hub.access.session, locked=True)))
    window.sign_in.refresh()
    assert window.sign_in.entry.stage is Stage.UNLOCK


@pytest.mark.parametrize("stage", [Stage.SIGN_IN, Stage.REDEEM])
def test_another_language_keeps_what_was_begun(nobody, parts, qapp, qtbot, stage):
    console = Console(parts, Languages(qapp))
    console.window.show()
    console.window.sign_in.entry.name = "j.paredes"
    console.window.sign_in.entry.show_stage(stage)
    console.window.sign_in.language_chosen.emit("es")
    window = console.window
    qtbot.addWidget(window)
    assert window.sign_in.entry.stage is stage
    assert window.sign_in.entry.form.lines["operator"].text() == "j.paredes"
    assert window.sign_in.isVisible()
    console.switch_language("en")
    qtbot.addWidget(console.window)
    console.window.close()


def test_another_language_keeps_a_locked_console_locked(hub, parts, qapp, qtbot):
    console = Console(parts, Languages(qapp))
    console.window.show()
    console.window.deeds.lock()
    qtbot.waitUntil(lambda: console.window.door.locked)
    since = console.window.door.cover.card.since_ms
    console.window.door.cover.card.since_ms = since - 60_000
    console.window.door._locked_at = since - 60_000
    console.switch_language("es")
    window = console.window
    qtbot.addWidget(window)
    assert window.door.locked
    assert window.door.cover.isVisible()
    assert window.door.cover.card.since_ms == since - 60_000
    assert not window.situation().signed_in
    console.switch_language("en")
    qtbot.addWidget(console.window)
    console.window.close()
