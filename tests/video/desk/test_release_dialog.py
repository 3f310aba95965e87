"""Releasing protected recordings: what is offered, what is asked for, and what is said when it is refused."""

import dataclasses

import pytest
from PySide6.QtCore import Qt

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.rights import Grant, Right
from app.domain.video.recordings import FootageClass, Segment
from app.store.faults import StoreUnavailable
from app.wire.access import SessionChanged
from app.wire.messages import Done
from app.wire.video import ReleaseClip
from tests.widgets.conftest import gui_loop
from tests.widgets.soft_hub import SoftHub
from video.desk.release_dialog import ReleaseDialog

__all__ = ["gui_loop"]
MINUTE = 60_000


@pytest.fixture
def hub(gui_loop) -> SoftHub:
    hub = SoftHub(devices=40, alarms=0)
    hub.accounts.sign_in("r.quispe")
    return hub


@pytest.fixture
def camera(hub) -> str:
    return next(device.id for device in hub.devices if device.kind == "camera")


@pytest.fixture
def opened(hub, qtbot, camera):
    """A dialog over two locked minutes, an hour later one more, and one minute that nobody locked."""
    since = hub.now() - 7_200_000

    def segment(minute, footage=FootageClass.LOCKED):
        began = since + minute * MINUTE
        return Segment(camera, began, began + MINUTE - 100, f"{camera}/d/{minute}.mkv", 9, footage)

    def make(fails=False):
        async def segments(cameras, since_ms, until_ms):
            if fails:
                raise StoreUnavailable("not there")
            assert (tuple(cameras), since_ms, until_ms) == ((camera,), since, since + 90 * MINUTE)
            return [segment(0), segment(1), segment(2, FootageClass.EVENT), segment(60)]

        dialog = ReleaseDialog(hub, None, segments, (camera,), since, since + 90 * MINUTE)
        qtbot.addWidget(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.waitUntil(lambda: "Reading" not in dialog.why.text())
        dialog.show()
        return dialog, since

    return make


def tick(dialog, row):
    dialog.clips.item(row).setCheckState(Qt.CheckState.Checked)


def test_what_is_ticked_is_released_with_the_reason(opened, hub, camera, qtbot):
    dialog, since = opened()
    assert dialog.clips.count() == 2, "two minutes on end are one recording"
    assert not dialog.press.isEnabled()
    tick(dialog, 0)
    assert dialog.why.text() == "Write the reason."
    dialog.reason.setText(" caso cerrado ")
    with qtbot.waitSignal(dialog.said):
        dialog.press.click()
    asked = [one for one in hub.cameras.asked if isinstance(one, ReleaseClip)]
    assert asked == [ReleaseClip(camera, since, since + 2 * MINUTE - 100, "caso cerrado")]


def test_a_refusal_is_said_and_the_dialog_stays(opened, hub, qtbot):
    dialog, _ = opened()
    tick(dialog, 1)
    dialog.reason.setText("x")
    hub.cameras.answer = Done(Verdict(Outcome.REFUSED, refusal=Refusal.VIDEO_AWAY))
    dialog.press.click()
    qtbot.waitUntil(lambda: "video supervisor" in dialog.why.text())
    assert dialog.isVisible()
    assert dialog.press.isEnabled()


def test_who_may_not_export_releases_nothing_and_reads_why(opened, hub):
    dialog, _ = opened()
    session = hub.access.session
    changed = dataclasses.replace(session, grants=(Grant(Right.VIDEO_PLAYBACK),))
    hub.access.take_session(SessionChanged(changed))
    tick(dialog, 0)
    dialog.reason.setText("x")
    assert not dialog.press.isEnabled()
    assert dialog.why.text()


def test_an_index_that_cannot_be_read_is_said(opened):
    dialog, _ = opened(fails=True)
    assert dialog.why.text() == "What is recorded cannot be read now."
    assert not dialog.press.isEnabled()
