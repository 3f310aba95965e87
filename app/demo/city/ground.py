"""Sea, coast, river, hills and port of Puerto Sereno as curves and polygons on the plane."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, Polygon

from app.demo.city.frame import Array

_STEP = 30.0
_COAST_X = -1750.0
_MOUTH_Y = 130.0
COUNTRY_M = 2500.0
"""How far the roads go on outside the city, in metres."""
_MARGIN = COUNTRY_M + 100.0


@dataclass(frozen=True, slots=True)
class Extent:
    """The built city on the plane, in metres; the coast is its western side."""

    east: float
    south: float
    north: float

    @classmethod
    def of(cls, devices: int) -> Extent:
        """5 km × 4 km up to 20,000 devices, and an area that grows with their number beyond."""
        scale = max(1.0, math.sqrt(devices / 20_000.0))
        return cls(east=_COAST_X + 4250.0 * scale, south=-2000.0 * scale, north=2000.0 * scale)


class Ground:
    """The curves that everything else follows. All lengths in metres; y grows to the north."""

    def __init__(self, seed: int, extent: Extent) -> None:
        phase = np.random.default_rng([seed, 1]).uniform(0.0, 2.0 * math.pi, 8)
        self.extent = extent
        self._phase = phase
        self.land = self._land()
        self.sea = self._sea()
        self.river = Polygon(np.vstack((self._bank(1.0, 0.0), self._bank(-1.0, 0.0)[::-1])))
        self.hills = self._hills()
        self.piers = self._piers()

    def coast_x(self, y: Array) -> Array:
        """Where the shore lies at each y."""
        p = self._phase
        waves = (
            130.0 * np.sin(y / 1500.0 + p[0])
            + 55.0 * np.sin(y / 530.0 + p[1])
            + 14.0 * np.sin(y / 150.0 + p[2])
        )
        bay = 330.0 * np.exp(-(((y + 1350.0) / 480.0) ** 2))
        cape = -260.0 * np.exp(-(((y - 1250.0) / 420.0) ** 2))
        return np.asarray(_COAST_X + waves + bay + cape)

    def river_y(self, x: Array) -> Array:
        """The middle of the river at each x."""
        p = self._phase
        along = x - _COAST_X
        swing = np.clip(along / 900.0, 0.0, 1.0)
        waves = 150.0 * np.sin(x / 640.0 + p[3]) + 45.0 * np.sin(x / 270.0 + p[4])
        return np.asarray(_MOUTH_Y + 0.13 * along + swing * waves)

    def river_half_width(self, x: Array) -> Array:
        return 24.0 + 34.0 * np.exp(-np.clip(x - _COAST_X, -400.0, None) / 600.0)

    def coast_avenue(self) -> LineString:
        y = np.arange(self.extent.south - COUNTRY_M, self.extent.north + COUNTRY_M, _STEP)
        smooth = np.convolve(np.pad(self.coast_x(y), 6, mode="edge"), np.full(13, 1 / 13), mode="valid")
        return LineString(np.column_stack((smooth + 85.0, y)))

    def bank_road(self, side: float) -> LineString:
        """The road along the river, `side` +1 on the north bank, -1 on the south bank."""
        return LineString(self._bank(side, 30.0))

    def _bank(self, side: float, away: float) -> Array:
        x = np.arange(_COAST_X - 420.0, self.extent.east + _MARGIN, _STEP)
        return np.column_stack((x, self.river_y(x) + side * (self.river_half_width(x) + away)))

    def _shore(self) -> Array:
        y = np.arange(self.extent.south - _MARGIN, self.extent.north + _MARGIN, _STEP)
        return np.column_stack((self.coast_x(y), y))

    def _land(self) -> Polygon:
        shore = self._shore()
        east = self.extent.east + _MARGIN
        corners = np.array([[east, shore[-1, 1]], [east, shore[0, 1]]])
        return Polygon(np.vstack((shore, corners)))

    def _sea(self) -> Polygon:
        shore = self._shore()
        west = _COAST_X - 2.0 * _MARGIN
        corners = np.array([[west, shore[-1, 1]], [west, shore[0, 1]]])
        return Polygon(np.vstack((shore, corners)))

    def _hills(self) -> tuple[Polygon, ...]:
        east, north = self.extent.east, self.extent.north
        places = (
            (2080.0, 1500.0, 330.0),
            (east + 350.0, north - 700.0, 620.0),
            (east + 500.0, -300.0, 520.0),
        )
        return tuple(self._blob(x, y, radius, index) for index, (x, y, radius) in enumerate(places))

    def _blob(self, x: float, y: float, radius: float, index: int) -> Polygon:
        turn = np.linspace(0.0, 2.0 * math.pi, 60, endpoint=False)
        phase = self._phase[5] + index
        reach = radius * (
            1.0 + 0.20 * np.sin(2 * turn + phase) + 0.11 * np.sin(3 * turn - phase) + 0.05 * np.sin(7 * turn)
        )
        return Polygon(np.column_stack((x + 1.15 * reach * np.cos(turn), y + 0.85 * reach * np.sin(turn))))

    def _piers(self) -> tuple[Polygon, ...]:
        """The quay, its fingers and the breakwater, south of the river's mouth."""
        fingers = []
        for y, length, width in (
            (-90.0, 420.0, 46.0),
            (-230.0, 500.0, 58.0),
            (-375.0, 460.0, 52.0),
            (-520.0, 300.0, 30.0),
        ):
            shore = float(self.coast_x(np.array([y]))[0])
            fingers.append(shapely.box(shore - length, y - width / 2, shore + 70.0, y + width / 2))
        shore = float(self.coast_x(np.array([-330.0]))[0])
        quay = shapely.box(shore - 60.0, -560.0, shore + 60.0, -50.0)
        arm = LineString(
            [
                (shore - 10, -640),
                (shore - 330, -690),
                (shore - 640, -640),
                (shore - 780, -480),
                (shore - 800, -330),
            ]
        )
        mole = LineString([(shore - 40, 25), (shore - 330, 60), (shore - 560, 20), (shore - 680, -90)])
        whole = shapely.union_all([quay, *fingers])
        return (whole, arm.buffer(11.0, cap_style="flat"), mole.buffer(10.0, cap_style="flat"))
