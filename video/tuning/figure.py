"""The corners of a zone or a line while they are drawn: pure, in parts of the picture's width and height."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

from app.domain.video.cameras import Point

Shape = Literal["line", "zone", "way"]
"""A way is a zone whose last two points are the direction that is allowed in it."""
MOST_CORNERS = 24
FEWEST: dict[Shape, int] = {"line": 2, "zone": 3, "way": 5}
MOST: dict[Shape, int] = {"line": 2, "zone": MOST_CORNERS, "way": MOST_CORNERS + 2}


@dataclass(frozen=True, slots=True)
class Figure:
    """`chosen` is the corner that the keys move; -1 for none."""

    shape: Shape
    points: tuple[Point, ...] = ()
    chosen: int = -1

    @property
    def complete(self) -> bool:
        """Enough corners to be looked for; nothing at all is the whole picture, for a zone."""
        least = 0 if self.shape == "zone" and not self.points else FEWEST[self.shape]
        return len(self.points) >= least

    @property
    def full(self) -> bool:
        return len(self.points) >= MOST[self.shape]

    @property
    def ring(self) -> tuple[Point, ...]:
        """Without the direction of a way."""
        return self.points[:-2] if self.shape == "way" and len(self.points) >= FEWEST["way"] else self.points

    @property
    def arrow(self) -> tuple[Point, Point] | None:
        """Of a line: from its middle to its right, which counts as forward; of a way: what is allowed."""
        if self.shape == "way" and len(self.points) >= FEWEST["way"]:
            return self.points[-2], self.points[-1]
        if self.shape != "line" or len(self.points) != 2:
            return None
        (ax, ay), (bx, by) = self.points
        length = math.hypot(bx - ax, by - ay)
        if not length:
            return None
        middle = ((ax + bx) / 2, (ay + by) / 2)
        # Seen from the first point the right is where y, which grows downwards, grows when x does.
        return middle, (middle[0] - (by - ay) / length * 0.08, middle[1] + (bx - ax) / length * 0.08)

    def add(self, at: Point) -> Figure:
        """A corner after the chosen one, or at the end; chosen from now on."""
        if self.full:
            return self
        place = self.chosen + 1 if 0 <= self.chosen < len(self.points) else len(self.points)
        points = (*self.points[:place], inside(at), *self.points[place:])
        return replace(self, points=points, chosen=place)

    def split(self) -> Figure:
        """A corner half-way to the next one."""
        if self.full or not 0 <= self.chosen < len(self.points):
            return self
        (ax, ay), (bx, by) = self.points[self.chosen], self.points[(self.chosen + 1) % len(self.points)]
        return self.add(((ax + bx) / 2, (ay + by) / 2))

    def move(self, to: Point) -> Figure:
        """The chosen corner, to there or to the edge."""
        if not 0 <= self.chosen < len(self.points):
            return self
        points = list(self.points)
        points[self.chosen] = inside(to)
        return replace(self, points=tuple(points))

    def nudge(self, across: float, down: float) -> Figure:
        if not 0 <= self.chosen < len(self.points):
            return self
        x, y = self.points[self.chosen]
        return self.move((x + across, y + down))

    def drop(self) -> Figure:
        """Without the chosen corner; the one before it is chosen then."""
        if not 0 <= self.chosen < len(self.points):
            return self
        points = (*self.points[: self.chosen], *self.points[self.chosen + 1 :])
        return replace(self, points=points, chosen=min(max(0, self.chosen - 1), len(points) - 1))

    def choose(self, step: int) -> Figure:
        """The next corner or the one before, round and round."""
        if not self.points:
            return self
        return replace(self, chosen=(self.chosen + step) % len(self.points))

    def nearest(self, at: Point, within: float, aspect: float) -> int:
        """The corner under the pointer, -1 for none; `within` in heights of the picture."""
        gaps = [math.hypot((x - at[0]) * aspect, y - at[1]) for x, y in self.points]
        best = min(range(len(gaps)), key=gaps.__getitem__, default=-1)
        return best if best >= 0 and gaps[best] <= within else -1


def inside(at: Point) -> Point:
    """Within the picture, to a thousandth."""
    x, y = (min(1.0, max(0.0, part)) for part in at)
    return round(x, 3), round(y, 3)
