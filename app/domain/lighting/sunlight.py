"""When the sun sets and rises in a night, as the programmes need it; who computes it stands elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NightSun:
    """Of one night, epoch ms, None where it does not happen between its noon and the next.

    `up_at_noon` tells, for a night without them, the summer in which the sun never sets from the winter in
    which it never rises.
    """

    sunset: int | None
    sunrise: int | None
    up_at_noon: bool = True

    @property
    def never_sets(self) -> bool:
        return self.sunset is None and self.up_at_noon


Sun = Callable[[dt.date], NightSun]
"""By the date on which the night begins."""
