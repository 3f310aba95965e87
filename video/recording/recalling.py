"""What lies on the disk, for who has no index: its supervisor was killed, or there is no engine."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.domain.video.recordings import Segment
from video.recording.naming import camera_folder, camera_of, days_of
from video.recording.shelf import Shelf, folders_in, list_day

LONGEST_MS = 2 * 86_400_000


def recalled(root: Path, cameras: Iterable[str], zone: dt.tzinfo, *, since: int, until: int) -> list[Segment]:
    """Rows of files that are not being written and show any of the time (epoch ms), of its last two days.
    Reads all their folders; raises OSError."""
    since = max(since, until - LONGEST_MS)
    found: list[Segment] = []
    for camera in cameras:
        for day in days_of(since, until, zone):
            rows = _rows(root, camera, root / camera_folder(camera) / day, zone, still_open=False)
            found += [row for row in rows if row.ended >= since and row.began < until]
    return found


def newest_first(
    root: Path, zone: dt.tzinfo, *, camera: str | None = None, since: int = 0
) -> Iterator[Segment]:
    """Rows of all that lies in a recordings folder, of one camera or of each, and ends at `since` (epoch ms)
    or later; listed day by day, as far as the caller goes. Raises OSError."""
    homes = {folder: camera_of(folder.name) for folder in folders_in(root)}
    homes = {folder: id_ for folder, id_ in homes.items() if camera in (None, id_)}
    first = days_of(since, since, zone)[0]
    days = {day.name for home in homes for day in folders_in(home) if day.name >= first}
    for day in sorted(days, reverse=True):
        found = [row for home, id_ in homes.items() for row in _rows(root, id_, home / day, zone)]
        newest = sorted(found, key=lambda row: (-row.began, row.file))
        yield from (row for row in newest if row.ended >= since)


def _rows(
    root: Path, camera: str, day: Path, zone: dt.tzinfo, *, still_open: bool = True
) -> Iterator[Segment]:
    shelf = Shelf(root, camera, zone)
    for one in list_day(day, zone):
        if still_open or not one.open:
            with contextlib.suppress(FileNotFoundError):  # thrown away since it was listed
                yield shelf.row(one)
