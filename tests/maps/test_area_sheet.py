"""An area is drawn over the map with the mouse, by hand, or with the keys alone."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from maps.area_ring import MOST_CORNERS
from maps.live import LiveMap
from maps.projection import world_point
from tests.widgets.soft_hub import SoftHub
from widgets.control.lighting.geometry import in_ring
from widgets.selection import Selection

Key, Mod, LEFT = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton
CORNERS = (QPoint(300, 150), QPoint(800, 150), QPoint(800, 500), QPoint(300, 500))


@pytest.fixture
def hub(qapp) -> SoftHub:
    return SoftHub(devices=400, alarms=8)


@pytest.fixture
def panel(qtbot, look, hub):
    live = LiveMap(hub, look, Selection())
    qtbot.addWidget(live.panel)
    live.panel.resize(1100, 700)
    live.panel.show()
    qtbot.waitExposed(live.panel)
    live.refresh()
    yield live.panel
    live.close()


@pytest.fixture
def rings(panel):
    """What was drawn; drawing has begun."""
    taken = []
    panel.draw_area(taken.append)
    return taken


def click(panel, *points: QPoint) -> None:
    for point in points:
        QTest.mouseClick(panel.area, LEFT, Mod.NoModifier, point)


def pull(panel, points) -> None:
    """Hold the button and draw through the points."""
    QTest.mousePress(panel.area, LEFT, Mod.NoModifier, points[0])
    for point in points[1:]:
        at = QPointF(point)
        moved = QMouseEvent(
            QEvent.Type.MouseMove,
            at,
            panel.area.mapToGlobal(at),
            Qt.MouseButton.NoButton,
            LEFT,
            Mod.NoModifier,
        )
        QApplication.sendEvent(panel.area, moved)
    QTest.mouseRelease(panel.area, LEFT, Mod.NoModifier, points[-1])


def pixels(panel, ring):
    return [panel.view.view.point_to_screen(*world_point(*corner)) for corner in ring]


def lamps_in(panel, hub, ring) -> int:
    scene = panel.view.scene
    lamps = scene.kind == hub.catalogue.kind_codes()["luminaire"]
    return int(in_ring(scene.lon[lamps], scene.lat[lamps], ring).sum())


def test_clicked_corners_and_enter_give_the_ring(panel, hub, rings):
    click(panel, *CORNERS)
    QTest.keyClick(panel.area, Key.Key_Return)
    (ring,) = rings
    assert np.allclose(pixels(panel, ring), [(p.x(), p.y()) for p in CORNERS], atol=0.01)
    assert panel.area.isHidden()
    assert panel.view.hasFocus()


def test_it_says_how_many_luminaires_are_inside(panel, hub, rings):
    assert panel.area.words.startswith("Area: 0 of at least 3")
    click(panel, *CORNERS)
    words = panel.area.words
    QTest.keyClick(panel.area, Key.Key_Enter)
    inside = lamps_in(panel, hub, rings[0])
    assert inside > 0
    assert words == f"Area: 4 corners · {inside} luminaires inside"


def test_a_double_click_closes(panel, rings):
    click(panel, *CORNERS[:2])
    QTest.mouseClick(panel.area, LEFT, Mod.NoModifier, CORNERS[2])
    QTest.mouseDClick(panel.area, LEFT, Mod.NoModifier, CORNERS[2])
    assert len(rings[0]) == 3


def test_a_click_on_the_first_corner_closes(panel, rings):
    click(panel, *CORNERS, CORNERS[0] + QPoint(3, -3))
    assert len(rings[0]) == 4


def test_two_corners_are_no_area(panel, rings):
    click(panel, *CORNERS[:2])
    QTest.keyClick(panel.area, Key.Key_Return)
    assert rings == []
    assert panel.area.isVisible()


def test_backspace_takes_the_last_corner_back(panel, rings):
    click(panel, *CORNERS)
    QTest.keyClick(panel.area, Key.Key_Backspace)
    QTest.keyClick(panel.area, Key.Key_Return)
    assert len(rings[0]) == 3


def test_escape_gives_up_and_leaves_the_selection(panel, rings):
    panel.view.select(["LUM-0000"])
    click(panel, *CORNERS)
    QTest.keyClick(panel.area, Key.Key_Escape)
    assert rings == []
    assert panel.area.isHidden()
    assert panel.view.selected == ("LUM-0000",)


def test_a_line_drawn_by_hand_follows_the_hand_with_few_corners(panel, hub, rings):
    angles = np.linspace(0, 2 * np.pi, 300)
    line = [QPoint(round(550 + 200 * np.cos(a)), round(320 + 200 * np.sin(a))) for a in angles]
    pull(panel, line)
    assert panel.area.isVisible()
    QTest.keyClick(panel.area, Key.Key_Return)
    (ring,) = rings
    assert 12 < len(ring) < 100
    reach = [np.hypot(x - 550, y - 320) for x, y in pixels(panel, ring)]
    assert min(reach) > 196
    assert max(reach) < 204


def test_a_very_long_line_keeps_the_most_corners(panel, rings):
    zigzag = [QPoint(200 + n % 700, 150 + 300 * (n % 2)) for n in range(2000)]
    pull(panel, zigzag)
    QTest.keyClick(panel.area, Key.Key_Return)
    assert len(rings[0]) <= MOST_CORNERS


def test_it_says_when_there_is_no_room_for_more_corners(panel, rings):
    for n in range(MOST_CORNERS + 1):
        panel.area._ring.add((-77.0 + n * 1e-5, -12.0 + (n % 7) * 1e-5))
    QTest.keyClick(panel.area, Key.Key_Space)
    assert panel.area.words.endswith("No more corners")
    QTest.keyClick(panel.area, Key.Key_Return)
    assert len(rings[0]) == MOST_CORNERS


def test_the_keys_alone_are_enough(panel, rings):
    for key, times in ((Key.Key_Right, 4), (Key.Key_Down, 4), (Key.Key_Left, 4)):
        QTest.keyClick(panel.area, Key.Key_Space)
        for _ in range(times):
            QTest.keyClick(panel.area, key)
    QTest.keyClick(panel.area, Key.Key_Up, Mod.ShiftModifier)
    QTest.keyClick(panel.area, Key.Key_Space)
    QTest.keyClick(panel.area, Key.Key_Return)
    middle = panel.view.width() / 2, panel.view.height() / 2
    steps = [(x - middle[0], y - middle[1]) for x, y in pixels(panel, rings[0])]
    assert np.allclose(steps, [(0, 0), (96, 0), (96, 96), (0, 92)], atol=0.01)


def test_the_cross_pushes_the_ground_at_the_edge(panel, rings):
    before = panel.view.view
    for _ in range(100):
        QTest.keyClick(panel.area, Key.Key_Right)
    assert panel.view.view.x > before.x
    assert panel.area.rect().contains(panel.area._at.toPoint())


def test_the_ring_stays_on_the_ground_while_the_wheel_zooms(panel, rings):
    click(panel, *CORNERS[:3])
    before, at = panel.view.view, QPointF(550, 320)
    wheel = QWheelEvent(
        at,
        panel.area.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Mod.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(panel.area, wheel)
    assert panel.view.view.zoom > before.zoom
    QTest.keyClick(panel.area, Key.Key_Return)
    placed = [before.point_to_screen(*world_point(*corner)) for corner in rings[0]]
    assert np.allclose(placed, [(p.x(), p.y()) for p in CORNERS[:3]], atol=0.01)


def test_the_map_is_not_selected_on_while_an_area_is_drawn(panel, rings):
    click(panel, *CORNERS)
    assert panel.view.selected == ()


def test_the_focus_of_the_map_goes_to_the_drawing(panel, rings):
    panel.search.setFocus()
    panel.view.setFocus()
    assert panel.area.hasFocus()


def test_leaving_the_workspace_gives_the_drawing_up(panel, rings):
    click(panel, *CORNERS)
    panel.hide()
    panel.show()
    assert panel.area.isHidden()
    assert rings == []


@pytest.mark.parametrize("flip", [False, True])
def test_it_is_drawn_in_the_colour_of_the_selection(panel, look, flip):
    if flip:
        look.toggle_theme()
    plain = panel.view.grab().toImage()
    panel.draw_area(lambda _: None)
    click(panel, *CORNERS)
    drawn = panel.view.grab().toImage()
    assert drawn.pixelColor(550, 150).name() == look.theme.selection.name()
    assert plain.pixelColor(550, 150).name() != look.theme.selection.name()
