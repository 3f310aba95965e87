"""The scale of an analog indicator after ISA-101: where value, normal band and limits stand on a line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.catalogue import NormalBand, Quantity

MARGIN = 0.5
"""Room on each side of the normal band, as a share of its width."""


@dataclass(frozen=True, slots=True)
class Scale:
    """`low` and `high` are the ends of the line in the unit of the quantity."""

    low: float
    high: float

    def place(self, value: float) -> float:
        """0 at the low end, 1 at the high end, never outside."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


def scale_of(
    quantity: Quantity, band: NormalBand, value: float, limits: Sequence[float] = ()
) -> Scale | None:
    """A line that shows the normal band with room around it, every limit, and the value while it is
    physically possible; None where the catalogue gives no band to show."""
    if band.low is None and band.high is None:
        return None
    low = _end(band.low, quantity.low, band.high)
    high = _end(band.high, quantity.high, band.low)
    room = MARGIN * (high - low)
    points = [p for p in (low - room, high + room, value, *limits) if math.isfinite(p)]
    first, last = min(points), max(points)
    if quantity.low is not None:
        first = max(first, quantity.low)
    if quantity.high is not None:
        last = min(last, quantity.high)
    return Scale(first, last) if last > first else None


def _end(own: float | None, physical: float | None, other: float | None) -> float:
    for candidate in (own, physical, other):
        if candidate is not None:
            return candidate
    return 0.0
