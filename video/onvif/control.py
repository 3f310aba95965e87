"""Steers and finds ONVIF cameras: one thread with its own asyncio loop, started when it is first needed."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.video.cameras import CameraStream
from app.wire.video import FoundCamera
from video.onvif.addresses import Address, address_of
from video.onvif.clock import ClockSource
from video.onvif.clocks import USUAL, Clocks, OnClock, Pace, clocks_of
from video.onvif.device import ANSWER_LIMIT_S, OnvifDevice, Profile
from video.onvif.faults import Fault, OnvifFault
from video.onvif.finding import find_cameras, look_at
from video.onvif.probe import GROUP, LISTENS_S
from video.onvif.steering import STOPS_AFTER_S, Steering
from video.onvif.watching import FIRST_PAUSE_S, OnEvent, watch

ENDS_WITHIN_S = 3.0
Told = Callable[[str], None]
"""Called once with a word of `Fault`, empty when it was done; on the thread."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Timing:
    """Tests use short ones, and devices of their own."""

    answer_s: float = ANSWER_LIMIT_S
    stops_after_s: float = STOPS_AFTER_S
    listens_s: float = LISTENS_S
    first_pause_s: float = FIRST_PAUSE_S
    group: tuple[tuple[str, int], ...] = (GROUP,)
    clocks: Pace = USUAL


class _Steered:
    """A camera with its session, which is opened when it is needed and again after a fault."""

    def __init__(self, stream: CameraStream, address: Address, timing: Timing) -> None:
        self.stream, self.address = stream, address
        self._timing = timing
        self._device: OnvifDevice | None = None
        self._turn = asyncio.Lock()
        self.steering = Steering(self.run, stops_after_s=timing.stops_after_s)

    async def run(self, do: Callable[[OnvifDevice], Awaitable[None]]) -> None:
        async with self._turn:
            try:
                if self._device is None:
                    stream = self.stream
                    self._device = OnvifDevice(
                        self.address, stream.user, stream.password, limit_s=self._timing.answer_s
                    )
                    await self._device.open()
                await do(self._device)
            except OnvifFault as problem:
                if problem.fault not in (Fault.REFUSED, Fault.UNKNOWN_PRESET, Fault.UNSUPPORTED):
                    await self._drop()
                raise

    async def close(self) -> None:
        await self.steering.close()
        await self._drop()

    async def _drop(self) -> None:
        device, self._device = self._device, None
        if device is not None:
            await device.close()


class OnvifControl:
    """The supervisor's `CameraControl`. Every call returns at once, from any thread. With `on_event` it also
    fetches the events of all cameras, with `on_clock` asks them for the time; both are called there."""

    def __init__(
        self,
        on_event: OnEvent | None = None,
        timing: Timing = Timing(),
        *,
        on_clock: OnClock | None = None,
    ) -> None:
        self._on_event, self._on_clock, self._timing = on_event, on_clock, timing
        self._guard = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._closed = False
        # From here on the thread's alone.
        self._steered: dict[str, _Steered] = {}
        self._watching: dict[str, asyncio.Task[None]] = {}
        self._jobs: set[asyncio.Task[None]] = set()
        self._clocks: Clocks | None = None

    def know(self, streams: Sequence[CameraStream]) -> None:
        """The cameras there are now; those without an ONVIF address are at most asked for the time."""
        known = {stream.camera: stream for stream in streams if stream.onvif}
        clocks = clocks_of(streams) if self._on_clock is not None else {}
        if known or clocks or self._thread is not None:
            self._post(lambda: self._know(known, clocks))

    def move(self, camera: str, pan: float, tilt: float, zoom: float, told: Told) -> None:
        """Speeds from -1 to 1; all 0 stops. It stops by itself soon after the last call."""

        def start() -> None:
            one = self._steered.get(camera)
            if one is None:
                told(Fault.UNKNOWN_CAMERA)
            else:
                one.steering.move((pan, tilt, zoom), told)

        self._post(start, told)

    def centre(self, camera: str, across: float, down: float, told: Told) -> None:
        """Bring this point of the picture (0 to 1) to the middle."""
        self._run(camera, lambda device: device.centre(across, down), told)

    def preset(self, camera: str, preset: str, told: Told) -> None:
        self._run(camera, lambda device: device.go_to(preset), told)

    def find(self, told: Callable[[tuple[FoundCamera, ...]], None]) -> None:
        """Look for cameras in the network for some seconds; of those that are known, with their password."""

        async def look() -> None:
            known = {one.address: one.stream for one in self._steered.values()}
            timing = self._timing
            found: tuple[FoundCamera, ...] = ()
            try:
                found = await find_cameras(
                    known, group=timing.group, listens_s=timing.listens_s, limit_s=timing.answer_s
                )
            except OSError as problem:
                _log.warning("cameras cannot be looked for (%s)", problem.strerror)
            told(found)

        self._post(lambda: self._begin(look()), lambda _: told(()))

    def profiles(self, stream: CameraStream, told: Callable[[tuple[Profile, ...], str], None]) -> None:
        """The streams of a device that need not be known, the largest first, and the word for the problem."""

        async def ask() -> None:
            address = address_of(stream.onvif)
            if address is None:
                told((), Fault.UNREACHABLE)
                return
            try:
                told(await look_at(address, stream, self._timing.answer_s), "")
            except OnvifFault as problem:
                told((), problem.fault)

        self._post(lambda: self._begin(ask()), lambda problem: told((), problem))

    def close(self) -> None:
        """End the thread; waits up to 3 s. Calls of `told` that are due are dropped."""
        with self._guard:
            again, self._closed = self._closed, True
            loop, thread = self._loop, self._thread
        if loop is not None and thread is not None and not again:
            loop.call_soon_threadsafe(self._ending.set)
            thread.join(ENDS_WITHIN_S)

    # -- from other threads --------------------------------------------------------------------------

    def _run(self, camera: str, do: Callable[[OnvifDevice], Awaitable[None]], told: Told) -> None:
        async def run() -> None:
            one = self._steered.get(camera)
            if one is None:
                told(Fault.UNKNOWN_CAMERA)
                return
            try:
                await one.run(do)
            except OnvifFault as problem:
                told(problem.fault)
            else:
                told("")

        self._post(lambda: self._begin(run()), told)

    def _post(self, call: Callable[[], None], refused: Told | None = None) -> None:
        with self._guard:
            if not self._closed:
                self._start().call_soon_threadsafe(call)
                return
        if refused is not None:
            refused(Fault.CLOSED)

    def _start(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._ending = asyncio.Event()
            self._thread = threading.Thread(target=self._live, args=(self._loop,), name="onvif", daemon=True)
            self._thread.start()
        return self._loop

    # -- on the thread -------------------------------------------------------------------------------

    def _live(self, loop: asyncio.AbstractEventLoop) -> None:
        asyncio.set_event_loop(loop)
        try:
            loop.run_until_complete(self._ending.wait())
            loop.run_until_complete(self._end())
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(loop.shutdown_default_executor())
        finally:
            loop.close()

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._jobs.add(task)
        task.add_done_callback(self._jobs.discard)

    def _know(self, known: dict[str, CameraStream], clocks: dict[str, ClockSource]) -> None:
        """At once: what is asked next is asked of the new ones."""
        if self._on_clock is not None:
            self._clocks = self._clocks or Clocks(self._on_clock, self._timing.clocks)
            self._clocks.know(clocks)
        for name in [name for name, one in self._steered.items() if known.get(name) != one.stream]:
            self._begin(_leave(self._steered.pop(name), self._watching.pop(name, None)))
        for name, stream in known.items():
            address = address_of(stream.onvif)
            if name in self._steered or address is None:
                continue
            self._steered[name] = _Steered(stream, address, self._timing)
            if self._on_event is not None:
                timing = self._timing
                self._watching[name] = asyncio.get_running_loop().create_task(
                    watch(
                        stream,
                        address,
                        self._on_event,
                        limit_s=timing.answer_s,
                        first_pause_s=timing.first_pause_s,
                    )
                )

    async def _end(self) -> None:
        if self._clocks is not None:
            await self._clocks.end()
        for job in tuple(self._jobs):
            job.cancel()
        await asyncio.gather(*self._jobs, return_exceptions=True)
        left = [_leave(one, self._watching.get(name)) for name, one in self._steered.items()]
        await asyncio.gather(*left, return_exceptions=True)


async def _leave(one: _Steered, watching: asyncio.Task[None] | None) -> None:
    if watching is not None:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
    await one.close()
