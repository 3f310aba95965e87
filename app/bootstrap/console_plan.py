"""How a console is to be started: what `run` and `demo` tell the composition root."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from app.bootstrap.data_folder import DataFolder
from app.settings.settings import Settings


@dataclass(frozen=True, slots=True)
class ConsolePlan:
    data: DataFolder
    settings: Settings
    config: Path | None = None
    operator: str = ""
    """Stands in the name field of the sign-in screen."""
    password: str = field(default="", repr=False)
    """With it the operator is signed in at the start without being asked, as in the demo."""
    language: str = "es"
    theme: str | None = None
    size: str = ""
    """`1920x1080`; empty for the whole screen."""
    seconds: float | None = None
    screenshot: Path | None = None
    simulated: bool = False
    frames: Path | None = None
    """Where to leave the figures of `FrameMeter`, for the benchmarks."""
