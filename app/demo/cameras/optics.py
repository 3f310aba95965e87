"""How the ground in front of a simulated camera falls on its picture: a pinhole over flat ground."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, HEIGHT = 640, 360
"""Of every simulated picture, pixels."""

Ground = tuple[float, float]
"""Metres to the right of the camera and away from it."""
Spot = tuple[float, float]
"""Pixels across and down."""


@dataclass(frozen=True, slots=True)
class Eye:
    """A level camera `height_m` above the ground, with the horizon at `horizon` of its picture's height."""

    height_m: float = 5.5
    horizon: float = 0.36
    focal: float = 500.0

    def spot(self, x: float, z: float, up: float = 0.0) -> Spot:
        """Where a point of the ground, or `up` metres above it, is seen; `z` must be over 0."""
        per_metre = self.focal / z
        return WIDTH / 2.0 + x * per_metre, self.horizon * HEIGHT + (self.height_m - up) * per_metre

    def scale(self, z: float) -> float:
        """Pixels of a metre at this distance."""
        return self.focal / z

    def ground(self, across: float, down: float) -> Ground:
        """The ground seen at a place of the picture, both 0 to 1; `down` must be below the horizon."""
        z = self.focal * self.height_m / ((down - self.horizon) * HEIGHT)
        return (across - 0.5) * WIDTH * z / self.focal, z
