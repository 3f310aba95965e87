"""The workspace of the administration and the cells of the strip that accounts bring along."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.widgets.soft_hub import SoftHub
from widgets.access.dialogs import SecretsDialog
from widgets.access.gated_page import GatedPage
from widgets.help.viewer import HelpViewer
from widgets.status_cells import Mood

Key = Qt.Key


@pytest.fixture
def hub(gui_loop):
    return SoftHub(devices=40, alarms=3)


def in_front(window) -> tuple[str, GatedPage]:
    """The page of the administration that is seen."""
    return next(
        (panel.id, panel.widget.page)
        for panel in window.panels.workspaces["administration"]
        if panel.widget.isVisible()
    )


@pytest.mark.parametrize(
    ("operator", "page"), [("admin", "operators"), ("auditoria", "audit"), ("m.rojas", "settings")]
)
def test_its_key_opens_the_first_page_that_the_operator_may_see(window, hub, qtbot, operator, page):
    hub.accounts.sign_in(operator)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_F10)
    assert window.stack.currentWidget() is window.pages["administration"]
    assert window.status.strip.tabs["administration"].isChecked()
    name, shown = in_front(window)
    assert name == page
    assert shown.is_open


def test_who_may_see_none_of_it_is_told_who_could(window, hub, qtbot):
    hub.accounts.sign_in("j.paredes")
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_F10)
    name, shown = in_front(window)
    assert name == "operators"
    assert not shown.is_open
    assert shown.barred.reason.text().startswith("Needs administration")


def test_its_pages_are_built_when_they_are_looked_at(window):
    assert all(panel.widget.page is None for panel in window.panels.workspaces["administration"])


def test_locked_secrets_are_named_in_the_strip_and_opened_from_there(window, hub, qtbot):
    cell = window.status.strip.cells["secrets"]
    assert not cell.isVisible()
    hub.access.take_rules(hub.accounts.rules(secrets="locked"))
    assert cell.isVisible()
    assert (cell.cell.text, cell.cell.mood) == ("Locked", Mood.FAILING)
    qtbot.mouseClick(cell, Qt.MouseButton.LeftButton)
    assert isinstance(window.door.dialog, SecretsDialog)
    window.door.dialog.reject()
    hub.access.take_rules(hub.accounts.rules())
    assert not cell.isVisible()


def test_an_unencrypted_link_off_the_machine_is_named_with_the_critical_shape(window, hub):
    good = hub.plausible_figures()
    hub.set_figures(replace(good, feed=replace(good.feed, local=False)))
    cell = window.status.strip.cells["broker"].cell
    assert (cell.text, cell.mood, cell.critical) == ("Not encrypted", Mood.FAILING, True)
    hub.set_figures(replace(good, feed=replace(good.feed, local=False, encrypted=True)))
    assert not window.status.strip.cells["broker"].cell.critical


def test_the_help_has_its_key(window, qtbot):
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
    viewer = window.findChild(HelpViewer)
    assert viewer.isVisible()
    qtbot.keyClick(viewer, Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(HelpViewer) is None)
