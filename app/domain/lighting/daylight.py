"""Whether it is plainly day or plainly night, for rules about lamps that burn at the wrong time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.lighting.nights import moment, night_at
from app.domain.lighting.sunlight import Sun

_DAY = dt.timedelta(days=1)
_EPOCH = dt.date(1970, 1, 1).toordinal()
MARGIN_MS = 30 * 60_000
"""After sunset and before sunrise, and the other way round, when circuits switch and nothing can be said."""


@dataclass(frozen=True, slots=True)
class CityDay:
    """A day in the city's time: `number` since 1970, when the next begins, and from when to when it is light
    (epoch ms). Where the sun does not rise both are the same; without a known sun it is light all day."""

    number: int
    ends: int
    light_from: int
    light_until: int


def city_day(at: int, sun: Sun | None, zone: dt.tzinfo) -> CityDay:
    """The day that a moment (epoch ms) lies in."""
    date = dt.datetime.fromtimestamp(at / 1000, zone).date()
    begins, ends = moment(date, 0, zone), moment(date + _DAY, 0, zone)
    number = date.toordinal() - _EPOCH
    if sun is None:
        return CityDay(number, ends, begins, ends)
    before, after = sun(date - _DAY), sun(date)
    if before.sunrise is None and after.sunset is None and not after.up_at_noon:
        return CityDay(number, ends, ends, ends)
    rises = before.sunrise if before.sunrise is not None else begins
    sets = after.sunset if after.sunset is not None else ends
    return CityDay(number, ends, max(rises, begins), min(sets, ends))


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
