"""A camera's frame slots: the plain one, and the blurred one for who may see no faces."""

from __future__ import annotations

import logging
from pathlib import Path

from app.domain.video.scenes import Overlay
from app.wire.frame_slots import BLURRED, FrameSlotWriter, SlotOutcome
from video.streams.ports import Masking, Pixels

log = logging.getLogger(__name__)


class SlotShelf:
    """Slots exist while they are wanted. One thread at a time."""

    def __init__(self, folder: Path, camera: str, masking: Masking) -> None:
        self._folder, self._camera, self._masking = folder, camera, masking
        self._writers: dict[str, FrameSlotWriter] = {}
        self._refused = ""
        """Why there is no picture in a slot; empty when all is well."""

    def put(
        self,
        pixels: Pixels,
        overlay: Overlay,
        *,
        captured: int,
        plain: bool,
        blurred: bool,
        mask: Pixels | None,
        known: bool,
    ) -> bool:
        """`pixels` is (h, w, 4) and is changed where it goes blurred. Without `known` nobody can say
        what moves: all goes coarse. False where a slot did not take it: the next one is tried anew."""
        refused = self._write("", pixels, overlay, captured) if plain else ""
        if blurred:
            if known:
                self._masking.pixelate(pixels, overlay.tracks, mask)
            else:
                self._masking.pixelate_all(pixels)
            refused = self._write(BLURRED, pixels, overlay, captured) or refused
        self.keep_only(plain=plain, blurred=blurred)
        if refused and not self._refused:
            log.warning("camera %s: its picture cannot be handed on: %s", self._camera, refused)
        self._refused = refused
        return not refused

    def keep_only(self, *, plain: bool, blurred: bool) -> None:
        for suffix, wanted in (("", plain), (BLURRED, blurred)):
            if not wanted and (writer := self._writers.pop(suffix, None)):
                writer.close()

    def close(self) -> None:
        self.keep_only(plain=False, blurred=False)

    def _write(self, suffix: str, pixels: Pixels, overlay: Overlay, captured: int) -> str:
        """Why not; empty when it is written. Recording and counting go on in any case."""
        try:
            outcome = self._writer(suffix).write(pixels, overlay, captured=captured)
        except OSError as problem:
            return str(problem)
        return "" if outcome is SlotOutcome.WRITTEN else outcome.value

    def _writer(self, suffix: str) -> FrameSlotWriter:
        writer = self._writers.get(suffix)
        if writer is None:
            writer = self._writers[suffix] = FrameSlotWriter(self._folder, self._camera + suffix)
        return writer
