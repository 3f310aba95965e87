"""A few devices, a few streets and who is who, for the tests of the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from app.bridge.views import DeviceColumns
from app.domain.basemap import Feature, Ground, Shape

WEST, SOUTH = -77.10, -12.10
SIDE = 0.04


def columns(
    lon: Sequence[float],
    lat: Sequence[float],
    *,
    kind: int | Sequence[int] = 0,
    liveness: int | Sequence[int] = 0,
    priority: int | Sequence[int] = 0,
    unacknowledged: bool | Sequence[bool] = False,
) -> DeviceColumns:
    count = len(lon)

    def full(value, dtype):
        return np.broadcast_to(np.array(value, dtype), (count,)).copy()

    return DeviceColumns(
        lon=np.array(lon, np.float64),
        lat=np.array(lat, np.float64),
        kind=full(kind, np.uint8),
        liveness=full(liveness, np.uint8),
        priority=full(priority, np.uint8),
        unacknowledged=full(unacknowledged, np.bool_),
        quiet=np.zeros(count, np.uint8),
        heard=np.zeros(count, np.int64),
        primary=np.zeros(count),
    )


def scattered(count: int, *, seed: int = 1, **looks) -> DeviceColumns:
    random = np.random.default_rng(seed)
    return columns(WEST + random.random(count) * SIDE, SOUTH + random.random(count) * SIDE, **looks)


@dataclass
class NumberedNames:
    """Row 7 is `D-7`; rows from `count` on hold nobody."""

    count: int = 1_000_000
    zones: dict[int, str] = field(default_factory=dict)

    def id_at(self, row: int) -> str:
        return f"D-{row}"

    def name_at(self, row: int) -> str:
        return f"Device {row}"

    def zone_at(self, row: int) -> str:
        return self.zones.get(row, "")

    def label_at(self, row: int) -> str:
        return f"D-{row}"

    def tooltip_at(self, row: int) -> str:
        return f"Lamp {row}"

    def row_of(self, device: str) -> int | None:
        row = int(device.removeprefix("D-"))
        return row if row < self.count else None

    def rows(self):
        return range(self.count)


def square(west: float, south: float, side: float) -> tuple[tuple[float, float], ...]:
    east, north = west + side, south + side
    return ((west, south), (east, south), (east, north), (west, north), (west, south))


def features() -> list[Feature]:
    """Sea in the west half, land with a park in the east half, one avenue from west to east, a river."""
    middle, top = WEST + SIDE / 2, SOUTH + SIDE
    sea = ((WEST, SOUTH), (middle, SOUTH), (middle, top), (WEST, top), (WEST, SOUTH))
    land = ((middle, SOUTH), (WEST + SIDE, SOUTH), (WEST + SIDE, top), (middle, top), (middle, SOUTH))
    avenue = tuple((WEST + SIDE * n / 40, SOUTH + SIDE / 2) for n in range(41))
    banks = [(middle + SIDE / 2 * n / 20, SOUTH + SIDE * 0.25) for n in range(21)]
    river = (*banks, *((x, y + SIDE * 0.02) for x, y in reversed(banks)), banks[0])
    return [
        Feature(Ground.SEA, Shape.POLYGON, (sea,)),
        Feature(Ground.LAND, Shape.POLYGON, (land,)),
        Feature(Ground.PARK, Shape.POLYGON, (square(WEST + SIDE * 0.7, SOUTH + SIDE * 0.7, SIDE * 0.2),)),
        Feature(Ground.RIVER, Shape.POLYGON, (river,), "Río Sereno", 5),
        Feature(Ground.AVENUE, Shape.LINE, (avenue,), "Av. Los Pescadores", 4),
        Feature(Ground.DISTRICT, Shape.POINT, (((WEST + SIDE * 0.75, SOUTH + SIDE * 0.6),),), "SAN TELMO", 8),
    ]
