"""The other processes of `bench wall`: the decode workers as they are shipped, and ffmpeg beside."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import psutil

from app.bootstrap.commands import Unable
from app.bootstrap.processes import own_command
from app.domain.video.cameras import Camera, CameraStream
from app.settings.video import VideoSettings
from app.wire.video import Watched
from app.wire.video_service import WantedStreams
from video.supervisor.crew import Crew, CrewPlan
from video.supervisor.processor import cores
from video.supervisor.slots import open_slots
from video.worker.messages import Beat, StatesNow

NO_FFMPEG = "ffmpeg is not installed (apt-get install ffmpeg), so nothing tells what decoding alone costs."
TICK_S = 0.2
OPENED_S, SETTLE_S = 30.0, 1.5


class Workers:
    """The crew of a supervisor without one: `on_states` hears on the loop's thread."""

    def __init__(self, place: Path, on_states: Callable[[StatesNow], None]) -> None:
        self.slots = open_slots(place)
        self._on_states, self._loop = on_states, asyncio.get_running_loop()
        self._crew = Crew(_plan(place, self.slots), self, time.monotonic)
        self._ticking = self._loop.create_task(self._tick())
        self._closing = False

    @property
    def pids(self) -> list[int]:
        return self._crew.pids

    def assign(self, cameras: Sequence[Camera], streams: Sequence[CameraStream]) -> None:
        self._crew.assign(cameras, streams)

    def want(self, tiles: tuple[Watched, ...]) -> None:
        self._crew.want(WantedStreams(tiles))

    def of(self, camera: str) -> int:
        """The number of its worker."""
        return self._crew.worker_of(camera)

    def kill(self, worker: int) -> None:
        psutil.Process(self._crew.pids[worker]).kill()

    async def close(self) -> None:
        self._closing = True
        self._ticking.cancel()
        await self._loop.run_in_executor(None, self._crew.stop)
        shutil.rmtree(self.slots.parent, ignore_errors=True)

    async def _tick(self) -> None:
        while True:
            self._crew.tick()
            await asyncio.sleep(TICK_S)

    # What the crew hears, on its readers' threads

    def worker_said(self, worker: int, turn: int, item: object) -> None:
        self._loop.call_soon_threadsafe(self._take, worker, turn, item)

    def worker_ended(self, worker: int, turn: int) -> None:
        if not self._closing:
            self._loop.call_soon_threadsafe(self._crew.ended, worker, turn, int(time.time() * 1000))

    def _take(self, worker: int, turn: int, item: object) -> None:
        if self._crew.is_now(worker, turn):
            if isinstance(item, Beat):
                self._crew.beat(worker, item)
            elif isinstance(item, StatesNow):
                self._on_states(item)


def _plan(place: Path, slots: Path) -> CrewPlan:
    """As the supervisor makes it of settings that nobody has touched."""
    settings = VideoSettings()
    return CrewPlan(
        command=lambda number: own_command("video-worker", "--log", str(place / f"worker-{number}.log")),
        count=settings.workers,
        slots=slots,
        recordings=str(place / "recordings"),
        models="",
        zone="UTC",
        processor=settings.shed_above * cores(),
        logs=place,
        before_event_s=settings.before_event_s,
        after_event_s=settings.after_event_s,
    )


class Meter:
    """The processor's seconds that some processes use, of each from when it was named first."""

    def __init__(self, pids: Iterable[int]) -> None:
        self._processes = [psutil.Process(pid) for pid in pids]
        self._used, self._began = self._now(), time.monotonic()

    def cores(self) -> float:
        return (self._now() - self._used) / (time.monotonic() - self._began)

    def _now(self) -> float:
        return float(sum(used.user + used.system for used in (one.cpu_times() for one in self._processes)))


def null_cores(place: Path, urls: Sequence[str], seconds: float) -> float | None:
    """Cores that ffmpeg takes to decode all of these into nothing; None without ffmpeg. Blocks."""
    program = shutil.which("ffmpeg")
    if program is None:
        return None
    with _decoding(program, place, urls) as pids:
        time.sleep(SETTLE_S)
        meter = Meter(pids)
        time.sleep(seconds)
        return meter.cores()


@contextlib.contextmanager
def _decoding(program: str, place: Path, urls: Sequence[str]) -> Iterator[list[int]]:
    """Once all of them decode."""
    said = [place / f"ffmpeg-{number}.err" for number in range(len(urls))]
    with contextlib.ExitStack() as stack:
        running = []
        for url, file in zip(urls, said, strict=True):
            order = [program, "-nostdin", "-nostats", "-rtsp_transport", "tcp", "-i", url, "-f", "null", "-"]
            with file.open("wb") as words:
                running.append(subprocess.Popen(order, stderr=words))
            stack.callback(_end, running[-1])
        until = time.monotonic() + OPENED_S
        while not all(b"Output #0" in file.read_bytes() for file in said):
            if time.monotonic() > until:
                raise Unable("ffmpeg does not open the streams.")
            time.sleep(0.1)
        yield [one.pid for one in running]


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
