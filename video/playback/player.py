"""Several cameras by one clock: speeds, standing still, single steps, gaps, and what is told of it."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from app.wire.video import PlaybackState, SteerPlayback
from video.evidence.blurring import Blurring
from video.playback.analysis import Analysis
from video.playback.faults import PlaybackFault
from video.playback.files import CameraFiles
from video.playback.messages import BeginPlayback
from video.playback.reel import Reel
from video.playback.screen import Screen

KEY_FRAMES_ABOVE = 4.0
FASTEST = 16.0
SLOWEST_TICK_S = 0.2
"""Where decoding takes longer all cameras go slower, together, instead of jumping."""
GAP_SHOWN_S = 1.0
"""No footage of any camera is shown for so long; then it goes on at the next there is."""
MOST_STEPS = 50
MOST_THREADS = 4
WIDTHS = ((1, 1920), (4, 1280), (9, 960), (16, 640))
"""Up to how many cameras how wide the pictures are, in pixels: more than a tile has nobody sees."""


@dataclass(slots=True)
class _Camera:
    id: str
    reel: Reel
    screen: Screen

    @property
    def fault(self) -> str:
        return self.reel.fault or (PlaybackFault.NO_ROOM if self.screen.full else "")


class Player:
    """One thread. `clock` is in seconds; `now` is wall time in epoch ms."""

    def __init__(
        self,
        begin: BeginPlayback,
        zone: dt.tzinfo,
        *,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    ) -> None:
        self._session, self._clock, self._now = begin.session, clock, now
        self._at = float(begin.at)
        self._speed = _sound(begin.speed)
        self._cameras = list(self._opened(begin, zone))
        # Decoding lets others run meanwhile: each camera is advanced on a thread, and all are waited for.
        self._pool = ThreadPoolExecutor(min(MOST_THREADS, os.cpu_count() or 1), "playback")
        self._learner = ThreadPoolExecutor(1, "learning")
        self._learning: tuple[Screen, Future[Blurring]] | None = None
        self._ticked = clock()
        self._nothing_since: float | None = None
        self._seek(begin.at)

    @property
    def state(self) -> PlaybackState:
        faults = tuple((each.id, each.fault) for each in self._cameras if each.fault)
        cameras = tuple(each.id for each in self._cameras)
        return PlaybackState(self._session, int(self._at), self._speed, cameras, faults=faults)

    def tick(self) -> None:
        """Show what is due now; called many times a second, at least while it plays."""
        now = self._clock()
        elapsed, self._ticked = min(now - self._ticked, SLOWEST_TICK_S), now
        if self._speed > 0:
            # What has not been recorded yet is not shown: at the end of it all it goes on as it comes.
            self._at = min(self._at + elapsed * 1000 * self._speed, float(self._now()))
            self._show()
            self._pass_gap(now)
        self._learn()

    def steer(self, asked: SteerPlayback) -> None:
        self._speed = _sound(asked.speed)
        self._nothing_since = None
        if asked.at > 0:
            for each in self._cameras:
                each.screen.leap()
            self._seek(asked.at)
        if asked.step:
            self._speed = 0.0
            self._step(asked.step)

    def close(self) -> None:
        self._pool.shutdown()
        self._learner.shutdown(cancel_futures=True)
        for each in self._cameras:
            each.reel.close()
            each.screen.close()

    @property
    def _keys_only(self) -> bool:
        return self._speed > KEY_FRAMES_ABOVE

    def _opened(self, begin: BeginPlayback, zone: dt.tzinfo) -> Iterator[_Camera]:
        cameras, privacy = tuple(dict.fromkeys(begin.cameras)), dict(begin.privacy)
        wide = next((wide for most, wide in WIDTHS if len(cameras) <= most), WIDTHS[-1][1])
        for camera in cameras:
            files = CameraFiles(Path(begin.recordings), camera, zone, self._clock)
            screen = Screen(
                Path(begin.slots),
                f"{begin.session}/{camera}",
                files,
                blurred=camera in begin.blurred,
                blur_all=begin.blur_all,
                most_wide=wide,
                privacy=privacy.get(camera, ()),
                analysis=_analysis(begin, camera, zone),
            )
            yield _Camera(camera, Reel(files, self._clock), screen)

    def _seek(self, at: int) -> None:
        self._at = float(at)

        def seek(one: _Camera) -> None:
            shown = one.reel.seek(at, keys_only=self._keys_only)
            if shown is not None:
                one.screen.show(shown)
            else:
                one.screen.show_nothing(at)

        self._with_all(seek)

    def _show(self) -> None:
        at = int(self._at)

        def show(one: _Camera) -> None:
            shown = one.reel.advance(at, keys_only=self._keys_only)
            if shown is not None:
                one.screen.show(shown)
            elif one.reel.fault:
                one.screen.show_nothing(at)

        self._with_all(show)

    def _with_all(self, work: Callable[[_Camera], None]) -> None:
        """What one of them raises is raised."""
        for _ in self._pool.map(work, self._cameras):
            pass

    def _pass_gap(self, now: float) -> None:
        """Where no camera has anything, on to the first that has again; where none has, it stands still."""
        if any(each.reel.fault != PlaybackFault.NO_FOOTAGE for each in self._cameras):
            self._nothing_since = None
            return
        if self._nothing_since is None:
            self._nothing_since = now
        if now - self._nothing_since < GAP_SHOWN_S:
            return
        self._nothing_since = None
        nexts = [after.began for each in self._cameras if (after := each.reel.files.after(int(self._at)))]
        if nexts:
            self._seek(min(nexts))
        elif self._now() - self._at > 1000 * GAP_SHOWN_S:
            self._speed = 0.0

    def _step(self, frames: int) -> None:
        """By the pictures of the first camera that has any; the others follow in time."""
        for _ in range(min(abs(frames), MOST_STEPS)):
            at = int(self._at)
            found = (self._beside(each.reel, at, forward=frames > 0) for each in self._cameras)
            wall = next((wall for wall in found if wall is not None), None)
            if wall is None:
                return
            self._seek(wall)

    def _beside(self, reel: Reel, at: int, *, forward: bool) -> int | None:
        if forward:
            return reel.following(at)
        shown = reel.seek(at)
        return reel.preceding(shown.wall if shown is not None else at)

    def _learn(self) -> None:
        """What stands behind the pictures of one camera at a time, beside all else."""
        if self._learning is not None:
            screen, future = self._learning
            if not future.done():
                return
            self._learning = None
            screen.know(future.result())
        for each in self._cameras:
            find_out = each.screen.unknown_street()
            if find_out is not None:
                self._learning = each.screen, self._learner.submit(find_out)
                return


def _analysis(begin: BeginPlayback, camera: str, zone: dt.tzinfo) -> Analysis | None:
    if begin.tuned is None or begin.tuned.id != camera:
        return None
    return Analysis(begin.tuned, zone, Path(begin.models) if begin.models else None)


def _sound(speed: float) -> float:
    """Backwards there is only single steps."""
    return min(max(speed, 0.0), FASTEST)
