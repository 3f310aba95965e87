"""The decode workers: started, given their cameras, watched, and started anew when they crash or hang."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from app.domain.video.cameras import Camera, CameraState, CameraStream, Picture
from app.domain.video.footage import LONGEST_SEGMENT_MS
from app.domain.video.places import zones_over
from app.domain.video.recordings import FootageClass
from app.feed.backoff import Backoff
from app.wire.frame_slots import BLURRED
from app.wire.video_service import KeepFootage, ReleaseFootage, WantedStreams
from video.supervisor.moving import Moving
from video.supervisor.pausing import Pausing
from video.supervisor.sharing import share
from video.supervisor.worker_process import Codec, WorkerProcess
from video.worker.crashes import crash_file, take_crash
from video.worker.messages import Assign, Beat, Begin, Record, StopWorker, TryStream

log = logging.getLogger(__name__)

SILENT_S = 5.0
"""Without a beat for so long, a worker hangs."""
START_S = 20.0
"""Until the first beat: a slow PC loads its libraries."""
LASTED_S = 60.0
STOP_S = 4.0
MOST_LOCKED = 500
"""Requests to lock footage that a worker is told when it is started anew."""
STUCK = "stuck"
"""Word of `video.streams.endings`, which would bring the decoder with it."""
CODEC = Codec()


class CrewHears(Protocol):
    """What becomes of workers; on their readers' threads."""

    def worker_said(self, worker: int, turn: int, item: object) -> None: ...

    def worker_ended(self, worker: int, turn: int) -> None: ...


@dataclass(frozen=True, slots=True)
class CrewPlan:
    """`command` starts the worker of a number. `processor` are the cores that all may use together."""

    command: Callable[[int], Sequence[str]]
    count: int
    slots: Path
    recordings: str
    models: str
    zone: str
    processor: float
    logs: Path
    codec: Codec = CODEC
    blur_all: bool = False
    before_event_s: float = 30.0
    after_event_s: float = 60.0
    certificates: str = ""
    authorities: str = ""
    silent_s: float = SILENT_S
    start_s: float = START_S
    backoff: Callable[[], Backoff] = field(default=lambda: Backoff(first_s=0.5, longest_s=30.0))


@dataclass(slots=True)
class _Seat:
    """The place of one worker. `turn` counts its processes, so that the words of a dead one are known."""

    number: int
    backoff: Backoff
    process: WorkerProcess | None = None
    turn: int = 0
    started: float = 0.0
    heard: float = 0.0
    not_before: float = 0.0
    beat: Beat | None = None
    hung: bool = False
    """The process is being ended because a camera hangs it."""


class Crew:
    """The supervisor's thread; times are monotonic seconds."""

    def __init__(self, plan: CrewPlan, hears: CrewHears, now: Callable[[], float]) -> None:
        self._plan, self._hears, self._now = plan, hears, now
        self._seats = [_Seat(number, plan.backoff()) for number in range(plan.count)]
        self._shared: dict[str, int] = {}
        self._cameras: dict[str, Camera] = {}
        self._streams: dict[str, CameraStream] = {}
        self._wanted = WantedStreams(())
        self._record = False
        """Until somebody has looked at the disk."""
        self._locked: list[KeepFootage] = []
        self._moving = Moving()
        self._pausing = Pausing()

    # -- what is wanted ------------------------------------------------------------------------------

    def assign(self, cameras: Sequence[Camera], streams: Sequence[CameraStream]) -> None:
        self._cameras = {camera.id: camera for camera in cameras}
        before_streams, self._streams = self._streams, {stream.camera: stream for stream in streams}
        self._pausing.forget(
            name for name, stream in before_streams.items() if self._streams.get(name) != stream
        )
        before, self._shared = self._shared, share(cameras, len(self._seats), self._shared)
        self._moving.begin(before, self._shared, self._lives, self._now())
        for seat in self._seats:
            part = self._part(seat)
            self._tell(seat, part, self._wanted_of(seat), *self._locked_of(seat))
            if seat.number in self._moving.leaving and seat.beat is not None:
                self._moving.expect(seat.number, seat.beat.cameras, _running(part))

    def want(self, wanted: WantedStreams) -> None:
        self._wanted = wanted
        for seat in self._seats:
            self._tell(seat, self._wanted_of(seat))

    def keep(self, kept: KeepFootage, wall_ms: int) -> None:
        """What is to be locked is said again to the worker that has the camera next, until it is over."""
        if kept.footage is FootageClass.LOCKED:
            self._locked = [one for one in self._locked if one.until + LONGEST_SEGMENT_MS > wall_ms]
            self._locked = [*self._locked, kept][-MOST_LOCKED:]
        worker = self._shared.get(kept.camera)
        if self._moving.holds(kept.camera):
            self._moving.keep(kept)
        elif worker is not None:
            self._tell(self._seats[worker], kept)

    def release(self, released: ReleaseFootage) -> None:
        """What lies wholly in the time is said to no worker again."""
        self._locked = [one for one in self._locked if not _within(one, released)]

    def record(self, allowed: bool) -> None:
        """Whether the disk has room."""
        if allowed != self._record:
            self._record = allowed
            for seat in self._seats:
                self._tell(seat, Record(allowed))

    def try_stream(self, ask: int, stream: CameraStream, coarse: bool) -> bool:
        """By the worker with the least to do; False where there is none. `coarse`: faces are not shown."""
        alive = [seat for seat in self._seats if seat.beat is not None and seat.process is not None]
        if not alive:
            return False
        idlest = min(alive, key=lambda seat: seat.beat.cameras if seat.beat else 0)
        zones = zones_over(stream, self._cameras, self._streams.values())
        self._tell(idlest, TryStream(ask, stream, zones or (), zones is None, coarse))
        return True

    # -- how they are --------------------------------------------------------------------------------

    @property
    def beats(self) -> list[Beat]:
        """The newest of each worker that lives."""
        return [seat.beat for seat in self._seats if seat.process is not None and seat.beat is not None]

    @property
    def pids(self) -> list[int]:
        return [seat.process.pid for seat in self._seats if seat.process is not None]

    def is_now(self, worker: int, turn: int) -> bool:
        """Whether what was said comes from the newest process of this worker."""
        return self._seats[worker].turn == turn

    def worker_of(self, camera: str) -> int:
        return self._shared.get(camera, 0)

    def beat(self, worker: int, beat: Beat) -> None:
        """A worker lives; one that is stuck in a library with a camera is ended."""
        seat = self._seats[worker]
        seat.heard, seat.beat = self._now(), beat
        if beat.stuck and seat.process is not None and not seat.hung:
            log.warning("Worker %d is stuck with %s and is ended.", worker, ", ".join(beat.stuck[:5]))
            seat.hung = True
            seat.process.kill()
            self._blame(beat.stuck)
        self._move(self._moving.counted(worker, beat.cameras))

    def tick(self) -> None:
        """A few times a second: end those that are silent, start those that are due."""
        now = self._now()
        self._move(self._moving.overdue(now))
        for camera in self._pausing.over(now):
            if (worker := self._shared.get(camera)) is not None:
                seat = self._seats[worker]
                self._tell(seat, self._part(seat), self._wanted_of(seat), *self._locked_of(seat))
        for seat in self._seats:
            if seat.process is None:
                if self._cameras and now >= seat.not_before:
                    self._start(seat, now)
                continue
            patience = self._plan.silent_s if seat.beat is not None else self._plan.start_s
            if now - seat.heard > patience:
                log.warning("Worker %d has been silent for %.0f s and is ended.", seat.number, patience)
                seat.heard = now
                seat.process.kill()

    def ended(self, worker: int, turn: int, wall_ms: int) -> list[CameraState]:
        """A worker's process is gone. Returns how its cameras are until it is back."""
        seat = self._seats[worker]
        if seat.turn != turn or seat.process is None:
            return []
        seat.process.close(1.0)
        seat.process, seat.beat = None, None
        self._move(self._moving.free(worker))
        if crashed := take_crash(crash_file(self._plan.slots, worker)):
            log.warning("Worker %d has crashed with camera %s.", worker, crashed)
            self._blame((crashed,))
        now = self._now()
        if now - seat.started >= LASTED_S:
            seat.backoff.reset()
        wait = seat.backoff.next()
        seat.not_before = now + wait
        log.warning("Worker %d has ended; it is started anew in %.1f s.", worker, wait)
        enabled = [camera.id for camera in self._of(seat) if camera.enabled]
        return [self._without(camera, worker, wait, wall_ms) for camera in enabled]

    def _blame(self, cameras: Sequence[str]) -> None:
        for camera in self._pausing.stuck(cameras, self._now()):
            log.warning("Camera %s ends its worker again and again and is left alone.", camera)

    def _without(self, camera: str, worker: int, wait_s: float, wall_ms: int) -> CameraState:
        """How a camera is whose worker is gone and comes back after so long."""
        pause_s = self._pausing.left_s(camera, self._now())
        next_try = wall_ms + int(max(wait_s, pause_s) * 1000)
        if pause_s:
            gone = Picture.NO_SIGNAL
            return CameraState(camera, gone, wall_ms, reason=STUCK, next_try=next_try, worker=worker)
        return CameraState(camera, Picture.CONNECTING, wall_ms, next_try=next_try, worker=worker)

    def stop(self) -> None:
        """End all of them in order; waits about 4 s."""
        for seat in self._seats:
            self._tell(seat, StopWorker())
        until = self._now() + STOP_S
        for seat in self._seats:
            process, seat.process = seat.process, None
            if process is not None:
                process.close(max(0.2, until - self._now()))

    def _start(self, seat: _Seat, now: float) -> None:
        plan = self._plan
        seat.turn += 1
        seat.hung = False
        seat.started = seat.heard = now
        number, turn = seat.number, seat.turn
        try:
            seat.process = WorkerProcess(
                plan.command(number),
                plan.codec,
                plan.logs / f"video-worker-{number}.err",
                on_item=lambda item: self._hears.worker_said(number, turn, item),
                on_end=lambda: self._hears.worker_ended(number, turn),
            )
        except OSError as problem:
            log.warning("Worker %d could not be started: %s", number, problem)
            seat.not_before = now + seat.backoff.next()
            return
        begin = Begin(
            worker=number,
            slots=str(plan.slots),
            recordings=plan.recordings,
            models=plan.models,
            zone=plan.zone,
            processor=plan.processor / plan.count,
            blur_all=plan.blur_all,
            before_event_s=plan.before_event_s,
            after_event_s=plan.after_event_s,
            certificates=plan.certificates,
            authorities=plan.authorities,
        )
        part = (self._part(seat), self._wanted_of(seat), *self._locked_of(seat))
        self._tell(seat, begin, Record(self._record), *part)

    def _move(self, cameras: Sequence[str]) -> None:
        """Their old worker has let go of them: the new ones get them."""
        kept = [(self._shared[camera], self._moving.end(camera)) for camera in cameras]
        for number in sorted({number for number, _ in kept}):
            seat = self._seats[number]
            wanted = (one for worker, them in kept if worker == number for one in them)
            self._tell(seat, self._part(seat), self._wanted_of(seat), *self._locked_of(seat), *wanted)

    def _lives(self, worker: int) -> bool:
        return self._seats[worker].process is not None

    def _of(self, seat: _Seat) -> list[Camera]:
        return [one for one in self._cameras.values() if self._shared.get(one.id) == seat.number]

    def _part(self, seat: _Seat) -> Assign:
        now = self._now()
        cameras = [
            one
            for one in self._of(seat)
            if not self._moving.holds(one.id) and not self._pausing.left_s(one.id, now)
        ]
        streams = tuple(self._streams[one.id] for one in cameras if one.id in self._streams)
        return Assign(tuple(cameras), streams)

    def _locked_of(self, seat: _Seat) -> list[KeepFootage]:
        """A worker that knows of them already does nothing more."""
        return [one for one in self._locked if self._shared.get(one.camera) == seat.number]

    def _wanted_of(self, seat: _Seat) -> WantedStreams:
        mine = {camera for camera, worker in self._shared.items() if worker == seat.number}
        return WantedStreams(
            tuple(one for one in self._wanted.streams if one.camera.removesuffix(BLURRED) in mine),
            tuple(camera for camera in self._wanted.blurred if camera in mine),
        )

    def _tell(self, seat: _Seat, *items: object) -> None:
        if seat.process is not None:
            for item in items:
                seat.process.send(item)


def _within(kept: KeepFootage, released: ReleaseFootage) -> bool:
    same = kept.camera == released.camera
    return same and released.since <= kept.since and kept.until <= released.until


def _running(part: Assign) -> int:
    """How many cameras a worker has when it has done as it was told."""
    streams = {stream.camera for stream in part.streams}
    return sum(camera.enabled and camera.id in streams for camera in part.cameras)
