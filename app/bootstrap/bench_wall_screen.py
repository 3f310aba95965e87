"""The console's half of `bench wall`: its wall, what is painted on it, and how old that is.

How old a picture is tell the number that is drawn in it and the table of when each number was sent.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject

from app.bootstrap.bench_wall_streams import PICTURES, SentTimes, number_in
from app.bootstrap.commands import Unable
from app.bridge.engine_link import LinkPlan
from app.bridge.history import History
from app.bridge.hub import Hub, HubIdentity
from app.domain.rights import Grant, Right
from app.domain.video.cameras import Camera, Picture
from app.settings.catalogue import load_catalogue
from app.wire.access import Session, SessionChanged
from app.wire.video import CameraStates, VideoSnapshot, Watched
from video.wall.wall import CameraWall
from video.worker.messages import StatesNow
from widgets.look import Look
from widgets.style import load_fonts

WALL_W, WALL_H = 1284, 812
FIRST_PICTURES_S, LOOKED_EVERY_S = 30.0, 0.02


@dataclass(frozen=True, slots=True)
class Painted:
    """A picture that came onto the wall: monotonic seconds, its number in the film and in its slot."""

    at: float
    number: int
    sequence: int


@contextlib.contextmanager
def shown_wall(place: Path, names: Sequence[str], times: SentTimes) -> Iterator[Screen]:
    """Without an engine: nothing is asked."""
    load_fonts()
    catalogue = load_catalogue()
    hub = Hub(
        catalogue,
        HubIdentity("en", "bench", "Bench"),
        LinkPlan(place, "bench", None),
        History(place, catalogue),
    )
    wall = CameraWall(hub, Look(still=True))
    try:
        yield Screen(wall, hub, names, times)
    finally:
        wall.hide()
        wall.deleteLater()
        for part in (hub.history, hub.footage, hub.incidents, hub.reports, hub.video):
            part.close()  # the hub itself was never started


class Screen(QObject):
    """GUI thread. Lists are of what was painted since `forget`."""

    def __init__(self, wall: CameraWall, hub: Hub, names: Sequence[str], times: SentTimes) -> None:
        super().__init__(wall)
        self._wall, self._hub, self._times = wall, hub, times
        self._places = {name: place for place, name in enumerate(names)}
        self._seen: dict[str, int] = {}
        self._last: dict[str, int] = {}
        """Of each camera the number in its slot."""
        self.forget()
        wall.installEventFilter(self)
        wall.resize(WALL_W, WALL_H)
        wall.show_cameras(list(names))
        wall.show()

    def forget(self) -> None:
        self.work_ms: list[float] = []
        self.used_ms: list[float] = []
        """Of the processor, which other programs do not lengthen."""
        self.ages_ms: dict[str, list[float]] = {}
        self.painted: dict[str, list[Painted]] = {}
        self._before = dict(self._last)

    # What engine and supervisor would say

    def tell(self, slots: Path, cameras: Sequence[Camera]) -> None:
        now = int(time.time() * 1000)
        rights = (Grant(Right.SEE), Grant(Right.VIDEO_LIVE))
        self._hub.access.take_session(SessionChanged(Session("bench", "Bench", (), rights, now)))
        video = self._hub.video
        states = tuple(video.states.values())
        video.handlers()[VideoSnapshot](VideoSnapshot(str(slots), now, tuple(cameras), states, (), "", 45))
        video.streams.update((camera.id, camera.id) for camera in cameras)
        video.watching_changed.emit()

    def take_states(self, told: StatesNow) -> None:
        self._hub.video.handlers()[CameraStates](CameraStates(told.states))

    @property
    def watched(self) -> tuple[Watched, ...]:
        return self._hub.video.watched()

    # What is to be seen

    async def all_shown(self) -> None:
        """Raises Unable."""
        if await self.back(list(self._places), FIRST_PICTURES_S) is None:
            raise Unable("The cameras show nothing.")

    async def back(self, names: Sequence[str], limit_s: float) -> float | None:
        """When all of these had a picture out of a slot that was made since `forget`, monotonic seconds; None
        if they never had."""
        if await _comes(lambda: all(map(self._anew, names)), limit_s):
            return max(self._anew(name) for name in names)
        return None

    def _anew(self, camera: str) -> float:
        """A new slot counts from the beginning."""
        before = self._before.get(camera, math.inf)
        return next((one.at for one in self.painted.get(camera, []) if one.sequence < before), 0.0)

    async def said(self, camera: str, picture: Picture, limit_s: float) -> float | None:
        """When the console knew that a camera is so."""
        states = self._hub.video.states
        return time.monotonic() if await _comes(lambda: states[camera].picture is picture, limit_s) else None

    def losses(self, names: Sequence[str]) -> dict[str, Any]:
        """Pictures that were sent and came not into the slot, or not from there onto the wall, and the
        longest time without one; the worst camera of each."""
        told = [self._losses_of(self.painted.get(name, [])) for name in names]
        return {
            "pictures_least": min(len(self.painted.get(name, [])) for name in names),
            "lost_before_slot_most": max(each[0] for each in told),
            "lost_after_slot_most": max(each[1] for each in told),
            "longest_gap_ms": round(max(each[2] for each in told) * 1000),
        }

    def _losses_of(self, painted: list[Painted]) -> tuple[int, int, float]:
        before = after = 0
        gap = 0.0
        for one, following in itertools.pairwise(painted):
            sent = (following.number - one.number) % PICTURES
            written = (following.sequence - one.sequence) // 2
            before, after = before + sent - written, after + written - 1
            gap = max(gap, following.at - one.at)
        return before, after, gap

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Paint:
            return False
        began, used = time.perf_counter(), time.thread_time()
        self._wall.event(event)
        self.work_ms.append((time.perf_counter() - began) * 1000)
        self.used_ms.append((time.thread_time() - used) * 1000)
        self._note_painted()
        return True

    def _note_painted(self) -> None:
        now = time.time()
        for camera, shot in self._wall.sources.shots.items():
            if self._seen.get(camera) == shot.captured:
                continue
            self._seen[camera] = shot.captured
            frame = self._wall.sources.frame(camera)
            number = number_in(shot.pixels)
            if frame is None or number >= PICTURES:
                continue
            age = now - self._times.of(self._places[camera], number)
            self.ages_ms.setdefault(camera, []).append(age * 1000)
            self._last[camera] = frame[1].sequence
            self.painted.setdefault(camera, []).append(Painted(time.monotonic(), number, frame[1].sequence))


async def _comes(holds: Callable[[], bool], limit_s: float) -> bool:
    until = time.monotonic() + limit_s
    while not holds():
        if time.monotonic() > until:
            return False
        await asyncio.sleep(LOOKED_EVERY_S)
    return True
