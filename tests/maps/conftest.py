from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from maps.basemap.reader import read_basemap
from maps.basemap.source import Basemap
from maps.basemap.writer import write_basemap
from maps.view import MapView
from tests.maps import small_city
from tests.widgets.conftest import gui_loop
from widgets.look import Look
from widgets.style import apply_style, load_fonts

__all__ = ["gui_loop"]


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """The dark theme with nothing that blinks."""
    load_fonts()
    made = Look(still=True)
    apply_style(qapp, made.theme)
    return made


@pytest.fixture(scope="session")
def basemap(tmp_path_factory: pytest.TempPathFactory) -> Basemap:
    path: Path = tmp_path_factory.mktemp("maps") / "city.atbase"
    write_basemap(path, small_city.features(), name="Small city", attribution="Small city, 2026")
    return read_basemap(path)


@pytest.fixture
def make_view(qtbot, look: Look) -> Iterator[Callable[..., MapView]]:
    """`make_view(columns=None, basemap=None, names=None)`: a shown view of 800 × 600."""
    made: list[MapView] = []

    def make(columns=None, *, basemap=None, names=None, mobile=(), glyphs=("luminaire", "crew")) -> MapView:
        view = MapView(look, names or small_city.NumberedNames())
        qtbot.addWidget(view)
        made.append(view)
        view.resize(800, 600)
        view.set_glyphs(glyphs, mobile)
        if basemap is not None:
            view.set_basemap(basemap)
        if columns is not None:
            view.show_devices(columns)
        view.show()
        qtbot.waitExposed(view)
        view.grab()
        return view

    yield make
    for view in made:
        view.close_map()


@pytest.fixture
def settle(qtbot) -> Callable[[MapView], None]:
    """Wait until the ground and all names are drawn."""

    def wait(view: MapView) -> None:
        view.grab()

        def drawn() -> bool:
            view.grab()
            return view.settled

        qtbot.waitUntil(drawn)

    return wait
