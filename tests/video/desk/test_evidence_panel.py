"""Saving evidence from the wall: what is asked for, who may, how it is made, and what is shown of it."""

import dataclasses
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from app.bridge.evidence import Evidence
from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.incidents.events import Attached
from app.domain.rights import Grant, Right
from app.domain.video.footage import FootageExport
from app.domain.video.recordings import FootageClass, Segment
from app.domain.video.scenes import Overlay
from app.wire.access import SessionChanged
from app.wire.evidence import order_of
from app.wire.frame_slots import BLURRED, SlotFrame
from app.wire.video import KeepClip
from app.wire.video_evidence import BeginExport, ExportBegun, ManifestSigned, SignManifest
from tests.video.desk.soft_evidence import EMPTY, ENDLESS, GOOD, Engine
from tests.widgets.conftest import gui_loop, look  # noqa: F401
from tests.widgets.soft_access import PASSWORD
from tests.widgets.soft_hub import SoftHub
from video.desk.evidence_card import EvidenceCard
from video.desk.evidence_panel import EvidencePanel
from widgets import tasks

AT = 1_773_446_400_000


@pytest.fixture(name="engine")
def _engine():
    return Engine()


@pytest.fixture(name="hub")
def _hub(qapp, tmp_path):
    hub = SoftHub(devices=40, alarms=0, attachments=tmp_path / "attachments")
    hub.accounts.sign_in("r.quispe")
    return hub


@pytest.fixture(name="camera")
def _camera(hub):
    return next(device.id for device in hub.devices if device.kind == "camera")


@pytest.fixture(name="panel_of")
def _panel_of(hub, engine, look, qtbot, gui_loop, camera):  # noqa: F811
    made = []

    async def segments(cameras, since, until):
        return [Segment(cameras[0], since, since + 60_000, "A/d/1.mkv", 9, FootageClass.LOCKED)]

    def show(script=GOOD, frame=None, exports=()):
        evidence = Evidence(engine, [sys.executable, "-c", script], [])
        made.append(evidence)

        async def read():
            return list(exports)

        panel = EvidencePanel(hub, look, evidence, read, lambda _camera: frame, segments)
        qtbot.addWidget(panel)
        panel.resize(330, 420)
        panel.set_subject([camera], AT, AT + 360_000, "INC-0417")
        panel.show()
        return panel

    yield show
    for evidence in made:
        evidence.close()


def grant(hub, *rights):
    session = hub.access.session
    changed = dataclasses.replace(session, grants=tuple(Grant(right) for right in rights))
    hub.access.take_session(SessionChanged(changed))


def asked_for(panel, folder, reason="oficio 0231"):
    panel.clip.click()
    panel.dialog.add_place(Path(folder))
    panel.dialog.reason.setText(reason)
    return panel.dialog


def test_what_is_protected_in_the_marked_time_can_be_released(panel_of, hub, camera, qtbot):
    panel = panel_of()
    panel.release.click()
    qtbot.waitUntil(lambda: panel.releasing.clips.count() == 1)
    panel.releasing.reject()
    panel.set_subject([camera], AT, AT)
    assert not panel.release.isVisible(), "no time is marked"
    panel.set_subject([camera], AT, AT + 60_000)
    assert panel.release.isVisible()
    grant(hub, Right.VIDEO_PLAYBACK)
    assert not panel.release.isVisible()


def test_a_clip_is_allowed_made_signed_and_shown_with_its_proof(
    panel_of, hub, engine, camera, qtbot, tmp_path
):
    panel = panel_of()
    assert panel.clip.text() == "Clip 6 min"
    QTest.mouseClick(asked_for(panel, tmp_path).press, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not panel.making.running)
    begin, keep, sign = engine.asked
    assert begin == BeginExport((camera,), AT, AT + 360_000, "oficio 0231", incident="INC-0417")
    assert (keep.camera, keep.lock) == (camera, True)
    assert sign == SignManifest("EXP-0007", "ab" * 32, "a.evidence.zip", 9)
    assert (tmp_path / "signature.json").read_text() == '{"signature":"c2ln","public_key":"a2V5"}\n'
    assert not list(tmp_path.glob(".evidence-*"))
    (card,) = panel.findChildren(EvidenceCard)
    assert "no differences" in card.proof.text()
    assert card.digest.text() == "SHA-256 abab abab … abab abab"
    assert "oficio 0231" in card.about.toolTip() + card.about.text()


def test_nothing_can_be_saved_without_a_reason_a_camera_or_a_sound_span(panel_of, tmp_path):
    dialog = asked_for(panel_of(), tmp_path, reason="  ")
    assert not dialog.press.isEnabled()
    assert dialog.why.text() == "Write the reason."
    dialog.reason.setText("oficio")
    assert dialog.press.isEnabled()
    dialog.until.setDateTime(dialog.since.dateTime())
    assert not dialog.press.isEnabled()
    dialog.until.setDateTime(dialog.since.dateTime().addSecs(5))
    dialog.cameras.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.why.text() == "Choose a camera."


def test_faces_are_for_who_has_the_right(panel_of, hub, tmp_path):
    panel = panel_of()
    dialog = asked_for(panel, tmp_path)
    dialog.faces.setChecked(True)
    assert dialog.faces.isChecked()
    grant(hub, Right.SEE, Right.VIDEO_EXPORT)
    assert not dialog.faces.isEnabled()
    assert not dialog.faces.isChecked()
    assert dialog.press.isEnabled()
    grant(hub, Right.SEE)
    assert not dialog.press.isEnabled()
    assert not panel.photo.isEnabled()
    assert panel.words.text()


def test_a_photo_takes_the_frame_that_is_on_the_screen(panel_of, engine, camera, qtbot, tmp_path):
    pixels = np.full((90, 160, 4), 200, np.uint8)
    frame = SlotFrame(4, AT + 1, AT + 1, pixels, Overlay())
    panel = panel_of(frame=(camera + BLURRED, frame))
    panel.photo.click()
    panel.dialog.add_place(tmp_path)
    panel.dialog.reason.setText("oficio 1")
    panel.dialog.press.click()
    qtbot.waitUntil(lambda: not panel.making.running)
    order = order_of((tmp_path / "order.json").read_bytes())
    (still,) = order.stills
    assert (order.since, order.until, still.at, still.blurred) == (AT + 1, AT + 1, AT + 1, True)
    assert still.picture.startswith(b"\x89PNG")
    assert not any(isinstance(body, KeepClip) for body in engine.asked)


def test_only_incidents_that_the_operator_may_see_are_offered_for_an_export(panel_of, hub, camera, tmp_path):
    seen, *_, other = sorted({one.zone for one in hub.incidents.open.values()})
    mine = {one.id for one in hub.incidents.open.values() if one.zone == seen}
    hidden = next(one.id for one in hub.incidents.open.values() if one.zone == other)
    panel = panel_of()
    panel.set_subject([camera], AT, AT + 360_000, hidden)
    assert asked_for(panel, tmp_path).incident.number() == hidden
    session = hub.access.session
    grants = (Grant(Right.VIDEO_EXPORT), Grant(Right.SEE, (), (seen,)))
    hub.access.take_session(SessionChanged(dataclasses.replace(session, grants=grants)))
    dialog = asked_for(panel, tmp_path)
    field = dialog.incident
    assert {field.itemData(place) for place in range(field.count())} == mine
    assert field.number() == "", "what the footage seems to be about is not named either"
    field.setCurrentIndex(0)
    assert field.number() in mine
    assert dialog.press.isEnabled()
    field.setEditText(hidden)
    assert not dialog.press.isEnabled()
    assert dialog.why.text().startswith("Needs ")
    field.setEditText("INC-0001-of-last-year")
    assert dialog.press.isEnabled(), "whether a closed one may be seen, the engine knows"


@pytest.mark.parametrize("faces", [False, True])
@pytest.mark.parametrize("blurred", [False, True])
def test_the_picture_on_the_screen_is_attached_to_the_incident(panel_of, hub, camera, qtbot, blurred, faces):
    """Coarse unless somebody who may see faces chooses otherwise, and that stands in the incident."""
    incident = next(iter(hub.incidents.open.values())).id
    pixels = np.full((90, 160, 4), 255, np.uint8)
    pixels[:, :, :3] = (10, 200, 60)
    pixels[::2, ::2, :3] = (30, 180, 40)
    panel = panel_of(frame=(camera + BLURRED * blurred, SlotFrame(4, AT + 1, 0, pixels, Overlay())))
    panel.set_subject([camera], 0, 0, incident)
    assert panel.attach.text() == f"Attach photo to {incident}"
    panel.attach.click()
    if not blurred:
        panel.question.faces.setChecked(faces)
        panel.question.press.click()
    qtbot.waitUntil(lambda: panel.words.text() == f"Attached to {incident}.")
    (attached,) = [
        event.body for event in hub.desk.records[incident].events if isinstance(event.body, Attached)
    ]
    assert attached.name.startswith(camera)
    assert attached.name.endswith(".png" if faces and not blurred else " blurred.png")
    assert attached.note == ("Faces and plates are shown." if faces and not blurred else "")
    image = QImage(str(hub.incidents.attachment_path(attached.sha256)))
    assert (image.width(), image.height()) == (160, 90)
    near = {image.pixelColor(4 + at % 2, 4 + at // 2).getRgb()[:3] for at in range(4)}
    assert near == {(60, 200, 10), (40, 180, 30)} if faces or blurred else len(near) == 1


def test_a_photo_of_who_may_see_no_faces_is_coarse_without_a_question(panel_of, hub, camera, qtbot):
    incident = next(iter(hub.incidents.open.values())).id
    frame = SlotFrame(
        4, AT + 1, 0, np.random.default_rng(1).integers(0, 255, (90, 160, 4), np.uint8), Overlay()
    )
    panel = panel_of(frame=(camera, frame))
    panel.set_subject([camera], 0, 0, incident)
    grant(hub, Right.SEE, Right.VIDEO_EXPORT, Right.NOTE)
    panel.attach.click()
    qtbot.waitUntil(lambda: panel.words.text() == f"Attached to {incident}.")
    (attached,) = [one.body for one in hub.desk.records[incident].events if isinstance(one.body, Attached)]
    image = QImage(str(hub.incidents.attachment_path(attached.sha256)))
    assert len({image.pixel(across, 40) for across in range(160)}) <= 20


def test_what_may_not_be_attached_says_why_and_leaves_nothing(panel_of, hub, camera, qtbot):
    frame = SlotFrame(4, AT + 1, 0, np.zeros((9, 16, 4), np.uint8), Overlay())
    panel = panel_of(frame=(camera, frame))
    assert not panel.attach.isEnabled()
    assert panel.attach.toolTip() == "This incident is closed."
    panel.set_subject([camera], 0, 0, next(iter(hub.incidents.open.values())).id)
    assert panel.attach.isEnabled()
    hub.desk.away = True
    panel.attach.click()
    panel.question.press.click()
    qtbot.waitUntil(lambda: "No answer from the engine" in panel.words.text())
    assert panel.attach.isEnabled()
    grant(hub, Right.SEE, Right.VIDEO_EXPORT)
    assert not panel.attach.isEnabled()
    panel.set_subject([camera], 0, 0)
    assert not panel.attach.isVisible()


def test_without_a_picture_on_the_screen_there_is_no_photo(panel_of):
    panel = panel_of()
    panel.photo.click()
    assert panel.words.text() == "There is no picture of this camera on the screen."


def test_it_can_be_cancelled_and_leaves_nothing(panel_of, engine, qtbot, tmp_path):
    panel = panel_of(ENDLESS)
    asked_for(panel, tmp_path).press.click()
    qtbot.waitUntil(lambda: panel.progress.value() == 25)
    panel.cancel.click()
    assert "Cancelled" in panel.words.text()
    qtbot.waitUntil(lambda: not list(tmp_path.iterdir()))
    assert panel.clip.isEnabled()
    assert not any(isinstance(body, SignManifest) for body in engine.asked)


@pytest.mark.parametrize(
    ("kind", "said"), [(BeginExport, "Nothing was saved"), (SignManifest, "Nothing was saved")]
)
def test_what_the_engine_refuses_is_said_and_nothing_is_left(panel_of, engine, qtbot, tmp_path, kind, said):
    no = Verdict(Outcome.REFUSED, refusal=Refusal.NOT_PERMITTED)
    engine.answers[kind] = {BeginExport: ExportBegun, SignManifest: ManifestSigned}[kind](no)
    panel = panel_of()
    asked_for(panel, tmp_path).press.click()
    qtbot.waitUntil(lambda: not panel.making.running)
    assert said in panel.words.text()
    qtbot.waitUntil(lambda: not list(tmp_path.glob(".evidence-*")))
    assert not panel.findChildren(EvidenceCard)


def test_while_the_console_is_locked_the_signature_waits(panel_of, hub, engine, qtbot, tmp_path):
    panel = panel_of()
    session = hub.access.session
    asked_for(panel, tmp_path).press.click()
    hub.access.take_session(SessionChanged(dataclasses.replace(session, locked=True)))
    engine.locked = lambda: hub.access.session.locked
    qtbot.waitUntil(lambda: panel.progress.value() == 50)
    tasks.run(panel, hub.access.unlock(PASSWORD))
    qtbot.waitUntil(lambda: not panel.making.running)
    assert panel.findChildren(EvidenceCard)
    assert (type(engine.asked[-1]), engine.was_locked[-1]) == (SignManifest, False)


def test_an_empty_time_is_said_in_words(panel_of, camera, qtbot, tmp_path):
    panel = panel_of(EMPTY)
    asked_for(panel, tmp_path).press.click()
    qtbot.waitUntil(lambda: not panel.making.running)
    assert "There is no footage" in panel.words.text()
    panel.set_subject([camera], AT, AT + 60_000)
    assert "There is no footage" in panel.words.text(), "it stays until there is another one"


def test_the_last_exports_of_everybody_are_shown(panel_of, qtbot, camera):
    row = FootageExport("EXP-0003", 3, AT, "mtorres", "sala-1", (camera,), AT, AT + 1000, "fiscalía")
    done = dataclasses.replace(row, signed_at=AT, sha256="cd" * 32, name="b.evidence.zip", size=1000)
    panel = panel_of(exports=[done, dataclasses.replace(row, id="EXP-0002", number=2)])
    qtbot.waitUntil(lambda: bool(panel.findChildren(EvidenceCard)))
    (card,) = panel.findChildren(EvidenceCard)
    assert card.saved.export == "EXP-0003"
    assert not card.proof.text()
