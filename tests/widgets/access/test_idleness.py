"""A console that nobody touches locks itself; one that is used does not."""

import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.wire import access as wire
from tests.widgets.soft_hub import SoftHub


@pytest.fixture
def hub(gui_loop):
    made = SoftHub(devices=20, alarms=2)
    made.accounts.idle_lock_s = 0
    made.access.rules = made.accounts.rules()
    return made


def lock_after(hub: SoftHub, seconds: int) -> None:
    """Beginning now; 0 never."""
    hub.accounts.idle_lock_s = seconds
    hub.access.take_rules(hub.accounts.rules())


@pytest.fixture(autouse=True)
def _over_at_the_end(window):
    """Each begins when its window stands, however long that takes; over before the test ends."""
    yield
    window.door.idleness.set_limit(0)


HOUR_S = 3600


def leave_for_most_of_an_hour(window) -> None:
    window.door.idleness._last -= 0.75 * HOUR_S


def locks(window, qtbot) -> bool:
    """What the next look, which comes within a second, leads to."""
    window.door.idleness._look()
    qtbot.settle()
    return window.door.locked


def test_it_locks_by_itself_after_the_time_of_the_rules(window, hub, qtbot):
    began = time.monotonic()
    lock_after(hub, 1)
    qtbot.waitUntil(lambda: window.door.locked)
    assert time.monotonic() - began > 0.5
    assert wire.LockSession(idle=True) in hub.accounts.asked
    assert window.door.cover.isVisible()


@pytest.mark.parametrize("touch", ["key", "pointer"])
def test_keys_and_pointer_keep_it_open(window, hub, qtbot, touch):
    handle = window.windowHandle()
    lock_after(hub, HOUR_S)
    assert not locks(window, qtbot), "the pointer stands somewhere else than at first"
    for place in range(3):
        leave_for_most_of_an_hour(window)
        if touch == "key":
            QTest.keyClick(handle, Qt.Key.Key_Shift)
        else:
            QTest.mouseMove(handle, QPoint(300 + place, 300))
    leave_for_most_of_an_hour(window)
    assert not locks(window, qtbot)
    leave_for_most_of_an_hour(window)
    leave_for_most_of_an_hour(window)
    qtbot.waitUntil(lambda: window.door.locked)


def test_no_limit_never_locks_and_a_change_of_the_rules_counts_at_once(window, hub, qtbot):
    lock_after(hub, 0)
    assert not window.door.idleness._timer.isActive(), "nobody looks"
    lock_after(hub, 1)
    qtbot.waitUntil(lambda: window.door.locked)


def test_a_window_that_floats_counts_as_the_console(window, hub, qtbot):
    lock_after(hub, 0)
    window.panels.log.table.setFocus()
    window.pages["operation"].show_panel("log")
    window.deeds.detach_panel()
    floating = window.panels.log.window()
    floating.activateWindow()
    qtbot.waitUntil(floating.isActiveWindow)
    assert QGuiApplication.focusWindow() is not window.windowHandle()
    lock_after(hub, HOUR_S)
    assert not locks(window, qtbot)
    for _ in range(3):
        leave_for_most_of_an_hour(window)
        QTest.keyClick(QGuiApplication.focusWindow(), Qt.Key.Key_Shift)
    leave_for_most_of_an_hour(window)
    assert not locks(window, qtbot)
