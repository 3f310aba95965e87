"""A camera's frame slots: the plain one, and the blurred one for who may see no faces."""

from __future__ import annotations

from pathlib import Path

from app.domain.video.scenes import Overlay
from app.wire.frame_slots import BLURRED, FrameSlotWriter
from video.streams.ports import Masking, Pixels


class SlotShelf:
    """Slots exist while they are wanted. One thread at a time."""

    def __init__(self, folder: Path, camera: str, masking: Masking) -> None:
        self._folder, self._camera, self._masking = folder, camera, masking
        self._writers: dict[str, FrameSlotWriter] = {}

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
    ) -> None:
        """`pixels` is (h, w, 4) and is changed where it goes blurred. Without `known` nobody can say
        what moves: all goes coarse. Raises OSError where there is no room."""
        if plain:
            self._writer("").write(pixels, overlay, captured=captured)
        if blurred:
            if known:
                self._masking.pixelate(pixels, overlay.tracks, mask)
            else:
                self._masking.pixelate_all(pixels)
            self._writer(BLURRED).write(pixels, overlay, captured=captured)
        self.keep_only(plain=plain, blurred=blurred)

    def keep_only(self, *, plain: bool, blurred: bool) -> None:
        for suffix, wanted in (("", plain), (BLURRED, blurred)):
            if not wanted and (writer := self._writers.pop(suffix, None)):
                writer.close()

    def close(self) -> None:
        self.keep_only(plain=False, blurred=False)

    def _writer(self, suffix: str) -> FrameSlotWriter:
        writer = self._writers.get(suffix)
        if writer is None:
            writer = self._writers[suffix] = FrameSlotWriter(self._folder, self._camera + suffix)
        return writer
