"""What consoles and engine say to each other about cameras and footage.

What consoles want of the video supervisor goes through the engine, which checks the right, puts acts on
record and passes them on.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.acts import Verdict
from app.domain.video.cameras import Camera, CameraState, CameraStream
from app.domain.video.scenes import SceneEvent, SceneReview
from app.wire.video_evidence import BeginExport, ExportBegun, ManifestSigned, SignManifest

# -- from the engine to consoles ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VideoSnapshot:
    """Said to a newcomer, and again when the supervisor comes or goes. `folder` holds the frame slots; empty
    while there is no supervisor."""

    folder: str
    since: int
    cameras: tuple[Camera, ...]
    states: tuple[CameraState, ...]
    events: tuple[SceneEvent, ...]
    """The newest ones, newest first."""
    recordings: str
    """The recordings folder."""
    asked_days: int
    """The days of footage that the law asks for."""
    load: VideoLoad | None = None
    past: tuple[Camera, ...] = ()
    """Cameras that are on no list any more and of which there is footage, as they were."""


@dataclass(frozen=True, slots=True)
class VideoLoad:
    """How the workers are, once a second. Shares are of one core."""

    at: int
    workers: int
    processor: float
    cores: int
    shed: int
    """Cameras slowed down because the processor is full."""
    analysed: int
    analysis_ms: float
    """One frame's analysis, median."""
    skipped_fps: float
    """Frames a second that analysis should have had and did not."""
    disk_free: int
    disk_used: int
    """By recordings, bytes."""
    disk_fault: str = ""
    """Why nothing is recorded; a word of `video.recording.faults`; empty when all is well."""


@dataclass(frozen=True, slots=True)
class CamerasChanged:
    """All cameras anew: somebody has changed one. `past` as in `VideoSnapshot`."""

    cameras: tuple[Camera, ...]
    past: tuple[Camera, ...] = ()


@dataclass(frozen=True, slots=True)
class CameraStates:
    """Those that are another now."""

    states: tuple[CameraState, ...]


@dataclass(frozen=True, slots=True)
class SceneEvents:
    """New, ended or reviewed."""

    events: tuple[SceneEvent, ...]


@dataclass(frozen=True, slots=True)
class PlaybackState:
    """Where a playback stands; its frames are in the slots named `session/camera`."""

    session: str
    at: int
    """The wall time shown, epoch ms."""
    speed: float
    """0 when it stands still."""
    cameras: tuple[str, ...]
    ended: bool = False
    faults: tuple[tuple[str, str], ...] = ()
    """Camera and word of `video.playback.faults`: no footage there, damaged."""


@dataclass(frozen=True, slots=True)
class PtzHold:
    """Who steers a camera until when (epoch ms); `console` empty when nobody does any more."""

    camera: str
    console: str
    operator: str
    until: int


# -- from a console to the engine --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Watched:
    """A stream on a wall: how many pixels wide it is drawn, and whether boxes and the mask are looked at."""

    camera: str
    width: int
    tuning: bool = False


@dataclass(frozen=True, slots=True)
class WatchCameras:
    """All that this console shows now; replaces what it said before. Answered by `Watching`. Goes out with
    the console. No act: who sees which camera is decided anew at each."""

    tiles: tuple[Watched, ...]


@dataclass(frozen=True, slots=True)
class Watching:
    """`streams`: camera and the name of the slot it is shown from (the blurred one for who may see no faces);
    `refused`: cameras that this operator may not see."""

    verdict: Verdict
    streams: tuple[tuple[str, str], ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ViewStills:
    """Pictures of events of these cameras are shown at this console. Said once per camera and hour."""

    cameras: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoveCamera:
    """Pan, tilt and zoom from -1 to 1 for as long as it is repeated (0.5 s at most); all 0 stops. The first
    one takes the camera for 120 s from the last; somebody with a higher right may take it over."""

    camera: str
    pan: float
    tilt: float
    zoom: float


@dataclass(frozen=True, slots=True)
class CentreCamera:
    """Bring this point of the picture (0 to 1) to the middle."""

    camera: str
    across: float
    down: float


@dataclass(frozen=True, slots=True)
class GoToPreset:
    camera: str
    preset: str


@dataclass(frozen=True, slots=True)
class KeepClip:
    """Keep what was and what will be recorded between two times; `until` may lie in the future. With `lock`
    it is never thrown away."""

    camera: str
    since: int
    until: int
    reason: str
    lock: bool = True
    incident: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseClip:
    """Let recordings that are locked go as others do: those that lie wholly between two times, which are
    over. What others have locked beside them stays."""

    camera: str
    since: int
    until: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReviewScene:
    event: str
    review: SceneReview


@dataclass(frozen=True, slots=True)
class PutCamera:
    """Make or change a camera. Without `stream` that of before stays. `seen` is the camera as it was seen,
    None for a new one; another one by now is *superseded*."""

    camera: Camera
    stream: CameraStream | None = None
    seen: Camera | None = None


@dataclass(frozen=True, slots=True)
class DropCamera:
    camera: str


@dataclass(frozen=True, slots=True)
class FindCameras:
    """Look for ONVIF cameras in the network; answered by `FoundCameras` after some seconds."""


@dataclass(frozen=True, slots=True)
class FoundCamera:
    host: str
    name: str
    hardware: str
    streams: tuple[str, ...] = ()
    """URLs of its profiles without passwords; empty while it asks for a password."""
    problem: str = ""
    presets: tuple[str, ...] = ()
    """Names of the places that it can be turned to."""


@dataclass(frozen=True, slots=True)
class FoundCameras:
    verdict: Verdict
    cameras: tuple[FoundCamera, ...] = ()


@dataclass(frozen=True, slots=True)
class TryCamera:
    """Open a stream once and say what came; answered by `CameraTried`."""

    stream: CameraStream


@dataclass(frozen=True, slots=True)
class CameraTried:
    verdict: Verdict
    problem: str = ""
    """Word of `video.streams.endings`; empty when a frame came."""
    width: int = 0
    height: int = 0
    codec: str = ""
    fps: float = 0.0
    picture: bytes = b""
    """JPEG, at most 200 kB."""
    withheld: str = ""
    """What is kept back of the picture although a frame came: `faces`, which this operator may not see, so
    that all of it is coarse; `privacy`, so that there is none, where a camera of the same host has zones and
    nobody knows where they lie in this one."""
    url: str = ""
    """What was opened, where the stream named only its ONVIF address; without user and password."""
    sub_url: str = ""
    presets: tuple[str, ...] = ()
    """Names of the places that it can be turned to, where its ONVIF address was named."""


@dataclass(frozen=True, slots=True)
class OpenPlayback:
    """Show recorded footage of cameras from a time on, all in step. Each look is on record."""

    session: str
    """Chosen by the console: unique, as `play-3f2a`."""
    cameras: tuple[str, ...]
    at: int
    speed: float = 1.0
    tuned: Camera | None = None
    """The one camera that is asked for, with the stages whose analysis is drawn over its footage; they need
    not be in force."""


@dataclass(frozen=True, slots=True)
class SteerPlayback:
    """`at` 0 leaves the time, `step` is frames forward or back while it stands still."""

    session: str
    speed: float
    at: int = 0
    step: int = 0


@dataclass(frozen=True, slots=True)
class ClosePlayback:
    session: str


ASKABLE: tuple[type, ...] = (
    WatchCameras,
    ViewStills,
    MoveCamera,
    CentreCamera,
    GoToPreset,
    KeepClip,
    ReleaseClip,
    ReviewScene,
    PutCamera,
    DropCamera,
    FindCameras,
    TryCamera,
    OpenPlayback,
    SteerPlayback,
    ClosePlayback,
    BeginExport,
    SignManifest,
)
ANSWERS: tuple[type, ...] = (Watching, FoundCameras, CameraTried, ExportBegun, ManifestSigned)
PLAIN: tuple[type, ...] = (
    VideoSnapshot,
    VideoLoad,
    CamerasChanged,
    CameraStates,
    SceneEvents,
    PlaybackState,
    PtzHold,
)
