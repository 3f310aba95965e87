"""From a decoded frame to analysis and to the slots, each at its own rate."""

from __future__ import annotations

import contextlib
import math
import threading
import time
from pathlib import Path

from app.domain.video.cameras import Camera
from app.domain.video.scenes import Overlay
from app.domain.video.stages import StageKind
from video.media.inputs import Frame, Received
from video.media.pixels import Converter, fitted, jpeg_of
from video.streams.between import carried_on
from video.streams.meters import Rate
from video.streams.policy import MOTION_HOLD_S, Manner
from video.streams.ports import Analysed, Masking, Pixels, StreamPorts
from video.streams.shelf import SlotShelf
from video.streams.wish import Wish

COLOUR_STAGES = frozenset({StageKind.SMOKE_FLAME, StageKind.DETECTOR})
COLOUR_W = 640
STILL_W = 1280
KNOWN_FOR_S = 0.5
"""Where things move is known so long after an analysis; somebody who runs has then left his margin."""
EARLY = 0.25
"""A frame that comes by this share of the interval before it is due is taken: frames come unevenly."""


class Showing:
    """One camera's, over all its connections: `frame` is called by one of their threads at a time.

    `camera` may be replaced by one with other stages or zones.
    """

    def __init__(self, camera: Camera, ports: StreamPorts, masking: Masking, slots: Path) -> None:
        self.camera = camera
        self._ports, self._masking = ports, masking
        self._shelf = SlotShelf(slots, camera.id, masking)
        self._lock = threading.Lock()
        self._converter = Converter()
        self._seen: Analysed | None = None
        self._analysed_at = self._moved_at = self._shown_at = self._skipped_at = 0.0
        self._seen_at = -math.inf
        """When the frame came that was analysed last; `_analysed_at` is when it was due."""
        self._shown_as: tuple[int, bool, bool] | None = None
        self.analysed, self.shown = Rate(), Rate()
        self.received, self.bits = Rate(), Rate()
        self.latency_ms = 0.0
        self.unshown = False
        """The slots do not take its pictures: consoles keep what they had."""
        self.frames = self.bytes = self.skipped = 0
        """Since the beginning: received, and frames that analysis should have had. Read by other threads."""

    @property
    def newest(self) -> Analysed:
        return self._seen or Analysed()

    def begins(self, at: float) -> None:
        """A connection stands: the picture is live until analysis knows better."""
        self._moved_at, self._shown_as = at, None

    def counts_anew(self) -> None:
        """The connection whose packets are counted stands: what came before it has another rate."""
        self.received, self.bits = Rate(), Rate()

    def count(self, received: Received) -> None:
        self.received.add(received.at)
        self.bits.add(received.at, received.size * 8)
        self.frames += 1
        self.bytes += received.size

    def moving(self, at: float) -> bool:
        return at - self._moved_at <= MOTION_HOLD_S

    def frame(self, frame: Frame, received: Received, wish: Wish, manner: Manner, *, late: bool) -> None:
        """`late`: the stream is behind; only what keeps the picture from standing still is done."""
        with self._lock:
            analysed = self._due_for_analysis(received.at, late=late) and self._analyse(frame, received)
            if self._due_for_show(received.at, wish, manner, late=late):
                self._show(frame, received, wish, analysed=analysed)

    def nobody_looks(self) -> None:
        """Give the slots back."""
        with self._lock:
            self._shown_as, self.unshown = None, False
            self._shelf.close()

    def _due_for_analysis(self, at: float, *, late: bool) -> bool:
        rate = self.camera.analysis_fps
        if rate <= 0 or at - self._analysed_at < (1 - EARLY) / rate:
            return False
        if late and at - self._analysed_at < 1.0:
            if at - self._skipped_at >= 1 / rate:
                self._skipped_at, self.skipped = at, self.skipped + 1
            return False
        return True

    def _analyse(self, frame: Frame, received: Received) -> bool:
        camera, luma = self.camera, self._converter.luma(frame)
        self._masking.blacken(luma, camera.privacy)
        seen = self._ports.on_analysis(camera.id, luma, self._colour(frame), received.wall_ms)
        # The due time moves on by whole intervals, so that the rate holds although frames come unevenly.
        interval = 1 / camera.analysis_fps
        due = self._analysed_at + interval
        self._analysed_at = due if received.at - due < interval else received.at
        self._seen, self._seen_at = seen, received.at
        self.analysed.add(received.at)
        if seen.moving:
            self._moved_at = received.at
        for path in seen.stills:
            self._keep_still(frame, path)
        return True

    def _colour(self, frame: Frame) -> Pixels | None:
        if not any(stage.enabled and stage.kind in COLOUR_STAGES for stage in self.camera.stages):
            return None
        colour = self._converter.bgr(frame, *fitted(frame.width, frame.height, COLOUR_W))
        self._masking.blacken(colour, self.camera.privacy)
        return colour

    def _due_for_show(self, at: float, wish: Wish, manner: Manner, *, late: bool) -> bool:
        if manner.show_every_s is None or not (wish.plain or wish.blurred):
            return False
        if self._shown_as != (wish.width, wish.plain, wish.blurred):
            return True
        every = max(manner.show_every_s, 1.0 if late else 0.0)
        return at - self._shown_at >= every * (1 - EARLY)

    def _show(self, frame: Frame, received: Received, wish: Wish, *, analysed: bool) -> None:
        width, height = fitted(frame.width, frame.height, wish.width)
        pixels = self._converter.bgra(frame, width, height, after_luma=analysed)
        self._masking.blacken(pixels, self.camera.privacy)
        taken = self._shelf.put(
            pixels,
            self._overlay(received.at, analysed=analysed),
            captured=received.wall_ms,
            plain=wish.plain,
            blurred=wish.blurred,
            mask=self._seen.mask if self._seen else None,
            known=self._known(received.at),
        )
        self.unshown = not taken
        if not taken:
            return
        self._shown_at, self._shown_as = received.at, (wish.width, wish.plain, wish.blurred)
        self.shown.add(received.at)
        took = (time.monotonic() - received.at) * 1000
        self.latency_ms = took if self.latency_ms == 0 else 0.9 * self.latency_ms + 0.1 * took

    def _known(self, at: float) -> bool:
        """Whether analysis can say what moves in a frame of this moment."""
        return self._seen is not None and self._seen.settled and at - self._seen_at <= KNOWN_FOR_S

    def _overlay(self, at: float, *, analysed: bool) -> Overlay:
        rate = self.camera.analysis_fps
        if self._seen is None or rate <= 0:
            return Overlay()
        if analysed:
            return self._seen.overlay
        return carried_on(self._seen.overlay, at - self._analysed_at, 1 / rate)

    def _keep_still(self, frame: Frame, path: Path) -> None:
        pixels = self._converter.bgr(frame, *fitted(frame.width, frame.height, STILL_W))
        self._masking.blacken(pixels, self.camera.privacy)
        # Without its still an event is worth as much; the recorder says what is wrong with the disk.
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(jpeg_of(pixels))
