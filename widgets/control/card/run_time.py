"""How long a pump has run and how often it started, from its history."""

from __future__ import annotations

import numpy as np

from app.bridge.hub import Hub
from app.bridge.views import Series

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
PIXELS = 1440
ON = 0.5


async def run_time(hub: Hub, device: str) -> tuple[float, int]:
    """Hours run within the last 24, and starts within the last hour."""
    now = hub.now()
    day = await hub.history.series(device, "power_state", start_ms=now - DAY_MS, end_ms=now, pixels=PIXELS)
    last = await hub.history.series(device, "power_state", start_ms=now - HOUR_MS, end_ms=now, pixels=PIXELS)
    return hours_on(day, now / 1000), starts(last)


def hours_on(series: Series, end_s: float) -> float:
    """A raw reading holds until the next one, an averaged one for its own time; gaps count as off."""
    if series.times.size == 0:
        return 0.0
    widths = np.diff(np.append(series.times, end_s))
    if not series.raw:
        widths = np.minimum(widths, series.resolution_s)
    return float(np.nansum(np.clip(series.mean, 0.0, 1.0) * np.maximum(widths, 0.0)) / 3600)


def starts(series: Series) -> int:
    """How often it went from off to on; gaps do not count."""
    known = series.mean[~np.isnan(series.mean)] > ON
    return int(np.count_nonzero(known[1:] & ~known[:-1]))
