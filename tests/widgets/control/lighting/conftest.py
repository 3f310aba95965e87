"""A lit city, and the page over it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.widgets.control.lighting.soft_lighting import LitHub
from widgets.control.lighting.groups import Line
from widgets.control.lighting.page import LightingPage


@pytest.fixture(name="hub")
def _hub(gui_loop) -> LitHub:
    return LitHub()


@pytest.fixture(name="make_page")
def _make_page(hub, look, qtbot) -> Callable[[], LightingPage]:
    """Shows the page as high as in the design."""

    def make() -> LightingPage:
        page = LightingPage(hub, look)
        qtbot.addWidget(page)
        page.resize(960, 960)
        with qtbot.waitExposed(page):
            page.show()
        qtbot.waitUntil(lambda: not page.scene.loading)
        return page

    return make


@pytest.fixture(name="page")
def _page(make_page) -> LightingPage:
    return make_page()


@pytest.fixture(name="choose")
def _choose(page, qtbot) -> Callable[[str], Line]:
    """Choose a group by the list, as a hand does."""

    def choose(key: str) -> Line:
        # Where the pointer of the test before was left, it would hold the list still.
        QApplication.sendEvent(page.body.list.viewport(), QEvent(QEvent.Type.Leave))
        qtbot.waitUntil(lambda: page.body.list.model_.place(key) is not None)
        place = page.body.list.model_.place(key)
        page.body.list.setCurrentIndex(page.body.list.model_.index(place))
        assert page.line is not None
        assert page.line.key == key
        return page.line

    return choose
