"""Web Mercator (EPSG:3857) in the unit square, and the window on it that a screen shows. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WORLD_PX = 256.0
"""Side of the whole world at zoom 0, in logical pixels."""
MIN_ZOOM = 2.0
MAX_ZOOM = 20.0
LATITUDE_LIMIT = 85.0511287798066
"""Where Web Mercator ends: the world is a square up to here."""
EQUATOR_M = 40_075_016.685578488


def to_world(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """WGS 84 degrees to the unit square: x to the east, y to the south. NaN stays NaN; latitudes are
    clamped to `LATITUDE_LIMIT`."""
    sine = np.sin(np.radians(np.clip(lat, -LATITUDE_LIMIT, LATITUDE_LIMIT)))
    x = np.asarray(lon, dtype=np.float64) / 360.0 + 0.5
    return x, 0.5 - np.arctanh(sine) / (2.0 * math.pi)


def to_geo(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """The unit square back to (longitude, latitude) in WGS 84 degrees."""
    lat = np.degrees(np.arctan(np.sinh(math.pi * (1.0 - 2.0 * np.asarray(y, dtype=np.float64)))))
    return (np.asarray(x, dtype=np.float64) - 0.5) * 360.0, lat


def world_point(lon: float, lat: float) -> tuple[float, float]:
    """`to_world` for one place."""
    x, y = to_world(np.array([lon]), np.array([lat]))
    return float(x[0]), float(y[0])


def geo_point(x: float, y: float) -> tuple[float, float]:
    """`to_geo` for one place: (longitude, latitude)."""
    lon, lat = to_geo(np.array([x]), np.array([y]))
    return float(lon[0]), float(lat[0])


@dataclass(frozen=True, slots=True)
class Bounds:
    """A rectangle of the unit square; y grows to the south."""

    left: float
    top: float
    right: float
    bottom: float

    @staticmethod
    def around(x: Floats, y: Floats) -> Bounds | None:
        """The smallest rectangle with all finite points; None without any."""
        good = np.isfinite(x) & np.isfinite(y)
        if not good.any():
            return None
        xs, ys = x[good], y[good]
        return Bounds(float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max()))

    def grown(self, margin: float) -> Bounds:
        return Bounds(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)

    def contains(self, other: Bounds) -> bool:
        return (
            self.left <= other.left
            and self.right >= other.right
            and self.top <= other.top
            and self.bottom >= other.bottom
        )

    def within(self, other: Bounds) -> Bounds:
        """The part that both cover; they must overlap."""
        return Bounds(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def overlaps(self, other: Bounds) -> bool:
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.top <= other.bottom
            and other.top <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Viewport:
    """What the screen shows: centre in the unit square, continuous zoom, size in logical pixels."""

    x: float
    y: float
    zoom: float
    width: int
    height: int

    @property
    def scale(self) -> float:
        """Logical pixels for the whole world."""
        return float(WORLD_PX * 2.0**self.zoom)

    @property
    def bounds(self) -> Bounds:
        half_x, half_y = self.width / 2 / self.scale, self.height / 2 / self.scale
        return Bounds(self.x - half_x, self.y - half_y, self.x + half_x, self.y + half_y)

    @property
    def metres_per_pixel(self) -> float:
        """On the ground, at the centre."""
        _, lat = geo_point(self.x, self.y)
        return EQUATOR_M * math.cos(math.radians(lat)) / self.scale

    def to_screen(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Unit square to logical pixels from the top left corner."""
        scale = self.scale
        return (x - self.x) * scale + self.width / 2, (y - self.y) * scale + self.height / 2

    def point_to_screen(self, x: float, y: float) -> tuple[float, float]:
        scale = self.scale
        return (x - self.x) * scale + self.width / 2, (y - self.y) * scale + self.height / 2

    def to_world(self, px: float, py: float) -> tuple[float, float]:
        """A logical pixel to the unit square."""
        scale = self.scale
        return self.x + (px - self.width / 2) / scale, self.y + (py - self.height / 2) / scale

    def resized(self, width: int, height: int) -> Viewport:
        return replace(self, width=max(1, width), height=max(1, height))

    def centred(self, x: float, y: float) -> Viewport:
        return replace(self, x=min(1.0, max(0.0, x)), y=min(1.0, max(0.0, y)))

    def panned(self, dx: float, dy: float) -> Viewport:
        """Move the ground by so many logical pixels."""
        return self.centred(self.x - dx / self.scale, self.y - dy / self.scale)

    def zoomed(self, zoom: float, px: float, py: float) -> Viewport:
        """Another zoom; the place under the pixel stays under it."""
        zoom = min(MAX_ZOOM, max(MIN_ZOOM, zoom))
        x, y = self.to_world(px, py)
        scale = WORLD_PX * 2.0**zoom
        moved = replace(self, zoom=zoom)
        return moved.centred(x - (px - self.width / 2) / scale, y - (py - self.height / 2) / scale)

    def fitted(self, bounds: Bounds, *, margin_px: int = 48, closest: float = 18.0) -> Viewport:
        """Show the whole rectangle, no closer than `closest`."""
        wide = max(1, self.width - 2 * margin_px) / max(bounds.right - bounds.left, 1e-12)
        high = max(1, self.height - 2 * margin_px) / max(bounds.bottom - bounds.top, 1e-12)
        zoom = math.log2(min(wide, high) / WORLD_PX)
        fitted = replace(self, zoom=min(closest, MAX_ZOOM, max(MIN_ZOOM, zoom)))
        return fitted.centred((bounds.left + bounds.right) / 2, (bounds.top + bounds.bottom) / 2)
