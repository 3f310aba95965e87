"""Which recorded files a span of a camera is in: rows of the index, or what lies in the recordings folder."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.video.evidence import EvidenceOrder
from app.domain.video.recordings import FootageClass, Segment
from video.evidence.canonical import file_part
from video.evidence.container import CHUNK
from video.media.remux import FileDamaged, RecordedFile, length_ms

_DAY_MS = 86_400_000
_TIME = re.compile(r"(\d{2})(\d{2})(\d{2})(\d{3})")


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the recordings folder; `name` is its path in there."""

    name: str
    path: Path
    camera: str
    began: int
    ended: int
    complete: bool

    @property
    def recorded(self) -> RecordedFile:
        return RecordedFile(self.path, self.began)


def sources_of(order: EvidenceOrder, camera: str, zone: dt.tzinfo) -> list[Source]:
    """Files with footage of the camera in the order's span, by their beginning."""
    root = Path(order.recordings)
    rows = [row for row in order.segments if row.camera == camera]
    found = [_source(root, row) for row in rows or scan(root, camera, order.since, order.until, zone)]
    inside = [one for one in found if one and one.began < order.until and one.ended > order.since]
    return sorted(inside, key=lambda one: (one.began, one.name))


def scan(root: Path, camera: str, since: int, until: int, zone: dt.tzinfo) -> Iterator[Segment]:
    """Segments by the names of files (`CAM-118/2026-03-13/194600123.mkv`, in the site's time) and by how far
    they can be read. A folder where a camera's name would lead elsewhere is not looked at."""
    home = _inside(root, camera)
    if home is None:
        return
    for day in _days(since, until, zone):
        for path in sorted((home / day).glob("*.mkv")):
            began = _began(day, path.stem, zone)
            if began is None or began >= until:
                continue
            row = _probed(root, path, camera, began)
            if row is not None and row.ended > since:
                yield row


def sha256_of(path: Path) -> tuple[str, int]:
    """Hash in hex and size; raises OSError."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size


def clip_name(camera: str, stamp: str, taken: Iterable[str], suffix: str = ".mp4") -> str:
    """A name for a file of the camera that no other one in the package has."""
    folder = "clips" if suffix == ".mp4" else "stills"
    base = f"{folder}/{file_part(camera, 'camera')}_{stamp}"
    used, name, number = set(taken), f"{base}{suffix}", 2
    while name in used:
        name, number = f"{base}-{number}{suffix}", number + 1
    return name


def _source(root: Path, row: Segment) -> Source | None:
    path = _inside(root, row.file)
    if path is None or not path.is_file():
        return None
    return Source(row.file, path, row.camera, row.began, max(row.ended, row.began + 1), row.complete)


def _inside(root: Path, name: str) -> Path | None:
    """`root/name` where that is below `root`, links followed; None where it is not."""
    if not name or "\0" in name:
        return None
    home, path = root.resolve(), (root / name).resolve()
    return path if path != home and path.is_relative_to(home) else None


def _days(since: int, until: int, zone: dt.tzinfo) -> list[str]:
    """The days of the span, and the one before: a file may go on over midnight."""
    moments = range(since - _DAY_MS, until + _DAY_MS, _DAY_MS)
    days = {dt.datetime.fromtimestamp(ms / 1000, zone).date().isoformat() for ms in (*moments, until)}
    return sorted(days)


def _began(day: str, stem: str, zone: dt.tzinfo) -> int | None:
    told = _TIME.match(stem)
    if told is None:
        return None
    hour, minute, second, ms = (int(part) for part in told.groups())
    try:
        moment = dt.datetime.combine(
            dt.date.fromisoformat(day), dt.time(hour, minute, second, ms * 1000), zone
        )
    except ValueError:
        return None
    return round(moment.timestamp() * 1000)


def _probed(root: Path, path: Path, camera: str, began: int) -> Segment | None:
    try:
        length = length_ms(RecordedFile(path, began))
    except FileDamaged:
        length = 0
    name = path.relative_to(root.resolve()).as_posix()
    return Segment(camera, began, began + length, name, path.stat().st_size, FootageClass.CONTINUOUS)
