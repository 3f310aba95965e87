"""What a camera's thread hands on, and to whom: recording, states, analysis, privacy."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.domain.video.cameras import CameraFault, CameraState, Point
from app.domain.video.scenes import Overlay, Track
from video.media.packets import PacketView

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Analysed:
    """What analysis of one frame told the stream."""

    overlay: Overlay = field(default_factory=Overlay)
    moving: bool = False
    """Something moves: the picture is shown live."""
    faults: tuple[CameraFault, ...] = ()
    mask: Pixels | None = None
    """(180, 320) foreground, over 0 where something moves: pixelated on the blurred stream."""
    stills: tuple[Path, ...] = ()
    """Where this very frame is to be kept as JPEG."""
    settled: bool = False
    """What moves is in `mask` or in a track; until then nothing of the blurred stream may be plain."""


class StreamPorts(Protocol):
    """All are called on the camera's own thread and must return soon; what one raises ends that camera's
    connection, never another's."""

    def on_packet(self, camera: str, packet: PacketView, /) -> None:
        """Every packet of the main stream in the order of its coming; re-encoded with black zones where the
        camera has privacy zones."""

    def on_lost(self, camera: str, /) -> None:
        """After the last packet of a connection; another connection may follow, or none."""

    def on_state(self, state: CameraState) -> None:
        """At every change, and once a second while it is connected."""

    def on_analysis(self, camera: str, luma: Pixels, colour: Pixels | None, at_ms: int, /) -> Analysed:
        """At the camera's analysis rate. `luma` is (180, 320), `colour` (h, w, 3) blue green red of at most
        640x360, None where no stage of the camera wants it. Privacy zones are black in both."""


class Masking(Protocol):
    """Black zones and coarse squares; `video.analytics.masking` has them. They change `frame` in place:
    (h, w), (h, w, 3) or (h, w, 4)."""

    def blacken(self, frame: Pixels, polygons: tuple[tuple[Point, ...], ...]) -> None: ...

    def pixelate(self, frame: Pixels, tracks: tuple[Track, ...], mask: Pixels | None) -> None: ...

    def pixelate_all(self, frame: Pixels) -> None:
        """Where nobody has looked at the frame yet."""
