"""What a window keeps and hands over: arrangements, language, theme, the loss of the engine, its end."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from PySide6QtAds import ads

from app.bridge.views import EngineLink
from tests.widgets.soft_hub import SoftHub
from tests.widgets.soft_map import SoftMap
from widgets.console import Console
from widgets.languages import Languages
from widgets.main_window import MainWindow, build_main_window
from widgets.theme import LIGHT


@pytest.fixture
def hub(gui_loop):
    return SoftHub(devices=80, alarms=6)


def test_the_arrangement_is_kept_for_each_operator(parts, hub, qtbot, look, city_map):
    first = build_main_window(parts)
    first.show()
    look.set_comfortable(True)
    first.go("history")
    first.close()
    discard(first, city_map, qtbot)
    look.set_comfortable(False)
    again = build_main_window(parts)
    assert look.row_height == 30
    assert again.stack.currentWidget() is again.pages["history"]
    again.close()
    discard(again, city_map, qtbot)
    hub.accounts.sign_in("j.paredes")
    other = build_main_window(parts)
    qtbot.addWidget(other)
    assert other.stack.currentWidget() is other.pages["operation"]


def discard(window: MainWindow, city_map: SoftMap, qtbot) -> None:
    """Take the map back and wait until the window is gone."""
    city_map.setParent(None)
    with qtbot.waitSignal(window.destroyed):
        window.deleteLater()


def test_an_arrangement_of_another_make_leaves_the_design_as_it_is(window):
    page = window.pages["operation"]
    assert not page.restore("bm90IGEgbGF5b3V0")
    assert not page.restore("***")
    assert not page.restore("")
    page.reset()
    assert page.floating() == []


def test_a_lost_engine_hatches_every_panel_until_it_is_back(window, hub):
    hub.set_link(EngineLink("lost", hub.now() - 3_000, "", 1))
    assert window.notice.isVisible()
    veils = [veil for page in window.pages.values() for veil in page.veils]
    assert all(not veil.isHidden() for veil in veils)
    hub.set_link(EngineLink("up", hub.now()))
    assert not window.notice.isVisible()
    assert all(veil.isHidden() for veil in veils)


def test_the_engine_is_started_again_only_when_it_has_ended(window, hub, qtbot):
    hub.set_link(EngineLink("given_up", hub.now(), "No room on the disk."))
    qtbot.mouseClick(window.notice.start_button, Qt.MouseButton.LeftButton)
    assert hub.engine_starts == 1


def test_who_comes_next_finds_every_panel_that_the_one_before_let_float(window, hub, qtbot):
    page = window.pages["operation"]
    page.show_panel("log")
    window.panels.log.table.setFocus()
    window.deeds.detach_panel()
    assert page.floating() == ["log"]
    hub.accounts.sign_out()
    assert not window.panels.log.isVisible()
    hub.accounts.sign_in("j.paredes")
    assert page.floating() == []
    window.deeds.show_panel("operation", "log")
    assert window.panels.log.isVisible()


def test_closing_the_last_console_asks_whether_the_engine_goes_on(parts, hub, qtbot):
    window = build_main_window(replace(parts, ask_at_close=True))
    qtbot.addWidget(window)
    window.show()
    window.close()
    assert window.isVisible()
    dialog = window.leaving
    qtbot.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert hub.engine_stops == 1


def test_the_language_changes_with_the_map_and_the_place_kept(parts, qapp, city_map, hub, qtbot):
    console = Console(parts, Languages(qapp))
    first = console.window
    first.resize(1400, 800)
    first.show()
    first.deeds.switch_language()
    window = console.window
    qtbot.addWidget(window)
    assert window is not first
    assert hub.language == "es"
    assert window.isAncestorOf(city_map)
    assert window.status.strip.tabs["operation"].text() == "Operación"
    window.deeds.switch_language()
    qtbot.addWidget(console.window)
    assert console.window.status.strip.tabs["operation"].text() == "Operation"
    console.window.close()


def test_the_folder_of_arrangements_holds_one_small_file_an_operator(parts, qtbot, tmp_path: Path):
    window = build_main_window(parts)
    qtbot.addWidget(window)
    window.show()
    window.close()
    assert [file.name for file in tmp_path.iterdir()] == ["desk-r.quispe.json"]
    assert (tmp_path / "desk-r.quispe.json").stat().st_size < 20_000


def test_the_theme_changes_the_whole_window_and_the_docks_keep_their_dress(window, look):
    look.toggle_theme()
    QApplication.processEvents()
    assert window.palette().window().color() == LIGHT.app
    heads = window.pages["operation"].findChildren(ads.CDockWidgetTab)
    assert {head.styleSheet() for head in heads} == {""}
    current = next(head for head in heads if head.isActiveTab())
    assert current.grab().toImage().pixelColor(4, 10) == LIGHT.panel
