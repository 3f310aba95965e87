"""The wall under the hands: keys, mouse, drag and drop, what it asks for, and pictures that come and go."""

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from app.wire import video as wire
from tests.widgets.soft_video import street
from video.wall.layouts import BY_ID
from widgets.device_mime import devices_in, mime_of

Key, Mod, Left = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton


def middle(wall, tile: int) -> QPoint:
    return next(place for place in wall.places() if place.tile == tile).body.center()


def wheel(wall, at: QPoint, steps: int) -> None:
    event = QWheelEvent(
        QPointF(at), QPointF(wall.mapToGlobal(at)), QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton,
        Mod.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(wall, event)


def drop(wall, devices: list[str], tile: int) -> None:
    at, data = middle(wall, tile), mime_of(devices)
    buttons, action = Left, Qt.DropAction.CopyAction
    QApplication.sendEvent(wall, QDragEnterEvent(at, action, data, buttons, Mod.NoModifier))
    assert wall.target == tile
    QApplication.sendEvent(wall, QDropEvent(QPointF(at), action, data, buttons, Mod.NoModifier))
    assert wall.target is None


def test_arrows_enter_and_escape(show, qtbot):
    wall = show()
    said = []
    wall.marked.connect(said.append)
    qtbot.keyClick(wall, Key.Key_Right)
    qtbot.keyClick(wall, Key.Key_Down)
    assert wall.arrangement.camera == "CAM-006"
    assert said == ["CAM-002", "CAM-006"]
    qtbot.keyClick(wall, Key.Key_Return)
    assert wall.cameras() == ["CAM-006"]
    assert wall.places()[0].whole.width() > wall.width() - 4
    qtbot.keyClick(wall, Key.Key_Escape)
    assert len(wall.cameras()) == 16


def test_delete_empties_and_plus_zooms_and_escape_leaves_the_zoom_first(show, qtbot):
    wall = show()
    qtbot.keyClick(wall, Key.Key_Plus)
    qtbot.keyClick(wall, Key.Key_Plus)
    assert wall.zoom_of(0).factor == 2.25
    qtbot.keyClick(wall, Key.Key_Right)
    assert wall.arrangement.marked == 0, "arrows move within the zoomed picture"
    assert wall.zoom_of(0).across > 0.5
    qtbot.keyClick(wall, Key.Key_Escape)
    assert wall.zoom_of(0).factor == 1.0
    qtbot.keyClick(wall, Key.Key_Delete)
    assert wall.arrangement.at(0) == ""


def test_escape_with_nothing_to_leave_is_the_consoles(show):
    wall = show()
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_Escape, Mod.NoModifier)
    QApplication.sendEvent(wall, event)
    assert not event.isAccepted()
    wall.arrangement.large = True
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_Escape, Mod.NoModifier)
    QApplication.sendEvent(wall, event)
    assert event.isAccepted()


def test_shift_and_arrows_steer_until_they_are_let_go(show, qtbot):
    wall = show()
    asked = []
    wall.steer_asked.connect(lambda *each: asked.append(each))
    qtbot.keyPress(wall, Key.Key_Up, Mod.ShiftModifier)
    qtbot.keyPress(wall, Key.Key_Left, Mod.ShiftModifier)
    qtbot.keyRelease(wall, Key.Key_Up, Mod.ShiftModifier)
    qtbot.keyRelease(wall, Key.Key_Shift)
    assert asked == [
        ("CAM-001", 0.0, 0.6, 0.0), ("CAM-001", -0.6, 0.6, 0.0), ("CAM-001", -0.6, 0.0, 0.0),
        ("CAM-001", 0.0, 0.0, 0.0),
    ]  # fmt: skip


def test_numbers_ask_for_presets(show, qtbot):
    wall = show()
    asked = []
    wall.preset_asked.connect(lambda *each: asked.append(each))
    qtbot.keyClick(wall, Key.Key_3)
    assert asked == [("CAM-001", 3)]


def test_a_double_click_centres_what_can_be_turned_and_enlarges_what_cannot(show, qtbot):
    wall = show()
    asked = []
    wall.centre_asked.connect(lambda *each: asked.append(each))
    at = middle(wall, 0)
    qtbot.mouseDClick(wall, Left, pos=at + QPoint(60, 30))
    name, across, down = asked[0]
    assert name == "CAM-001"
    assert 0.6 < across < 0.75
    assert 0.6 < down < 0.72
    qtbot.mouseDClick(wall, Left, pos=middle(wall, 1))
    assert wall.cameras() == ["CAM-002"]


def test_the_wheel_zooms_at_the_pointer_and_a_drag_moves_within(show, qtbot):
    wall = show()
    at = middle(wall, 1) + QPoint(80, 0)
    wheel(wall, at, 3)
    zoom = wall.zoom_of(1)
    assert zoom.factor > 3
    assert zoom.across > 0.55
    qtbot.mousePress(wall, Left, pos=at)
    qtbot.mouseMove(wall, at - QPoint(60, 0))
    assert wall.zoom_of(1).across > zoom.across
    qtbot.mouseRelease(wall, Left, pos=at)
    wheel(wall, at, -6)
    assert wall.zoom_of(1).factor == 1.0


def test_cameras_that_are_dropped_go_into_the_tile_and_those_after_it(show, hub):
    wall = show(["CAM-001", "CAM-002"])
    drop(wall, ["CAM-009", "PAN-0001", "CAM-010"], 4)
    assert wall.arrangement.at(4) == "CAM-009"
    assert wall.arrangement.at(5) == "CAM-010"
    around = []
    wall.around_asked.connect(around.append)
    drop(wall, ["PAN-0001"], 0)
    assert around == ["PAN-0001"]
    assert wall.arrangement.at(0) == "CAM-001"


def test_nothing_else_can_be_dropped(show):
    wall = show(["CAM-001"])
    data = mime_of([])
    event = QDragEnterEvent(middle(wall, 0), Qt.DropAction.CopyAction, data, Left, Mod.NoModifier)
    QApplication.sendEvent(wall, event)
    assert not event.isAccepted()
    assert devices_in(data) == ()


def test_what_is_watched_is_what_is_seen(show, hub, qtbot):
    wall = show()
    last = next(one for one in reversed(hub.cameras.asked) if isinstance(one, wire.WatchCameras))
    assert [tile.camera for tile in last.tiles] == wall.cameras()
    assert all(280 <= tile.width <= 330 for tile in last.tiles)
    wall.lay_out(BY_ID["1"])
    qtbot.waitUntil(lambda: hub.cameras.watched() == ["CAM-001"])
    assert set(wall.sources.shots) == {"CAM-001"}
    wall.hide()
    qtbot.waitUntil(lambda: hub.cameras.watched() == [])


def test_only_tiles_with_a_new_picture_are_painted_again(show, hub, qtbot):
    wall = show()
    wall._tick.stop()
    painted = []
    regions = Regions(wall, painted)
    wall.installEventFilter(regions)

    def still() -> bool:
        painted.clear()
        qtbot.settle()
        return not painted

    qtbot.waitUntil(still)
    hub.cameras.send("CAM-004", street(9))
    qtbot.waitUntil(lambda: bool(painted))
    body = next(place.body for place in wall.places() if place.tile == 3)
    assert all(body.contains(region.boundingRect()) for region in painted)


class Regions(QObject):
    def __init__(self, parent, painted) -> None:
        super().__init__(parent)
        self.painted = painted

    def eventFilter(self, _watched, event) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.painted.append(event.region())
        return False


def test_another_supervisor_shows_its_own_pictures(show, hub, qtbot, tmp_path):
    wall = show(["CAM-001", "CAM-002"])
    hub.cameras.lose()
    assert not wall.sources.shots
    for writer in hub.cameras.writers.values():
        writer.close()
    hub.cameras.writers.clear()
    cameras, states = list(hub.video.cameras.values()), []
    hub.cameras.show(cameras, states)
    hub.cameras.send("CAM-002", street(3))
    qtbot.waitUntil(lambda: set(wall.sources.shots) == {"CAM-002"})


def test_a_slot_that_was_made_anew_is_found_again(show, hub, qtbot):
    wall = show(["CAM-002"])
    hub.cameras.writers.pop("CAM-002").close()
    hub.cameras.send("CAM-002", street(3))
    hub.cameras.send("CAM-002", street(4))
    hub.cameras.send("CAM-002", street(5))
    mark = int(street(5)[0, 0, 0])
    qtbot.waitUntil(lambda: int(wall.sources.shots["CAM-002"].pixels[0, 0, 0]) == mark)
