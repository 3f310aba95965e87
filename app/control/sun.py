"""The sun over the city, night by night, from astral's solar positions (after NOAA's equations)."""

from __future__ import annotations

import datetime as dt

from astral import Observer
from astral.sun import elevation

from app.domain.lighting.nights import night
from app.domain.lighting.sunlight import NightSun

HORIZON_DEG = -0.833
"""The centre of the sun when its upper edge touches the horizon: 16' of radius and 34' of refraction."""
_LOOK_EVERY_MS = 3_600_000
_EXACT_MS = 1000
_NIGHTS_KEPT = 400


class SunTable:
    """Sunset and sunrise of each night at a place, in degrees of WGS 84; kept once found.

    astral's own sunset and sunrise go by dates in UTC and lose one a year where the sun sets or rises at
    midnight UTC, so the crossing of the horizon is looked for here: every hour, then to the second. A night
    that is shorter than that hour, days before the sun stops setting, may count as none.
    """

    def __init__(self, lat: float, lon: float, zone: dt.tzinfo) -> None:
        self._observer = Observer(lat, lon)
        self._zone = zone
        self._kept: dict[dt.date, NightSun] = {}

    def __call__(self, date: dt.date) -> NightSun:
        """The sun of the night that begins on `date`."""
        found = self._kept.get(date)
        if found is None:
            while len(self._kept) >= _NIGHTS_KEPT:
                del self._kept[next(iter(self._kept))]
            found = self._kept[date] = self._find(date)
        return found

    def _find(self, date: dt.date) -> NightSun:
        whole = night(date, self._zone)
        up_at_noon = before = self._up(whole.start)
        sunset = sunrise = None
        last = whole.start
        for at in (*range(whole.start + _LOOK_EVERY_MS, whole.end, _LOOK_EVERY_MS), whole.end):
            up = self._up(at)
            if before and not up and sunset is None:
                sunset = self._crossing(last, at, up=True)
            elif up and not before and sunrise is None:
                sunrise = self._crossing(last, at, up=False)
            last, before = at, up
        return NightSun(sunset, sunrise, up_at_noon)

    def _crossing(self, low: int, high: int, *, up: bool) -> int:
        """Where the sun, `up` or not at `low`, is the other way; epoch ms, whole seconds."""
        while high - low > _EXACT_MS:
            middle = (low + high) // 2 // _EXACT_MS * _EXACT_MS
            low, high = (middle, high) if self._up(middle) is up else (low, middle)
        return high

    def _up(self, at: int) -> bool:
        moment = dt.datetime.fromtimestamp(at // 1000, dt.UTC)
        return elevation(self._observer, moment, with_refraction=False) > HORIZON_DEG
