"""Cameras with a past for the health views: sixteen or more, in districts that keep more and fewer days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from app.domain.devices import Device
from app.domain.video.cameras import Camera, CameraFault, CameraState, Picture, RecordingMode
from app.domain.video.recordings import CameraDay, FootageClass
from app.store.faults import StoreUnavailable
from tests.widgets.soft_hub import SoftHub
from tests.widgets.soft_video import NAMES

LIMA = ZoneInfo("America/Lima")
KEPT = {"Centro": 46, "San Telmo": 45, "Puerto": 48, "La Ribera": 41, "Las Dunas": 38, "Zona Franca": 18}


@dataclass
class SoftFootage:
    """What is on record; `broken` makes every reading fail."""

    rows: list[CameraDay] = field(default_factory=list)
    begins: dict[str, dict[FootageClass, int]] = field(default_factory=dict)
    broken: bool = False
    asked: int = 0

    async def days(self, first_day: str, last_day: str, cameras: Sequence[str] = ()) -> list[CameraDay]:
        self.asked += 1
        if self.broken:
            raise StoreUnavailable("not there")
        return [row for row in self.rows if first_day <= row.day <= last_day]

    async def oldest(self) -> dict[str, dict[FootageClass, int]]:
        if self.broken:
            raise StoreUnavailable("not there")
        return self.begins


def fill(hub: SoftHub, count: int, *, past: int = 60) -> SoftFootage:
    """So many cameras, of which most serve; the third is dead, the fourth covered, the fifth frozen, the
    clock of the sixth wrong, the seventh switched off; and a device that only tells of itself."""
    for device in [device.id for device in hub.devices if device.kind == "camera"]:
        hub.retire(device)
    now, footage = hub.now(), SoftFootage()
    today = dt.datetime.fromtimestamp(now / 1000, LIMA).date()
    cameras, states = [], []
    for place in range(count):
        zone = list(KEPT)[place % len(KEPT)]
        camera = Camera(f"CAM-{place + 1:03d}", recording=RecordingMode.CONTINUOUS, enabled=place != 6)
        cameras.append(camera)
        states.append(state_of(camera, place, now))
        hub.introduce(Device(camera.id, "camera", NAMES[place % len(NAMES)], -12.08, -77.08, zone=zone))
        for back in range(1, past + 1):
            up = 0.0 if place == 2 and back < 4 else 86_400.0
            day = (today - dt.timedelta(days=back)).isoformat()
            footage.rows.append(
                CameraDay(camera.id, day, up, 86_400 - up, 0, up, int(up * 15), int(up * 250_000))
            )
        kept = dt.datetime.combine(today - dt.timedelta(days=KEPT[zone]), dt.time(), LIMA)
        footage.begins[camera.id] = {FootageClass.CONTINUOUS: int(kept.timestamp() * 1000)}
    if count:
        hub.introduce(Device("CAM-900", "camera", "Mirador alto", -12.08, -77.08, zone="Puerto"))
    hub.cameras.show(cameras, states)
    return footage


def state_of(camera: Camera, place: int, now: int) -> CameraState:
    live = CameraState(camera.id, Picture.LIVE, now - 3_600_000, now - 400, fps=15.0, kbit_s=2_000.0)
    match place:
        case 2:
            return CameraState(camera.id, Picture.NO_SIGNAL, now - 8_700_000, now - 8_700_000, "timeout")
        case 3:
            return replace(live, faults=(CameraFault.COVERED,), fault_since=now - 900_000)
        case 4:
            return replace(live, faults=(CameraFault.FROZEN,), fault_since=now - 840_000)
        case 5:
            return replace(live, faults=(CameraFault.CLOCK_DRIFT,), fault_since=now - 84_000_000)
        case 6:
            return CameraState(camera.id, Picture.OFF, now - 84_000_000)
        case 8:
            return replace(live, fps=3.0)
    return live
