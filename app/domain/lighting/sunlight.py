"""When the sun sets and rises in a night, as the programmes need it; who computes it stands elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from app.domain.lighting.nights import Night


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


def dark_ms(night: Night, sun: NightSun) -> int:
    """How long the sun is down between the night's noon and the next: its length for every baseline."""
    if sun.up_at_noon:
        if sun.sunset is None:
            return 0
        rises = sun.sunrise if sun.sunrise is not None and sun.sunrise > sun.sunset else night.end
        return rises - sun.sunset
    rises = night.end if sun.sunrise is None else sun.sunrise
    again = night.end if sun.sunset is None or sun.sunset < rises else sun.sunset
    return rises - night.start + night.end - again
