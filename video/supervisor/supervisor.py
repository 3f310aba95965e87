"""The video supervisor: one thread that takes all from one inbox, between the engine, workers and MQTT."""

from __future__ import annotations

import logging
import math
import queue
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.video.cameras import Camera, CameraState, CameraStream, Picture
from app.domain.video.recordings import Segment
from app.domain.video.scenes import SceneEvent
from app.settings.cameras import Cameras
from app.wire.frames import Answer, Ask
from app.wire.messages import Farewell
from app.wire.video import VideoLoad
from app.wire.video_service import CameraPlan, KeepFootage, Relayed, WantedStreams
from video.supervisor.crew import Crew, CrewPlan
from video.supervisor.days import UP, DayBook
from video.supervisor.engine_link import EngineLink
from video.supervisor.footage import Footage, Raise, Recall
from video.supervisor.going_on import GoingOn
from video.supervisor.housekeeping import Housekeeping
from video.supervisor.loading import load_of
from video.supervisor.playbacks import PlaybackPlan, Playbacks
from video.supervisor.ports import CameraControl
from video.supervisor.publishing import Publishing
from video.supervisor.recurring import Recurring
from video.supervisor.relayed import Relaying
from video.supervisor.server_device import TOLD_EVERY_S, ServerDevice
from video.supervisor.telling import Telling
from video.worker.messages import (
    Beat,
    CameraFigures,
    ScenesSeen,
    SegmentsWritten,
    StatesNow,
    StreamTried,
    WorkerUp,
)

log = logging.getLogger(__name__)

TICK_S = 0.2
MOST_AT_ONCE = 1_000
"""Calls between two ticks."""
DAYS_S = 60.0
LOOKED_S = 60.0
"""Without an engine pictures go on so long."""


@dataclass(frozen=True, slots=True)
class SupervisorParts:
    """Made by the composition root. `disk_free` in bytes; `keep_limits` hears of cameras with their own days;
    `ends_with_engine` is whether an engine's farewell ends this supervisor too."""

    crew: CrewPlan
    link: Callable[[Supervisor], EngineLink | None]
    publishing: Publishing
    server: ServerDevice
    control: CameraControl
    playbacks: PlaybackPlan
    housekeeping: Housekeeping
    days: DayBook
    recorded: Callable[[Segment], None]
    raise_footage: Raise
    recall: Recall
    keep_limits: Callable[[tuple[Camera, ...]], None]
    prepared: Callable[[Camera], Camera]
    """A camera as workers are to have it."""
    disk_free: Callable[[], int]
    processor: Callable[[list[int]], float]
    """Cores that these processes and this one use, since the last call."""
    cores: int
    cameras: Cameras
    """Where there is no engine to tell them."""
    slots: str
    rows: Path
    """Where rows are kept that no engine has taken."""
    pid: int
    ends_with_engine: bool


class Supervisor:
    """`run` blocks its thread until `stop`. `post` is for any thread."""

    def __init__(self, parts: SupervisorParts) -> None:
        self._parts = parts
        self._inbox: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._running = True
        self._crew = Crew(parts.crew, self, time.monotonic)
        self._going_on = GoingOn()
        self._engine = parts.link(self)
        self.telling = Telling(self._send)
        self.telling.restore(parts.rows)
        self._players = Playbacks(parts.playbacks, self.post, self.telling.playback)
        self._footage = Footage(
            self._crew, parts.housekeeping, parts.raise_footage, parts.recall, self._found
        )
        self._relaying = Relaying(
            parts.control, self._players, self._crew.try_stream, self._answer_engine, self.post
        )
        self._recurring = Recurring(
            {self._each_second: 1.0, self._tell_server: TOLD_EVERY_S, self._each_minute: DAYS_S}
        )
        self._off: set[str] = set()
        """Cameras that are switched off."""
        self._looked_until = math.inf
        self._said: dict[type, Callable[[int, Any], None]] = {
            WorkerUp: lambda worker, item: log.info("Worker %d is up: process %d.", worker, item.pid),
            Beat: lambda worker, item: self._crew.beat(worker, item),
            StatesNow: lambda _worker, item: self._states(item),
            ScenesSeen: lambda worker, item: self._scenes(worker, item.events),
            SegmentsWritten: lambda _worker, item: self._segments(item),
            CameraFigures: lambda _worker, item: self._figures(item),
            StreamTried: lambda _worker, item: self._relaying.tried(item),
        }
        self._told: dict[type, Callable[[Any], None]] = {
            CameraPlan: lambda item: self._plan(item.cameras, item.streams),
            WantedStreams: self._crew.want,
            KeepFootage: lambda item: self._footage.keep(item, _wall()),
            Relayed: self._relaying.take,
            Answer: lambda item: self.telling.answered(item.id, item.body),
            Farewell: self._farewell,
        }

    def run(self) -> None:
        self._parts.server.begin(_wall())
        self._plan(self._parts.cameras.cameras, self._parts.cameras.streams)
        self._parts.housekeeping.start()
        if self._engine is not None:
            self._engine.start()
        try:
            while self._running:
                self._take(TICK_S)
                self._crew.tick()
                self._players.tick()
                self._recurring.run()
                self.telling.flush()
        finally:
            self._finish()

    def stop(self, why: str) -> None:
        """Any thread, and a signal's handler."""

        self.post(lambda: self._end(why))

    def post(self, call: Callable[[], None]) -> None:
        self._inbox.put(call)

    # -- what others hear, on their threads ----------------------------------------------------------

    def worker_said(self, worker: int, turn: int, item: object) -> None:
        self.post(lambda: self._worker_said(worker, turn, item))

    def worker_ended(self, worker: int, turn: int) -> None:
        self.post(lambda: self._worker_ended(worker, turn))

    def engine_attached(self) -> None:
        self.post(self._engine_attached)

    def engine_said(self, items: list[Any]) -> None:
        self.post(lambda: self._engine_said(items))

    def engine_lost(self) -> None:
        self.post(self._engine_lost)

    def place(self, camera: str, config: bytes) -> None:
        """How a camera's device introduced itself."""
        self.post(lambda: self._parts.publishing.place(camera, config))

    def footage_gone(self, files: tuple[str, ...]) -> None:
        self.post(lambda: self.telling.dropped(files))

    def _found(self, rows: list[Segment]) -> None:
        self.post(lambda: self._segments(SegmentsWritten(tuple(rows))))

    def disk_fault(self, fault: str) -> None:
        self.post(lambda: self._crew.record(not fault))

    # -- from workers --------------------------------------------------------------------------------

    def _worker_said(self, worker: int, turn: int, item: object) -> None:
        handler = self._said.get(type(item))
        if handler is not None and self._crew.is_now(worker, turn):
            handler(worker, item)

    def _worker_ended(self, worker: int, turn: int) -> None:
        if self._crew.is_now(worker, turn):
            self._scenes(worker, self._going_on.end_of(worker, _wall()))
        states = self._crew.ended(worker, turn, _wall())
        self.telling.states(states)

    def _states(self, item: StatesNow) -> None:
        """A worker may not have heard yet that a camera was switched off."""
        self._tell_states([state for state in item.states if state.camera not in self._off])

    def _tell_states(self, states: Iterable[CameraState]) -> None:
        for state in states:
            self.telling.states((state,))
            self._parts.publishing.state(state, _wall())

    def _scenes(self, worker: int, events: tuple[SceneEvent, ...]) -> None:
        self._going_on.note(worker, events)
        self.telling.events(events)
        for event in events:
            self._parts.publishing.event(event)

    def _segments(self, item: SegmentsWritten) -> None:
        self.telling.segments(item.rows)
        for row in item.rows:
            self._parts.recorded(row)
            self._parts.housekeeping.note(row)

    def _figures(self, item: CameraFigures) -> None:
        self._parts.days.received(item.camera, item.at, item.frames, item.bytes)
        self._parts.publishing.figures(item, _wall())

    # -- from the engine -----------------------------------------------------------------------------

    def _engine_said(self, items: list[Any]) -> None:
        for item in items:
            handler = self._told.get(type(item))
            if handler is not None:
                handler(item)

    def _engine_attached(self) -> None:
        self._looked_until = math.inf
        self.telling.attached(self._parts.slots, self._parts.pid)

    def _engine_lost(self) -> None:
        """Recording and counting go on, and for a while the pictures: an engine is soon back, and whoever
        looks at the wall should not lose it meanwhile."""
        if self._running:
            log.info("The engine is gone; recording and counting go on.")
        self.telling.lost()
        self._players.forget()
        self._looked_until = time.monotonic() + LOOKED_S

    def _farewell(self, item: Farewell) -> None:
        if self._parts.ends_with_engine:
            self._end(f"the engine ends ({item.reason})")

    def _end(self, why: str) -> None:
        log.info("The video supervisor ends: %s.", why)
        self._running = False

    def _plan(self, cameras: tuple[Camera, ...], streams: tuple[CameraStream, ...]) -> None:
        log.info("There are %d cameras.", len(cameras))
        self._switch_off(self.telling.state_of.keys() - {camera.id for camera in cameras})
        self.telling.cameras(camera.id for camera in cameras)
        self._crew.assign([self._parts.prepared(one) for one in cameras], streams)
        self._parts.control.know(streams)
        self._players.know(cameras)
        self._parts.publishing.cameras([self._parts.prepared(one) for one in cameras])
        self._off = {camera.id for camera in cameras if not camera.enabled}
        self._switch_off(self._off)
        self._footage.know(cameras)
        self._parts.keep_limits(cameras)

    def _switch_off(self, cameras: Iterable[str]) -> None:
        known = self.telling.state_of
        off = [one for one in cameras if one not in known or known[one].picture is not Picture.OFF]
        self._tell_states(CameraState(camera, Picture.OFF, _wall()) for camera in sorted(off))

    def _send(self, item: object) -> bool:
        return self._engine is not None and self._engine.send(item)

    def _answer_engine(self, body: object) -> bool:
        """`Replied` needs no answer of its own."""
        return self._send(Ask(0, "", body))

    # -- again and again -----------------------------------------------------------------------------

    def _take(self, patience_s: float) -> None:
        """What waits, in order, up to a bound; at least one call unless none comes in time."""
        try:
            self._call(self._inbox.get(timeout=patience_s))
            for _ in range(MOST_AT_ONCE):
                self._call(self._inbox.get_nowait())
        except queue.Empty:
            return

    def _call(self, call: Callable[[], None]) -> None:
        try:
            call()
        except Exception:
            log.exception("What came could not be done")

    def _each_second(self) -> None:
        if time.monotonic() > self._looked_until:
            self._looked_until = math.inf
            self._crew.want(WantedStreams(()))
        self._count()
        self.telling.load(self._load())

    def _count(self) -> None:
        self._parts.days.count(time.monotonic(), _wall(), self.telling.state_of)

    def _tell_server(self) -> None:
        states = self.telling.state_of.values()
        self._parts.server.tell(_wall(), sum(state.picture in UP for state in states))

    def _each_minute(self) -> None:
        self.telling.days(self._parts.days.days(_wall()))
        self._parts.days.keep(_wall())
        if self._engine is not None:
            self.telling.keep(self._parts.rows)

    def _load(self) -> VideoLoad:
        parts = self._parts
        return load_of(
            self._crew.beats,
            parts.housekeeping,
            at=_wall(),
            processor=parts.processor(self._crew.pids),
            cores=parts.cores,
            disk_free=parts.disk_free(),
        )

    def _finish(self) -> None:
        parts = self._parts
        self._players.forget()
        self._count()
        self._crew.stop()
        self._players.stop()
        self._drain()
        self._recurring.attempt(self._each_minute)
        self.telling.flush()
        self.telling.keep(parts.rows)
        parts.housekeeping.stop()
        if self._engine is not None:
            self._engine.stop()
        parts.control.close()
        parts.server.end(_wall())

    def _drain(self) -> None:
        """What workers said at their end, such as the rows of their last segments."""
        while not self._inbox.empty():
            self._call(self._inbox.get())


def _wall() -> int:
    return int(time.time() * 1000)
