"""Moves one camera: the newest move in place of older ones, and it stands still when nobody goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from video.onvif.device import OnvifDevice
from video.onvif.faults import Fault, OnvifFault

STOPS_AFTER_S = 0.5
"""Since the last call."""
Speeds = tuple[float, float, float]
STILL: Speeds = (0.0, 0.0, 0.0)

Told = Callable[[str], None]
Run = Callable[[Callable[[OnvifDevice], Awaitable[None]]], Awaitable[None]]
"""Does something with the open device; raises OnvifFault."""


class Steering:
    """For one asyncio loop. `told` is called once for each move, with nothing for one that was overtaken."""

    def __init__(self, run: Run, *, stops_after_s: float = STOPS_AFTER_S) -> None:
        self._run, self._stops_after_s = run, stops_after_s
        self._waiting: tuple[Speeds, Told] | None = None
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def move(self, speeds: Speeds, told: Told) -> None:
        if self._waiting is not None:
            self._waiting[1]("")
        self._waiting = (speeds, told)
        self._news.set()
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._go())

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _go(self) -> None:
        """Until it stands still and nobody has asked for more."""
        moving = False
        while moving or self._waiting is not None:
            try:
                async with asyncio.timeout(self._stops_after_s):
                    await self._news.wait()
            except TimeoutError:
                pass
            self._news.clear()
            (speeds, told), self._waiting = self._waiting or (STILL, _nobody), None
            problem = await self._do(speeds)
            moving = speeds != STILL and not problem
            told(problem)

    async def _do(self, speeds: Speeds) -> Fault | str:
        try:
            await self._run(lambda device: device.move(*speeds))
        except OnvifFault as problem:
            return problem.fault
        return ""


def _nobody(_problem: str) -> None:
    return None
