"""Digital zoom of a tile: which part of the picture is drawn. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

MOST = 8.0
STEP = 1.5


@dataclass(frozen=True, slots=True)
class Zoom:
    """`factor` from 1; the middle of what is seen from 0 to 1 of the picture's width and height."""

    factor: float = 1.0
    across: float = 0.5
    down: float = 0.5

    @property
    def part(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of what is seen, 0 to 1."""
        side = 1 / self.factor
        return self.across - side / 2, self.down - side / 2, side, side

    def stepped(self, steps: float, at: tuple[float, float] = (0.5, 0.5)) -> Zoom:
        """In or out; the point of the tile (0 to 1) stays where it is."""
        factor = min(MOST, max(1.0, self.factor * STEP**steps))
        left, top, side, _ = self.part
        point = left + at[0] * side, top + at[1] * side
        moved = Zoom(factor, point[0] + (0.5 - at[0]) / factor, point[1] + (0.5 - at[1]) / factor)
        return moved.dragged(0, 0)

    def dragged(self, across: float, down: float) -> Zoom:
        """By a part of the tile; never beyond the picture."""
        half = 0.5 / self.factor
        return replace(
            self,
            across=min(1 - half, max(half, self.across - across / self.factor)),
            down=min(1 - half, max(half, self.down - down / self.factor)),
        )

    def point(self, across: float, down: float) -> tuple[float, float]:
        """Of the picture (0 to 1), for one of the tile."""
        left, top, side, _ = self.part
        return left + across * side, top + down * side


WHOLE = Zoom()
