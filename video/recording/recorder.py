"""What is recorded of one camera: a ring of what was just now, and segments of what is to be kept."""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from app.domain.video.cameras import Camera
from app.domain.video.recordings import FootageClass, Segment
from video.media.faults import MediaFault
from video.media.packets import PacketView
from video.recording.cutting import Cutter
from video.recording.demand import Demand, Span, put_span
from video.recording.ring import RING_BYTES, RING_MS, Ring
from video.recording.shelf import Shelf
from video.recording.tape import Tape
from video.recording.writing import CLOSE_S, WritingThread

AFTER_MS = 60_000
KILLED_MS = 10_000
"""What is marked as being written and was not in this time has no writer any more."""

MARK_AGAIN_S = 2.0
LONGEST_STEP_MS = 3_600_000
"""Pictures that are fetched singly may be so far apart; a clock that was set forward counts for no more."""


class CameraRecorder:
    """Packets are stored as they come: of a camera with privacy zones the stream must hand on blackened ones.

    All methods may be called from any thread, return at once (`close` apart) and raise nothing; the work is
    done on the writing thread, where `on_segment` is called with every row that is new or another. Rows of
    segments whose writer was killed come when it is certain that it was: a camera that moves to another
    worker has for a moment two recorders.
    """

    def __init__(
        self,
        camera: Camera,
        folder: Path,
        *,
        zone: dt.tzinfo,
        disk: WritingThread,
        on_segment: Callable[[Segment], None],
        before_ms: int = RING_MS,
        after_ms: int = AFTER_MS,
        ring_bytes: int = RING_BYTES,
    ) -> None:
        self._camera, self._disk, self._on_segment = camera, disk, on_segment
        self._before_ms, self._after_ms = before_ms, after_ms
        self._demand = Demand(camera, zone)
        self._ring = Ring(before_ms, ring_bytes)
        self._shelf = Shelf(folder, camera.id, zone)
        self._tape = Tape(self._shelf, Cutter(zone), on_segment)
        self._unmarked: list[Span] = []
        self._mark_again_at = 0.0
        self._lost = False
        self._armed_ms = 0
        self._armed_until: int | None = None
        self._left: dict[Path, tuple[int, int]] = {}
        self._recover_at = 0
        disk.put(self._look_back)

    @property
    def recording(self) -> bool:
        return self._tape.running

    @property
    def armed_s(self) -> float:
        """For how long what is recorded of the camera has come and the disk has taken it, since it began:
        whatever happened then would have been recorded."""
        return self._armed_ms / 1000

    def packet(self, packet: PacketView) -> None:
        """In the order of their coming."""
        taken = self._disk.put(partial(self._take, packet, after_loss=self._lost), len(packet.data))
        self._lost = not taken
        self._arm(packet.wall_ms if taken and self._disk.usable else None)

    def lost(self) -> None:
        """The stream has ended: so does the segment, whether or not another one ever comes."""
        self._arm(None)
        self._disk.put(self._end)

    def event(self, at_ms: int, footage: FootageClass = FootageClass.EVENT) -> None:
        """Something happens: keep what was before, and record what follows."""
        self.keep(at_ms - self._before_ms, at_ms + self._after_ms, footage)

    def keep(self, since: int, until: int, footage: FootageClass) -> None:
        """Record this time (epoch ms) as far as it lies ahead or in the ring; raise what is recorded."""
        self._disk.put(partial(self._keep, Span(since, until, footage)))

    def change(self, camera: Camera) -> None:
        """Another mode or schedule. With other privacy zones nothing from before stays in the ring."""
        self._disk.put(partial(self._change, camera))

    def close(self, seconds: float = CLOSE_S) -> bool:
        """Finish the segment; false when the disk did not let it in that time."""
        done = threading.Event()
        return self._disk.put(partial(self._finish, done)) and done.wait(seconds)

    def _arm(self, at_ms: int | None) -> None:
        """On the camera's thread: armed until this moment, or not at all."""
        before, self._armed_until = self._armed_until, at_ms
        if at_ms is not None and before is not None:
            self._armed_ms += min(LONGEST_STEP_MS, max(0, at_ms - before))

    # -- on the writing thread -----------------------------------------------------------------------

    def _take(self, packet: PacketView, *, after_loss: bool) -> None:
        with self._failing():
            if self._left:
                self._recover_at = self._recover_at or packet.wall_ms + KILLED_MS
                if packet.wall_ms >= self._recover_at:
                    self._recover()
            if after_loss:
                self._tape.end()
                self._ring.clear()
            if self._unmarked and self._disk.usable and time.monotonic() >= self._mark_again_at:
                self._mark(self._unmarked.pop())
            self._record(packet)

    def _record(self, packet: PacketView) -> None:
        wanted = self._demand.at(packet.wall_ms)
        if not self._disk.usable or self._demand.never:
            self._tape.end()
        running = self._tape.running
        # The end waits for a key frame, so that the ring goes on where the segment stops.
        if not self._disk.usable or (wanted is None and not (running and not packet.keyframe)):
            self._tape.end()
            if not self._demand.never:
                self._ring.push(packet)
            return
        if not running and wanted is not None:
            since = self._demand.earliest
            if since is not None or not packet.keyframe:
                self._empty_ring(packet.wall_ms if since is None else since, wanted)
            self._ring.clear()
        self._tape.write(packet, wanted or self._tape.footage)

    def _empty_ring(self, since: int, footage: FootageClass) -> None:
        for early in self._ring.take(since):
            self._tape.write(early, footage)

    def _keep(self, span: Span) -> None:
        """Of a camera that records no more, what it has recorded before is kept."""
        self._demand.add(span)
        open_to_more = not self._demand.never and self._disk.usable and not self._tape.running
        with self._failing():
            if open_to_more and self._ring.shows(span.since, span.until):
                self._empty_ring(span.since, span.footage)
            self._mark(span)

    def _mark(self, span: Span) -> None:
        """Tried again later where the disk does not let it; what is being written goes on."""
        try:
            self._tape.raise_class(span.until - 1, span.footage)
            for row in self._shelf.raise_class(span.since, span.until, span.footage):
                self._on_segment(row)
        except OSError as problem:
            if span not in self._unmarked:
                put_span(self._unmarked, span)
            self._mark_again_at = time.monotonic() + MARK_AGAIN_S
            self._disk.failed(problem)

    def _change(self, camera: Camera) -> None:
        if camera.privacy != self._camera.privacy:
            self._ring.clear()
            with self._failing():
                self._tape.end()
        self._camera = camera
        self._demand.change(camera)

    def _end(self) -> None:
        with self._failing():
            self._tape.end()

    def _look_back(self) -> None:
        with self._failing():
            self._left = self._shelf.left_open()

    def _recover(self) -> None:
        """What cannot be marked now the next recorder finds; what is being written goes on."""
        left, self._left = self._left, {}
        try:
            for row in self._shelf.interrupted(left):
                self._on_segment(row)
        except OSError as problem:
            self._disk.failed(problem)

    def _finish(self, done: threading.Event) -> None:
        with self._failing():
            self._tape.end()
            self._recover()
        self._ring.clear()
        done.set()

    @contextlib.contextmanager
    def _failing(self) -> Iterator[None]:
        """The disk fails, or nothing can be made of a packet: the thread goes on."""
        try:
            yield
        except (OSError, MediaFault) as problem:
            self._tape.abandon()
            self._disk.failed(problem)
        except Exception:
            self._tape.abandon()
            raise
