import threading

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from maps.basemap.drawing import TILE_PX, VectorTiles, tile_bounds
from maps.basemap.palette import ground_palette
from maps.basemap.source import TileAddress
from maps.basemap.tiles import TileStore, tiles_of
from maps.basemap.worker import GroundWorker
from maps.projection import Viewport, world_point
from tests.maps.small_city import SIDE, SOUTH, WEST
from tests.support.waiting import PATIENCE_S
from widgets.theme import DARK, LIGHT


class PlainTiles:
    """Draws every tile in one colour, and only after it was let go."""

    attribution = "nobody"

    def __init__(self, blue: int, *, held: bool = False) -> None:
        self.blue = blue
        self.drawn: list[TileAddress] = []
        self.go = threading.Event()
        self.begun = threading.Event()
        if not held:
            self.go.set()

    def draw(self, tile: TileAddress, breathe) -> np.ndarray:
        self.begun.set()
        self.go.wait(PATIENCE_S)
        breathe()
        self.drawn.append(tile)
        return np.full((TILE_PX, TILE_PX, 4), (self.blue, 0, 0, 255), np.uint8)


class BrokenTiles(PlainTiles):
    def draw(self, tile, breathe):
        self.drawn.append(tile)
        raise ValueError("no such tile")


@pytest.fixture
def worker(qapp):
    made = GroundWorker()
    yield made
    made.close()


def painted(store: TileStore, view: Viewport) -> QColor:
    image = QImage(view.width, view.height, QImage.Format.Format_RGB32)
    image.fill(QColor("magenta"))  # nothing of it may be left
    painter = QPainter(image)
    store.paint(painter, view, 1.0)
    painter.end()
    return image.pixelColor(view.width // 2, view.height // 2)


VIEW = Viewport(0.3, 0.5, 14.0, 300, 200)


def test_tiles_cover_the_viewport_and_the_middle_comes_first():
    view = Viewport(0.2858, 0.5338, 14.0, 1000, 700)
    tiles = tiles_of(view, 1.0)
    bounds = [tile_bounds(tile) for tile in tiles]
    assert min(box.left for box in bounds) <= view.bounds.left
    assert max(box.right for box in bounds) >= view.bounds.right
    assert bounds[0].left <= view.x <= bounds[0].right
    assert len(tiles_of(view, 2.0)) > len(tiles)


def test_the_ground_is_drawn_in_the_worker_and_then_painted(qtbot, worker):
    store = TileStore(DARK.land, worker)
    source = PlainTiles(200, held=True)
    store.set_source(source, DARK.land)
    assert painted(store, VIEW) == DARK.land
    assert not store.complete
    source.go.set()
    qtbot.waitUntil(lambda: store.complete)
    assert painted(store, VIEW).blue() == 200


def test_a_new_list_of_wishes_replaces_the_old_one(qtbot, worker):
    source = PlainTiles(1, held=True)
    worker.set_source(source)
    old = [TileAddress(56, column, 0) for column in range(50)]
    worker.wish(old)
    assert source.begun.wait(PATIENCE_S)
    new = [TileAddress(60, 1, 1)]
    worker.wish(new)
    source.go.set()
    qtbot.waitUntil(lambda: new[0] in source.drawn)
    assert source.drawn == [old[0], new[0]]


def test_tiles_of_an_older_source_are_dropped(qtbot, worker):
    store = TileStore(DARK.land, worker)
    old, new = PlainTiles(50, held=True), PlainTiles(250)
    store.set_source(old, DARK.land)
    painted(store, VIEW)
    assert old.begun.wait(PATIENCE_S)
    store.set_source(new, DARK.land)
    painted(store, VIEW)
    old.go.set()
    qtbot.waitUntil(lambda: store.complete)
    assert painted(store, VIEW).blue() == 250


def test_another_level_stands_in_while_a_tile_is_drawn(qtbot, worker):
    store = TileStore(DARK.land, worker)
    source = PlainTiles(120)
    store.set_source(source, DARK.land)
    painted(store, VIEW)
    qtbot.waitUntil(lambda: store.complete)
    source.go.clear()
    closer = VIEW.zoomed(14.5, 150, 100)
    assert painted(store, closer).blue() == 120
    source.go.set()


@pytest.mark.expects_errors
def test_a_tile_that_cannot_be_drawn_is_left_empty_and_not_tried_for_ever(qtbot, worker):
    store = TileStore(DARK.land, worker)
    source = BrokenTiles(1)
    store.set_source(source, DARK.land)
    painted(store, VIEW)
    qtbot.waitUntil(lambda: store.complete)
    assert painted(store, VIEW) == DARK.land
    assert len(source.drawn) == len(set(source.drawn))


def test_a_task_goes_on_between_tiles_and_gives_its_result(qtbot, worker):
    def count():
        for _ in range(20):
            yield
        return 20

    found = []
    worker.done.connect(found.append)
    worker.set_source(PlainTiles(1))
    worker.post("count", count())
    worker.wish([TileAddress(56, n, 0) for n in range(3)])
    qtbot.waitUntil(lambda: bool(found))
    assert (found[0].name, found[0].result) == ("count", 20)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_sea_land_park_and_avenue_have_the_theme_s_colours(basemap, theme):
    source = VectorTiles(basemap, ground_palette(theme))

    def color(across: float, up: float) -> tuple[int, int, int]:
        x, y = world_point(WEST + SIDE * across, SOUTH + SIDE * up)
        tile = next(
            one
            for one in tiles_of(Viewport(x, y, 14.0, 8, 8), 1.0)
            if tile_bounds(one).left <= x < tile_bounds(one).right
            and tile_bounds(one).top <= y < tile_bounds(one).bottom
        )
        box = tile_bounds(tile)
        scale = TILE_PX / (box.right - box.left)
        pixels = source.draw(tile, lambda: None)
        blue, green, red, _ = pixels[int((y - box.top) * scale), int((x - box.left) * scale)].tolist()
        return red, green, blue

    def expected(one: QColor) -> tuple[int, int, int]:
        return one.red(), one.green(), one.blue()

    assert color(0.25, 0.8) == expected(theme.water)
    assert color(0.6, 0.9) == expected(theme.land)
    assert color(0.8, 0.8) == expected(theme.park)
    assert color(0.75, 0.26) == expected(theme.water)
    assert color(0.6, 0.5) == expected(theme.avenue)


def test_tiles_meet_without_a_seam(basemap):
    source = VectorTiles(basemap, ground_palette(DARK))
    x, y = world_point(WEST + SIDE / 2, SOUTH + SIDE * 0.8)
    left = tiles_of(Viewport(x, y, 14.0, 8, 8), 1.0)[0]
    right = TileAddress(left.level, left.column + 1, left.row)
    one, other = (source.draw(tile, lambda: None)[:, :, :3].astype(int) for tile in (left, right))
    differs = np.abs(one[:, -1] - other[:, 0]).max(axis=1) > 40
    assert differs.mean() < 0.02
