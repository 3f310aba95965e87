"""Rows of footage, of what was seen on it, of cameras' days and of exports, written with the changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from app.domain.changes import Change
from app.domain.video.footage import (
    CameraDaysPut,
    ExportPut,
    FootageExport,
    ScenesPut,
    SegmentsGone,
    SegmentsPut,
    SegmentsVanished,
)
from app.domain.video.recordings import CameraDay, Segment
from app.domain.video.scenes import SceneEvent

Row = tuple[Any, ...]
Write = Callable[[str, Iterable[Row]], None]

EXPORT = msgspec.json.Decoder(FootageExport)
_encode = msgspec.json.Encoder().encode

_PUT_SEGMENT = (
    "INSERT INTO footage_segment (file, camera, began, ended, size, footage, complete)"
    " VALUES (?,?,?,?,?,?,?) ON CONFLICT (file) DO UPDATE SET camera=excluded.camera, began=excluded.began,"
    " ended=excluded.ended, size=excluded.size, footage=excluded.footage, complete=excluded.complete"
)
_DROP_SEGMENT = "DELETE FROM footage_segment WHERE file=?"
_MISS_SEGMENT = (
    "UPDATE camera_day SET gone_s = gone_s + (SELECT (ended - began) / 1000.0 FROM footage_segment"
    " WHERE file=?) WHERE day=? AND camera = (SELECT camera FROM footage_segment WHERE file=?)"
)
_PUT_SCENE = (
    "INSERT INTO scene_event (id, camera, stage, kind, began, ended, detail, value, track, picture,"
    " review, reviewed_by) VALUES (?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET"
    " ended=max(excluded.ended, scene_event.ended), detail=excluded.detail, value=excluded.value,"
    " track=excluded.track, picture=coalesce(nullif(excluded.picture, ''), scene_event.picture),"
    " review=iif(excluded.reviewed_by = '', scene_event.review, excluded.review),"
    " reviewed_by=coalesce(nullif(excluded.reviewed_by, ''), scene_event.reviewed_by)"
)
_PUT_DAY = (
    "INSERT INTO camera_day (day, camera, up_s, down_s, blind_s, recorded_s, frames, bytes, reason,"
    " armed_s, gone_s) VALUES (?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (day, camera) DO UPDATE SET"
    " up_s=excluded.up_s, down_s=excluded.down_s, blind_s=excluded.blind_s,"
    " recorded_s=excluded.recorded_s, frames=excluded.frames, bytes=excluded.bytes,"
    " reason=excluded.reason, armed_s=excluded.armed_s"
)
_PUT_EXPORT = (
    "INSERT INTO footage_export (number, id, at, operator, body) VALUES (?,?,?,?,?)"
    " ON CONFLICT (number) DO UPDATE SET body=excluded.body"
)


def write_footage(changes: Sequence[Change], write: Write) -> None:
    """Store what changed, in its order: a file may come, go, and come again under its name."""
    segments: dict[str, Row | None] = {}
    missed: dict[str, Row] = {}
    scenes: list[Row] = []
    days: dict[tuple[str, str], Row] = {}
    exports: dict[int, Row] = {}
    for change in changes:
        match change:
            case SegmentsPut(rows=rows):
                segments.update((row.file, _segment(row)) for row in rows)
            case SegmentsGone(files=files):
                segments.update((file, None) for file in files)
            case SegmentsVanished(files=files):
                missed.update((file, (file, _day_of(file), file)) for file in files)
            case ScenesPut(events=events):
                scenes += [_scene(event) for event in events]
            case CameraDaysPut(days=told):
                days.update(((day.day, day.camera), _day(day)) for day in told)
            case ExportPut(export=export):
                exports[export.number] = _export(export)
            case _:
                pass
    write(_PUT_SEGMENT, [row for row in segments.values() if row is not None])
    write(_DROP_SEGMENT, [(file,) for file, row in segments.items() if row is None])
    write(_PUT_SCENE, scenes)
    write(_PUT_DAY, list(days.values()))
    write(_MISS_SEGMENT, list(missed.values()))
    write(_DROP_SEGMENT, [(file,) for file in missed])
    write(_PUT_EXPORT, list(exports.values()))


def _day_of(file: str) -> str:
    """`2026-03-13` of `CAM-118/2026-03-13/194600123.mkv`."""
    return file.rpartition("/")[0].rpartition("/")[2]


def _segment(row: Segment) -> Row:
    return (row.file, row.camera, row.began, row.ended, row.size, str(row.footage), row.complete)


def _scene(event: SceneEvent) -> Row:
    return (
        event.id,
        event.camera,
        event.stage,
        str(event.kind),
        event.began,
        event.ended,
        event.detail,
        event.value,
        str(event.track),
        event.picture,
        str(event.review),
        event.reviewed_by,
    )


def _day(day: CameraDay) -> Row:
    return (
        day.day,
        day.camera,
        day.up_s,
        day.down_s,
        day.blind_s,
        day.recorded_s,
        day.frames,
        day.bytes,
        day.reason,
        day.armed_s,
        day.gone_s,
    )


def _export(export: FootageExport) -> Row:
    return (export.number, export.id, export.at, export.operator, _encode(export))
