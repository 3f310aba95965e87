"""What this installation is called at its broker."""

from __future__ import annotations

import hashlib
import os
import re

from app.bootstrap.data_folder import DataFolder
from app.settings.settings import Settings
from app.settings.video import VideoSettings

LONGEST_NAME = 60
_FOREIGN = re.compile(r"[^A-Za-z0-9.-]+")


def client_id(settings: Settings, data: DataFolder, machine: str = "") -> str:
    """The same at every start, so that the broker keeps the session; another one for another folder, and
    where `machine` is given on another machine: its folder may have the same name."""
    digest = hashlib.sha256(os.fsencode(data.root) + machine.encode()).hexdigest()
    return f"atalaya-{settings.site.id}-{digest[:8]}"


def video_server_id(video: VideoSettings, machine: str = "") -> str:
    """Which device the video supervisor is: as the settings say. Where they say nothing, one that is alone on
    a `machine` is called after it: several of them are as many devices."""
    name = _FOREIGN.sub("-", machine)[:LONGEST_NAME].strip(".-")
    return f"VID-{name}" if name and "server_id" not in video.model_fields_set else video.server_id
