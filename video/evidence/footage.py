"""Which recorded files a span of a camera is in: rows of the index, or what lies in the recordings folder."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.video.evidence import EvidenceOrder
from app.domain.video.footage import LONGEST_SEGMENT_MS
from app.domain.video.recordings import FootageClass, Segment
from video.evidence.canonical import file_part
from video.evidence.container import CHUNK
from video.media.remux import FileDamaged, RecordedFile, length_ms
from video.recording.naming import SUFFIX, began_of, camera_folder, days_of


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
    they can be read. A folder that leads elsewhere is not looked at."""
    home = _inside(root, camera_folder(camera))
    if home is None:
        return
    found = [
        (began, path)
        for day in days_of(since, until, zone)
        for path in (home / day).glob(f"*{SUFFIX}")
        if (began := began_of(day, path.stem, zone)) is not None and began < until
    ]
    for began, path in sorted(found):
        row = _probed(root, path, camera, began)
        if row.ended > since:
            yield row


def around(order: EvidenceOrder, camera: str, zone: dt.tzinfo, reach_ms: int) -> list[RecordedFile]:
    """Files of the camera that may show the span or so much before and after it, as they lie in the
    recordings folder."""
    root = Path(order.recordings)
    home = _inside(root, camera_folder(camera))
    if home is None:
        return []
    since, until = order.since - reach_ms - LONGEST_SEGMENT_MS, order.until + reach_ms
    return [
        RecordedFile(path, began)
        for day in days_of(since, until, zone)
        for path in (home / day).glob(f"*{SUFFIX}")
        if (began := began_of(day, path.stem, zone)) is not None and since < began < until
    ]


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


def _probed(root: Path, path: Path, camera: str, began: int) -> Segment:
    """As far as it can be read; one that cannot be read at all, until it was written last."""
    stat = path.stat()
    try:
        length = length_ms(RecordedFile(path, began))
    except FileDamaged:
        length = min(max(0, stat.st_mtime_ns // 1_000_000 - began), LONGEST_SEGMENT_MS)
    name = path.relative_to(root.resolve()).as_posix()
    return Segment(camera, began, began + length, name, stat.st_size, FootageClass.CONTINUOUS)
