"""What of the recordings may go, and goes: by age, by the disk they may use, by what is free. Locked never.

Works in slices, from what lies in the folder alone: no index is needed, and none can be wrong about it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.domain.video.footage import LONGEST_SEGMENT_MS
from app.domain.video.recordings import FootageClass, Segment
from video.recording.faults import RecordingFault, fault_of
from video.recording.naming import camera_folder
from video.recording.shelf import Stored, drop_lonely_marks, folders_in, list_day, remove

GIB = 1 << 30
DAY_MS = 86_400_000
SLICE_FILES = 40
"""Removed in one step at most."""
LISTED_IN_STEP = 4
"""Folders of days looked at in one step."""
BUSY_S, REST_S = 0.05, 1.0
RELIST_S = 15.0
"""Folders in which something has changed are looked at anew so often."""
SURVEY_S = 300.0
"""So often all cameras' folders are gone through: stills of events lie there that nobody gives note of."""
NEWEST_DAYS = 2
"""Of each camera that are looked at anew then: midnight may lie between."""
AGING_S = 10.0
STILL = ".jpg"
GOES = (FootageClass.CONTINUOUS, FootageClass.MOTION, FootageClass.EVENT)
"""In this order when there is no room."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """`camera_days` go before those of the class, for cameras that have their own, by id; None as long as
    nobody knows which have: then nothing is too old."""

    days: Mapping[FootageClass, float]
    budget_bytes: int
    least_free_bytes: int = 2 * GIB
    camera_days: Mapping[str, float] | None = field(default_factory=dict)


@dataclass(slots=True)
class _Day:
    """A day's folder: bytes, and when the oldest file of each class begins that may go."""

    bytes: int = 0
    oldest: dict[FootageClass, int] = field(default_factory=dict)


def disk_free(folder: Path) -> int:
    """Bytes; raises OSError."""
    return shutil.disk_usage(folder).free


class Keeper:
    """One for a recordings folder; one thread. `on_dropped` hears of files that are gone, by their path
    inside the folder. `clock` is wall time in epoch ms."""

    def __init__(
        self,
        folder: Path,
        *,
        zone: dt.tzinfo,
        limits: Limits,
        on_dropped: Callable[[tuple[str, ...]], None],
        clock: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
        free: Callable[[Path], int] = disk_free,
        relist_s: float = RELIST_S,
        survey_s: float = SURVEY_S,
    ) -> None:
        self.limits = limits
        self._root, self._zone = folder, zone
        self._on_dropped, self._clock, self._free = on_dropped, clock, free
        self._relist_s, self._survey_s = relist_s, survey_s
        self._days: dict[Path, _Day] = {}
        self._unlisted: dict[Path, None] = {}
        self._changed: dict[Path, None] = {}
        self._next_listing = self._next_aging = self._next_survey = 0.0
        self._fault = ""

    @property
    def used(self) -> int:
        """Bytes of all recordings, as far as they have been listed."""
        return sum(day.bytes for day in self._days.values())

    @property
    def fault(self) -> str:
        """DISK_FULL while there is no room and nothing that may go; READ_ONLY or DISK_FAILED where nothing
        can be removed; empty when all is well."""
        return self._fault

    def note(self, row: Segment) -> None:
        """A segment is new, has grown, or is of another class."""
        self._changed[(self._root / row.file).parent] = None

    def step(self) -> float:
        """One slice of work, a few ms of it; seconds to leave it alone afterwards. Raises nothing."""
        try:
            rest = self._stepped()
        except OSError as problem:
            self._enter(fault_of(problem), str(problem))
            return REST_S
        return rest

    def _stepped(self) -> float:
        if time.monotonic() >= self._next_survey:
            self._survey()
        self._take_changed()
        if self._unlisted:
            self._list_some()
            return BUSY_S
        if self._drop_aged() or self._make_room():
            return BUSY_S
        return REST_S

    def _survey(self) -> None:
        """All day folders that are not known, and the newest of each camera; what is gone is forgotten."""
        there: set[Path] = set()
        for camera in folders_in(self._root):
            days = folders_in(camera)
            there.update(days)
            fresh = {*days[-NEWEST_DAYS:], *(day for day in days if day not in self._days)}
            self._unlisted.update(dict.fromkeys(sorted(fresh)))
        self._days = {folder: day for folder, day in self._days.items() if folder in there}
        self._next_survey = time.monotonic() + self._survey_s

    def _take_changed(self) -> None:
        if time.monotonic() >= self._next_listing:
            self._next_listing = time.monotonic() + self._relist_s
            self._unlisted.update(self._changed)
            self._changed.clear()

    def _list_some(self) -> None:
        for folder in list(self._unlisted)[:LISTED_IN_STEP]:
            del self._unlisted[folder]
            self._list(folder)

    def _list(self, folder: Path) -> list[Stored]:
        """What lies in it, oldest first; what it holds is known from now on."""
        recorded = [self._closed_by_now(one) for one in list_day(folder, self._zone)]
        files = sorted([*recorded, *_stills(folder, recorded)], key=lambda one: one.began)
        day = _Day()
        for one in files:
            day.bytes += _size(one.path)
            if not one.open:
                day.oldest.setdefault(one.footage, one.began)
        self._days[folder] = day
        if not files:
            del self._days[folder]
            with contextlib.suppress(OSError):
                drop_lonely_marks(folder, (self._clock() - LONGEST_SEGMENT_MS) / 1000)
                folder.rmdir()
        return files

    def _closed_by_now(self, one: Stored) -> Stored:
        """Of a camera that is gone nobody finds what its writer left open: it is as old as it looks."""
        if one.open and max(one.began, _written(one.path)) < self._clock() - LONGEST_SEGMENT_MS:
            return replace(one, open=False, cut=True)
        return one

    def _drop_aged(self) -> bool:
        limits = self.limits
        if limits.camera_days is None or time.monotonic() < self._next_aging:
            return False
        now = self._clock()
        own = {camera_folder(camera): days for camera, days in limits.camera_days.items()}
        for folder, day in list(self._days.items()):
            for footage, oldest in list(day.oldest.items()):
                days = own.get(folder.parent.name, limits.days.get(footage))
                limit = oldest if days is None or footage not in GOES else now - int(days * DAY_MS)
                if oldest < limit and self._drop_old(folder, footage, limit):
                    return True
        self._next_aging = time.monotonic() + AGING_S
        return False

    def _drop_old(self, folder: Path, footage: FootageClass, limit: int) -> bool:
        """What cannot be removed stays: as long as there is room that hinders nobody."""
        old = [one for one in self._candidates(folder, footage) if one.began < limit]
        try:
            return self._drop(folder, old[:SLICE_FILES])
        except OSError as problem:
            _log.debug("old footage cannot be removed: %s", problem)
            return False

    def _make_room(self) -> bool:
        needed = max(
            self.used - self.limits.budget_bytes, self.limits.least_free_bytes - self._free(self._root)
        )
        if needed <= 0:
            self._enter("")
            return False
        for footage in GOES:
            if self._drop_oldest(footage, needed):
                return True
        self._enter(RecordingFault.DISK_FULL, "nothing that is left may be thrown away")
        return False

    def _drop_oldest(self, footage: FootageClass, needed: int) -> bool:
        """Of one class; no more than needed, and none that is younger than one in another folder."""
        ages = sorted(
            (day.oldest[footage], folder) for folder, day in self._days.items() if footage in day.oldest
        )
        stuck: OSError | None = None
        for place, (_, folder) in enumerate(ages):
            next_oldest = ages[place + 1][0] if place + 1 < len(ages) else None
            try:
                return self._drop(folder, self._chosen(folder, footage, needed, next_oldest))
            except OSError as problem:
                stuck = problem
        if stuck is not None:
            raise stuck
        return False

    def _chosen(
        self, folder: Path, footage: FootageClass, needed: int, next_oldest: int | None
    ) -> list[Stored]:
        chosen: list[Stored] = []
        for one in self._candidates(folder, footage)[:SLICE_FILES]:
            if needed <= 0 or (chosen and next_oldest is not None and one.began > next_oldest):
                break
            chosen.append(one)
            needed -= _size(one.path)
        return chosen

    def _candidates(self, folder: Path, footage: FootageClass) -> list[Stored]:
        return [one for one in self._list(folder) if one.footage is footage and not one.open]

    def _drop(self, folder: Path, files: list[Stored]) -> bool:
        """One that cannot be removed, as on Windows while somebody looks at it, stays for now. Raises OSError
        where none can."""
        gone: list[str] = []
        kept: OSError | None = None
        for one in files:
            try:
                if remove(one):
                    gone.append(one.path.relative_to(self._root).as_posix())
            except OSError as problem:
                kept = problem
        self._list(folder)
        if gone:
            self._on_dropped(tuple(gone))
        elif kept is not None:
            raise kept
        return True

    def _enter(self, fault: str, detail: str = "") -> None:
        if fault and fault != self._fault:
            _log.warning("there is no room for recordings (%s): %s", fault, detail)
        elif self._fault and not fault:
            _log.warning("there is room for recordings again")
        self._fault = fault


def _stills(folder: Path, recorded: Sequence[Stored]) -> Iterator[Stored]:
    """Pictures of events go as footage of events does, and stay as locked footage of their time does."""
    locked = [(one.began, _written(one.path)) for one in recorded if one.footage is FootageClass.LOCKED]
    for path in folder.glob(f"*{STILL}"):
        if written := _written(path):
            kept = any(began <= written <= ended for began, ended in locked)
            footage = FootageClass.LOCKED if kept else FootageClass.EVENT
            yield Stored(path, folder.name, written, footage, open=False, cut=False)


def _written(path: Path) -> int:
    """Epoch ms; 0 where it is gone."""
    with contextlib.suppress(FileNotFoundError):
        return path.stat().st_mtime_ns // 1_000_000
    return 0


def _size(path: Path) -> int:
    with contextlib.suppress(FileNotFoundError):
        return path.stat().st_size
    return 0
