"""The past of the cameras: each one's days for uptime and recordings, and what their lines counted."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator

import numpy as np

from app.demo.cameras.layouts import LAYOUTS, SceneKind
from app.demo.cameras.movers import Mover, ground_line
from app.demo.cameras.plan import Station
from app.demo.fleet.rhythm import TRAFFIC
from app.domain.devices import Device
from app.domain.video.recordings import CameraDay
from app.domain.video.stages import StageKind, TrackClass

QUARTER_S = 900.0
DAYS = 50
"""At least so many are written: more than the law asks for."""
_DAY_S = 86_400.0
_FPS, _BYTES_A_S = 13.0, 200_000.0
_NAMES = {
    TrackClass.PERSON: "persons",
    TrackClass.VEHICLE: "vehicles",
    TrackClass.TWO_WHEELER: "two_wheelers",
}
_KEPT_DAYS = {"Zona Franca": 18, "Las Dunas": 38, "La Ribera": 41}
"""How far back recordings reach where a disk failed or is too small."""
_FAILED = frozenset({"Zona Franca"})
"""There the disk failed, and took with it what was recorded."""
_DEAD_SINCE = {"CAM-207": 4}
"""Days ago."""
_OFTEN_AWAY, _OFTEN = frozenset({"CAM-118"}), 0.06


def camera_days(
    devices: Iterable[Device], until: float, span_s: float, zone: dt.tzinfo, seed: int
) -> Iterator[CameraDay]:
    """The whole days of every camera before the moment `until`, epoch seconds; the last one first."""
    cameras = [device for device in devices if device.kind == "camera"]
    chance = np.random.default_rng([seed, 71])
    today = dt.datetime.fromtimestamp(until, zone).date()
    for ago in range(1, max(DAYS, round(span_s / _DAY_S)) + 1):
        day = (today - dt.timedelta(days=ago)).isoformat()
        for camera in cameras:
            yield _day(camera, day, ago, chance)


def _day(camera: Device, day: str, ago: int, chance: np.random.Generator) -> CameraDay:
    away = _OFTEN if camera.id in _OFTEN_AWAY else 0.002
    down = min(_DAY_S, float(chance.exponential(away * _DAY_S)))
    if chance.random() < 0.01:
        down = float(chance.uniform(0.3, 1.0)) * _DAY_S
    if ago <= _DEAD_SINCE.get(camera.id, 0):
        down = _DAY_S
    up = _DAY_S - down
    blind = min(up, float(chance.exponential(0.004)) * _DAY_S)
    kept = ago <= _KEPT_DAYS.get(camera.zone, DAYS * 100)
    failed = not kept and camera.zone in _FAILED
    # Of the past there is no footage: where all is in order nothing happened that was to be recorded.
    recorded = 0.0 if kept else up
    reason = ("timeout" if chance.random() < 0.7 else "dropped") if down > 60.0 else ""
    return CameraDay(
        camera=camera.id,
        day=day,
        up_s=round(up, 1),
        down_s=round(down, 1),
        blind_s=round(blind, 1),
        recorded_s=round(recorded, 1),
        frames=round(up * _FPS),
        bytes=round(up * _BYTES_A_S),
        reason="refused" if ago <= _DEAD_SINCE.get(camera.id, 0) else reason,
        armed_s=round(up, 1),
        gone_s=round(up, 1) if failed else 0.0,
    )


def line_counts(
    stations: Iterable[Station], start: float, end: float, *, site: str, seed: int
) -> Iterator[tuple[float, str, bytes]]:
    """What the lines told at each quarter of an hour from `start` to `end`, epoch seconds, in time order:
    moment, topic, payload. By day more are about than live scenes show, and fewer by night."""
    counting = [each for each in stations if not each.dead and _line(each)]
    chance = np.random.default_rng([seed, 72])
    quarter = (start // QUARTER_S + 1.0) * QUARTER_S
    while quarter < end:
        busy = float(TRAFFIC.at(np.array([quarter]))[0])
        for station in counting:
            counts = {
                name: int(chance.poisson(rate * QUARTER_S / 60.0 * busy))
                for name, rate in crossings_a_minute(station.kind).items()
            }
            vehicles = counts["vehicles_forward"] + counts["vehicles_backward"]
            body = {"ts": round(quarter * 1000.0), "historical": True, "vehicle_flow": 4 * vehicles, **counts}
            topic = f"city/{site}/traffic_counter/{station.id}-{_line(station)}/telemetry"
            yield quarter, topic, json.dumps(body).encode()
        quarter += QUARTER_S


def crossings_a_minute(kind: SceneKind) -> dict[str, float]:
    """How many cross the line of such a street on the average, by the names of a counter's quantities."""
    layout = LAYOUTS[kind]
    line = ground_line(layout.eye, layout.lines[0].first, layout.lines[0].last)
    found = {f"{name}_{way}": 0.0 for name in _NAMES.values() for way in ("forward", "backward")}
    for route in layout.routes:
        crossing = Mover(route, 0.0, route.speed, 0.0, 0).crossing(*line)
        if crossing is not None:
            found[f"{_NAMES[route.kind]}_{'forward' if crossing[1] else 'backward'}"] += route.a_minute
    return found


def _line(station: Station) -> str:
    """The counting line's id; empty for none."""
    return next((stage.id for stage in station.camera.stages if stage.kind is StageKind.LINE), "")
