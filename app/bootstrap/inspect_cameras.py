"""Cameras and recordings as `inspect` prints them: how each does, and which files there are."""

from __future__ import annotations

import time
from itertools import islice
from pathlib import Path
from typing import Any

from app.bootstrap.camera_records import read_cameras
from app.bootstrap.city_clock import city_zone
from app.bootstrap.commands import Unable
from app.bootstrap.data_folder import DataFolder
from app.bootstrap.moments import rfc3339
from app.bootstrap.settings_file import load_settings
from app.domain.devices import Device
from app.domain.video.cameras import Camera, CameraStream
from app.domain.video.health_rows import CameraHealth
from app.domain.video.recordings import Segment
from app.settings.settings import Settings
from app.store import footage_reading
from app.store.reader import Reader
from video.recording.recalling import newest_first

Row = dict[str, Any]
DAY_MS = 86_400_000


def camera_rows(data: DataFolder, reader: Reader, *, device: str | None, limit: int) -> list[Row]:
    """By id; without an engine how they are now is not known. Raises StoreUnavailable, SettingsInvalid."""
    found = read_cameras(data, load_settings(None, data), reader)
    cameras = {each.id: each for each in found.cameras.cameras}
    streams = {each.camera: each for each in found.cameras.streams}
    chosen = [row for row in found.rows if device in (None, row.id)]
    return [
        _camera(row, cameras.get(row.id), streams.get(row.id), found.devices.get(row.id))
        for row in chosen[:limit]
    ]


def _camera(
    row: CameraHealth, camera: Camera | None, stream: CameraStream | None, device: Device | None
) -> Row:
    """Uptime and the like are shares from 0 to 1."""
    kept, known = row.kept, row.uptime.up is not None
    standing = device or camera
    return {
        "id": row.id,
        "name": row.name,
        "zone": row.zone,
        "lat": standing.lat if standing is not None else None,
        "lon": standing.lon if standing is not None else None,
        "enabled": camera.enabled if camera is not None else None,
        "url": stream.url if stream is not None else None,
        "state": str(row.condition),
        "since": rfc3339(row.since or None),
        "reason": row.reason or None,
        "faults": [str(fault) for fault in row.faults],
        "last_frame": rfc3339(row.last_frame or None),
        "fps": row.fps,
        "kbit_s": row.kbit_s,
        "usual_fps": round(row.usual.fps, 2),
        "usual_kbit_s": round(row.usual.kbit_s, 1),
        "uptime_30d": round(row.uptime.up, 4) if row.uptime.up is not None else None,
        "watched_30d": round(row.uptime.watched, 4),
        "blind_30d": round(row.uptime.blind, 4) if known else None,
        "recording": str(camera.recording) if camera is not None else None,
        "days_kept": kept.days if kept.asked else None,
        "days_asked": kept.asked or None,
        "days_missing": kept.missing,
        "days_lost": kept.lost,
        "days_gone": kept.gone,
        "gaps": [{"first": gap.first, "last": gap.last, "days": gap.days} for gap in kept.gaps],
    }


def recording_rows(reader: Reader, *, device: str | None, since_ms: int, limit: int) -> list[Row]:
    """Files of recordings, newest first; of the last day where no time is named. Raises StoreUnavailable."""
    since = since_ms or int(time.time() * 1000) - DAY_MS
    cameras = [device] if device is not None else list(reader.ask(footage_reading.oldest_footage))
    found = reader.ask(lambda link: footage_reading.list_segments(link, cameras, since, 0))
    newest = sorted(found, key=lambda segment: (-segment.began, segment.file))
    return [_segment(segment) for segment in newest[:limit]]


def lying_rows(
    folder: Path, settings: Settings, *, device: str | None, since_ms: int, limit: int
) -> list[Row]:
    """Recordings as they lie in a folder, newest first: a supervisor without an engine has no other index.
    Their names are in the time of the settings' site. Raises Unable."""
    if not folder.is_dir():
        raise Unable(f"There is no folder {folder}.")
    found = newest_first(folder, city_zone(settings), camera=device, since=since_ms)
    try:
        return [_segment(row) for row in islice(found, limit)]
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise Unable(f"The recordings in {folder} cannot be read: {reason}.") from problem


def _segment(segment: Segment) -> Row:
    return {
        "camera": segment.camera,
        "began": rfc3339(segment.began),
        "ended": rfc3339(segment.ended),
        "seconds": (segment.ended - segment.began) / 1000,
        "class": str(segment.footage),
        "size": segment.size,
        "complete": segment.complete,
        "file": segment.file,
    }
