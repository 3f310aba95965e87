"""One camera's files on the disk: their names, the marks beside them, and their rows of the index."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.video.footage import LONGEST_SEGMENT_MS
from app.domain.video.recordings import FootageClass, Segment
from video.recording.naming import (
    CLASS_MARKS,
    CUT,
    OPEN,
    ORDER,
    SUFFIX,
    began_of,
    camera_folder,
    day_and_stem,
    days_of,
)

FOLDER_MODE, FILE_MODE = 0o700, 0o600


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as a listing of its folder tells; `written` is when it was last written, epoch ms."""

    path: Path
    day: str
    began: int
    footage: FootageClass
    open: bool
    cut: bool


def folders_in(folder: Path) -> list[Path]:
    """Real ones, by name: a link may lead anywhere. None of a folder that is not there; raises OSError."""
    try:
        entries = list(os.scandir(folder))
    except FileNotFoundError:
        return []
    return sorted(Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False))


def list_day(folder: Path, zone: dt.tzinfo) -> list[Stored]:
    """The recordings in one day's folder, oldest first; what is not ours is passed over. Raises OSError,
    never for a folder that is not there."""
    try:
        names = {entry.name for entry in os.scandir(folder)}
    except FileNotFoundError:
        return []
    found = []
    for name in names:
        stem, dot, _ = name.rpartition(SUFFIX)
        began = began_of(folder.name, stem, zone) if dot and name.endswith(SUFFIX) else None
        if began is None:
            continue
        marks = [footage for mark, footage in CLASS_MARKS.items() if stem + mark in names]
        footage = max(marks, key=ORDER.__getitem__, default=FootageClass.CONTINUOUS)
        found.append(
            Stored(folder / name, folder.name, began, footage, stem + OPEN in names, stem + CUT in names)
        )
    return sorted(found, key=lambda one: (one.began, one.path.name))


def remove(stored: Stored) -> bool:
    """The file and its marks; false where it has been locked since it was listed. Raises OSError."""
    if stored.path.suffix != SUFFIX:
        stored.path.unlink(missing_ok=True)
        return True
    if stored.path.with_suffix(f".{FootageClass.LOCKED}").exists():
        return False
    stored.path.unlink(missing_ok=True)
    for mark in _marks(stored.path):
        mark.unlink(missing_ok=True)
    return True


def drop_lonely_marks(folder: Path, before: float) -> None:
    """Those of a day whose file has gone, as where a remover was killed, that are older than so (epoch s).
    Raises OSError."""
    for mark in (path for end in (*CLASS_MARKS, OPEN, CUT) for path in folder.glob(f"*{end}")):
        with contextlib.suppress(FileNotFoundError):
            if not mark.with_suffix(SUFFIX).exists() and mark.stat().st_mtime < before:
                mark.unlink()


def _taken_first(path: Path) -> bool:
    """Mark a path as being written; false where a file has it, or another writer has marked it."""
    if path.exists():
        return False
    try:
        path.with_suffix(OPEN).touch(FILE_MODE, exist_ok=False)
    except FileExistsError:
        return False
    return True


def _written(path: Path) -> tuple[int, int]:
    with contextlib.suppress(FileNotFoundError):
        stat = path.stat()
        return stat.st_size, stat.st_mtime_ns
    return 0, 0


def _marks(path: Path) -> Iterator[Path]:
    """Whatever may stand beside a file."""
    return (path.with_suffix(mark) for mark in (*CLASS_MARKS, OPEN, CUT))


class Shelf:
    """`folder` is the recordings folder. The thread that writes; every method raises OSError."""

    def __init__(self, folder: Path, camera: str, zone: dt.tzinfo) -> None:
        self._root, self._camera, self._zone = folder, camera, zone
        self._folder = folder / camera_folder(camera)

    def new(self, began: int, footage: FootageClass) -> tuple[Path, Segment]:
        """A path that no file has had, marked as being written."""
        day, stem = day_and_stem(began, self._zone)
        folder = self._folder / day
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        path, number = folder / f"{stem}{SUFFIX}", 1
        while not _taken_first(path):
            number += 1
            path = folder / f"{stem}-{number}{SUFFIX}"
        self.mark(path, footage)
        name = path.relative_to(self._root).as_posix()
        return path, Segment(self._camera, began, began, name, 0, footage, complete=False)

    def mark(self, path: Path, footage: FootageClass) -> None:
        """Say its class beside it; a higher one stays what it was."""
        if footage is not FootageClass.CONTINUOUS:
            path.with_suffix(f".{footage}").touch(FILE_MODE)

    def _raise(self, path: Path, footage: FootageClass) -> None:
        """Raises FileNotFoundError, and leaves no mark, where the file has been thrown away meanwhile."""
        self.mark(path, footage)
        if not path.exists():
            path.with_suffix(f".{footage}").unlink(missing_ok=True)
            raise FileNotFoundError(path)

    def closed(self, path: Path, ended: int) -> None:
        """Finished; from now on the time of its last writing is that of its last packet."""
        os.utime(path, ns=(ended * 1_000_000, ended * 1_000_000))
        path.with_suffix(OPEN).unlink(missing_ok=True)

    def cut_off(self, path: Path) -> int:
        """It ends where it broke off, for ever; its size. Where that is 0 nothing is left of it."""
        size = path.stat().st_size if path.exists() else 0
        if size:
            path.with_suffix(OPEN).replace(path.with_suffix(CUT))
            return size
        for leftover in (path, *_marks(path)):
            leftover.unlink(missing_ok=True)
        return 0

    def left_open(self) -> dict[Path, tuple[int, int]]:
        """Those marked as being written, with their size and the time (ns) of their last writing."""
        marks = self._folder.glob(f"*/*{OPEN}")
        return {path: _written(path) for path in (mark.with_suffix(SUFFIX) for mark in marks)}

    def interrupted(self, left: Mapping[Path, tuple[int, int]]) -> list[Segment]:
        """Of those that were left open, the ones that nobody has written since: their writer was killed, and
        they are marked as such from now on."""
        found = []
        for path, before in left.items():
            with contextlib.suppress(FileNotFoundError):  # thrown away meanwhile
                if path.with_suffix(OPEN).exists() and _written(path) == before and self.cut_off(path):
                    found += [self.row(one) for one in list_day(path.parent, self._zone) if one.path == path]
        return found

    def raise_class(self, since: int, until: int, footage: FootageClass) -> list[Segment]:
        """Closed files that show any of the time and are of a lower class: their rows as they are now."""
        found = []
        earliest = since - LONGEST_SEGMENT_MS
        for day in days_of(earliest, until, self._zone):
            for one in list_day(self._folder / day, self._zone):
                if not earliest < one.began < until or one.open or ORDER[one.footage] >= ORDER[footage]:
                    continue
                with contextlib.suppress(FileNotFoundError):  # thrown away since it was listed
                    row = self.row(one)
                    if row.ended > since:
                        self._raise(one.path, footage)
                        found.append(replace(row, footage=footage))
        return found

    def release(self, since: int, until: int) -> list[Segment]:
        """Closed files that are locked and lie wholly in the time are of events from now on: their rows."""
        found = []
        for day in days_of(since, until, self._zone):
            for one in list_day(self._folder / day, self._zone):
                if one.footage is not FootageClass.LOCKED or one.open or one.began < since:
                    continue
                with contextlib.suppress(FileNotFoundError):
                    row = self.row(one)
                    if row.ended <= until:
                        self.mark(one.path, FootageClass.EVENT)
                        one.path.with_suffix(f".{FootageClass.LOCKED}").unlink()
                        found.append(replace(row, footage=FootageClass.EVENT))
        return found

    def row(self, one: Stored) -> Segment:
        """Its end is when it was last written."""
        stat = one.path.stat()
        ended = min(max(stat.st_mtime_ns // 1_000_000, one.began), one.began + LONGEST_SEGMENT_MS)
        name = one.path.relative_to(self._root).as_posix()
        complete = not (one.open or one.cut)
        return Segment(self._camera, one.began, ended, name, stat.st_size, one.footage, complete)
