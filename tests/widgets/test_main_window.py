"""The window as an operator uses it: keys, workspaces, lists, palette."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.acts import Acknowledge, Seen
from tests.support.effort import effort
from tests.widgets.soft_hub import SoftHub
from widgets.main_window import MainWindow

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def hub(gui_loop):
    return SoftHub(devices=80, alarms=6)


def press(window: MainWindow, qtbot, key: Key, modifier: Mod = Mod.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


def test_the_two_strips_are_there_in_every_workspace(window, qtbot):
    for key, name in ((Key.Key_F5, "history"), (Key.Key_F7, "diagnostics"), (Key.Key_F1, "operation")):
        press(window, qtbot, key)
        assert window.stack.currentWidget() is window.pages[name]
        assert window.status.strip.tabs[name].isChecked()
        assert window.status.strip.isVisible()
        assert window.banner.isVisible()


def test_no_alarm_is_one_press_away_at_the_start(window, city_map):
    assert QApplication.focusWidget() is city_map


def test_next_alarm_selects_the_worst_and_space_acknowledges_it(window, hub, qtbot):
    press(window, qtbot, Key.Key_F8)
    chosen = hub.alarms.get(window.selection.alarm)
    waiting = [a for a in hub.alarms.standing.values() if a.unacknowledged and not a.quiet]
    assert chosen.priority == max(a.priority for a in waiting)
    assert window.selection.device == chosen.device
    press(window, qtbot, Key.Key_Space)
    qtbot.waitUntil(lambda: not hub.alarms.get(chosen.id).unacknowledged)
    assert hub.asked[-1] == Acknowledge((Seen(chosen.id, chosen.version),))


def test_next_and_previous_alarm_walk_the_same_way_back(window, qtbot):
    press(window, qtbot, Key.Key_F8)
    first = window.selection.alarm
    press(window, qtbot, Key.Key_F8)
    assert window.selection.alarm != first
    press(window, qtbot, Key.Key_F8, Mod.ShiftModifier)
    assert window.selection.alarm == first
    assert [alarm.id for alarm in window.panels.alarms.table.chosen()] == [first]


def test_what_is_chosen_in_one_list_is_shown_in_the_others(window, hub):
    alarm = next(iter(hub.alarms.standing.values()))
    window.selection.choose_alarm(alarm.id)
    chosen = [each.id for each in window.panels.alarms.table.chosen()]
    assert chosen == [alarm.id]
    assert window.panels.device.device == alarm.device
    window.selection.choose_device(hub.devices.ids[3])
    assert window.panels.device.device == hub.devices.ids[3]
    assert window.selection.alarm == ""


def test_space_acknowledges_nothing_without_the_focus_on_an_alarm(window, hub, city_map, qtbot):
    city_map.setFocus()
    press(window, qtbot, Key.Key_Space)
    assert hub.asked == []


def test_the_button_of_a_card_acknowledges_through_the_engine_and_the_foot_says_so(window, hub, qtbot):
    alarm = window.banner.cards[0].alarm
    qtbot.mouseClick(window.banner.cards[0].button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.hints.said.text() == "1 acknowledged")
    assert not hub.alarms.get(alarm.id).unacknowledged
    qtbot.waitUntil(lambda: window.banner.cards[0].alarm != alarm)


def test_letters_are_keys_on_the_map_and_letters_in_a_field(window, city_map, qtbot):
    window.selection.choose_device("PRE-0001")
    city_map.setFocus()
    press(window, qtbot, Key.Key_Z)
    press(window, qtbot, Key.Key_Z, Mod.ShiftModifier)
    press(window, qtbot, Key.Key_L)
    assert city_map.asked == ["zoom PRE-0001", "back", "layers"]
    press(window, qtbot, Key.Key_Slash)
    assert city_map.field.hasFocus()
    qtbot.keyClicks(city_map.field, "zl/n")
    assert city_map.field.text() == "zl/n"
    assert len(city_map.asked) == 3


def test_slash_searches_the_list_that_has_the_focus(window, qtbot):
    for panel, view, field in (
        ("devices", window.panels.devices, window.panels.devices.filter),
        ("log", window.panels.log, window.panels.log.filter),
    ):
        window.pages["operation"].show_panel(panel)
        qtbot.waitUntil(lambda view=view: view.isAncestorOf(QApplication.focusWidget()))
        press(window, qtbot, Key.Key_Slash)
        assert field.hasFocus()


def test_the_palette_finds_a_device_and_brings_it_into_view(window, hub, city_map, qtbot):
    press(window, qtbot, Key.Key_K, Mod.ControlModifier)
    field = window.palette_box.field
    assert field.hasFocus()
    wanted = next(name for name in hub.devices.ids if name.startswith("VAL"))
    qtbot.keyClicks(field, wanted.lower())
    qtbot.waitUntil(lambda: window.palette_box.results.count() >= 1)
    qtbot.keyClick(field, Key.Key_Return)
    assert not window.palette_box.isVisible()
    assert window.selection.device == wanted
    assert city_map.asked == [f"zoom {wanted}"]


def test_the_palette_runs_a_command_and_escape_closes_it(window, look, qtbot):
    press(window, qtbot, Key.Key_K, Mod.ControlModifier)
    qtbot.keyClicks(window.palette_box.field, "row height")
    qtbot.keyClick(window.palette_box.field, Key.Key_Return)
    assert look.row_height == 30
    press(window, qtbot, Key.Key_K, Mod.ControlModifier)
    press(window, qtbot, Key.Key_Escape)
    assert not window.palette_box.isVisible()


def test_escape_releases_the_selection(window, city_map, qtbot):
    window.selection.choose_device("PRE-0001")
    city_map.setFocus()
    press(window, qtbot, Key.Key_Escape)
    assert window.selection.device == ""


def test_silence_is_said_in_the_strip_even_where_there_is_no_sound(window, qtbot):
    press(window, qtbot, Key.Key_F9)
    assert window.sounder.silent_s > 119


def test_a_panel_floats_and_comes_back_with_the_same_key(window, qtbot):
    window.panels.log.table.setFocus()
    window.pages["operation"].show_panel("log")
    press(window, qtbot, Key.Key_F11)
    assert window.pages["operation"].floating() == ["log"]
    table = window.panels.log.table
    table.window().activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    press(window, qtbot, Key.Key_F11)
    assert window.pages["operation"].floating() == []


def test_a_narrow_foot_leaves_out_hints_from_the_end(window):
    window.hints.resize(1920, 22)
    assert all(not key.isHidden() for key, _ in window.hints.pairs)
    window.hints.resize(700, 22)
    hidden = [key.isHidden() for key, _ in window.hints.pairs]
    assert hidden[-1]
    assert not hidden[0]
    assert hidden == sorted(hidden)


def test_diagnostics_show_figures_and_the_last_rejects(window, hub, qtbot):
    press(window, qtbot, Key.Key_F7)
    hub.set_figures(hub.plausible_figures())
    page = {panel.id: panel.widget for panel in window.panels.workspaces["diagnostics"]}
    assert page["figures"].value("devices") == "12\u202f511"
    qtbot.waitUntil(lambda: page["rejects"].model.rowCount() == 2)
    model = page["rejects"].model
    assert model.index(0, 2).data() == "Not JSON"
    assert model.index(0, 4).data() == "··hello"


def test_the_work_of_each_second_is_small_even_with_an_alarm_on_every_device(window, hub):
    for name in hub.devices.ids:
        hub.raise_alarm(name, "panic")
    assert effort(lambda: (window.tick(), window.watch.look()), tries=5) < 50
