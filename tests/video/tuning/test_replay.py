"""Footage on the tuning page: played with what is drawn, and live again when it ends or is left."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QDateTime, Qt

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.operators import Operator
from app.domain.video.scenes import Overlay
from app.domain.video.stages import StageKind
from app.wire.messages import Done
from app.wire.video import ClosePlayback, OpenPlayback, PlaybackState
from tests.widgets.soft_video import soft_overlay, street

SINCE = 1_790_000_000_000
LIMIT = 20_000


@pytest.fixture
def tuner(hub) -> None:
    """Somebody who changes settings and plays footage."""
    hub.accounts.team["t.lara"] = Operator("t.lara", "T. Lara", ("engineer", "dispatcher"))
    hub.accounts.sign_in("t.lara")


@pytest.fixture
def replay(page, tuner):
    page.recount.since.setDateTime(QDateTime.fromMSecsSinceEpoch(SINCE))
    return page.recount.replay


def opened(hub) -> list[OpenPlayback]:
    return [one for one in hub.cameras.asked if isinstance(one, OpenPlayback)]


def closed(hub) -> list[str]:
    return [one.session for one in hub.cameras.asked if isinstance(one, ClosePlayback)]


def play(replay, hub, qtbot) -> OpenPlayback:
    qtbot.mouseClick(replay.press, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(replay.stream), timeout=LIMIT)
    return opened(hub)[-1]


def said_of(hub, session: str, at: int, speed: float = 1.0, **more: object) -> None:
    hub.cameras.say(PlaybackState(session, at, speed, ("CAM-001",), **more))


def test_footage_is_played_with_what_is_drawn_and_not_yet_in_force(page, replay, hub, qtbot):
    page.stages.choose("L1")
    page.form.numbers["centres"].click()
    page.kinds.setCurrentIndex(page.kinds.findData(StageKind.LINE))
    page.add.click()
    act = play(replay, hub, qtbot)
    assert (act.cameras, act.at, act.speed) == (("CAM-001",), SINCE, 1.0)
    assert act.tuned == replace(page.book.camera, stages=page.book.camera.stages[:-1]), "a line without ends"
    assert act.tuned != page.book.kept
    assert replay.press.text() == "Back to live"
    assert not page.canvas.pictured, "what was live is not taken for footage"
    hub.cameras.send(f"{act.session}/CAM-001", street(3), soft_overlay(3))
    qtbot.waitUntil(lambda: page.canvas.pictured, timeout=LIMIT)
    assert page.canvas._overlay == soft_overlay(3)
    said_of(hub, act.session, SINCE + 2_000)
    assert page.recount.played.isVisible()
    assert page.recount.played.text().startswith("Footage of ")


def test_what_moves_is_shown_on_footage_where_it_is_wanted(page, replay, hub, qtbot):
    act = play(replay, hub, qtbot)
    seen = replace(soft_overlay(3), mask=bytes(cv2.imencode(".png", np.full((180, 320), 255, np.uint8))[1]))
    for wanted in (True, False):
        page.moving.setChecked(wanted)
        hub.cameras.send(f"{act.session}/CAM-001", street(3), seen)
        qtbot.waitUntil(lambda: page.canvas._mask.isNull() is not wanted, timeout=LIMIT)  # noqa: B023
    assert page.canvas._overlay.tracks == seen.tracks


def test_the_same_button_goes_back_live_by_the_keys(page, replay, hub, qtbot):
    act = play(replay, hub, qtbot)
    replay.press.setFocus()
    qtbot.keyClick(replay.press, Qt.Key.Key_Space)
    assert (replay.stream, replay.press.text()) == ("", "Play with the analysis")
    qtbot.waitUntil(lambda: closed(hub) == [act.session], timeout=LIMIT)
    hub.cameras.send("CAM-001", street(1), Overlay())
    qtbot.waitUntil(lambda: page.canvas.pictured, timeout=LIMIT)
    assert not page.recount.played.isVisible()


@pytest.mark.parametrize(
    ("at", "more", "said"),
    [
        (SINCE + 15 * 60_000, {}, "The footage is over"),
        (SINCE + 60_000, {"ended": True}, "The footage is over"),
        (SINCE + 60_000, {"speed": 0.0}, "The footage is over"),
    ],
)
def test_at_its_end_the_picture_is_live_again(page, replay, hub, qtbot, at, more, said):
    act = play(replay, hub, qtbot)
    said_of(hub, act.session, SINCE + 1_000)
    said_of(hub, act.session, at, **more)
    assert replay.stream == ""
    assert page.recount.played.text().startswith(said)
    qtbot.waitUntil(lambda: closed(hub) == [act.session], timeout=LIMIT)


def test_a_span_without_footage_is_said_to_be_one(page, replay, hub, qtbot):
    act = play(replay, hub, qtbot)
    said_of(hub, act.session, SINCE, faults=(("CAM-001", "no_footage"),))
    assert replay.stream
    said_of(hub, act.session, SINCE + 86_400_000)
    assert (replay.stream, page.recount.played.text()) == ("", "Nothing is recorded of this camera then.")


def test_a_refusal_is_said_and_the_picture_stays_live(page, replay, hub, qtbot):
    hub.cameras.answer = Done(Verdict(Outcome.REFUSED, refusal=Refusal.TOO_MANY))
    qtbot.mouseClick(replay.press, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: replay.press.text() == "Play with the analysis", timeout=LIMIT)
    assert replay.stream == ""
    assert page.recount.played.text()
    assert closed(hub) == []


@pytest.mark.parametrize("leave", ["camera", "page", "operator"])
def test_nothing_goes_on_playing_that_nobody_looks_at(page, replay, hub, qtbot, leave):
    act = play(replay, hub, qtbot)
    if leave == "camera":
        page.choose_camera("CAM-002")
    elif leave == "page":
        page.hide()
    else:
        hub.accounts.sign_in("m.rojas")
    assert replay.stream == ""
    qtbot.waitUntil(lambda: closed(hub) == [act.session], timeout=LIMIT)


def test_another_supervisor_knows_nothing_of_what_played(page, replay, hub, qtbot):
    play(replay, hub, qtbot)
    hub.cameras.lose()
    assert replay.stream == ""
    assert closed(hub) == []


def test_who_plays_footage_tries_an_analysis_on_it_and_cannot_put_it_in_force(page, hub, qtbot):
    hub.accounts.sign_in("r.quispe")
    assert page.currentWidget() is not page.barred
    page.recount.since.setDateTime(QDateTime.fromMSecsSinceEpoch(SINCE))
    page.stages.choose("L1")
    page.form.numbers["centres"].click()
    assert page.book.changed
    assert play(page.recount.replay, hub, qtbot).tuned == page.book.camera
    assert not page.apply.isEnabled()
    assert "engineering or administration" in page.apply.toolTip()


def test_who_plays_the_footage_of_some_districts_tunes_no_other_cameras(page, hub):
    near, *_ = (device for device in hub.devices if device.kind == "camera")
    hub.introduce(replace(near, zone="Centro"))
    hub.accounts.team["t.lara"] = Operator("t.lara", "T. Lara", ("dispatcher",), zones=("Centro",))
    hub.accounts.sign_in("t.lara")
    assert [page.cameras.itemData(row) for row in range(page.cameras.count())] == [near.id]
    assert page.book.kept.id == near.id
    hub.accounts.sign_in("m.rojas")
    assert page.cameras.count() == 4, "settings are those of all cameras"


def test_who_may_not_play_footage_is_told_who_may(page, hub):
    press = page.recount.replay.press
    assert not press.isEnabled()
    assert "dispatch" in press.toolTip()
