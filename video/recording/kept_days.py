"""For how many days cameras keep footage that have their own: on the disk, so that it outlives the camera."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from app.domain.video.cameras import Camera
from app.settings.whole_file import write_whole

_log = logging.getLogger(__name__)
_days = msgspec.json.Decoder(dict[str, float])


class KeptDays:
    """One thread. A file that is not there or cannot be read holds none."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._told = False
        try:
            self._days = _days.decode(file.read_bytes())
        except (OSError, msgspec.MsgspecError):
            self._days = {}

    def told(self, cameras: Iterable[Camera]) -> Mapping[str, float] | None:
        """These are the cameras now. By id, those that are gone among them; None before any have been told,
        as where the list of cameras cannot be read."""
        now = {camera.id: camera.keep_days for camera in cameras}
        if not now and not self._told:
            return None
        self._told = True
        days = {camera: kept for camera, kept in self._days.items() if camera not in now}
        days |= {camera: float(kept) for camera, kept in now.items() if kept is not None}
        if days != self._days:
            self._days = days
            self._keep()
        return days

    def _keep(self) -> None:
        try:
            write_whole(self._file, msgspec.json.encode(self._days))
        except OSError as problem:
            _log.warning("For how long cameras keep their footage could not be written: %s", problem)
