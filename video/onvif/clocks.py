"""The clocks of all cameras, each asked every few minutes."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.video.cameras import CameraStream
from video.onvif.clock import ClockSource, clock_of, offset_of

AT_ONCE = 8
OnClock = Callable[[str, float], None]
"""Camera, and by how many seconds its clock is behind."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds from one question to the next: a web server that is asked besides shows a camera's pictures,
    and is left in peace for longer."""

    first_s: float = 10.0
    onvif_s: float = 300.0
    http_s: float = 3_600.0


USUAL = Pace()


def clocks_of(streams: Sequence[CameraStream]) -> dict[str, ClockSource]:
    """Whom to ask, by camera; without those that tell no time."""
    found = ((stream.camera, clock_of(stream)) for stream in streams)
    return {camera: source for camera, source in found if source is not None}


class Clocks:
    """For one asyncio loop."""

    def __init__(self, on_clock: OnClock, pace: Pace) -> None:
        self._on_clock, self._pace = on_clock, pace
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._known: dict[str, ClockSource] = {}
        self._asking: dict[str, asyncio.Task[None]] = {}

    def know(self, sources: Mapping[str, ClockSource]) -> None:
        """The cameras there are now; the others are asked no more."""
        for camera in [one for one, source in self._known.items() if sources.get(one) != source]:
            self._asking.pop(camera).cancel()
            del self._known[camera]
        for camera, source in sources.items():
            if camera not in self._known:
                self._known[camera] = source
                self._asking[camera] = asyncio.get_running_loop().create_task(self._ask(camera, source))

    async def end(self) -> None:
        self._known.clear()
        asking, self._asking = list(self._asking.values()), {}
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)

    async def _ask(self, camera: str, source: ClockSource) -> None:
        """Until it is cancelled. A camera that says nothing is told of as it was."""
        pace = self._pace
        await asyncio.sleep(pace.first_s * random.uniform(0.1, 1.0))
        while True:
            async with self._turn:
                offset = await offset_of(source)
            if offset is not None:
                self._on_clock(camera, offset)
            await asyncio.sleep((pace.onvif_s if source.onvif else pace.http_s) * random.uniform(0.9, 1.1))
