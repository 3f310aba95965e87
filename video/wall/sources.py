"""The newest picture of every stream on the wall, as images that a painter can draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from app.bridge.video_pictures import StreamPictures
from app.domain.video.scenes import Overlay
from app.wire.frame_slots import SlotFrame


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture with what belongs to it. The image looks into `pixels`, which therefore stays with it."""

    image: QImage
    pixels: NDArray[np.uint8]
    captured: int
    media_ms: int
    overlay: Overlay

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        height, width, _ = self.pixels.shape
        return width, height


class Sources:
    """By camera. GUI thread; `close` lets go of all slots."""

    def __init__(self, pictures: Callable[[str], StreamPictures | None]) -> None:
        self._pictures = pictures
        self._open: dict[str, StreamPictures] = {}
        self.shots: dict[str, Shot] = {}

    def follow(self, streams: Mapping[str, str]) -> None:
        """Camera to slot name of what is shown; the others are let go, with their pictures."""
        for camera in [one for one in self._open if self._open[one].stream != streams.get(one)]:
            self._open.pop(camera).close()
            self.shots.pop(camera, None)
        for camera, stream in streams.items():
            if camera not in self._open and (opened := self._pictures(stream)) is not None:
                self._open[camera] = opened

    def poll(self, turn: int = 0, turns: int = 1) -> list[str]:
        """Copy what is new of every `turns`-th camera; returns those that have another picture."""
        changed = []
        for place, (camera, pictures) in enumerate(self._open.items()):
            if place % turns != turn:
                continue
            frame = pictures.newer()
            if frame is not None:
                height, width = frame.pixels.shape[:2]
                image = QImage(frame.pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32)
                self.shots[camera] = Shot(image, frame.pixels, frame.captured, frame.media_ms, frame.overlay)
                changed.append(camera)
        return changed

    def frame(self, camera: str) -> tuple[str, SlotFrame] | None:
        """The stream a camera is shown from, and its frame that is on the screen now."""
        pictures = self._open.get(camera)
        return None if pictures is None or pictures.frame is None else (pictures.stream, pictures.frame)

    def reopen(self, cameras: Iterable[str]) -> None:
        """Their worker has been started again."""
        for camera in cameras:
            if camera in self._open:
                self._open[camera].reopen()

    def drop_all(self) -> None:
        """The slots are others, or none: what was shown is nobody's any more."""
        for pictures in self._open.values():
            pictures.close()
        self._open.clear()
        self.shots.clear()

    close = drop_all
