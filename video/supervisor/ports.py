"""What the supervisor needs of others: steering and finding cameras, and a way out to MQTT."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from app.domain.video.cameras import CameraStream
from app.wire.video import FoundCamera

Told = Callable[[str], None]
"""Called once with a word for the problem, empty when it was done. Any thread."""


class StreamOffered(Protocol):
    """A stream that a device says it has (`video.onvif.device.Profile`)."""

    @property
    def url(self) -> str:
        """Without user and password; empty where the device gives none."""

    @property
    def presets(self) -> tuple[str, ...]:
        """Names of the places that the camera can be turned to."""


class CameraControl(Protocol):
    """Steers and finds ONVIF cameras (`video.onvif`). Every call returns at once; the work is done on a
    thread of its own, the newest move of a camera in place of older ones that still wait."""

    def know(self, streams: Sequence[CameraStream]) -> None:
        """The cameras there are now, with address, user and password; replaces what was said before."""

    def move(self, camera: str, pan: float, tilt: float, zoom: float, told: Told) -> None:
        """Speeds from -1 to 1; all 0 stops. Stops by itself 0.5 s after the last call."""

    def centre(self, camera: str, across: float, down: float, told: Told) -> None:
        """Bring this point of the picture (0 to 1) to the middle."""

    def preset(self, camera: str, preset: str, told: Told) -> None: ...

    def find(self, told: Callable[[tuple[FoundCamera, ...]], None]) -> None:
        """Look for cameras in the network for some seconds; `told` on any thread, empty when none."""

    def profiles(self, stream: CameraStream, told: Callable[[tuple[StreamOffered, ...], str], None]) -> None:
        """Ask the device at the stream's ONVIF address for its streams; `told` on any thread, with the
        largest first, or with the word for the problem."""

    def close(self) -> None:
        """End the thread; waits up to 3 s. Calls of `told` that are due are dropped."""
