"""The page of cameras: adding by hand and by finding, trying, changing, refusals, privacy zones, removing."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from app.bridge.views import EngineLink
from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.devices import Device
from app.domain.video.cameras import Camera, CameraStream, Importance, RecordingMode
from app.wire.messages import Done
from app.wire.video import (
    CamerasChanged,
    DropCamera,
    PutCamera,
)
from tests.video.desk.set_up.administration import PASSWORD, asked, choose
from tests.widgets.conftest import gui_loop
from video.desk.cameras_privacy import PrivacyDialog
from video.desk.cameras_table import Column
from widgets.confirm import Confirm

__all__ = ["gui_loop"]

SQUARE = ((0.1, 0.1), (0.4, 0.1), (0.4, 0.4), (0.1, 0.4))


def test_the_names_can_be_read_however_narrow_the_table_is(page):
    for width in (300, 480, 2000):
        page.table.resize(width, 300)
        assert page.table.columnWidth(Column.NAME) >= 180
        assert page.table.isColumnHidden(Column.STAGES) is (width < 2000)
    assert page.table.horizontalHeader().length() == page.table.viewport().width()


def test_every_camera_with_its_settings_and_a_search(page):
    assert page.model.rowCount() == 8
    assert page.counted.text() == "8 of 8"
    page.search.setText("mercado")
    assert [page.model.camera(place).id for place in range(page.model.rowCount())] == ["CAM-003"]
    page.search.setText("nirgends")
    assert page.sentence.isVisible()


def test_a_camera_is_added_by_hand_and_its_password_goes_nowhere_else(page, hub, qtbot):
    page.add.click()
    form = page.form
    form.id.setText("CAM 1")
    assert form.problem.isVisible()
    form.id.setText("CAM-500")
    form.stream.url.setText("rtsp://user:secret@10.0.0.5/live")
    assert "fields of their own" in form.problem.text()
    form.stream.url.setText("rtsp://10.0.0.5/live")
    form.stream.user.setText("operador")
    form.stream.password.setText(PASSWORD)
    assert form.stream.password.echoMode() is form.stream.password.EchoMode.Password
    form.settings.recording.setCurrentIndex(form.settings.recording.findData("continuous"))
    form.save.click()
    qtbot.waitUntil(lambda: bool(asked(hub, PutCamera)))
    (put,) = asked(hub, PutCamera)
    assert put.camera.id == "CAM-500"
    assert put.camera.recording is RecordingMode.CONTINUOUS
    assert put.stream == CameraStream("CAM-500", "rtsp://10.0.0.5/live", user="operador", password=PASSWORD)
    assert put.seen is None
    qtbot.waitUntil(lambda: page.notice.text() == "Saved CAM-500")
    assert PASSWORD not in repr(put)
    page.add.click()
    assert form.stream.password.text() == "", "nothing is left of it"


def test_changing_a_camera_leaves_its_stream_alone(page, hub, qtbot):
    choose(page, "CAM-002")
    form, before = page.form, hub.video.cameras["CAM-002"]
    assert not form.save.isEnabled()
    assert not form.stream.isVisible()
    form.settings.importance.setCurrentIndex(form.settings.importance.findData("high"))
    form.settings.compass.turned.emit(135.0)
    form.settings.enabled.click()
    form.save.click()
    qtbot.waitUntil(lambda: bool(asked(hub, PutCamera)))
    (put,) = asked(hub, PutCamera)
    assert put.camera == replace(before, importance=Importance.HIGH, facing=135.0, enabled=False)
    assert (put.stream, put.seen) == (None, before)
    hub.cameras.say(CamerasChanged(tuple({**hub.video.cameras, "CAM-002": put.camera}.values())))
    qtbot.waitUntil(lambda: form.camera == "CAM-002")
    assert not form.has_changes


def test_a_camera_is_given_a_name_and_a_place(page, hub, qtbot):
    hub.introduce(Device("CAM-001", "camera", "CAM-001"))
    camera = replace(hub.video.cameras["CAM-001"], lat=-12.1234567, lon=-77.0)
    hub.cameras.say(CamerasChanged(tuple({**hub.video.cameras, "CAM-001": camera}.values())))
    qtbot.waitUntil(lambda: hub.video.cameras["CAM-001"] == camera)
    choose(page, "CAM-001")
    fields = page.form.place
    assert fields.place.text() == "-12.123457, -77.000000"
    assert not page.form.has_changes
    fields.name.setText("Plaza Sur")
    assert page.form._written() == replace(camera, name="Plaza Sur"), "a place that is not touched stays"
    fields.place.setText("-12,5 -77,25")
    fields.zone.setEditText("Puerto")
    page.form.save.click()
    qtbot.waitUntil(lambda: bool(asked(hub, PutCamera)))
    assert asked(hub, PutCamera)[0].camera == replace(
        camera, name="Plaza Sur", lat=-12.5, lon=-77.25, zone="Puerto"
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [("plaza", "written as"), ("-12.5", "written as"), ("95.0, 3.0", "-90 to 90"), ("5.0, 200.0", "-180")],
)
def test_a_place_that_cannot_be_is_said(page, typed, said):
    choose(page, "CAM-002")
    page.form.place.place.setText(typed)
    assert said in page.form.problem.text()
    assert not page.form.save.isEnabled()


def test_a_camera_without_a_place_is_said_to_be_on_no_map(page, hub, qtbot):
    at = page.model.index(page.model.place("CAM-002"), Column.MAP)
    assert at.data() == "✓"
    choose(page, "CAM-002")
    assert not page.form.place.nowhere.isVisible(), "the city knows it"
    hub.retire("CAM-002")
    qtbot.waitUntil(lambda: at.data() == "On no map")
    assert page.form.place.nowhere.isVisible()
    page.form.place.place.setText("-12.5, -77.25")
    assert not page.form.place.nowhere.isVisible()


def test_a_place_is_taken_from_what_is_chosen_on_the_map(page, hub):
    choose(page, "CAM-002")
    here = page.form.place.here
    assert not here.isEnabled()
    hub.introduce(Device("CAM-050", "camera", "Bare"))
    page.show_chosen("CAM-050")
    assert not here.isEnabled(), "it stands nowhere itself"
    page.show_chosen("CAM-003")
    here.click()
    device = hub.devices.get("CAM-003")
    made = page.form._written()
    assert (made.lat, made.lon, made.zone) == (device.lat, device.lon, device.zone)
    page.show_chosen("")
    assert not here.isEnabled()


def test_what_the_settings_call_a_camera_is_shown_until_the_city_has_heard_of_it(page, hub, qtbot):
    camera = Camera("CAM-700", name="Muelle", zone="Puerto", lat=1.0, lon=2.0)
    hub.cameras.say(CamerasChanged((*hub.video.cameras.values(), camera)))
    qtbot.waitUntil(lambda: page.model.place("CAM-700") is not None)
    cells = [cell.text for cell in page.model.cells(page.model.place("CAM-700"))]
    assert cells[:4] == ["CAM-700", "Muelle", "Puerto", "✓"]
    page.search.setText("muelle")
    assert page.model.place("CAM-700") is not None


def test_another_stream_replaces_all_of_the_one_before(page, hub, qtbot):
    choose(page, "CAM-002")
    page.form.restream.click()
    page.form.stream.url.setText("http://10.0.0.9/video.mjpg")
    page.form.save.click()
    qtbot.waitUntil(lambda: bool(asked(hub, PutCamera)))
    assert asked(hub, PutCamera)[0].stream == CameraStream("CAM-002", "http://10.0.0.9/video.mjpg")


def test_what_another_administrator_changed_is_not_overwritten(page, hub, qtbot):
    choose(page, "CAM-002")
    hub.cameras.answer = Done(Verdict(Outcome.SUPERSEDED, superseded_by="M. Rojas"))
    page.form.settings.ptz.click()
    page.form.save.click()
    qtbot.waitUntil(lambda: "M. Rojas" in page.form.answer.text())
    assert page.form.has_changes, "what was written stays"
    page.form.discard.click()
    assert not page.form.has_changes


def test_the_engine_says_what_is_wrong_with_a_camera(page, hub, qtbot):
    choose(page, "CAM-002")
    wrong = ("'recording_schedule' must be times as 22:00-06:00.",)
    hub.cameras.answer = Done(Verdict(Outcome.REFUSED, refusal=Refusal.CAMERA_INVALID, who=wrong))
    page.form.settings.schedule.setText("25:00")
    assert "22:00-06:00" in page.form.problem.text()
    assert not page.form.save.isEnabled()
    page.form.settings.schedule.setText("22:00-06:00")
    page.form.save.click()
    qtbot.waitUntil(lambda: page.form.answer.text() == f"The camera cannot be so. {wrong[0]}")


def test_privacy_zones_are_drawn_and_kept_with_the_camera(page, hub, qtbot):
    choose(page, "CAM-002")
    page.form.settings.draw_button.click()
    dialog = page.dialog
    assert isinstance(dialog, PrivacyDialog)
    dialog.add.click()
    assert not dialog.keep.isEnabled(), "a zone needs corners"
    dialog.canvas.resize(640, 360)
    frame = dialog.canvas._frame()
    for across, down in SQUARE:
        at = frame.topLeft() + QPointF(across * frame.width(), down * frame.height())
        qtbot.mouseClick(dialog.canvas, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert dialog.keep.isEnabled()
    dialog.keep.click()
    assert page.form.settings.zones.text() == "Privacy zones: 1"
    page.form.save.click()
    qtbot.waitUntil(lambda: bool(asked(hub, PutCamera)))
    (ring,) = asked(hub, PutCamera)[0].camera.privacy
    assert len(ring) == 4
    assert ring[0] == pytest.approx(SQUARE[0], abs=0.02)


def test_removing_asks_first(page, hub, qtbot):
    choose(page, "CAM-002")
    page.form.remove.click()
    assert isinstance(page.dialog, Confirm)
    assert not asked(hub, DropCamera)
    page.dialog.press.click()
    qtbot.waitUntil(lambda: asked(hub, DropCamera) == [DropCamera("CAM-002")])
    qtbot.waitUntil(lambda: page.notice.text() == "Removed CAM-002")


def test_what_is_unsaved_is_not_lost_by_choosing_another(page):
    choose(page, "CAM-002")
    page.form.settings.ptz.click()
    choose(page, "CAM-003")
    assert page.form.camera == "CAM-002"
    assert "first" in page.notice.text()
    page.add.click()
    assert page.form.camera == "CAM-002"


def test_analytics_are_set_elsewhere(page, qtbot):
    choose(page, "CAM-002")
    with qtbot.waitSignal(page.tune_wanted) as wanted:
        page.form.settings.tune_button.click()
    assert wanted.args == ["CAM-002"]


def test_only_who_may_change_settings_sees_it_and_nothing_is_left_for_the_next(page, hub):
    page.add.click()
    page.form.stream.password.setText(PASSWORD)
    hub.accounts.sign_in("j.paredes")
    assert page.currentWidget() is page.barred
    assert page.form.stream.password.text() == ""
    hub.accounts.sign_in("m.rojas")


def test_without_an_engine_nothing_can_be_changed(page, hub):
    choose(page, "CAM-002")
    hub.set_link(EngineLink("lost", hub.now()))
    assert page.away.isVisible()
    assert not page.add.isEnabled()
    assert not page.form.settings.ptz.isEnabled()


def test_an_id_that_is_taken_is_not_sent(page, hub):
    page.add.click()
    page.form.id.setText("CAM-002")
    page.form.stream.url.setText("rtsp://10.0.0.5/live")
    page.form.save.click()
    assert "already" in page.form.answer.text()
    assert not asked(hub, PutCamera)


def test_the_compass_is_turned_by_pointer_and_keys(page, qtbot):
    choose(page, "CAM-002")
    compass = page.form.settings.compass
    assert compass.facing is None
    qtbot.mouseClick(compass, Qt.MouseButton.LeftButton, pos=compass.rect().center() + QPoint(30, 0))
    assert page.form.settings.camera().facing == 90
    qtbot.keyClick(compass, Qt.Key.Key_Left)
    qtbot.keyClick(compass, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert page.form.settings.camera().facing == 76
