"""What commands know of cameras: from the cameras file, what is on record, and the running engine."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.bootstrap.city_clock import city_zone
from app.bootstrap.data_folder import DataFolder
from app.bootstrap.engine_client import NoEngine, items, visit
from app.bootstrap.video_paths import cameras_file
from app.domain.devices import Device
from app.domain.video.health_rows import (
    Asked,
    CameraHealth,
    CameraPast,
    days_by_camera,
    first_day,
    health_rows,
    pasts,
)
from app.domain.video.recordings import CameraDay, FootageClass
from app.settings.cameras import Cameras
from app.settings.settings import Settings
from app.store import footage_reading
from app.store.reader import Reader
from app.wire.messages import CityComplete
from app.wire.video import VideoSnapshot

ENGINE_LIMIT_S = 10.0
AFTERWARDS_S = 1.0
"""How much later than the city what is said of cameras may come."""
AT_ONCE = 25
KIND = "camera"


@dataclass(frozen=True, slots=True)
class CameraRecords:
    """`devices` by id, as the city has heard of them; `now` None where no engine tells how they are."""

    cameras: Cameras
    devices: Mapping[str, Device]
    rows: tuple[CameraHealth, ...]
    now: VideoSnapshot | None
    asked: Asked


def read_cameras(
    data: DataFolder,
    settings: Settings,
    reader: Reader,
    *,
    zone: dt.tzinfo | None = None,
    on_progress: Callable[[float], None] = lambda _: None,
) -> CameraRecords:
    """Raises SettingsInvalid, StoreUnavailable."""
    found = cameras_file(settings, data).read()
    asked = Asked(settings.video.asked_days, int(time.time() * 1000), zone or city_zone(settings))
    days, oldest = read_days(reader, asked)
    by_camera = days_by_camera(days)
    past: dict[str, CameraPast] = {}
    for place in range(0, len(found.cameras), AT_ONCE):
        past |= pasts(found.cameras[place : place + AT_ONCE], by_camera, oldest, asked)
        on_progress(place / len(found.cameras))
    snapshot = video_now(data)
    states = {} if snapshot is None else {state.camera: state for state in snapshot.states}
    devices = camera_devices(reader)
    rows = health_rows({each.id: each for each in found.cameras}, states, devices, {}, past)
    return CameraRecords(found, devices, rows, snapshot, asked)


def camera_devices(reader: Reader) -> dict[str, Device]:
    """By id. Raises StoreUnavailable."""
    return {each.id: each for each in reader.devices() if each.kind == KIND}


def read_days(reader: Reader, asked: Asked) -> tuple[list[CameraDay], dict[str, dict[FootageClass, int]]]:
    last = asked.calendar()[0].name
    days = reader.ask(lambda link: footage_reading.list_camera_days(link, first_day(asked), last))
    return days, reader.ask(footage_reading.oldest_footage)


def video_now(data: DataFolder) -> VideoSnapshot | None:
    """How cameras are at this moment, where an engine runs that attends to some."""
    limit = time.monotonic() + ENGINE_LIMIT_S
    try:
        with visit(data.root, "inspect") as (_, link):
            for item in items(link, ENGINE_LIMIT_S):
                if isinstance(item, VideoSnapshot):
                    return item
                if isinstance(item, CityComplete):
                    limit = min(limit, time.monotonic() + AFTERWARDS_S)
                if time.monotonic() > limit:
                    return None
    except NoEngine:
        pass
    return None
