"""The workspace at work: views, rounds, playback, what is brought up, and its states."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from app.domain.alarms import Priority
from app.domain.devices import Device
from app.wire import video as wire
from tests.widgets.soft_video import now_ms, soft_wall
from video.desk.disk_words import disk_words
from video.desk.tour import AFTER_TOUCH_MS, TourState
from video.desk.views import STAY_S, file_for, load
from video.recording.faults import RecordingFault
from video.wall.layouts import BY_ID
from video.wall.tile_state import Mood


def test_an_operator_without_a_wall_begins_with_the_cameras_there_are(soft):
    assert len(soft.desk.wall.cameras()) == 16
    assert soft.desk.panel.stack.currentIndex() == 0
    assert soft.desk.panel.bar.summary.text().startswith("16 of 16 · ")
    soft.desk.show_device("CAM-007")
    assert soft.chosen == ["CAM-007"]


def test_each_operator_finds_the_walls_they_kept(soft, tmp_path, qtbot):
    desk, hub = soft.desk, soft.hub
    desk.show_cameras(["CAM-003", "CAM-004"])
    desk.keeper.keep("Mercado & puerto")
    desk.show_cameras(["CAM-009"])
    hub.accounts.sign_in("j.paredes")
    assert desk.keeper.kept.named == {}
    assert len(desk.wall.arrangement.cameras) >= 1
    hub.accounts.sign_in("r.quispe")
    desk.keeper._writer.waitForDone(2000)
    kept = load(file_for(tmp_path / "layouts", "r.quispe"))
    assert kept.named["Mercado & puerto"].cameras == ("CAM-003", "CAM-004")
    desk.kept.show_view("Mercado & puerto")
    assert desk.wall.cameras() == ["CAM-003", "CAM-004"]
    assert desk.wall.arrangement.layout.id == "2×2"
    desk.keeper.forget("Mercado & puerto")
    assert desk.keeper.kept.named == {}


def test_a_file_of_views_that_is_none_is_left_alone(tmp_path, caplog):
    path = file_for(tmp_path, "r.quispe")
    path.write_text("{broken", encoding="utf-8")
    assert load(path).named == {}
    assert "cannot be read" in caplog.text
    path.write_text('{"version": 1, "named": {"a": 3, "b": {"cameras": ["C", 4]}}}', encoding="utf-8")
    assert load(path).named["b"].cameras == ("C",)


def test_a_round_turns_pages_waits_after_a_touch_and_gives_the_wall_back(soft):
    desk, tour = soft.desk, soft.desk.tour
    desk.show_cameras(["CAM-005", "CAM-006"])
    before = list(desk.wall.arrangement.cameras)
    desk.panel.bar.tour.click()
    assert tour.state is TourState.GOING
    assert desk.wall.arrangement.cameras[:2] == ["CAM-005", "CAM-006"]
    assert desk.wall.arrangement.pages == 4
    tour.timer.timeout.emit()
    assert desk.wall.arrangement.page == 1
    assert tour.timer.interval() == STAY_S * 1000
    desk.wall.touched.emit()
    assert (tour.state, tour.timer.interval()) == (TourState.WAITING, AFTER_TOUCH_MS)
    tour.timer.timeout.emit()
    assert (tour.state, desk.wall.arrangement.page) == (TourState.GOING, 2)
    desk.panel.bar.tour.click()
    assert tour.state is TourState.OFF
    assert desk.wall.arrangement.cameras == before


def test_what_is_brought_up_shows_the_ten_seconds_before_and_then_goes_live(soft, qtbot):
    desk, hub = soft.desk, soft.hub
    alarm = hub.raise_alarm("CAM-003", "panic", priority=Priority.CRITICAL)
    hub.introduce(Device("PAN-900", "panic_button", "Botón", -12.08, -77.08))
    panic = hub.raise_alarm("PAN-900", "panic")
    assert alarm.id != panic.id
    desk.bring_up(["CAM-002", "CAM-004", "CAM-999"], panic.id)
    assert desk.wall.cameras() == ["CAM-002", "CAM-004"]
    assert desk.wall.view(0).tile.mark.text == "PAN-900"
    qtbot.waitUntil(lambda: bool(soft.acts(wire.OpenPlayback)))
    (asked,) = soft.acts(wire.OpenPlayback)
    assert asked.cameras == ("CAM-002", "CAM-004")
    assert 9_000 < now_ms() - asked.at < 14_000
    qtbot.waitUntil(lambda: set(desk.wall.played) == {"CAM-002", "CAM-004"})
    assert desk.wall.played["CAM-002"] == f"{asked.session}/CAM-002"
    assert desk.wall.view(0).mood is Mood.RECORDED
    hub.cameras.say(wire.PlaybackState(asked.session, now_ms(), 1.0, asked.cameras))
    assert desk.panel.playing.live
    assert desk.wall.played == {}
    qtbot.waitUntil(lambda: bool(soft.acts(wire.ClosePlayback)))


def test_of_several_reasons_the_worst_one_is_on_the_tile(soft):
    desk, hub = soft.desk, soft.hub
    hub.raise_alarm("CAM-002", "crowd", priority=Priority.MEDIUM)
    hub.introduce(Device("PAN-900", "panic_button", "Botón", -12.08, -77.08))
    panic = hub.raise_alarm("PAN-900", "panic", priority=Priority.CRITICAL)
    desk.bring_up(["CAM-002"], panic.id)
    mark = desk.wall.view(0).tile.mark
    assert (mark.text, mark.priority) == ("PAN-900", Priority.CRITICAL)
    hub.raise_alarm("CAM-004", "intrusion", priority=Priority.CRITICAL)
    quiet = hub.raise_alarm("PAN-900", "battery", priority=Priority.LOW)
    desk.bring_up(["CAM-004"], quiet.id)
    assert desk.wall.view(0).tile.mark.priority is Priority.CRITICAL


def test_the_wall_of_before_comes_back_whole_from_what_was_brought_up(soft, tmp_path, qtbot):
    desk, wall, bar = soft.desk, soft.desk.wall, soft.desk.panel.bar
    own = list(wall.arrangement.cameras)
    assert not bar.back.isVisible()
    incident = next(iter(soft.hub.incidents.open.values()))
    desk.bring_up(["CAM-003"], incident.id)
    assert bar.back.isVisible()
    desk.around("CAM-001")
    bar.buttons["4×4"].click()
    assert sorted(wall.cameras()) == sorted(own)
    desk.show_cameras(["CAM-009"])
    desk.lay_out(4)
    assert wall.cameras() == ["CAM-009", *own[:3]]
    assert desk.keeper.kept.last.cameras == tuple(own)
    qtbot.keyClick(wall, Qt.Key.Key_Return)
    qtbot.keyClick(wall, Qt.Key.Key_Escape)
    assert len(wall.cameras()) == 4, "out of the large one first"
    desk.keeper.finish()
    qtbot.keyClick(wall, Qt.Key.Key_Escape)
    assert (wall.arrangement.cameras, wall.arrangement.layout.id) == (own, "4×4")
    assert not bar.back.isVisible()
    desk.bring_up(["CAM-003"], incident.id)
    bar.back.click()
    assert wall.arrangement.cameras == own
    assert wall.facts.because == {}
    assert desk.panel.playing.live
    desk.keeper.finish()
    assert load(file_for(tmp_path / "layouts", "r.quispe")).last.cameras == tuple(own)


def test_a_photo_is_for_the_incident_that_brought_the_camera_or_for_its_own(soft):
    told = []
    soft.desk.chosen_changed.connect(told.append)
    own, other = (
        soft.hub.desk.open_one("citizen.request", "Robo", device="CAM-002"),
        next(iter(soft.hub.incidents.open)),
    )
    soft.desk.show_device("CAM-002")
    assert told[-1].incident == own
    soft.desk.show_device("CAM-001")
    assert told[-1].incident == ""
    soft.desk.bring_up(["CAM-001"], other)
    assert told[-1].incident == other
    soft.desk.go_back()
    assert told[-1].incident == ""


def test_all_of_the_page_is_reached_with_the_tab_key_and_has_a_name(soft, qtbot):
    desk = soft.desk
    desk.show_cameras(["CAM-001"])
    desk.wall.setFocus()
    reached = []
    while (here := QApplication.focusWidget()) not in reached:
        reached.append(here)
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    names = [QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name) for one in reached]
    assert all(names), list(zip(reached, names, strict=True))
    bar, events = desk.panel.bar, desk.events
    order = [
        desk.wall,
        bar.back,
        bar.analytics,
        bar.tour,
        bar.rounds,
        bar.views,
        bar.full,
        desk.panel.transport.live,
        events.list,
    ]
    assert [one for one in reached if one in order] == order
    assert any(one in reached for one in bar.buttons.values())
    assert events.filters.checkedButton() in reached
    assert reached[0] is desk.wall


def test_what_was_brought_up_for_one_operator_is_not_left_to_the_next(soft, tmp_path):
    desk = soft.desk
    own = tuple(desk.wall.arrangement.cameras)
    desk.show_cameras(["CAM-009"])
    soft.hub.accounts.sign_in("j.paredes")
    assert desk.wall.arrangement.before is None
    assert desk.wall.arrangement.cameras != ["CAM-009"]
    soft.hub.accounts.sign_in("r.quispe")
    assert desk.keeper.kept.last.cameras == own


def test_an_event_of_a_camera_that_is_not_on_the_wall_takes_no_tile_for_good(soft):
    desk = soft.desk
    event = next(one for one in soft.hub.video.newest_events() if one.camera == "CAM-003")
    desk.wall.arrangement.show(["CAM-001"], BY_ID["1"])
    desk.wall.rearranged()
    desk.show_event(event)
    assert desk.wall.cameras() == ["CAM-003"]
    desk.go_back()
    assert desk.wall.cameras() == ["CAM-001"]


def test_a_round_over_what_was_brought_up_gives_both_back(soft):
    desk = soft.desk
    own = list(desk.wall.arrangement.cameras)
    incident = next(iter(soft.hub.incidents.open.values()))
    desk.bring_up(["CAM-003"], incident.id)
    desk.tour.start()
    desk.tour.stop()
    assert desk.wall.cameras() == ["CAM-003"]
    assert desk.wall.facts.because["CAM-003"].text == incident.id
    desk.go_back()
    assert desk.wall.arrangement.cameras == own


def test_an_incident_is_named_on_the_tiles_it_brought(soft):
    incident = next(iter(soft.hub.incidents.open.values()))
    soft.desk.bring_up(["CAM-001"], incident.id)
    mark = soft.desk.wall.view(0).tile.mark
    assert (mark.text, mark.priority) == (incident.id, incident.priority)
    assert soft.desk.panel.stack.currentIndex() == 0


def test_the_cameras_around_a_device(soft):
    soft.hub.introduce(Device("PAN-901", "panic_button", "Botón", -12.0801, -77.0801))
    soft.desk.around("PAN-901")
    assert soft.desk.wall.cameras()[0] in {"CAM-001", "CAM-002"}
    assert soft.said[-1].endswith("around PAN-901")
    soft.hub.introduce(Device("PAN-902", "panic_button", "Lejos", -11.0, -76.0))
    soft.desk.around("PAN-902")
    assert soft.said[-1] == "No camera within 500 m of PAN-902."
    soft.desk.around("")
    assert "place" in soft.said[-1]
    soft.desk.around_place(-12.0801, -77.0801, "")
    assert soft.said[-1].endswith("around this place")


def test_playback_seeks_steps_changes_speed_and_goes_live(soft, qtbot):
    desk, transport = soft.desk, soft.desk.panel.transport
    assert not transport.pause.isEnabled()
    desk.panel.timeline.seeked.emit(now_ms() - 600_000)
    qtbot.waitUntil(lambda: bool(desk.wall.played))
    (opened,) = soft.acts(wire.OpenPlayback)
    transport.pause.click()
    transport.forward.click()
    transport.back.click()
    desk.panel.playing.set_speed(16.0)
    transport.pause.click()
    qtbot.waitUntil(lambda: len(soft.acts(wire.SteerPlayback)) == 4)
    steered = [(one.speed, one.step) for one in soft.acts(wire.SteerPlayback)]
    assert steered == [(0.0, 0), (0.0, 1), (0.0, -1), (16.0, 0)]
    assert desk.panel.timeline.played_at == desk.panel.playing.at
    transport.live.click()
    assert desk.wall.played == {}
    qtbot.waitUntil(lambda: soft.acts(wire.ClosePlayback) == [wire.ClosePlayback(opened.session)])


def test_a_refused_playback_says_so_and_stays_live(soft, qtbot):
    from app.domain.acts import Outcome, Refusal, Verdict
    from app.wire.messages import Done

    soft.hub.cameras.answer = Done(Verdict(Outcome.REFUSED, refusal=Refusal.NOT_PERMITTED))
    soft.desk.panel.look_back(10_000)
    qtbot.waitUntil(lambda: soft.desk.panel.playing.live)
    assert soft.said
    assert soft.desk.wall.played == {}


def test_time_without_footage_is_said_on_the_tile(soft, qtbot):
    desk = soft.desk
    desk.panel.playing.open(["CAM-001"], now_ms() - 60_000)
    qtbot.waitUntil(lambda: bool(desk.wall.played))
    state = wire.PlaybackState(
        desk.panel.playing.session, now_ms() - 59_000, 1.0, ("CAM-001",), faults=(("CAM-001", "gap"),)
    )
    soft.hub.cameras.say(state)
    assert desk.wall.view(0).tile.fault == "gap"


@pytest.mark.parametrize("fault", [*RecordingFault, "unheard_of"])
def test_a_fault_of_the_disk_is_said_with_its_effect_and_a_way_out(soft, fault):
    panel = soft.desk.panel
    soft.hub.cameras.say(replace(soft.hub.video.load, disk_fault=str(fault)))
    panel._tick.timeout.emit()
    assert panel.banner.isVisible()
    assert panel.banner.text() == disk_words(fault)
    assert str(fault) not in panel.banner.text()
    assert (disk_words(fault) == disk_words("")) is (fault == "unheard_of")
    soft.hub.cameras.say(replace(soft.hub.video.load, disk_fault=""))
    panel._tick.timeout.emit()
    assert not panel.banner.isVisible()


def test_the_states_of_the_page(soft, qtbot):
    panel, hub = soft.desk.panel, soft.hub
    hub.cameras.lose()
    assert panel.banner.isVisible()
    assert "No video supervisor since" in panel.banner.text()
    assert "16 with faults" in panel.bar.summary.text()
    hub.cameras.show([], [])
    assert panel.stack.currentWidget() is panel.empty
    assert not panel.bar.isEnabled()
    panel.empty.set_up.click()
    assert soft.fronts == ["cameras"], "from nothing a press leads to where cameras are set up"
    soft_wall(hub.cameras, hub.introduce, 2)
    assert panel.stack.currentIndex() == 0
    hub.accounts.sign_in("auditoria")
    if not any(grant.right == "video_live" for grant in hub.access.session.grants):
        assert panel.stack.currentWidget() is panel.barred
    hub.video.clear()
    hub.accounts.sign_in("r.quispe")
    assert panel.stack.currentWidget() is panel.empty
    assert panel.empty.words.text() == "Loading cameras"
    assert not panel.empty.set_up.isVisible()


def test_the_wall_fills_a_screen_and_comes_back(soft, qtbot):
    panel = soft.desk.panel
    panel.full.toggle()
    window = panel.full.window
    assert window is not None
    assert soft.desk.wall.window() is window
    soft.desk.wall.arrangement.large = True
    qtbot.keyClick(soft.desk.wall, Qt.Key.Key_Escape)
    assert panel.full.window is window, "out of the large picture first"
    qtbot.keyClick(soft.desk.wall, Qt.Key.Key_Escape)
    assert soft.desk.wall.window() is soft.window
    assert panel.full.window is None
