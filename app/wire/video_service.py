"""What engine and video supervisor say to each other.

The supervisor is attached to the engine as a console is, with `Hello.role` "video": it asks nothing for an
operator, and what it may ask is `FROM_VIDEO`, nothing else; no console may.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.video.cameras import Camera, CameraState, CameraStream
from app.domain.video.recordings import CameraDay, FootageClass, Segment
from app.domain.video.scenes import SceneEvent
from app.wire.video import (
    CentreCamera,
    ClosePlayback,
    FindCameras,
    GoToPreset,
    MoveCamera,
    OpenPlayback,
    PlaybackState,
    PtzHold,
    SteerPlayback,
    TryCamera,
    VideoLoad,
    Watched,
)


@dataclass(frozen=True, slots=True)
class VideoUp:
    """The supervisor's first request."""

    folder: str
    pid: int


@dataclass(frozen=True, slots=True)
class SegmentRows:
    """Rows for the index; answered by `Done` once they are committed."""

    rows: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class SegmentsDropped:
    """Files that are gone, by their path inside the recordings folder."""

    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SegmentsMissed:
    """Files that the index has and the disk no longer, although nobody threw them away; answered by `Done`
    once that is committed."""

    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CameraDays:
    """Days as they stand now; later ones replace them."""

    days: tuple[CameraDay, ...]


@dataclass(frozen=True, slots=True)
class CameraPlan:
    """Every camera with its stream, for the supervisor alone. Sent when it comes and when one changes. `past`
    are those that are gone and have left footage, whose privacy zones hold in playback."""

    cameras: tuple[Camera, ...]
    streams: tuple[CameraStream, ...]
    past: tuple[Camera, ...] = ()


@dataclass(frozen=True, slots=True)
class WantedStreams:
    """What all consoles together show: stream name and width in pixels; replaces what was said before."""

    streams: tuple[Watched, ...]
    blurred: tuple[str, ...] = ()
    """Cameras whose blurred stream is wanted too."""


@dataclass(frozen=True, slots=True)
class KeepFootage:
    """Keep and record: an operator's clip, or an event by alarm."""

    camera: str
    since: int
    until: int
    footage: FootageClass


@dataclass(frozen=True, slots=True)
class ReleaseFootage:
    """What is locked and lies wholly between these times is kept as footage of an event from now on."""

    camera: str
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Relayed:
    """A console's request, passed on to the supervisor after it was allowed; `ask` comes back in `Replied`.
    `frame` is a frame of `app.wire.frames` whose one item is an `Ask` with one of `RELAYED`."""

    ask: int
    console: str
    frame: bytes
    blurred: tuple[str, ...] = ()
    """Of a playback or a trial: cameras whose faces and plates this operator may not see."""


@dataclass(frozen=True, slots=True)
class Replied:
    """The supervisor's answer to a `Relayed`: a frame whose one item is an `Answer`."""

    ask: int
    frame: bytes


@dataclass(frozen=True, slots=True)
class VideoNews:
    """What the supervisor tells: only what is another since it told last. It goes on to the consoles."""

    states: tuple[CameraState, ...] = ()
    events: tuple[SceneEvent, ...] = ()
    playbacks: tuple[PlaybackState, ...] = ()
    holds: tuple[PtzHold, ...] = ()
    load: VideoLoad | None = None


RELAYED: tuple[type, ...] = (
    MoveCamera,
    CentreCamera,
    GoToPreset,
    FindCameras,
    TryCamera,
    OpenPlayback,
    SteerPlayback,
    ClosePlayback,
)
"""Allowed and put on record by the engine, done by the supervisor."""

FROM_VIDEO: tuple[type, ...] = (
    VideoUp,
    VideoNews,
    SegmentRows,
    SegmentsDropped,
    SegmentsMissed,
    CameraDays,
    Replied,
)
PLAIN: tuple[type, ...] = (CameraPlan, WantedStreams, KeepFootage, ReleaseFootage, Relayed)
