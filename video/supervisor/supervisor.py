"""The video supervisor: one thread that takes all from one inbox, between the engine, workers and MQTT."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from typing import Any

from app.domain.video.cameras import Camera, CameraStream
from app.domain.video.recordings import Segment
from app.wire.frames import Answer, Ask
from app.wire.messages import Farewell
from app.wire.video import VideoLoad
from app.wire.video_service import CameraPlan, KeepFootage, Relayed, ReleaseFootage, WantedStreams
from video.supervisor.camera_news import CameraNews, wall_ms
from video.supervisor.crew import Crew
from video.supervisor.days import UP
from video.supervisor.footage import Footage
from video.supervisor.inbox import Inbox
from video.supervisor.loading import load_of
from video.supervisor.parts import SupervisorParts
from video.supervisor.playbacks import Playbacks
from video.supervisor.recurring import Recurring
from video.supervisor.relayed import Relaying
from video.supervisor.server_device import TOLD_EVERY_S
from video.supervisor.telling import Telling
from video.supervisor.turning import Turning
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
DAYS_S = 60.0
LOOKED_S = 60.0
"""Without an engine pictures go on so long."""


class Supervisor:
    """`run` blocks its thread until `stop`. `post` is for any thread."""

    def __init__(self, parts: SupervisorParts) -> None:
        self._parts = parts
        self._inbox = Inbox()
        self._running = True
        self._crew = Crew(parts.crew, self, time.monotonic)
        self._engine = parts.link(self)
        self.telling = Telling(self._send)
        self.telling.restore(parts.rows)
        self._news = CameraNews(parts, self.telling)
        self._players = Playbacks(parts.playbacks, self.post, self.telling.playback)
        self._footage = Footage(
            self._crew,
            parts.housekeeping,
            parts.raise_footage,
            parts.release_footage,
            parts.recall,
            self._found,
        )
        self._turning = Turning(parts.control, self._assign, self.post, time.monotonic)
        self._relaying = Relaying(
            self._turning, self._players, self._crew.try_stream, self._answer_engine, self.post
        )
        self._recurring = Recurring(
            {self._each_second: 1.0, self._tell_server: TOLD_EVERY_S, self._each_minute: DAYS_S}
        )
        self._prepared: list[Camera] = []
        self._streams: tuple[CameraStream, ...] = ()
        self._looked_until = math.inf
        self._said: dict[type, Callable[[int, Any], None]] = {
            WorkerUp: lambda worker, item: log.info("Worker %d is up: process %d.", worker, item.pid),
            Beat: lambda worker, item: self._crew.beat(worker, item),
            StatesNow: lambda _worker, item: self._news.states(item.states),
            ScenesSeen: lambda worker, item: self._news.scenes(worker, item.events),
            SegmentsWritten: lambda _worker, item: self._news.segments(item.rows),
            CameraFigures: lambda _worker, item: self._news.figures(item),
            StreamTried: lambda _worker, item: self._relaying.tried(item),
        }
        self._told: dict[type, Callable[[Any], None]] = {
            CameraPlan: self._take_plan,
            WantedStreams: self._crew.want,
            KeepFootage: lambda item: self._footage.keep(item, wall_ms()),
            ReleaseFootage: self._footage.release,
            Relayed: self._relaying.take,
            Answer: lambda item: self.telling.answered(item.id, item.body),
            Farewell: self._farewell,
        }

    def run(self) -> None:
        parts = self._parts
        parts.server.begin(wall_ms())
        self._news.begin()
        if parts.cameras.cameras:  # an engine has yet to say which there are
            self._plan(parts.cameras.cameras, parts.cameras.streams)
        parts.housekeeping.start()
        if self._engine is not None:
            self._engine.start()
        try:
            while self._running:
                self._inbox.take(TICK_S)
                self._crew.tick()
                self._turning.tick()
                self._players.tick()
                self._recurring.run()
                self._news.keep()
                self.telling.flush()
        finally:
            self._finish()

    def stop(self, why: str) -> None:
        """Any thread, and a signal's handler."""

        self.post(lambda: self._end(why))

    def post(self, call: Callable[[], None]) -> None:
        """Any thread: to be done on the supervisor's."""
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

    def broker_linked(self) -> None:
        """Another connection to the broker."""
        self.post(self._parts.publishing.linked)

    def echoed(self) -> None:
        """The broker has said what we have just told it."""
        self.post(self._parts.publishing.echoed)

    def said_itself(self, camera: str, kind: str, *, active: bool) -> None:
        """What a camera has found, or that it is over (`OnvifEvent`)."""
        self.post(lambda: self._news.said_itself(camera, kind, active=active))

    def clock(self, camera: str, offset_s: float) -> None:
        """By how many seconds a camera's clock is behind."""
        self.post(lambda: self._news.clock(camera, offset_s))

    def footage_gone(self, files: tuple[str, ...]) -> None:
        self.post(lambda: self.telling.dropped(files))

    def footage_missed(self, files: tuple[str, ...]) -> None:
        """The index has them and the disk no longer."""
        self.post(lambda: self.telling.missed(files))

    def _found(self, rows: list[Segment]) -> None:
        self.post(lambda: self._news.segments(tuple(rows)))

    def disk_fault(self, fault: str) -> None:
        self.post(lambda: self._crew.record(not fault))

    # -- from workers --------------------------------------------------------------------------------

    def _worker_said(self, worker: int, turn: int, item: object) -> None:
        handler = self._said.get(type(item))
        if handler is not None and self._crew.is_now(worker, turn):
            handler(worker, item)

    def _worker_ended(self, worker: int, turn: int) -> None:
        if self._crew.is_now(worker, turn):
            self._news.worker_ended(worker)
        states = self._crew.ended(worker, turn, wall_ms())
        self.telling.states(states)

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

    def _take_plan(self, plan: CameraPlan) -> None:
        self._players.know(plan.past)
        self._plan(plan.cameras, plan.streams)

    def _plan(self, cameras: tuple[Camera, ...], streams: tuple[CameraStream, ...]) -> None:
        log.info("There are %d cameras.", len(cameras))
        prepared = [self._parts.prepared(one) for one in cameras]
        self._prepared, self._streams = prepared, streams
        self._turning.plan(prepared)
        self._assign()
        self._turning.know(streams)
        self._parts.rates.know(streams)
        self._players.know(cameras)
        self._news.know(prepared)
        self._footage.know(cameras)
        self._parts.keep_limits(cameras)

    def _assign(self) -> None:
        self._crew.assign(self._turning.hidden(self._prepared), self._streams)

    def _send(self, item: object) -> bool:
        return self._engine is not None and self._engine.send(item)

    def _answer_engine(self, body: object) -> bool:
        """`Replied` needs no answer of its own."""
        return self._send(Ask(0, "", body))

    # -- again and again -----------------------------------------------------------------------------

    def _each_second(self) -> None:
        if time.monotonic() > self._looked_until:
            self._looked_until = math.inf
            self._crew.want(WantedStreams(()))
        self._count()
        load = self._load()
        self.telling.load(load)
        self._parts.server.see(wall_ms(), load)

    def _count(self) -> None:
        self._parts.days.count(time.monotonic(), wall_ms(), self.telling.state_of)

    def _tell_server(self) -> None:
        states = self.telling.state_of.values()
        self._parts.server.tell(wall_ms(), sum(state.picture in UP for state in states))

    def _each_minute(self) -> None:
        self.telling.days(self._parts.days.days(wall_ms()))
        self._parts.days.keep(wall_ms())
        self._parts.rates.keep()
        if self._engine is not None:
            self.telling.keep(self._parts.rows)

    def _load(self) -> VideoLoad:
        parts = self._parts
        return load_of(
            self._crew.beats,
            parts.housekeeping,
            at=wall_ms(),
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
        self._inbox.drain()
        self._news.end()
        self._recurring.attempt(self._each_minute)
        self.telling.flush()
        self.telling.keep(parts.rows)
        parts.housekeeping.stop()
        if self._engine is not None:
            self._engine.stop()
        self._turning.close()
        parts.server.end(wall_ms())
