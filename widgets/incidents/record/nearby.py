"""Which devices are near an incident, and how far: by the positions that the columns hold now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from app.bridge.hub import Hub
from app.domain.devices import Device
from app.domain.incidents.incident import Incident
from widgets.control.lighting.geometry import METRES_PER_DEGREE

Point = tuple[float, float]
"""Latitude and longitude in degrees, WGS 84."""


@dataclass(frozen=True, slots=True)
class Near:
    """`distance_m` along the straight line, NaN where the one or the other has no place; `heard` the last
    sign of life in epoch ms, 0 for never."""

    device: Device
    distance_m: float
    heard: int
    liveness: int


def place_of(hub: Hub, incident: Incident) -> Point | None:
    """Where the incident is: its own place, or that of its device."""
    if incident.lat is not None and incident.lon is not None:
        return incident.lat, incident.lon
    device = hub.devices.get(incident.device) if incident.device else None
    if device is None or device.lat is None or device.lon is None:
        return None
    return device.lat, device.lon


def distance_m(one: Point, other: Point) -> float:
    """A city is small enough to be flat."""
    east = (other[1] - one[1]) * float(np.cos(np.radians(one[0])))
    return float(np.hypot(east, other[0] - one[0])) * METRES_PER_DEGREE


def nearest(hub: Hub, kinds: Collection[str], place: Point | None, most: int = 0) -> list[Near]:
    """Devices of these kinds, the nearest first and those without a place last; all of them for `most` 0."""
    columns = hub.columns.devices()
    codes = [code for kind, code in hub.catalogue.kind_codes().items() if kind in kinds]
    rows = np.flatnonzero(np.isin(columns.kind, codes)) if columns.lon.size else np.zeros(0, np.int64)
    if place is None:
        distances = np.full(rows.size, np.nan)
    else:
        east = (columns.lon[rows] - place[1]) * np.cos(np.radians(place[0]))
        distances = np.hypot(east, columns.lat[rows] - place[0]) * METRES_PER_DEGREE
    order = np.argsort(distances, kind="stable")
    found: list[Near] = []
    for nth in order:
        row = int(rows[nth])
        device = hub.devices.device_at(row)
        if device is not None:
            heard, level = int(columns.heard[row]), int(columns.liveness[row])
            found.append(Near(device, float(distances[nth]), heard, level))
        if most and len(found) == most:
            break
    return found
