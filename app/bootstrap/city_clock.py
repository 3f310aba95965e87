"""The city's time and sun, as the settings place it: its zone, its days, day and night."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Callable

from app.control.sun import SunTable
from app.domain.lighting.daylight import CityDay, city_day, is_day
from app.domain.lighting.sunlight import Sun
from app.settings.settings import Settings


def city_zone(settings: Settings) -> dt.tzinfo:
    return zoneinfo.ZoneInfo(settings.site.time_zone)


def position(settings: Settings) -> tuple[float, float] | None:
    """Latitude and longitude of the city, where the settings say them."""
    site = settings.site
    return None if site.lat is None or site.lon is None else (site.lat, site.lon)


def city_sun(settings: Settings) -> Sun | None:
    """The sun over the city; None where its position is not set."""
    where = position(settings)
    return None if where is None else SunTable(*where, city_zone(settings))


def daylight(settings: Settings) -> Callable[[int], bool | None]:
    """Whether it is plainly day or night; never known without the city's position."""
    sun, zone = city_sun(settings), city_zone(settings)
    return (lambda _at: None) if sun is None else (lambda at: is_day(at, sun, zone))


def city_days(settings: Settings) -> Callable[[int], CityDay]:
    """The city's day of a moment (epoch ms)."""
    sun, zone = city_sun(settings), city_zone(settings)
    return lambda at: city_day(at, sun, zone)
