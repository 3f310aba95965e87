"""Where video keeps its files, by the settings or in the data folder; what engine and supervisor agree on."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.bootstrap.data_folder import DataFolder
from app.settings.cameras import CamerasFile
from app.settings.settings import Settings

CAMERAS, VERSIONS, RECORDINGS, MODELS = "cameras.toml", "camera-versions", "recordings", "models"
PASSWORD = "broker_password"  # noqa: S105 (the name of a field)
"""Of what the engine says to the supervisor's standard input."""


def cameras_file(settings: Settings, data: DataFolder) -> CamerasFile:
    return CamerasFile(settings.video.cameras or data.root / CAMERAS, data.root / VERSIONS)


def recordings_folder(settings: Settings, data: DataFolder) -> Path:
    """Not made: that is for the first that records."""
    return settings.video.recordings or data.root / RECORDINGS


def recordings_claim(data: DataFolder) -> Path:
    """Knows by which mark the recordings folder is the right one; its disk may be away."""
    return data.root / "run" / "video-recordings.json"


def free_bytes(recordings: Path) -> int:
    """0 where its disk is away."""
    try:
        return shutil.disk_usage(recordings).free
    except OSError:
        return 0


def models_folder(settings: Settings, data: DataFolder) -> Path:
    return settings.video.models or data.root / MODELS


def certificates_folder(data: DataFolder) -> Path:
    """What cameras with certificates of their own showed first. Made by the first worker that writes it."""
    return data.root / "certificates"


def video_lock(data: Path) -> Path:
    """Whoever holds it is the video supervisor of the data folder."""
    return data / "run" / "video.lock"


def video_holder(data: Path) -> Path:
    """Says which process holds the lock for an engine: one that hangs is ended by the next engine."""
    return data / "run" / "video-holder.json"
