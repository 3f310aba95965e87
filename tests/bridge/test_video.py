"""Cameras at a console: what is kept of what the engine tells, and what is asked of it, with real slots."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from app.bridge.video import EVENTS_KEPT
from app.bridge.video_pictures import LOOK_AGAIN_S, StreamPictures
from app.bridge.views import EngineAway
from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.video.cameras import Picture
from app.domain.video.scenes import Overlay, SceneReview
from app.wire import video as wire
from app.wire.frame_slots import FrameSlotWriter
from app.wire.messages import Done
from tests.bridge.scene import until
from tests.widgets.soft_access import SoftAccounts
from tests.widgets.soft_video import SoftVideo, now_ms, soft_cameras, soft_events, soft_load


@pytest.fixture
def accounts(console_loop):
    made = SoftAccounts()
    made.sign_in("r.quispe")
    return made


@pytest.fixture
def video(accounts, tmp_path):
    made = SoftVideo(accounts.access, tmp_path)
    yield made
    made.close()


@pytest.fixture
def settle(console_loop, video) -> Callable[[], None]:
    """Wait until what is watched has been told."""
    book = video.book

    def told() -> bool:
        return not book._soon.isActive() and (book._sending is None or book._sending.done())

    return lambda: console_loop.run_until_complete(until(told, "what is watched to be told"))


def watched(*cameras: str, width: int = 320) -> tuple[wire.Watched, ...]:
    return tuple(wire.Watched(camera, width) for camera in cameras)


def said(video: SoftVideo) -> list[tuple[wire.Watched, ...]]:
    return [one.tiles for one in video.asked if isinstance(one, wire.WatchCameras)]


def supervisor(video: SoftVideo, count: int = 4) -> None:
    cameras, states, _ = soft_cameras(count)
    video.show(cameras, states, soft_events(cameras, 3))


def test_a_snapshot_then_news(video):
    book = video.book
    heard = {"loaded": 0, "states": [], "events": [], "holds": []}
    book.loaded.connect(lambda: heard.update(loaded=heard["loaded"] + 1))
    book.states_changed.connect(heard["states"].append)
    book.events_changed.connect(heard["events"].append)
    book.holds_changed.connect(heard["holds"].append)
    assert not book.known
    supervisor(video)
    assert (len(book.cameras), len(book.states), len(book.events), heard["loaded"]) == (4, 4, 3, 1)
    assert [event.began for event in book.newest_events()] == sorted(
        (event.began for event in book.events.values()), reverse=True
    )
    gone = replace(book.states["CAM-002"], picture=Picture.NO_SIGNAL)
    reviewed = replace(book.newest_events()[0], review=SceneReview.FALSE)
    video.say(wire.CameraStates((gone,)), wire.SceneEvents((reviewed,)))
    assert book.states["CAM-002"].picture is Picture.NO_SIGNAL
    assert book.events[reviewed.id].review is SceneReview.FALSE
    assert heard["states"] == [("CAM-002",)]
    hold = wire.PtzHold("CAM-001", "sala-1", "r.quispe", now_ms() + 1000)
    video.say(hold, replace(hold, console=""))
    assert heard["holds"] == ["CAM-001", "CAM-001"]
    assert book.holds == {}
    video.say(wire.CamerasChanged(tuple(book.cameras.values())[:1]))
    assert (list(book.cameras), list(book.states)) == (["CAM-001"], ["CAM-001"])


def test_since_when_there_is_no_supervisor(video):
    book = video.book
    assert book.lost_since == 0
    supervisor(video)
    assert book.lost_since == 0
    video.lose()
    assert 0 < book.lost_since <= now_ms()
    assert book.pictures("CAM-001") is None


def test_events_are_kept_within_a_bound(video):
    cameras, _, _ = soft_cameras(2)
    video.show(cameras, [])
    first = soft_events(cameras, 1)[0]
    many = tuple(replace(first, id=f"e{n}", began=first.began + n) for n in range(EVENTS_KEPT + 50))
    video.say(wire.SceneEvents(many))
    assert len(video.book.events) <= EVENTS_KEPT
    assert many[-1].id in video.book.events
    assert many[0].id not in video.book.events


def test_what_is_watched_is_told_once_for_a_burst_and_by_all_parts_together(video, settle):
    supervisor(video)
    for count in range(1, 5):
        video.book.watch(watched(*(f"CAM-00{n}" for n in range(1, count + 1))))
    video.book.watch((wire.Watched("CAM-002", 900, tuning=True),), of="tuning")
    settle()
    (tiles,) = said(video)
    assert [tile.camera for tile in tiles] == ["CAM-001", "CAM-002", "CAM-003", "CAM-004"]
    assert tiles[1] == wire.Watched("CAM-002", 900, tuning=True)
    assert video.book.streams["CAM-003"] == "CAM-003"
    video.book.watch(watched(*(f"CAM-00{n}" for n in range(1, 5))))
    settle()
    assert len(said(video)) == 1, "nothing is another than before"


def test_it_is_told_again_to_another_engine_and_for_another_operator(video, settle, accounts):
    supervisor(video)
    video.book.watch(watched("CAM-001", "CAM-002"))
    settle()
    video.book.clear()
    supervisor(video)
    settle()
    assert len(said(video)) == 2
    accounts.sign_out()
    settle()
    assert len(said(video)) == 2, "nobody watches"
    assert video.book.streams == {}
    video.refused = frozenset({"CAM-002"})
    accounts.sign_in("j.paredes")
    settle()
    assert len(said(video)) == 3
    assert video.book.refused == {"CAM-002"}
    assert video.book.streams == {"CAM-001": "CAM-001"}


def test_nothing_is_told_before_the_engine_has_told_of_cameras(video, settle):
    video.book.watch(watched("CAM-001"))
    settle()
    assert said(video) == []
    supervisor(video)
    settle()
    assert len(said(video)) == 1


def test_an_engine_that_does_not_answer_is_asked_again_when_it_is_back(video, settle):
    supervisor(video)
    video.away = True
    video.book.watch(watched("CAM-001"))
    settle()
    video.away = False
    supervisor(video)
    settle()
    assert video.book.streams == {"CAM-001": "CAM-001"}


def test_acts_come_back_with_their_verdict(video, console_loop):
    supervisor(video)
    run = console_loop.run_until_complete
    assert run(video.book.act(wire.GoToPreset("CAM-001", "Grifo"))).outcome is Outcome.APPLIED
    refused = Verdict(Outcome.REFUSED, refusal=Refusal.NOT_PERMITTED)
    video.answer = Done(refused)
    assert run(video.book.act(wire.MoveCamera("CAM-001", 1.0, 0.0, 0.0))) == refused
    assert run(video.book.find()) == wire.FoundCameras(refused)
    video.away = True
    with pytest.raises(EngineAway):
        run(video.book.act(wire.ClosePlayback("play-1")))


def test_load_is_kept_and_playback_is_told(video):
    supervisor(video)
    video.say(soft_load(shed=3))
    assert video.book.load is not None
    assert video.book.load.shed == 3
    state = wire.PlaybackState("play-1", now_ms(), 1.0, ("CAM-001",))
    heard = []
    video.book.playback_changed.connect(heard.append)
    video.say(state)
    assert heard == [state]


def test_pictures_come_once_each_and_from_a_slot_that_was_made_anew(tmp_path):
    clock = [0.0]
    pictures = StreamPictures(tmp_path, "CAM-001", lambda: clock[0])
    assert pictures.newer() is None
    writer = FrameSlotWriter(tmp_path, "CAM-001")
    writer.write(np.full((90, 160, 4), 7, np.uint8), Overlay(), captured=123)
    frame = pictures.newer()
    assert frame is not None
    assert (frame.captured, frame.pixels.shape, int(frame.pixels[0, 0, 0])) == (123, (90, 160, 4), 7)
    assert pictures.newer() is None
    writer.close()
    writer = FrameSlotWriter(tmp_path, "CAM-001")
    for value in (8, 9):
        writer.write(np.full((90, 160, 4), value, np.uint8), Overlay(), captured=200 + value)
    assert pictures.newer() is None, "the old file is still looked at"
    clock[0] += LOOK_AGAIN_S
    pictures.newer()
    newest = pictures.newer()
    assert newest is not None
    assert int(newest.pixels[0, 0, 0]) == 9
    pictures.close()
    writer.close()
