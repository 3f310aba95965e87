"""Cameras as everybody may know them, and their streams, which only the engine and video workers know."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import Literal

from app.domain.video.stages import Stage

Point = tuple[float, float]
"""Across and down, 0 to 1 of the picture's width and height."""


class Importance(enum.StrEnum):
    """When the processor is full, the least important pictures slow down first."""

    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class RecordingMode(enum.StrEnum):
    NEVER = "never"
    EVENTS = "events"
    """Thirty seconds before and sixty after each event."""
    CONTINUOUS = "continuous"


class CameraFault(enum.StrEnum):
    """Why a camera that answers shows nothing useful."""

    MOVED = "moved"
    BLURRED = "blurred"
    COVERED = "covered"
    DARK = "dark"
    FROZEN = "frozen"
    CLOCK_DRIFT = "clock_drift"


class Picture(enum.StrEnum):
    """What a camera's picture is now; each looks different from afar."""

    CONNECTING = "connecting"
    LIVE = "live"
    STILL = "still"
    """A picture a minute while nothing moves."""
    KEY_FRAMES = "key_frames"
    """Slowed down, because nobody looks or the processor is full."""
    NO_SIGNAL = "no_signal"
    OFF = "off"
    """Switched off by the settings."""


class Records(enum.StrEnum):
    """Whether what is to be recorded of a camera comes."""

    OFF = "off"
    """Nothing of it is to be recorded."""
    OK = "ok"
    LOST = "lost"
    """The main stream does not come, whatever is shown."""


class CertificateCheck(enum.StrEnum):
    """How a camera that encrypts its stream proves who it is. Most have a certificate of their own making."""

    KNOWN = "known"
    """By a certificate of an authority, or else by the one that it showed the first time."""
    AUTHORITY = "authority"
    PINNED = "pinned"
    """By its fingerprint, which the cameras file names."""
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Camera:
    """What consoles know of a camera. `name` and what follows it introduce the device with the same id where
    the city does not do so by itself; everybody else takes name and place from that device."""

    id: str
    name: str = ""
    lat: float | None = None
    """WGS 84 degrees; neither or both of `lat` and `lon` are None."""
    lon: float | None = None
    zone: str = ""
    enabled: bool = True
    importance: Importance = Importance.NORMAL
    facing: float | None = None
    """Degrees clockwise from north, the middle of what it sees; None where unknown or turning freely."""
    view_angle: float = 70.0
    """Degrees."""
    reach_m: float = 60.0
    ptz: bool = False
    presets: tuple[str, ...] = ()
    home_preset: str = ""
    """Where privacy zones hold; empty for the first of the presets."""
    privacy: tuple[tuple[Point, ...], ...] = ()
    """Polygons that are black before anything is stored or shown."""
    stages: tuple[Stage, ...] = ()
    analysis_fps: float = 5.0
    recording: RecordingMode = RecordingMode.EVENTS
    recording_schedule: str = ""
    """`22:00-06:00` and the like, in the site's time; empty for always."""
    keep_days: int | None = None
    """Other than the settings say."""

    @property
    def home(self) -> str:
        """The preset at which zones lie where they were drawn; empty where there is none."""
        return self.home_preset or next(iter(self.presets), "")


@dataclass(frozen=True, slots=True)
class CameraStream:
    """Where a camera's pictures come from. Passwords never stand in a URL, and never in a `repr`."""

    camera: str
    url: str
    """rtsp, rtsps, http, https (MJPEG, HLS or single pictures), file, usb."""
    sub_url: str = ""
    transport: Literal["tcp", "udp"] = "tcp"
    picture_every_s: float = 0.0
    """Over 0: the URL gives one picture, which is fetched so often."""
    onvif: str = ""
    """Host and port of its ONVIF service."""
    user: str = ""
    password: str = field(default="", repr=False)
    tls: CertificateCheck = CertificateCheck.KNOWN
    """Counts for rtsps and https."""
    fingerprint: str = ""
    """SHA-256 of the pinned certificate in 64 hexadecimal digits; empty otherwise."""


@dataclass(frozen=True, slots=True)
class CameraState:
    """How a camera is now, as its worker finds; `since` and `last_frame` are epoch ms, 0 for never."""

    camera: str
    picture: Picture
    since: int
    last_frame: int = 0
    reason: str = ""
    """Word of `video.streams.endings` for why there is no signal; empty otherwise."""
    next_try: int = 0
    """Epoch ms."""
    faults: tuple[CameraFault, ...] = ()
    fault_since: int = 0
    width: int = 0
    height: int = 0
    codec: str = ""
    fps: float = 0.0
    """Received over the last seconds, as `kbit_s`: of the main stream wherever it is recorded, whatever is
    shown."""
    shown_fps: float = 0.0
    analysed_fps: float = 0.0
    kbit_s: float = 0.0
    latency_ms: float = 0.0
    """From receipt to the slot."""
    sub_stream: bool = False
    shed: bool = False
    """Slowed down because the processor is full."""
    recording: bool = False
    records: Records = Records.OFF
    worker: int = 0
    clock_told: bool = False
    """Somebody has measured how far its clock is off."""
    detector_faults: tuple[tuple[str, str], ...] = ()
    """Stages whose detector is not used, each with a word of `video.analytics.detector_notes.Fault`."""
