"""The cameras around a place, nearest and best facing first, and the ground that each one sees."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.video.cameras import Camera

_METRES_A_DEGREE = 111_195.0
"""Of latitude, on a sphere of 6,371 km."""
AWAY = 3.0
"""A camera that looks the other way counts as so many times farther off."""
UNKNOWN = 1.5
"""The same for one of which nobody wrote down where it looks, unless it can be turned there."""
HERE_M = 4.0
"""Nearer than this it stands on the same post, and the direction means nothing."""
ARC_STEPS = 12


@dataclass(frozen=True, slots=True)
class StandingCamera:
    camera: Camera
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class CameraAround:
    camera: Camera
    distance_m: float
    bearing: float
    """From the camera to the place, degrees clockwise from north."""
    sees: bool
    """The place lies within its angle and reach, or it can be turned towards it within its reach."""


def cameras_around(
    lat: float, lon: float, cameras: Iterable[StandingCamera], *, radius_m: float, most: int
) -> tuple[CameraAround, ...]:
    """At most `most` cameras within `radius_m`, those that see the place first. Angles in WGS 84 degrees; the
    distance is that of the plane, good to some metres within a city."""
    found = [_around(lat, lon, standing) for standing in cameras if standing.camera.enabled]
    near = sorted((one for one in found if one.distance_m <= radius_m), key=_rank)
    return tuple(near[:most])


def ground_seen(standing: StandingCamera) -> tuple[tuple[float, float], ...]:
    """The outline (lat, lon) of what it sees, from the camera round and back; a circle where it turns freely,
    empty where nobody wrote down where it looks."""
    camera = standing.camera
    if camera.facing is None:
        if not camera.ptz:
            return ()
        bearings = [360.0 * step / (2 * ARC_STEPS) for step in range(2 * ARC_STEPS + 1)]
        return tuple(_moved(standing, bearing, camera.reach_m) for bearing in bearings)
    first = camera.facing - camera.view_angle / 2
    bearings = [first + camera.view_angle * step / ARC_STEPS for step in range(ARC_STEPS + 1)]
    here = (standing.lat, standing.lon)
    return (here, *(_moved(standing, bearing, camera.reach_m) for bearing in bearings), here)


def _around(lat: float, lon: float, standing: StandingCamera) -> CameraAround:
    north = (lat - standing.lat) * _METRES_A_DEGREE
    east = _east(lon - standing.lon) * _METRES_A_DEGREE * math.cos(math.radians(standing.lat))
    distance, bearing = math.hypot(north, east), math.degrees(math.atan2(east, north)) % 360.0
    camera = standing.camera
    turned = camera.ptz or distance < HERE_M or _off(camera, bearing) <= camera.view_angle / 2
    return CameraAround(camera, distance, bearing, turned and distance <= camera.reach_m)


def _rank(one: CameraAround) -> tuple[bool, float, str]:
    return not one.sees, one.distance_m * _penalty(one), one.camera.id


def _penalty(one: CameraAround) -> float:
    camera = one.camera
    if camera.ptz or one.distance_m < HERE_M:
        return 1.0
    if camera.facing is None:
        return UNKNOWN
    return 1.0 + (AWAY - 1.0) * _off(camera, one.bearing) / 180.0


def _off(camera: Camera, bearing: float) -> float:
    """Degrees between where it looks and the bearing, 0 to 180; 180 where nobody wrote it down."""
    if camera.facing is None:
        return 180.0
    return abs((bearing - camera.facing + 180.0) % 360.0 - 180.0)


def _east(degrees: float) -> float:
    """The shorter way round the earth."""
    return (degrees + 180.0) % 360.0 - 180.0


def _moved(standing: StandingCamera, bearing: float, metres: float) -> tuple[float, float]:
    turned = math.radians(bearing)
    lat = standing.lat + metres * math.cos(turned) / _METRES_A_DEGREE
    across = _METRES_A_DEGREE * max(0.01, math.cos(math.radians(standing.lat)))
    return lat, standing.lon + metres * math.sin(turned) / across
