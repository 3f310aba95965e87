"""Cameras that are found and tried on the page where they are set up."""

import pytest

from app.domain.acts import Outcome, Refusal, Verdict
from app.wire.video import (
    CameraTried,
    FindCameras,
    FoundCamera,
    FoundCameras,
    TryCamera,
)
from tests.video.desk.set_up.administration import DONE, PASSWORD, asked, picture
from video.desk.cameras_find import FindDialog


def test_a_camera_is_found_and_tells_its_streams_after_the_password(page, hub, qtbot):
    hub.cameras.answer = FoundCameras(
        DONE,
        (
            FoundCamera("10.0.0.7", "Plaza", "P-1", ("rtsp://10.0.0.7/a", "rtsp://10.0.0.7/b")),
            FoundCamera("10.0.0.8:8080", "Puente", "P-2", problem="not_authorised"),
        ),
    )
    page.seek.click()
    dialog = page.dialog
    assert isinstance(dialog, FindDialog)
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    assert asked(hub, FindCameras)
    assert dialog.list.item(0).text() == "10.0.0.7 · Plaza · P-1 · 2 streams"
    assert "asks for user and password" in dialog.list.item(1).text()
    dialog.list.setCurrentRow(1)
    dialog.use.click()
    form = page.form
    assert form.stream.onvif.text() == "10.0.0.8:8080"
    form.id.setText("CAM-501")
    assert not form.save.isEnabled()
    assert "Try it" in form.problem.text()
    form.stream.user.setText("operador")
    form.stream.password.setText(PASSWORD)
    hub.cameras.answer = CameraTried(
        DONE, "", 1920, 1080, "h264", 15.0, picture(),
        url="rtsp://10.0.0.8/main", sub_url="rtsp://10.0.0.8/sub", presets=("Calzada", "Grifo"),
    )  # fmt: skip
    form.settings.presets.setText("Mercado, Grifo")
    form.stream.try_button.click()
    qtbot.waitUntil(lambda: "1920 × 1080" in form.stream.result.text())
    assert form.stream.result.text() == "1920 × 1080 · H264 · 15.0 fps"
    assert form.stream.picture.isVisible()
    assert asked(hub, TryCamera)[0].stream.password == PASSWORD
    assert (form.stream.url.text(), form.stream.sub_url.text()) == (
        "rtsp://10.0.0.8/main",
        "rtsp://10.0.0.8/sub",
    )
    assert form.save.isEnabled()
    assert form.settings.presets.text() == "Mercado, Grifo, Calzada", "what is written stays first"


def test_the_streams_and_presets_that_a_camera_told_are_filled_in(page, hub):
    streams = ("rtsp://10.0.0.7/a", "rtsp://10.0.0.7/b")
    page.begin_new(FoundCamera("10.0.0.7", "Plaza", "P-1", streams, presets=("Calzada", "Grifo")))
    assert page.form.settings.camera().presets == ("Calzada", "Grifo")
    assert page.form.settings.ptz.isChecked()
    assert page.form.stream.url.text() == "rtsp://10.0.0.7/a"
    assert page.form.stream.sub_url.text() == "rtsp://10.0.0.7/b"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (CameraTried(DONE, "unauthorised"), "refuses user or password"),
        (CameraTried(DONE, "timeout"), "does not answer"),
        (CameraTried(DONE, "odd_word"), "odd_word"),
        (CameraTried(DONE, width=1920, height=1080, codec="h264", withheld="faces"), "faces and plates"),
        (CameraTried(DONE, width=1920, height=1080, codec="h264", withheld="privacy"), "has privacy zones"),
        (CameraTried(DONE, width=1920, height=1080, codec="h264", withheld="odd_word"), "The camera works"),
        (CameraTried(Verdict(Outcome.REFUSED, refusal=Refusal.VIDEO_AWAY)), "video supervisor"),
    ],
)
def test_a_trial_says_why_there_is_no_picture(page, hub, qtbot, answer, words):
    page.add.click()
    page.form.stream.url.setText("rtsp://10.0.0.5/live")
    hub.cameras.answer = answer
    page.form.stream.try_button.click()
    qtbot.waitUntil(lambda: words in page.form.stream.result.text())
    assert not page.form.stream.picture.isVisible()
    assert page.form.stream.try_button.isEnabled()
    page.form.stream.url.setText("rtsp://10.0.0.6/live")
    assert page.form.stream.result.text() == "", "of another address nothing was tried"


def test_a_network_without_cameras_and_an_engine_that_is_silent(page, hub, qtbot):
    hub.cameras.answer = FoundCameras(DONE, ())
    page.seek.click()
    qtbot.waitUntil(lambda: "No camera answers" in page.dialog.said.text())
    hub.cameras.away = True
    page.dialog.again.click()
    qtbot.waitUntil(lambda: "No answer from the engine" in page.dialog.said.text())
    page.dialog.leave.click()
