"""How each state of a camera looks: its mood by the table, and pixels that tell states apart."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from app.domain.alarms import Priority
from app.domain.video.cameras import Camera, CameraFault, CameraState, Picture, Records
from app.domain.video.scenes import Overlay, Track
from app.domain.video.stages import TrackClass
from app.wire.access import SessionChanged
from tests.widgets.soft_video import now_ms, street
from video.playback.faults import PlaybackFault
from video.wall.reason_words import reason_words
from video.wall.sources import Shot
from video.wall.tile_state import Mark, Mood, Tile, edge_of, mood_of, named_by_mark
from video.wall.tile_view import TileView, signs_of
from video.wall.tile_words import brief, fault_name, notice, picture_time, pill, rate, trouble
from video.wall.zooming import Zoom
from widgets.formats import clock
from widgets.theme import LIGHT

NOW = 1_789_571_234_000
LIVE = CameraState("C", Picture.LIVE, NOW - 60_000, NOW, shown_fps=15.0)
TILE = Tile("C", "Plaza", Camera("C"), LIVE, frame_at=NOW)


@pytest.mark.parametrize(
    ("tile", "mood"),
    [
        (Tile(), Mood.EMPTY),
        (TILE, Mood.LIVE),
        (replace(TILE, refused="Needs supervision"), Mood.NO_PERMISSION),
        (replace(TILE, lost_since=NOW - 5), Mood.LOST),
        (replace(TILE, recorded=True), Mood.RECORDED),
        (replace(TILE, camera=None), Mood.UNKNOWN),
        (replace(TILE, camera=Camera("C", enabled=False)), Mood.OFF),
        (replace(TILE, state=None), Mood.CONNECTING),
        (replace(TILE, frame_at=0), Mood.CONNECTING),
        (replace(TILE, state=replace(LIVE, picture=Picture.NO_SIGNAL)), Mood.NO_SIGNAL),
        (replace(TILE, state=replace(LIVE, faults=(CameraFault.COVERED,))), Mood.TAMPERED),
        (replace(TILE, state=replace(LIVE, faults=(CameraFault.FROZEN,))), Mood.FROZEN),
        (replace(TILE, state=replace(LIVE, faults=(CameraFault.CLOCK_DRIFT,))), Mood.LIVE),
        (replace(TILE, state=replace(LIVE, picture=Picture.STILL)), Mood.STILL),
        (replace(TILE, state=replace(LIVE, picture=Picture.KEY_FRAMES)), Mood.SLOWED),
        (replace(TILE, state=replace(LIVE, shed=True)), Mood.SLOWED),
        (replace(TILE, frame_at=NOW - 6_000), Mood.OLD),
    ],
)
def test_the_mood_of_a_tile(tile, mood):
    assert mood_of(tile, NOW) is mood


def test_the_border_is_that_of_the_alarm_or_of_a_fault():
    covered = replace(TILE, state=replace(LIVE, faults=(CameraFault.COVERED,)))
    assert edge_of(TILE, Mood.LIVE) is None
    assert edge_of(covered, Mood.TAMPERED) is Priority.MEDIUM
    assert (
        edge_of(replace(covered, mark=Mark(Priority.CRITICAL, "INC-7")), Mood.TAMPERED) is Priority.CRITICAL
    )
    low = replace(covered, mark=Mark(Priority.LOW, "INC-8"))
    assert edge_of(low, Mood.TAMPERED) is Priority.MEDIUM
    assert not named_by_mark(low, Mood.TAMPERED), "the head says the fault, which is worse"
    assert named_by_mark(replace(low, mark=Mark(Priority.MEDIUM, "INC-8")), Mood.TAMPERED)
    assert edge_of(replace(TILE, mark=Mark(Priority.HIGH, ""), refused="no"), Mood.NO_PERMISSION) is None


def test_the_words_say_since_when_and_when_it_is_tried_again(qapp):
    gone = replace(TILE, state=replace(LIVE, picture=Picture.NO_SIGNAL, since=NOW - 7_200_000))
    assert pill(gone, Mood.NO_SIGNAL, NOW) == "No signal 2 h"
    assert notice(gone, Mood.NO_SIGNAL, NOW)[0] == "No signal"
    assert pill(replace(TILE, frame_at=NOW - 8_000), Mood.OLD, NOW) == "8 s ago"
    assert rate(TILE, Mood.LIVE) == "15 fps"
    assert rate(TILE, Mood.FROZEN) == "0 fps"
    assert {fault_name(fault) for fault in CameraFault} >= {"Covered", "Moved", "Blurred", "Dark"}


@pytest.mark.parametrize(
    ("gone_ms", "told"),
    [(0, ""), (999, ""), (1_000, " · 1 s ago"), (4_900, " · 4 s ago"), (10_800_000, " · 3 h ago")],
)
def test_a_picture_says_its_time_and_from_a_second_on_its_age(qapp, gone_ms, told):
    assert picture_time(NOW - gone_ms, NOW) == clock(NOW - gone_ms) + told
    assert picture_time(0, NOW) == ""


@pytest.mark.parametrize(
    ("mood", "gone_ms", "same"),
    [
        (Mood.LIVE, 200, True),
        (Mood.LIVE, 1_200, False),
        (Mood.RECORDED, 4_200, False),
        (Mood.RECORDED, 7_300_000, True),
        (Mood.STILL, 200, True),
        (Mood.OLD, 6_000, False),
    ],
)
def test_each_second_only_what_shows_something_else_is_painted_again(qapp, mood, gone_ms, same):
    before = signs_of(viewed(mood=mood, gone_ms=gone_ms), NOW - 1_000, lit=True)
    assert (signs_of(viewed(mood=mood, gone_ms=gone_ms), NOW, lit=True) == before) is same


def viewed(tile=TILE, mood=Mood.LIVE, gone_ms=200):
    shot = Shot(QImage(), np.zeros((1, 1, 4), np.uint8), NOW - gone_ms, NOW - gone_ms, Overlay())
    tile = replace(tile, recorded=mood is Mood.RECORDED, frame_at=NOW - gone_ms)
    return TileView(tile, mood, shot)


@pytest.mark.parametrize(
    "tile",
    [
        replace(TILE, name="Mercado"),
        replace(TILE, mark=Mark(Priority.HIGH, "INC-7")),
        replace(TILE, state=replace(LIVE, shown_fps=9.0)),
        replace(TILE, state=replace(LIVE, records=Records.LOST)),
        replace(TILE, state=replace(LIVE, faults=(CameraFault.CLOCK_DRIFT,))),
    ],
)
def test_news_of_a_camera_are_painted_where_they_are_to_be_seen(qapp, tile):
    plain = signs_of(viewed(), NOW, lit=True)
    assert signs_of(viewed(tile), NOW, lit=True) != plain
    unseen = replace(TILE, state=replace(LIVE, latency_ms=80.0, kbit_s=900.0, last_frame=NOW + 9))
    assert signs_of(viewed(unseen), NOW, lit=True) == plain


def test_only_what_is_unacknowledged_blinks(qapp):
    seen, unseen = (
        viewed(replace(TILE, mark=Mark(Priority.HIGH, "", unacknowledged=each))) for each in (False, True)
    )
    assert signs_of(seen, NOW, lit=True) == signs_of(seen, NOW, lit=False)
    assert signs_of(unseen, NOW, lit=True) != signs_of(unseen, NOW, lit=False)


def test_what_is_wrong_behind_a_picture_is_said_on_it(qapp):
    lost, unwritten = replace(LIVE, records=Records.LOST), replace(LIVE, reason="not_written")
    assert trouble(TILE) == trouble(replace(TILE, state=replace(LIVE, records=Records.OK))) == ""
    assert trouble(replace(TILE, state=lost)) == "Not recorded: no main stream"
    assert trouble(replace(TILE, state=unwritten)) == reason_words("not_written") != ""
    assert trouble(replace(TILE, state=lost, recorded=True)) == ""
    waiting = replace(TILE, state=unwritten, frame_at=0)
    assert notice(waiting, Mood.CONNECTING, NOW)[1] == reason_words("not_written")


def test_a_camera_that_is_not_recorded_has_a_plate_more(show, hub):
    wall = show(["CAM-002"])
    wall.analytics = False
    _, before = body_of(wall, "CAM-002")
    hub.video.states["CAM-002"] = replace(hub.video.states["CAM-002"], records=Records.LOST)
    _, after = body_of(wall, "CAM-002")
    corner = (slice(-34, -17), slice(2, 60))
    assert (before[corner] != after[corner]).any()


def test_faults_of_playback_have_words_of_their_own(qapp):
    told = {
        fault: notice(replace(TILE, recorded=True, fault=str(fault)), Mood.RECORDED, NOW)
        for fault in PlaybackFault
    }
    assert len(set(told.values())) == len(PlaybackFault)
    for fault, (title, line) in told.items():
        assert title
        assert line
        assert pill(replace(TILE, recorded=True, fault=str(fault)), Mood.RECORDED, NOW) == title


def test_a_gap_in_playback_does_not_show_the_picture_before_it(show):
    wall = show(["CAM-001"])
    wall.play({"CAM-001": "CAM-001"})
    _, pictured = body_of(wall, "CAM-001")
    wall.play({"CAM-001": "CAM-001"}, {"CAM-001": str(PlaybackFault.NO_FOOTAGE)})
    _, said = body_of(wall, "CAM-001")
    assert len(np.unique(pictured.reshape(-1, 3), axis=0)) > 8
    assert not has(said, QColor(*(int(part) for part in pictured[20, 20])), 2)


def body_of(wall, camera: str) -> tuple[QRect, np.ndarray]:
    """The whole tile, and the pixels where its picture stands."""
    tile = wall.arrangement.tile_of(camera)
    place = next(one for one in wall.places() if one.tile == tile)
    return place.whole, pixels(wall.grab().toImage(), place.body)


def top_edge(wall, whole: QRect, high: int = 2) -> np.ndarray:
    return pixels(wall.grab().toImage(), QRect(whole.left(), whole.top(), whole.width(), high))


def pixels(image: QImage, area: QRect) -> np.ndarray:
    """(height, width, 3), red green blue."""
    part = image.copy(area).convertToFormat(QImage.Format.Format_RGB32)
    found = np.frombuffer(part.constBits(), np.uint8).reshape(part.height(), part.bytesPerLine() // 4, 4)
    return found[:, : part.width(), 2::-1].copy()


def has(found: np.ndarray, color: QColor, tolerance: int = 12) -> bool:
    wanted = np.array([color.red(), color.green(), color.blue()])
    return bool((np.abs(found.astype(int) - wanted).max(axis=2) <= tolerance).any())


def test_a_live_picture_keeps_its_colours_and_a_frozen_one_is_grey(show):
    wall = show()
    wall.analytics = False
    _, live = body_of(wall, "CAM-001")
    _, frozen = body_of(wall, "CAM-014")
    spread = lambda found: int(np.ptp(found[30:80, 10:-40].astype(int), axis=2).max())  # noqa: E731
    assert spread(live) > 60
    assert spread(frozen) <= 4


def test_no_signal_is_hatched_with_dashes_and_shows_no_picture(show, look):
    wall = show()
    place, found = body_of(wall, "CAM-011")
    theme = look.theme
    assert has(found, theme.stale_soft)
    corner = found[4:24, 4:60].reshape(-1, 3)
    assert len(np.unique(corner, axis=0)) > 2, "a hatch, not a flat ground"
    edge = np.abs(
        top_edge(wall, place)[0].astype(int) - [theme.stale.red(), theme.stale.green(), theme.stale.blue()]
    )
    dashes = edge.max(axis=1) < 12
    assert 0.3 < dashes.mean() < 0.95


@pytest.mark.parametrize(("camera", "priority"), [("CAM-008", 2), ("CAM-014", 2)])
def test_a_tampered_and_a_frozen_camera_have_the_border_of_their_priority(show, look, camera, priority):
    wall = show()
    place, _ = body_of(wall, camera)
    border = top_edge(wall, place)
    assert has(border, look.theme.priority(priority).fill)


def test_privacy_is_black_and_hatched(show):
    wall = show()
    wall.analytics = False
    _, found = body_of(wall, "CAM-006")
    high, wide = found.shape[:2]
    inside = found[int(high * 0.15) : int(high * 0.35), int(wide * 0.1) : int(wide * 0.25)]
    assert (inside.max(axis=2) < 40).mean() > 0.3
    assert has(inside, QColor(90, 90, 90), 40)


def test_boxes_are_drawn_only_where_analytics_is_asked_for(show, look, hub, qtbot):
    wall = show(["CAM-002"])
    hub.cameras.send("CAM-002", street(1), Overlay((Track(1, TrackClass.PERSON, 0.2, 0.2, 0.3, 0.4),)))
    qtbot.waitUntil(lambda: bool(wall.sources.shots["CAM-002"].overlay.tracks))
    _, found = body_of(wall, "CAM-002")
    assert has(found, look.theme.video, 3)
    wall.analytics = False
    _, found = body_of(wall, "CAM-002")
    assert not has(found, look.theme.video, 3)


def test_who_may_not_see_a_camera_gets_no_picture_and_the_reason(show, hub):
    hub.cameras.refused = frozenset({"CAM-002"})
    wall = show(["CAM-001", "CAM-002"])
    assert wall.view(1).mood is Mood.NO_PERMISSION
    assert "CAM-002" not in wall.sources.shots
    assert wall.view(1).tile.refused == "The engine does not show it to you."


def test_without_a_supervisor_every_tile_says_so_and_shows_no_old_picture(show, hub, look):
    wall = show()
    hub.cameras.lose()
    assert {wall.view(tile).mood for tile in range(16)} == {Mood.LOST}
    assert not wall.sources.shots
    _, found = body_of(wall, "CAM-001")
    assert has(found, look.theme.stale_soft)
    assert not has(found, QColor(160, 90, 30), 20)


def test_the_light_theme_outlines_the_borders_of_alarms(show, look):
    look.set_theme(LIGHT)
    wall = show()
    place, _ = body_of(wall, "CAM-008")
    border = top_edge(wall, place, 3)
    assert has(border, LIGHT.medium.outline)
    assert has(border, LIGHT.medium.fill)


def test_digital_zoom_shows_a_part_of_the_picture(show, hub, qtbot):
    wall = show(["CAM-002"])
    wall.analytics = False
    left_red = np.zeros((360, 640, 4), np.uint8)
    left_red[:, :320, 2] = 255
    hub.cameras.send("CAM-002", left_red)
    qtbot.waitUntil(lambda: wall.sources.shots["CAM-002"].pixels[0, 0, 2] == 255)
    _, whole = body_of(wall, "CAM-002")
    assert 0.4 < (whole[..., 0] > 200).mean() < 0.6
    wall.set_zoom(0, Zoom(4.0, 0.15, 0.5))
    _, part = body_of(wall, "CAM-002")
    assert (part[..., 0] > 200).mean() > 0.95


def test_a_camera_with_an_alarm_has_its_border_and_an_incident_names_itself(show, hub, look):
    wall = show()
    hub.raise_alarm("CAM-003", "panic", priority=Priority.CRITICAL)
    view = wall.view(2)
    assert view.tile.mark is not None
    assert edge_of(view.tile, view.mood) is Priority.CRITICAL
    place, _ = body_of(wall, "CAM-003")
    border = top_edge(wall, place)
    assert has(border, look.theme.critical.fill)


def test_a_picture_of_now_is_not_called_old(show):
    wall = show()
    assert wall.view(0).mood is Mood.LIVE
    assert now_ms() - wall.view(0).tile.frame_at < 60_000


def test_a_live_camera_whose_first_picture_is_on_its_way_is_not_said_to_have_connected_for_hours():
    assert notice(replace(TILE, frame_at=0), Mood.CONNECTING, NOW) == ("Connecting", "")
    connecting = replace(LIVE, picture=Picture.CONNECTING)
    assert notice(replace(TILE, state=connecting), Mood.CONNECTING, NOW)[1] == "for 1\N{NO-BREAK SPACE}min"


def test_a_small_head_says_what_is_wrong_without_since_when():
    assert (brief(Mood.FROZEN), brief(Mood.NO_SIGNAL), brief(Mood.LIVE)) == ("Frozen", "No signal", "")


def test_a_lock_lets_the_pictures_go_on(show, hub):
    wall = show()
    moods = [wall.view(tile).mood for tile in range(16)]
    assert Mood.LIVE in moods
    hub.access.take_session(SessionChanged(replace(hub.access.session, locked=True)))
    assert [wall.view(tile).mood for tile in range(16)] == moods
    hub.access.take_session(SessionChanged(None))
    assert {wall.view(tile).mood for tile in range(16)} == {Mood.NO_PERMISSION}
