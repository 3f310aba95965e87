"""The cameras of a worker: who is there, what is wanted of them, who slows down."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from app.domain.video.cameras import Camera, CameraStream
from app.wire.video_service import KeepFootage, WantedStreams
from video.analytics import masking, strict_masking
from video.media.certificates import Certificates
from video.recording.recorder import CameraRecorder
from video.recording.writing import WritingThread
from video.streams.camera_thread import CameraThread
from video.streams.connection import Surroundings
from video.streams.opening_turns import OpeningTurns
from video.streams.shedding import Shedding
from video.worker.costs import Costs
from video.worker.counts_file import CountsFile
from video.worker.desk import CameraDesk
from video.worker.messages import Assign, Beat, Begin, CameraFigures
from video.worker.outgoing import Outgoing
from video.worker.tile_wishes import NOBODY, TileWish, wishes_of

STUCK_S = 30.0
"""The library answers within its patience, or it never will."""
LEAVE_S = 2.0
"""The thread that waits also beats, and without a beat for 5 s the supervisor ends the worker."""
CLOSE_S = 2.0
"""At the end of all: the supervisor waits 4 s, and segments must be finished by then."""


class Crew:
    """Commands come from one thread; desks hear of the cameras on their own."""

    def __init__(
        self, begin: Begin, zone: dt.tzinfo, out: Outgoing, *, begins: Callable[[str], None] = lambda _: None
    ) -> None:
        """`begins` is told a camera on each thread of its own, first of all."""
        self._begin, self._zone, self._out, self._begins = begin, zone, out, begins
        self._recordings = Path(begin.recordings) if begin.recordings else None
        self._disk = WritingThread(self._recordings) if self._recordings else None
        self._shedding = Shedding(begin.processor)
        self._threads: dict[str, CameraThread] = {}
        self._left_behind: list[CameraThread] = []
        """They should have ended and did not come back from the library."""
        self._desks: dict[str, CameraDesk] = {}
        self._wanted: dict[str, TileWish] = {}
        self._received: dict[str, tuple[int, int, float]] = {}
        """Frames, bytes and seconds of being armed that have been told, since the camera joined."""
        self._costs = Costs()
        self._skipped = 0
        self._turns = OpeningTurns(begin.opens_at_once)
        self.certificates = Certificates(
            Path(begin.certificates) if begin.certificates else None,
            Path(begin.authorities) if begin.authorities else None,
        )

    # -- commands ------------------------------------------------------------------------------------

    def assign(self, assign: Assign) -> None:
        streams = {stream.camera: stream for stream in assign.streams}
        cameras = {camera.id: camera for camera in assign.cameras if camera.enabled and camera.id in streams}
        self._leave(
            [
                name
                for name, thread in self._threads.items()
                if name not in cameras or thread.stream != streams[name]
            ]
        )
        for name, camera in cameras.items():
            if name not in self._threads:
                self._join(camera, streams[name])
            elif camera != self._threads[name].camera:
                self._change(camera)

    def want(self, wanted: WantedStreams) -> None:
        self._wanted = wishes_of(wanted)
        for name in self._threads:
            self._tell_wish(name)

    def keep(self, keep: KeepFootage) -> None:
        desk = self._desks.get(keep.camera)
        if desk is not None and desk.recorder is not None:
            desk.recorder.keep(keep.since, keep.until, keep.footage)

    def record(self, *, allowed: bool) -> None:
        if self._disk is not None:
            self._disk.allow(allowed)

    def beat(self, processor: float, at_ms: int) -> Beat:
        """Once a second, with the share of a core that the process used since the last one."""
        if self._shedding.told(processor, time.monotonic()):
            for thread in self._threads.values():
                thread.shed(shed=self._shedding.sheds(thread.camera.importance))
        self._left_behind = [thread for thread in self._left_behind if not thread.join(0.0)]
        threads = tuple(self._threads.values())
        analysed, analysis_ms = self._costs.take()
        skipped, before = sum(thread.skipped for thread in threads), self._skipped
        self._skipped = skipped
        return Beat(
            at=at_ms,
            processor=round(processor, 3),
            cameras=len(threads),
            shed=sum(self._shedding.sheds(thread.camera.importance) for thread in threads),
            analysed=analysed,
            analysis_ms=analysis_ms,
            skipped_fps=float(max(0, skipped - before)),
            stuck=tuple(
                thread.camera.id for thread in (*threads, *self._left_behind) if thread.silent_s() > STUCK_S
            ),
            disk_fault=self._disk.fault if self._disk is not None else "",
        )

    def figures(self, at_ms: int) -> list[CameraFigures]:
        return [self._figures_of(name, at_ms) for name in self._threads]

    def close(self) -> None:
        """Segments are finished even where a thread does not come back from the library."""
        self._leave(list(self._threads), CLOSE_S)
        if self._disk is not None:
            self._disk.close()

    # -- one camera ----------------------------------------------------------------------------------

    def _join(self, camera: Camera, stream: CameraStream) -> None:
        desk = self._desks[camera.id] = CameraDesk(
            camera,
            zone=self._zone,
            recordings=self._recordings,
            models=Path(self._begin.models) if self._begin.models else None,
            out=self._out,
            recorder=self._recorder(camera),
            took=partial(self._costs.add, camera.id),
            counts=CountsFile(self._recordings, camera.id, self._disk)
            if self._recordings and self._disk
            else None,
            may_write=self._may_write,
        )
        # Its own desk: of a camera's thread that comes back late its next one hears nothing.
        hiding = strict_masking if self._begin.blur_all else masking
        around = Surroundings(
            desk,
            hiding,
            self._turns,
            certificates=self.certificates,
            worker=self._begin.worker,
            begins=self._begins,
        )
        thread = CameraThread(camera, stream, slots=Path(self._begin.slots), around=around)
        self._threads[camera.id] = thread
        self._received[camera.id] = (0, 0, 0.0)
        thread.shed(shed=self._shedding.sheds(camera.importance))
        self._tell_wish(camera.id)
        thread.start()

    def _change(self, camera: Camera) -> None:
        thread = self._threads[camera.id]
        # Zones first: what the desk still gets without them, its recorder throws away.
        thread.change(camera)
        self._desks[camera.id].change(camera)
        thread.shed(shed=self._shedding.sheds(camera.importance))

    def _leave(self, names: list[str], patience_s: float = LEAVE_S) -> None:
        """All end at the same time; a thread that does not is left behind."""
        leaving = {name: self._threads.pop(name) for name in names}
        for thread in leaving.values():
            thread.stop()
        until = time.monotonic() + patience_s
        for name, thread in leaving.items():
            if not thread.join(until - time.monotonic()):
                self._left_behind.append(thread)
            self._desks.pop(name).close(max(0.0, until - time.monotonic()))

    def _tell_wish(self, name: str) -> None:
        wish = self._wanted.get(name, NOBODY)
        self._desks[name].tuning = wish.tuning
        self._threads[name].want(wish.width, plain=wish.plain, blurred=wish.blurred)

    def _recorder(self, camera: Camera) -> CameraRecorder | None:
        if self._recordings is None or self._disk is None:
            return None
        return CameraRecorder(
            camera,
            self._recordings,
            zone=self._zone,
            disk=self._disk,
            on_segment=self._out.segment,
            before_ms=round(self._begin.before_event_s * 1000),
            after_ms=round(self._begin.after_event_s * 1000),
        )

    def _may_write(self) -> bool:
        return self._disk is not None and self._disk.usable

    def _figures_of(self, name: str, at_ms: int) -> CameraFigures:
        desk, before = self._desks[name], self._received[name]
        armed = desk.recorder.armed_s if desk.recorder is not None else 0.0
        now = self._received[name] = (*self._threads[name].received, armed)
        frames, bytes_, armed_s = (new - old for new, old in zip(now, before, strict=True))
        return CameraFigures(
            name,
            at_ms,
            desk.figures,
            desk.lines,
            int(frames),
            int(bytes_),
            round(armed_s, 3),
            sub=self._threads[name].counts_sub,
        )
