"""Draws the pictures of all cameras that somebody looks at, in one thread, and keeps the newest of each."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from app.demo.cameras.figures import Image
from app.demo.cameras.plan import Station
from app.demo.cameras.scene import Scene, Weather
from app.demo.cameras.tally import Tally
from app.demo.fleet.rhythm import Weather as Sky
from app.demo.fleet.rhythm import sun_elevation
from app.domain.video.stages import StageKind

FPS = 13.0
_JPEG_QUALITY = 75
_DUSK_DEG, _DAY_DEG = -6.0, 4.0
"""Heights of the sun between which night becomes day."""
_DRIZZLE_MM_H = 0.3
_SKY_EVERY_S = 5.0
Wall = Callable[[], float]
"""Epoch seconds."""


class Channel:
    """One camera: its newest picture as JPEG, shared by all who look. Any thread."""

    def __init__(self, station: Station, write: Callable[[dict[str, object]], None]) -> None:
        self.station = station
        self._start: float | None = None
        self.scene = Scene(station.kind, station.seed)
        self.tally = Tally(station.id, self.scene, write)
        self.counts = any(stage.kind is StageKind.LINE for stage in station.camera.stages)
        self._changed = threading.Condition()
        self._number, self._jpeg = 0, b""
        self._viewers = 0
        self._ended = False

    @property
    def viewers(self) -> int:
        return self._viewers

    @property
    def number(self) -> int:
        """Of the newest picture; 0 for none yet."""
        return self._number

    def begin(self, start: float) -> None:
        """The script begins at `start`, epoch seconds; before, nothing goes amiss."""
        self._start = start
        self.scene.befall(self.station.happenings(start))

    def reachable(self, at: float) -> bool:
        return not self._ended and (self._start is None or self.station.reachable(at - self._start))

    def enter(self) -> None:
        with self._changed:
            self._viewers += 1

    def leave(self) -> None:
        with self._changed:
            self._viewers -= 1

    def show(self, jpeg: bytes) -> None:
        """A new picture; empty for the last one once more."""
        with self._changed:
            self._number, self._jpeg = self._number + 1, jpeg or self._jpeg
            self._changed.notify_all()

    def newer(self, than: int, limit_s: float) -> tuple[int, bytes] | None:
        """The newest picture after number `than` and its number; None at the end or after the limit.

        Who is slow misses pictures and never holds up the others.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._ended or self._number > than, limit_s)
            return None if self._ended or self._number <= than else (self._number, self._jpeg)

    def end(self) -> None:
        with self._changed:
            self._ended = True
            self._changed.notify_all()


class Studio:
    """`start` begins to draw, `stop` ends the thread. Cameras that nobody looks at are not drawn."""

    def __init__(
        self,
        stations: Iterable[Station],
        seed: int,
        *,
        write: Callable[[dict[str, object]], None],
        wall: Wall = time.time,
    ) -> None:
        """`write` is told what truly happened."""
        self.channels = {each.id: Channel(each, write) for each in stations if not each.dead}
        self._wall = wall
        self._sky = Sky(seed)
        self._daylight, self._weather, self._sky_until = 1.0, Weather.DRY, 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="demo-cameras", daemon=True)

    @property
    def wall(self) -> Wall:
        return self._wall

    def start(self) -> None:
        self._thread.start()

    def begin(self, start: float) -> None:
        """The script begins at `start`, epoch seconds. Any thread."""
        for channel in self.channels.values():
            channel.begin(start)

    def stop(self) -> None:
        self._stop.set()
        for channel in self.channels.values():
            channel.end()
        self._thread.join()

    def _run(self) -> None:
        cv2.setNumThreads(1)
        due = time.monotonic()
        pause = 1.0 / FPS / max(1, len(self.channels))
        order = list(self.channels.values())
        place = 0
        while not self._stop.wait(max(0.0, due - time.monotonic())):
            self._attend(order[place % len(order)])
            place += 1
            due = max(due + pause, time.monotonic() - 1.0 / FPS)

    def _attend(self, channel: Channel) -> None:
        """Each camera has its own moment within the time of a frame, so that the work is spread evenly."""
        if not channel.viewers:
            return
        at = self._wall()
        self._look_at_the_sky(at)
        channel.tally.look(at)
        channel.tally.go_on(at)
        if channel.reachable(at):
            channel.show(self._picture(channel, at))

    def _picture(self, channel: Channel, at: float) -> bytes:
        if channel.number and channel.scene.frozen(at):
            return b""
        image = channel.scene.frame(at, self._daylight, self._weather)
        if channel.counts:
            _burn(image, channel.tally)
        _, jpeg = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
        return jpeg.tobytes()

    def _look_at_the_sky(self, at: float) -> None:
        if at < self._sky_until:
            return
        self._sky_until = at + _SKY_EVERY_S
        now = np.array([at])
        height = float(sun_elevation(now)[0])
        self._daylight = min(1.0, max(0.0, (height - _DUSK_DEG) / (_DAY_DEG - _DUSK_DEG)))
        self._weather = Weather.RAIN if float(self._sky.drizzle(now)[0]) > _DRIZZLE_MM_H else Weather.DRY


def _burn(image: Image, tally: Tally) -> None:
    """The running truth small in the corner, as tiles say it: forward (up), backward (down)."""
    corner: NDArray[np.uint8] = image[4:18, 4:138]
    corner[:] = corner // 3
    for x, tip, tail in ((10, 7, 15), (58, 15, 7)):
        cv2.arrowedLine(image, (x, tail), (x, tip), _WHITE, 1, cv2.LINE_8, 0, 0.45)
    for x, text in ((15, str(tally.forward)), (63, str(tally.backward)), (106, "real")):
        cv2.putText(image, text, (x, 15), cv2.FONT_HERSHEY_SIMPLEX, 0.35, _WHITE, 1, cv2.LINE_8)


_WHITE = (225, 225, 225)
