"""The page by keys alone: time is looked through, a clip is spanned, cameras are put, turned and swapped."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.wire import video as wire
from video.desk.timeline_keys import STEPS
from video.wall.layouts import BY_ID

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def timeline(soft):
    made = soft.desk.panel.timeline
    made.setFocus()
    return made


def takes_escape(widget) -> bool:
    """Before the console has it."""
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_Escape, Mod.NoModifier)
    asked.ignore()
    QApplication.sendEvent(widget, asked)
    return asked.isAccepted()


def test_the_mark_goes_through_time_and_enter_plays_from_there(soft, timeline, qtbot):
    now, step = timeline.now, timeline.seen.length // STEPS
    for _ in range(3):
        qtbot.keyClick(timeline, Key.Key_Left)
    qtbot.keyClick(timeline, Key.Key_Right, Mod.ControlModifier)
    marked = timeline.keys.mark
    assert abs(marked - (now - 3 * step + 1_000)) < 5_000
    assert timeline.accessibleDescription()
    qtbot.keyClick(timeline, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(soft.acts(wire.OpenPlayback)), timeout=20_000)
    assert soft.acts(wire.OpenPlayback)[0].at == marked


def test_shift_spans_a_clip_that_can_be_saved_and_escape_lets_it_go(soft, timeline, qtbot):
    told = []
    soft.desk.chosen_changed.connect(told.append)
    for _ in range(4):
        qtbot.keyClick(timeline, Key.Key_Left)
    first = timeline.keys.mark
    for _ in range(2):
        qtbot.keyClick(timeline, Key.Key_Left, Mod.ShiftModifier)
    assert (told[-1].since, told[-1].until) == (timeline.keys.mark, first)
    assert takes_escape(timeline)
    qtbot.keyClick(timeline, Key.Key_Escape)
    assert (timeline.clip, told[-1].until) == (None, 0)
    assert not takes_escape(timeline), "with nothing to let go it is the console's"


def test_what_is_seen_is_made_longer_shorter_and_turned(timeline, qtbot):
    length = timeline.seen.length
    qtbot.keyClick(timeline, Key.Key_Plus)
    assert timeline.seen.length == length // 2
    since = timeline.seen.since
    qtbot.keyClick(timeline, Key.Key_PageUp)
    assert timeline.seen.until <= since + timeline.seen.length // 20
    qtbot.keyClick(timeline, Key.Key_End)
    assert timeline.seen.since <= timeline.now <= timeline.seen.until
    qtbot.keyClick(timeline, Key.Key_Minus)
    assert timeline.seen.length == length


def test_a_camera_of_the_list_goes_into_the_marked_tile(soft, qtbot):
    wall, cameras = soft.desk.wall, soft.desk.cameras
    qtbot.addWidget(cameras)
    cameras.show()
    wall.show_cameras(["CAM-001"], BY_ID["2×2"])
    qtbot.keyClick(wall, Key.Key_Down)
    qtbot.keyClick(wall, Key.Key_Right)
    cameras.filter.setText("CAM-004")
    cameras.rows.setCurrentRow(0)
    qtbot.keyClick(cameras.rows, Key.Key_Return)
    assert [wall.arrangement.at(tile) for tile in range(4)] == ["CAM-001", "", "", "CAM-004"]


def test_a_tile_changes_places_with_the_one_beside_it(soft, qtbot):
    wall = soft.desk.wall
    qtbot.keyClick(wall, Key.Key_Right, Mod.ControlModifier)
    assert wall.cameras()[:2] == ["CAM-002", "CAM-001"]
    assert wall.arrangement.camera == "CAM-001", "the mark goes with it"
    qtbot.keyClick(wall, Key.Key_Left, Mod.ControlModifier)
    assert wall.cameras()[:2] == ["CAM-001", "CAM-002"]
    qtbot.keyClick(wall, Key.Key_Up, Mod.ControlModifier)
    assert wall.cameras()[:2] == ["CAM-001", "CAM-002"], "there is none above it"


def test_the_camera_itself_zooms_for_as_long_as_the_key_is_held(soft, qtbot):
    wall = soft.desk.wall
    qtbot.keyPress(wall, Key.Key_PageUp, Mod.ShiftModifier)
    qtbot.waitUntil(lambda: bool(soft.acts(wire.MoveCamera)), timeout=20_000)
    qtbot.keyRelease(wall, Key.Key_PageUp, Mod.ShiftModifier)
    qtbot.waitUntil(lambda: soft.acts(wire.MoveCamera)[-1].zoom == 0.0, timeout=20_000)
    assert soft.acts(wire.MoveCamera)[0] == wire.MoveCamera("CAM-001", 0.0, 0.0, 0.6)


def test_buttons_of_the_dial_are_reached_and_zoom_while_space_is_held(soft, qtbot):
    panel = soft.desk.camera.ptz
    for button in (panel.out, panel.into, *panel.presets.buttons):
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    panel.into.setFocus()
    qtbot.keyPress(panel.into, Key.Key_Space)
    qtbot.waitUntil(lambda: bool(soft.acts(wire.MoveCamera)), timeout=20_000)
    qtbot.keyRelease(panel.into, Key.Key_Space)
    qtbot.waitUntil(lambda: soft.acts(wire.MoveCamera)[-1].zoom == 0.0, timeout=20_000)
    qtbot.keyClick(panel.presets.buttons[1], Key.Key_Space)
    qtbot.waitUntil(lambda: bool(soft.acts(wire.GoToPreset)), timeout=20_000)
    assert soft.acts(wire.GoToPreset)[0].preset == "Grifo"


def test_every_preset_of_a_dome_is_reached_with_the_keys(soft, qtbot):
    panel = soft.desk.camera.ptz
    dome, *others = soft.hub.video.cameras.values()
    names = tuple(f"Punto {number}" for number in range(1, 31))
    soft.hub.cameras.say(wire.CamerasChanged((replace(dome, presets=names), *others)))
    assert [button.text() for button in panel.presets.buttons][-1] == "30 Punto 30"
    first, last = panel.presets.buttons[0], panel.presets.buttons[-1]
    assert panel.presets.height() < last.height() * len(names) / 2, "they scroll"
    qtbot.waitUntil(last.isVisible)
    first.setFocus()
    for _ in names[1:]:
        qtbot.keyClick(panel.window().focusWidget(), Key.Key_Tab)
    assert last.hasFocus()
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect().height() == last.height())
    qtbot.keyClick(last, Key.Key_Space)
    qtbot.waitUntil(lambda: bool(soft.acts(wire.GoToPreset)), timeout=20_000)
    assert soft.acts(wire.GoToPreset)[0] == wire.GoToPreset("CAM-001", "Punto 30")
