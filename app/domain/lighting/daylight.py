"""Whether it is plainly day or plainly night, for rules about lamps that burn at the wrong time."""

from __future__ import annotations

import datetime as dt

from app.domain.lighting.nights import night_at
from app.domain.lighting.sunlight import Sun

MARGIN_MS = 30 * 60_000
"""After sunset and before sunrise, and the other way round, when circuits switch and nothing can be said."""


def is_day(at: int, sun: Sun, zone: dt.tzinfo) -> bool | None:
    """True by day, False by night, None in between; `at` epoch ms."""
    tonight = night_at(at, zone)
    known = sun(tonight.date)
    if known.sunset is None or known.sunrise is None:
        return known.up_at_noon if known.sunset is None and known.sunrise is None else None
    if at < known.sunset - MARGIN_MS or at > known.sunrise + MARGIN_MS:
        return True
    if known.sunset + MARGIN_MS < at < known.sunrise - MARGIN_MS:
        return False
    return None
