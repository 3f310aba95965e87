"""What the supervisor is made of, put together by the composition root."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.video.cameras import Camera
from app.domain.video.recordings import Segment
from app.settings.cameras import Cameras
from video.supervisor.crew import CrewPlan
from video.supervisor.days import DayBook
from video.supervisor.engine_link import EngineHears, EngineLink
from video.supervisor.footage import Raise, Recall, Release
from video.supervisor.housekeeping import Housekeeping
from video.supervisor.playbacks import PlaybackPlan
from video.supervisor.ports import CameraControl
from video.supervisor.publishing import Publishing
from video.supervisor.server_device import ServerDevice
from video.supervisor.usual_rates import UsualRates


@dataclass(frozen=True, slots=True)
class SupervisorParts:
    """`disk_free` in bytes; `keep_limits` hears of cameras with their own days; `ends_with_engine` is whether
    an engine's farewell ends this supervisor too."""

    crew: CrewPlan
    link: Callable[[EngineHears], EngineLink | None]
    publishing: Publishing
    server: ServerDevice
    control: CameraControl
    playbacks: PlaybackPlan
    housekeeping: Housekeeping
    days: DayBook
    rates: UsualRates
    recorded: Callable[[Segment], None]
    raise_footage: Raise
    release_footage: Release
    recall: Recall
    keep_limits: Callable[[tuple[Camera, ...]], None]
    prepared: Callable[[Camera], Camera]
    """A camera as workers are to have it."""
    disk_free: Callable[[], int]
    processor: Callable[[list[int]], float]
    """Cores that these processes and this one use, since the last call."""
    cores: int
    cameras: Cameras
    """Where there is no engine to tell them."""
    slots: str
    rows: Path
    """Where rows are kept that no engine has taken."""
    going_on: Path
    """Where it stands what goes on at the cameras, for the supervisor after one that was killed."""
    pid: int
    ends_with_engine: bool
