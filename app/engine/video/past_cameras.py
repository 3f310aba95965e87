"""Cameras that are on no list any more, as they were last: their footage is there yet, and its rules hold."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

import msgspec

from app.domain.video.cameras import Camera
from app.settings.whole_file import write_whole

log = logging.getLogger(__name__)

_cameras = msgspec.json.Decoder(list[Camera])


class PastCameras:
    """One thread. All cameras that ever were stand in `file`; one that cannot be read holds none."""

    def __init__(self, file: Path) -> None:
        self._file = file
        try:
            known = _cameras.decode(file.read_bytes())
        except (OSError, msgspec.MsgspecError):
            known = []
        self._known = {camera.id: camera for camera in known}

    def told(self, cameras: Iterable[Camera]) -> tuple[Camera, ...]:
        """These are the cameras now. Returns those that are gone."""
        now = {camera.id: camera for camera in cameras}
        known = self._known | now
        if known != self._known:
            self._known = known
            self._keep()
        return tuple(camera for id_, camera in known.items() if id_ not in now)

    def _keep(self) -> None:
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(self._file, msgspec.json.encode(list(self._known.values())))
        except OSError as problem:
            log.warning("How cameras were could not be written: %s", problem)
