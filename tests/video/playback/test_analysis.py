"""Analysis tried on footage while it is played: its overlay goes into the slot with the very picture."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from app.domain.video.cameras import Camera
from app.domain.video.scenes import Overlay
from app.domain.video.stages import Stage, StageKind
from app.wire.frame_slots import SlotFrame
from app.wire.video import SteerPlayback
from tests.video.analytics.drawn import CAR, FLAT, HEIGHT, STEP_MS, WIDTH, Drawn
from tests.video.playback.recorded import frame_of, record
from tests.video.recording.pictured import T0, ZONE
from video.media.packets import PacketView
from video.playback.messages import BeginPlayback
from video.playback.player import Player

SECONDS = 9
LEARNT_S = 4
"""Then a car comes in from the left."""
ACROSS = Stage("L1", StageKind.LINE, points=((0.5, 0.0), (0.5, 1.0)))
SCENE = Stage("tamper", StageKind.TAMPER, options=FLAT)
TUNED = Camera("CAM-1", stages=(SCENE, ACROSS))


def car(at: float) -> tuple[object, ...]:
    return () if at < LEARNT_S else ((30 + (at - LEARNT_S) * 50, 110, CAR, 30),)


def encoded() -> list[PacketView]:
    """At the pace of analysis, a key frame a second."""
    context = av.CodecContext.create("mpeg4", "w")
    context.width, context.height, context.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    context.time_base, context.framerate, context.gop_size = Fraction(1, 1000), 1000 // STEP_MS, 5
    context.bit_rate = 4_000_000
    drawn, found = Drawn(car), []
    for number in range(SECONDS * 1000 // STEP_MS):
        frame = av.VideoFrame.from_ndarray(drawn.frame(number), format="gray").reformat(format="yuv420p")
        frame.pts, frame.time_base = number * STEP_MS, context.time_base
        found += [
            PacketView(
                "mpeg4", b"", WIDTH, HEIGHT, Fraction(1, 1000), packet.pts, packet.dts, packet.is_keyframe,
                bytes(packet), T0 + number * STEP_MS,
            )
            for packet in context.encode(frame)
        ]  # fmt: skip
    return found


class Show:
    def __init__(self, folder: Path, tuned: Camera | None, blurred: tuple[str, ...] = ()) -> None:
        self.slots, self.time = folder / "slots", 100.0
        self.slots.mkdir()
        record(folder / "recordings", "CAM-1", encoded())
        begin = BeginPlayback(
            "p1", str(self.slots), str(folder / "recordings"), "UTC", ("CAM-1",), T0, blurred=blurred,
            blur_all=True, tuned=tuned,
        )  # fmt: skip
        self.player = Player(begin, ZONE, clock=lambda: self.time, now=lambda: T0 + 3_600_000)

    def run(self, seconds: float) -> list[SlotFrame]:
        """The pictures that were shown meanwhile."""
        frames: dict[int, SlotFrame] = {}
        for _ in range(round(seconds / 0.1)):
            self.time += 0.1
            self.player.tick()
            frame = frame_of(self.slots, "p1", "CAM-1")
            assert frame is not None
            frames[frame.media_ms] = frame
        return list(frames.values())

    def overlay(self) -> Overlay:
        frame = frame_of(self.slots, "p1", "CAM-1")
        assert frame is not None
        return frame.overlay


@pytest.fixture(name="shows")
def _shows() -> Iterator[list[Show]]:
    made: list[Show] = []
    yield made
    for show in made:
        show.player.close()


def test_boxes_counts_and_what_moves_lie_on_the_picture_in_which_they_were_seen(
    tmp_path: Path, shows: list[Show]
) -> None:
    shows.append(show := Show(tmp_path, TUNED))
    frames = show.run(SECONDS - 0.5)
    boxed = [frame for frame in frames if frame.overlay.tracks]
    assert len(boxed) > 8
    for frame in boxed:
        (track,) = frame.overlay.tracks
        middle = 30 + ((frame.media_ms - T0) / 1000 - LEARNT_S) * 50
        assert (track.left + track.width / 2) * WIDTH == pytest.approx(middle, abs=12)
        mask = cv2.imdecode(np.frombuffer(frame.overlay.mask, np.uint8), cv2.IMREAD_GRAYSCALE)
        assert mask[100, round(middle)] == 255
    (line,) = frames[-1].overlay.lines
    assert (line.stage, line.forward + line.backward) == ("L1", 1)


def test_after_a_seek_and_a_step_back_nothing_is_known_of_what_was_before(
    tmp_path: Path, shows: list[Show]
) -> None:
    shows.append(show := Show(tmp_path, TUNED))
    show.run(7.0)
    assert show.overlay().tracks
    show.player.steer(SteerPlayback("p1", 0.0, step=1))
    assert show.overlay().tracks, "a step forward goes on"
    show.player.steer(SteerPlayback("p1", 0.0, step=-1))
    assert (show.overlay().tracks, show.overlay().lines[0].forward) == ((), 0)
    show.player.steer(SteerPlayback("p1", 1.0, at=T0))
    show.run(6.0)
    assert show.overlay().tracks
    show.player.steer(SteerPlayback("p1", 0.0, at=show.player.state.at + 500))
    assert show.overlay().tracks == ()


@pytest.mark.parametrize("tuned", [None, TUNED])
def test_without_it_nothing_is_drawn_and_with_it_all_is_as_blurred_as_ever(
    tmp_path: Path, shows: list[Show], tuned: Camera | None
) -> None:
    shows.append(show := Show(tmp_path, tuned, ("CAM-1",)))
    frames = show.run(6.5)
    assert any(frame.overlay != Overlay() for frame in frames) is (tuned is not None)
    square = frames[-1].pixels[:8, :8, :3]
    assert (square == square[0, 0]).all(), "coarse squares"


def test_what_is_black_is_not_analysed(tmp_path: Path, shows: list[Show]) -> None:
    whole = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
    shows.append(show := Show(tmp_path, Camera("CAM-1", stages=(SCENE, ACROSS), privacy=(whole,))))
    assert not any(frame.overlay.tracks for frame in show.run(6.5))
