"""What the video supervisor and a playback process say to each other over the process's stdin and stdout.

Frames are those of decode workers: four bytes of length (little endian) and a MessagePack list of
[name, body]. One process shows one session. Its answers are `PlaybackState`: at every change, and four times
a second while it plays; the last one has `ended`.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.video.cameras import Camera, Point
from app.wire.video import PlaybackState, SteerPlayback


@dataclass(frozen=True, slots=True)
class BeginPlayback:
    """The first message."""

    session: str
    slots: str
    """Folder of the frame slots; those of this session are named `session/camera`."""
    recordings: str
    zone: str
    """The site's time zone, as `America/Mexico_City`."""
    cameras: tuple[str, ...]
    at: int
    """Epoch ms."""
    speed: float = 1.0
    blurred: tuple[str, ...] = ()
    """Cameras that are shown without faces and plates."""
    blur_all: bool = False
    """Those show nothing plain at all, not only nobody who is no part of the street."""
    privacy: tuple[tuple[str, tuple[tuple[Point, ...], ...]], ...] = ()
    """By camera the zones that are black whatever was recorded: a zone may be younger than its footage."""
    tuned: Camera | None = None
    """The one camera, as its pictures are to be analysed while they are shown."""
    models: str = ""
    """Folder with detectors, for `tuned`; empty for no detector."""


@dataclass(frozen=True, slots=True)
class StopPlayback:
    """Remove the slots and end; the supervisor waits 3 s. The end of stdin says the same."""


TO_PLAYBACK: tuple[type, ...] = (BeginPlayback, SteerPlayback, StopPlayback)
FROM_PLAYBACK: tuple[type, ...] = (PlaybackState,)
