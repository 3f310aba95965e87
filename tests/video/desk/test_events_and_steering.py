"""Events beside the wall, and turning cameras: filters, review, holds, dial, joystick, timeline."""

import os
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from app.domain.alarms import Priority, RuleText
from app.domain.video.cameras import CameraFault
from app.domain.video.recordings import FootageClass, Segment
from app.domain.video.scenes import SceneReview
from app.domain.video.stages import StageKind
from app.wire import video as wire
from tests.video.desk.video_desk import CONSOLE
from tests.widgets.soft_video import now_ms
from video.desk.event_words import UNRULED, Filter, belongs, priority_of, rule_of, title
from video.desk.joystick import AT_START, AXIS, BUTTON, EVENT, Joystick, axis_value
from video.desk.spans import HOUR_MS, SHORTEST_MS, Window, gaps_between, joined, ticks
from video.desk.timeline import LABEL_W
from video.supervisor.publishing import event_type
from widgets.device_mime import devices_in
from widgets.devices.model import DeviceModel
from widgets.video_values import scene_name

Left = Qt.MouseButton.LeftButton


def test_filters_choose_what_is_listed(soft):
    panel, every = soft.desk.events, soft.hub.video.newest_events()
    for place, kind in enumerate(Filter):
        panel.filters.button(place).click()
        assert panel.model.events == [event for event in every if belongs(event, kind, soft.hub.alarms)], kind
    panel.filters.button(4).click()
    assert {event.kind for event in panel.model.events} == {StageKind.TAMPER}


def test_reviewing_goes_on_to_the_next_and_counts_what_was_right(soft, qtbot):
    panel = soft.desk.events
    first, second = panel.model.events[:2]
    panel.list.setCurrentIndex(panel.model.index(0))
    panel.right.click()
    qtbot.waitUntil(lambda: panel.chosen() is not None and panel.chosen().id == second.id)
    panel.false.click()
    qtbot.waitUntil(lambda: "50 %" in panel.accuracy.text())
    assert [one.review for one in soft.acts(wire.ReviewScene)] == [SceneReview.RIGHT, SceneReview.FALSE]
    assert soft.hub.video.events[first.id].reviewed_by == "r.quispe"
    assert panel.model.events[0].id == first.id


def test_a_click_on_an_event_shows_its_moment(soft, qtbot):
    panel = soft.desk.events
    event = panel.model.events[3]
    qtbot.mouseClick(panel.list.viewport(), Left, pos=panel.list.visualRect(panel.model.index(3)).center())
    qtbot.waitUntil(lambda: bool(soft.acts(wire.OpenPlayback)))
    (opened,) = soft.acts(wire.OpenPlayback)
    assert opened.cameras == (event.camera,)
    assert opened.at == event.began - 3_000
    assert soft.desk.wall.arrangement.camera == event.camera


def test_new_events_are_listed_and_every_kind_has_a_name(soft, qtbot):
    panel = soft.desk.events
    event = replace(panel.model.events[0], id="new", began=now_ms(), kind=StageKind.SMOKE_FLAME)
    soft.hub.cameras.say(wire.SceneEvents((event,)))
    qtbot.waitUntil(lambda: panel.model.events[0].id == "new")
    assert all(scene_name(kind) for kind in StageKind)
    assert title(replace(event, kind=StageKind.QUEUE, value=120.0), None) == "Queue of 120"


def test_an_event_has_the_priority_of_the_alarm_rule_for_it(soft):
    alarms, event = soft.hub.alarms, soft.desk.events.model.events[0]
    for kind in StageKind:
        for fault in CameraFault if kind is StageKind.TAMPER else ("",):
            one = replace(event, kind=kind, detail=str(fault))
            assert rule_of(one) == f"camera.{event_type(one)}"
    smoke = replace(event, kind=StageKind.SMOKE_FLAME)
    assert priority_of(smoke, alarms) is UNRULED[StageKind.SMOKE_FLAME]
    assert priority_of(replace(event, kind=StageKind.LINE), alarms) is None
    rule = RuleText("camera.smoke_flame", "camera", "Humo", "Smoke", "", "", Priority.LOW)
    alarms.set_rules([rule, replace(rule, id="camera.line", priority=Priority.HIGH)])
    assert priority_of(smoke, alarms) is Priority.LOW
    assert belongs(replace(event, kind=StageKind.LINE), Filter.ALERTS, alarms)


def test_the_status_line_says_what_analysis_costs_and_what_was_left_out(soft):
    assert "64 cameras, 38 ms" in soft.desk.events.status.text()
    load = replace(soft.hub.video.load, shed=3, skipped_fps=1.5)
    soft.hub.cameras.say(load)
    assert "3 cameras slowed down" in soft.desk.events.status.text()
    assert "1.5" in soft.desk.events.status.text()


def test_the_dial_turns_for_as_long_as_it_is_pressed(soft, qtbot):
    dial = soft.desk.camera.ptz.dial
    qtbot.mousePress(dial, Left, pos=QPoint(dial.width() - 4, dial.height() // 2))
    qtbot.waitUntil(lambda: len(soft.acts(wire.MoveCamera)) >= 3)
    qtbot.mouseRelease(dial, Left, pos=QPoint(dial.width() - 4, dial.height() // 2))
    qtbot.waitUntil(lambda: soft.acts(wire.MoveCamera)[-1].pan == 0.0)
    moves = soft.acts(wire.MoveCamera)
    assert moves[0] == wire.MoveCamera("CAM-001", 1.0, 0.0, 0.0)
    assert moves[-1] == wire.MoveCamera("CAM-001", 0.0, 0.0, 0.0)


def test_presets_centre_and_zoom(soft, qtbot):
    panel = soft.desk.camera.ptz
    buttons = panel.presets.buttons
    assert [button.text() for button in buttons] == ["1 Calzada", "2 Grifo", "3 Cruce", "4 Hospital"]
    buttons[1].click()
    soft.desk.wall.setFocus()
    qtbot.keyClick(soft.desk.wall, Qt.Key.Key_4)
    soft.desk.wall.centre_asked.emit("CAM-001", 0.25, 0.75)
    qtbot.mousePress(panel.into, Left)
    qtbot.mouseRelease(panel.into, Left)
    qtbot.waitUntil(lambda: len(soft.acts(wire.MoveCamera)) == 2)
    assert [one.preset for one in soft.acts(wire.GoToPreset)] == ["Grifo", "Hospital"]
    assert soft.acts(wire.CentreCamera) == [wire.CentreCamera("CAM-001", 0.25, 0.75)]
    assert [one.zoom for one in soft.acts(wire.MoveCamera)] == [0.6, 0.0]


def test_who_has_the_camera_is_said_with_the_time_left(soft):
    panel, cameras = soft.desk.camera.ptz, soft.hub.cameras
    cameras.say(wire.PtzHold("CAM-001", CONSOLE, "r.quispe", now_ms() + 102_500))
    assert panel.held.text() == "Yours, back in 1:42"
    cameras.say(wire.PtzHold("CAM-001", "sala-2/1", "j.paredes", now_ms() + 30_500))
    assert panel.held.text() == "j.paredes has it, 0:30"
    assert panel.dial.isEnabled(), "a higher right may take it over: the engine decides"
    cameras.say(wire.PtzHold("CAM-001", "", "", 0))
    assert not panel.held.isVisible()


def test_what_cannot_be_turned_says_why(soft):
    panel = soft.desk.camera.ptz
    soft.desk.wall.mark("CAM-002")
    assert not panel.dial.isEnabled()
    assert panel.why.text() == "CAM-002 cannot be turned."
    soft.desk.wall.steer_asked.emit("CAM-002", 1.0, 0.0, 0.0)
    assert soft.said[-1] == "CAM-002 cannot be turned."
    assert soft.acts(wire.MoveCamera) == []
    soft.desk.wall.mark("CAM-001")
    soft.hub.accounts.sign_in("auditoria")
    panel.judge()
    assert not panel.dial.isEnabled()
    assert panel.why.text()


def test_what_turning_does_to_a_picture_with_privacy_zones_is_said_before(soft):
    panel, cameras = soft.desk.camera.ptz, soft.hub.video.cameras
    assert not panel.why.isVisible()
    zoned = replace(cameras["CAM-001"], privacy=(((0.0, 0.0), (0.5, 0.0), (0.5, 0.5)),), home_preset="Cruce")
    soft.hub.cameras.say(wire.CamerasChanged((zoned,)))
    assert "black from the first turn until it is back at “Cruce”" in panel.why.text()
    assert panel.dial.isEnabled()


def test_a_joystick_is_read_from_its_file(qtbot, tmp_path, gui_loop):
    pipe = tmp_path / "js0"
    os.mkfifo(pipe)
    stick = Joystick(folder=tmp_path)
    pushed, pressed = [], []
    stick.pushed.connect(lambda *each: pushed.append(each))
    stick.pressed.connect(pressed.append)
    stick.start()
    with pipe.open("wb", buffering=0) as out:
        out.write(EVENT.pack(0, 0, AXIS | AT_START, 0))
        out.write(
            EVENT.pack(1, 32767, AXIS, 0) + EVENT.pack(2, -32767, AXIS, 1) + EVENT.pack(3, 1, BUTTON, 2)
        )
        qtbot.waitUntil(lambda: pressed == [3])
        assert pushed == [(1.0, 0.0, 0.0), (1.0, 1.0, 0.0)]
    qtbot.waitUntil(lambda: pushed[-1] == (0.0, 0.0, 0.0))
    stick.close()
    assert axis_value(3000) == 0.0
    assert axis_value(-32767) == -1.0


def segment(began: int, ended: int, footage: FootageClass = FootageClass.CONTINUOUS) -> Segment:
    return Segment("C", began, ended, f"{began}.mkv", 1, footage)


def test_segments_become_spans_and_what_lies_between_gaps():
    spans = joined([segment(0, 60_000), segment(60_500, 120_000), segment(300_000, 360_000)])
    assert [(span.began, span.ended) for span in spans] == [(0, 120_000), (300_000, 360_000)]
    assert [(gap.began, gap.ended) for gap in gaps_between(spans)] == [(120_000, 300_000)]
    mixed = joined([segment(0, 60_000), segment(60_100, 90_000, FootageClass.EVENT)])
    assert len(mixed) == 2
    assert gaps_between(mixed) == ()


def test_the_window_of_time_never_lies_in_the_future():
    now = 100 * HOUR_MS
    window = Window(now - HOUR_MS, now).zoomed(4.0, 1.0, now)
    assert window.until <= now + window.length // 40
    assert window.length == 4 * HOUR_MS
    assert Window(0, HOUR_MS).zoomed(1e-9, 0.5, now).length == SHORTEST_MS
    marks = ticks(Window(now - 2 * HOUR_MS, now), 12)
    assert all(mark % 600_000 == 0 for mark in marks)
    assert 5 < len(marks) <= 12


def test_the_timeline_reads_seeks_and_takes_a_clip(soft, qtbot):
    timeline = soft.desk.panel.timeline
    qtbot.waitUntil(lambda: bool(timeline.rows) and bool(timeline.rows[0].spans))
    assert soft.footage.asked[-1][0] == soft.desk.panel.chosen()
    assert timeline.rows[0].camera == "CAM-001"
    assert timeline.rows[0].gaps
    chosen = []
    soft.desk.chosen_changed.connect(chosen.append)
    first = QPoint(LABEL_W + 60, 10)
    qtbot.mousePress(timeline, Left, pos=first)
    qtbot.mouseMove(timeline, first + QPoint(80, 0))
    QApplication.processEvents()
    qtbot.mouseRelease(timeline, Left, pos=first + QPoint(80, 0))
    assert timeline.clip is not None
    assert (chosen[-1].since, chosen[-1].until) == (timeline.clip.since, timeline.clip.until)
    wanted = timeline.at_of(LABEL_W + 30)
    qtbot.mouseClick(timeline, Left, pos=QPoint(LABEL_W + 30, 10))
    assert timeline.clip is None
    qtbot.waitUntil(lambda: bool(soft.acts(wire.OpenPlayback)))
    assert abs(soft.acts(wire.OpenPlayback)[0].at - wanted) < 5_000


def test_recordings_that_cannot_be_read_are_said(soft, qtbot):
    soft.footage.broken = True
    soft.desk.panel.feed._read()
    qtbot.waitUntil(lambda: "cannot be read" in soft.desk.panel.timeline.note)


def test_walls_by_number(soft):
    for tiles in (1, 4, 9, 16):
        soft.desk.lay_out(tiles)
        assert len(soft.desk.wall.places()) == tiles


def test_cameras_are_found_in_their_list_and_put_onto_the_wall(soft, qtbot):
    cameras = soft.desk.cameras
    qtbot.addWidget(cameras)
    cameras.show()
    names = [cameras.rows.item(row).text() for row in range(cameras.rows.count())]
    assert len(names) == 16
    assert [name[:7] for name in names[:3]] == ["CAM-008", "CAM-011", "CAM-014"], "the faulty ones first"
    assert "No signal" in names[1]
    cameras.filter.setText("hospital")
    assert cameras.rows.count() == 1
    assert devices_in(cameras.rows.mimeData([cameras.rows.item(0)])) == ("CAM-004",)
    soft.desk.show_cameras(["CAM-001"])
    cameras.rows.itemActivated.emit(cameras.rows.item(0))
    assert soft.desk.wall.cameras()[-1] == "CAM-004"


def test_a_camera_that_was_removed_stands_last_while_there_is_footage_of_it(soft, qtbot):
    book, cameras = soft.hub.video, soft.desk.cameras
    left = tuple(camera for name, camera in book.cameras.items() if name != "CAM-008")
    soft.hub.cameras.say(wire.CamerasChanged(left, (book.cameras["CAM-008"],)))
    qtbot.addWidget(cameras)
    cameras.show()
    last = cameras.rows.item(cameras.rows.count() - 1)
    assert last.text().startswith("CAM-008 · ")
    assert last.text().endswith(" · removed")
    soft.desk.show_cameras(["CAM-001"])
    cameras.rows.itemActivated.emit(last)
    assert soft.desk.wall.cameras()[-1] == "CAM-008"
    soft.desk.panel.playing.open(["CAM-008"], soft.hub.now() - 60_000)
    qtbot.waitUntil(lambda: any(one.cameras == ("CAM-008",) for one in soft.acts(wire.OpenPlayback)))


def test_devices_of_the_table_can_be_dragged(soft, qtbot):
    model = DeviceModel(soft.hub, soft.window)
    qtbot.waitUntil(lambda: model.rowCount() > 16)
    found = devices_in(model.mimeData([model.index(0, 0), model.index(0, 1), model.index(1, 0)]))
    assert found == (model.device(0).id, model.device(1).id)
    assert model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled


def test_a_list_of_cameras_names_a_detector_that_is_not_used(soft):
    hub, listed = soft.hub, soft.desk.cameras
    state = replace(hub.video.states["CAM-002"], detector_faults=(("D1", "no_file"),))
    hub.cameras.say(wire.CameraStates((state,)))
    listed.filter.setText("Detector")
    (told,) = (listed.rows.item(row).text() for row in range(listed.rows.count()))
    assert told.startswith("CAM-002 · ")
