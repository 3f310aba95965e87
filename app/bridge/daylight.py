"""The sun over the city for the views; who computes it stands behind the bridge."""

from __future__ import annotations

import datetime as dt

from app.control.sun import SunTable
from app.domain.lighting.sunlight import Sun
from app.wire.control import ControlRules


def sun_over(rules: ControlRules, zone: dt.tzinfo) -> Sun | None:
    """Sunset and sunrise by night; None where the settings do not say where the city is."""
    if rules.lat is None or rules.lon is None:
        return None
    return SunTable(rules.lat, rules.lon, zone)
