"""Which file of a camera shows a time: found by the names in the recordings folder, again as it grows."""

from __future__ import annotations

import datetime as dt
import math
import time
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.video.footage import LONGEST_SEGMENT_MS
from video.recording.naming import camera_folder, days_of
from video.recording.shelf import Stored, list_day

FRESH_S = 2.0
"""A listing is taken for true for so long."""
AGAIN_S = 0.5
"""A file that is being written and could not be read is tried again so soon."""
SLACK_MS = 1_500
"""The last picture of a file is shown for so long after its end."""
_DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Reach:
    """A file and until when it shows something, epoch ms; `growing` while it is being written."""

    path: Path
    began: int
    ended: int
    growing: bool
    whole: bool
    """It was closed in good order: pictures that are missing at its end are damage."""


class CameraFiles:
    """One thread at a time. A file that was refused is as if it were not there; one that is being written,
    for a moment: of its beginning there may be nothing yet."""

    def __init__(
        self, recordings: Path, camera: str, zone: dt.tzinfo, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._folder = recordings / camera_folder(camera)
        self._zone, self._clock = zone, clock
        self._listed: dict[str, tuple[float, list[Stored]]] = {}
        self._refused: dict[Path, float] = {}

    def at(self, wall: int) -> Reach | None:
        """The file that shows this time."""
        for day in reversed(days_of(wall, wall, self._zone)):
            files = self._day(day)
            place = bisect_right(files, wall, key=_began)
            if place:
                reach = self._reach(files[place - 1])
                return reach if reach is not None and wall <= reach.ended + SLACK_MS else None
        return None

    def after(self, wall: int) -> Reach | None:
        """The first file that begins later."""
        first = days_of(wall, wall, self._zone)[-1]
        for day in (day for day in self._days() if day >= first):
            for stored in self._day(day):
                if stored.began > wall and (reach := self._reach(stored)) is not None:
                    return reach
        return None

    def before(self, wall: int) -> Reach | None:
        """The last file that began earlier."""
        last = days_of(wall, wall, self._zone)[-1]
        for day in reversed([day for day in self._days() if day <= last]):
            for stored in reversed(self._day(day)):
                if stored.began < wall and (reach := self._reach(stored)) is not None:
                    return reach
        return None

    def refuse(self, file: Reach) -> None:
        self._refused[file.path] = self._clock() + AGAIN_S if file.growing else math.inf

    def _days(self) -> list[str]:
        try:
            return sorted(entry.name for entry in self._folder.iterdir())
        except OSError:
            return []

    def _day(self, day: str) -> list[Stored]:
        now = self._clock()
        when, files = self._listed.get(day, (-FRESH_S, []))
        if now - when >= FRESH_S:
            try:
                files = list_day(self._folder / day, self._zone)
            except OSError:
                files = []
            self._listed[day] = now, files
        return [stored for stored in files if self._refused.get(stored.path, -math.inf) <= now]

    def _reach(self, stored: Stored) -> Reach | None:
        try:
            written = stored.path.stat().st_mtime_ns // 1_000_000
        except OSError:  # thrown away since the folder was listed
            return None
        ended = min(max(written, stored.began), stored.began + LONGEST_SEGMENT_MS)
        return Reach(stored.path, stored.began, ended, stored.open, not (stored.open or stored.cut))


def _began(stored: Stored) -> int:
    return stored.began
