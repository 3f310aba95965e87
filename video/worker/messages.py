"""What the video supervisor and a decode worker say to each other over the worker's stdin and stdout.

A frame is four bytes of length (little endian) and a MessagePack list of [name, body]; `video.worker.link`
reads and writes them. Passwords travel here and nowhere else: not in arguments, not in the environment.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.video.cameras import Camera, CameraState, CameraStream, Point
from app.domain.video.recordings import Segment
from app.domain.video.scenes import SceneEvent
from app.wire.video import CameraTried
from app.wire.video_service import KeepFootage, WantedStreams

# -- from the supervisor to a worker -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Begin:
    """The first message: who the worker is and where its files lie."""

    worker: int
    slots: str
    """Folder of the frame slots."""
    recordings: str
    """Folder of the recordings; empty: nothing is recorded."""
    models: str
    zone: str
    """The site's time zone, as `America/Mexico_City`."""
    processor: float = 1.0
    """Cores that the worker may use before it slows cameras down."""
    opens_at_once: int = 4
    """Connections that are being opened at the same moment."""
    blur_all: bool = False
    """Blurred streams show nothing plain at all, not only nothing that moves."""
    before_event_s: float = 30.0
    """So much of before an event is recorded, and so much of after."""
    after_event_s: float = 60.0
    certificates: str = ""
    """Folder of what cameras showed first; empty: every worker sees them for the first time."""
    authorities: str = ""
    """PEM file of authorities besides the system's; empty for none."""


@dataclass(frozen=True, slots=True)
class Assign:
    """All cameras of this worker; replaces what was said before. One that is the same goes on undisturbed."""

    cameras: tuple[Camera, ...]
    streams: tuple[CameraStream, ...]


@dataclass(frozen=True, slots=True)
class TryStream:
    """Open a stream once, beside all others; answered by `StreamTried` with the same `ask`."""

    ask: int
    stream: CameraStream
    privacy: tuple[tuple[Point, ...], ...] = ()
    """Polygons that are black in the picture of it."""
    withheld: bool = False
    """No picture of it is given: nobody knows where privacy zones lie in it."""
    coarse: bool = False
    """The picture is given in coarse squares: whoever asked may not see faces."""


@dataclass(frozen=True, slots=True)
class Record:
    """Whether the disk has room: without it nothing more is written, and cameras go on."""

    allowed: bool


@dataclass(frozen=True, slots=True)
class StopWorker:
    """Close segments and slots and end; the supervisor waits 4 s."""


# -- from a worker to the supervisor -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WorkerUp:
    """Said after `Begin`: it takes cameras now."""

    worker: int
    pid: int


@dataclass(frozen=True, slots=True)
class Beat:
    """Once a second. None for 5 s: the worker hangs. Shares are of one core, times epoch ms."""

    at: int
    processor: float
    cameras: int
    shed: int
    analysed: int
    """Cameras that are being analysed."""
    analysis_ms: float
    """One frame's analysis, median of the last second; 0 for none."""
    skipped_fps: float
    """Frames a second that analysis should have had and did not."""
    stuck: tuple[str, ...] = ()
    """Cameras whose thread has not come back from the library for long: the worker must be ended."""
    disk_fault: str = ""
    """Word of `video.recording.faults`."""


@dataclass(frozen=True, slots=True)
class StatesNow:
    """Those that are another than when told last."""

    states: tuple[CameraState, ...]


@dataclass(frozen=True, slots=True)
class ScenesSeen:
    """Begun or ended."""

    events: tuple[SceneEvent, ...]


@dataclass(frozen=True, slots=True)
class SegmentsWritten:
    """Begun (`complete` is false) and closed segments, by their file."""

    rows: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class LineFigures:
    """A line's counts of the last complete quarter of an hour, and its flow over the last 15 minutes."""

    stage: str
    quarter: int
    """Epoch ms of the quarter's end; 0 while none is complete."""
    vehicle_flow: float
    """Vehicles an hour."""
    persons_forward: int = 0
    persons_backward: int = 0
    vehicles_forward: int = 0
    vehicles_backward: int = 0
    two_wheelers_forward: int = 0
    two_wheelers_backward: int = 0


@dataclass(frozen=True, slots=True)
class CameraFigures:
    """A camera's figures every 10 s: of the pipeline by name, of its lines, and what was received since the
    figures before."""

    camera: str
    at: int
    figures: dict[str, float]
    lines: tuple[LineFigures, ...] = ()
    frames: int = 0
    bytes: int = 0
    armed_s: float = 0.0
    """In which what it records came and the disk took it."""
    sub: bool = False
    """Frames and bytes are those of the sub-stream: of a camera that is recorded they never are, whichever
    stream is shown."""


@dataclass(frozen=True, slots=True)
class StreamTried:
    ask: int
    tried: CameraTried


TO_WORKER: tuple[type, ...] = (Begin, Assign, WantedStreams, KeepFootage, TryStream, Record, StopWorker)
FROM_WORKER: tuple[type, ...] = (
    WorkerUp,
    Beat,
    StatesNow,
    ScenesSeen,
    SegmentsWritten,
    CameraFigures,
    StreamTried,
)
