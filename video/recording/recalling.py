"""What lies on the disk of the time in which a supervisor may have been killed before it could tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from app.domain.video.recordings import Segment
from video.recording.naming import camera_folder, days_of
from video.recording.shelf import Shelf, list_day

LONGEST_MS = 2 * 86_400_000


def recalled(root: Path, cameras: Iterable[str], zone: dt.tzinfo, *, since: int, until: int) -> list[Segment]:
    """Rows of files that are not being written and show any of the time (epoch ms), of its last two days.
    Reads all their folders; raises OSError."""
    since = max(since, until - LONGEST_MS)
    found = []
    for camera in cameras:
        shelf, folder = Shelf(root, camera, zone), root / camera_folder(camera)
        for day in days_of(since, until, zone):
            rows = [shelf.row(one) for one in list_day(folder / day, zone) if not one.open]
            found += [row for row in rows if row.ended >= since and row.began < until]
    return found
