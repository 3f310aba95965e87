"""Footage, what was seen on it, cameras' days and exports, read back as lists. Times are epoch ms."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection

from app.domain.video.footage import LONGEST_SEGMENT_MS, FootageExport
from app.domain.video.recordings import CameraDay, FootageClass, Segment
from app.domain.video.scenes import SceneEvent, SceneReview
from app.domain.video.stages import StageKind, TrackClass
from app.store.footage_statements import EXPORT

GAP_MS = 3_000
"""A shorter hole between two segments is the change from one to the next."""
_EVER = 2**62
_CLASSES = ", ".join(f"'{footage}'" for footage in FootageClass)
_SEGMENT = "camera, began, ended, file, size, footage, complete"
_SCENE = "id, camera, stage, kind, began, ended, detail, value, track, picture, review, reviewed_by"
_DAY = "camera, day, up_s, down_s, blind_s, recorded_s, frames, bytes, reason, armed_s, gone_s"

T = TypeVar("T")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ScenesWanted:
    """Events that began since the one time and before the other; what is empty or 0 does not choose."""

    since_ms: int = 0
    until_ms: int = 0
    cameras: tuple[str, ...] = ()
    kinds: tuple[StageKind, ...] = ()
    review: SceneReview | None = None
    limit: int = 200


@dataclass(frozen=True, slots=True)
class FootageGap:
    """A camera has no footage between these."""

    since: int
    until: int


def list_segments(
    connection: Connection, cameras: Sequence[str], since_ms: int, until_ms: int
) -> list[Segment]:
    """Those that show any of the time, by camera as asked and then by time."""
    found: list[Segment] = []
    for camera in dict.fromkeys(cameras):
        rows = _rows(
            connection,
            f"SELECT {_SEGMENT} FROM footage_segment WHERE {_ROUND} ORDER BY began, file",
            _round(camera, since_ms, until_ms),
        )
        found += _sound(_segment, rows)
    return found


def list_gaps(connection: Connection, camera: str, since_ms: int, until_ms: int) -> list[FootageGap]:
    """Where nothing is recorded, oldest first; footage of every class counts."""
    rows = _rows(
        connection,
        f"SELECT began, ended FROM footage_segment WHERE {_ROUND} ORDER BY began",
        _round(camera, since_ms, until_ms),
    )
    gaps: list[FootageGap] = []
    reached = since_ms
    for began, ended in [*rows, (until_ms, until_ms)]:
        if began - reached > GAP_MS:
            gaps.append(FootageGap(reached, began))
        reached = max(reached, ended)
    return gaps


def list_files(connection: Connection, after: str, limit: int) -> list[str]:
    """Of all segments, by name: those that follow `after`, so that all can be gone through in pages."""
    query = "SELECT file FROM footage_segment WHERE file > ? ORDER BY file LIMIT ?"
    return [file for (file,) in _rows(connection, query, (after, limit))]


def list_recorded(connection: Connection) -> list[str]:
    """The cameras of which there is footage."""
    return list(_cameras(connection))


def oldest_footage(connection: Connection) -> dict[str, dict[FootageClass, int]]:
    """When the oldest footage of each camera and class begins that is still there."""
    found: dict[str, dict[FootageClass, int]] = {}
    for camera in _cameras(connection):
        for footage in FootageClass:
            row = connection.exec_driver_sql(
                "SELECT min(began) FROM footage_segment WHERE camera = ? AND footage = ?", (camera, footage)
            ).scalar()
            if row is not None:
                found.setdefault(camera, {})[footage] = row
    return found


def list_scenes(connection: Connection, wanted: ScenesWanted) -> list[SceneEvent]:
    """Newest first."""
    clauses = ["began >= ?", "began < ?"]
    values: list[Any] = [wanted.since_ms, wanted.until_ms or _EVER]
    for column, chosen in (("camera", wanted.cameras), ("kind", wanted.kinds)):
        if chosen:
            clauses.append(f"{column} IN ({','.join('?' * len(chosen))})")
            values += map(str, chosen)
    if wanted.review is not None:
        clauses.append("review = ?")
        values.append(str(wanted.review))
    rows = _rows(
        connection,
        f"SELECT {_SCENE} FROM scene_event WHERE {' AND '.join(clauses)}"
        " ORDER BY began DESC, id DESC LIMIT ?",
        (*values, wanted.limit),
    )
    return list(_sound(_scene, rows))


def list_camera_days(
    connection: Connection, first_day: str, last_day: str, cameras: Sequence[str] = ()
) -> list[CameraDay]:
    """From the first day to the last (`2026-03-13`), both included; of these cameras, or of all."""
    rows = _rows(
        connection,
        f"SELECT {_DAY} FROM camera_day WHERE day BETWEEN ? AND ? ORDER BY day, camera",
        (first_day, last_day),
    )
    chosen = frozenset(cameras)
    return [CameraDay(*row) for row in rows if not chosen or row[0] in chosen]


def list_exports(connection: Connection, *, since_ms: int = 0, limit: int = 200) -> list[FootageExport]:
    """Newest first."""
    rows = _rows(
        connection,
        "SELECT body FROM footage_export WHERE at >= ? ORDER BY number DESC LIMIT ?",
        (since_ms, limit),
    )
    return list(_sound(lambda row: EXPORT.decode(row[0]), rows))


def next_export(connection: Connection) -> int:
    """The number of the next export; none is given a second time."""
    last: int = connection.exec_driver_sql("SELECT max(number) FROM footage_export").scalar() or 0
    return last + 1


_ROUND = f"camera = ? AND footage IN ({_CLASSES}) AND began >= ? AND began < ? AND ended > ?"


def _round(camera: str, since_ms: int, until_ms: int) -> tuple[Any, ...]:
    return camera, since_ms - LONGEST_SEGMENT_MS, until_ms or _EVER, since_ms


def _cameras(connection: Connection) -> Iterator[str]:
    """One step through the index for each camera, however many segments it has."""
    camera = ""
    while True:
        found = connection.exec_driver_sql(
            "SELECT camera FROM footage_segment WHERE camera > ? ORDER BY camera LIMIT 1", (camera,)
        ).scalar()
        if found is None:
            return
        camera = found
        yield camera


def _segment(row: tuple[Any, ...]) -> Segment:
    camera, began, ended, file, size, footage, complete = row
    return Segment(camera, began, ended, file, size, FootageClass(footage), bool(complete))


def _scene(row: tuple[Any, ...]) -> SceneEvent:
    make: Callable[..., SceneEvent] = SceneEvent
    return make(
        *row[:3],
        StageKind(row[3]),
        *row[4:8],
        track=TrackClass(row[8]),
        picture=row[9],
        review=SceneReview(row[10]),
        reviewed_by=row[11],
    )


def _sound(made: Callable[[tuple[Any, ...]], T], rows: Iterable[tuple[Any, ...]]) -> Iterator[T]:
    """Those that can be read: one with a word that nobody knows does not hide the others."""
    for row in rows:
        try:
            yield made(row)
        except (ValueError, msgspec.MsgspecError) as problem:
            _log.warning("a row of footage cannot be read and is passed over: %s", problem)


def _rows(connection: Connection, query: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    cursor = connection.exec_driver_sql(query, values).cursor
    assert cursor is not None
    return list(cursor.fetchall())
