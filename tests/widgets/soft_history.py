"""A history without a database: a curve of its own, and what a test puts into it."""

from __future__ import annotations

import numpy as np

from app.bridge.views import Series
from app.domain.commands import Command
from app.domain.incidents.incident import Incident
from app.domain.incidents.procedures import Procedure
from app.domain.lighting.lamp_days import LampDay
from app.domain.shifts import Shift
from app.store.incident_reading import IncidentCount


class SoftHistory:
    def __init__(self) -> None:
        self.closed: list[Incident] = []
        self.orders: list[Command] = []
        self.old_shifts: list[Shift] = []
        self.versions: list[Procedure] = []
        self.counts: list[IncidentCount] = []

    async def series(self, device: str, quantity: str, *, start_ms: int, end_ms: int, pixels: int) -> Series:
        times = np.linspace(start_ms / 1000, end_ms / 1000, max(2, pixels // 2))
        mean = 3.8 + 0.4 * np.sin(times / 3600 * 6.283) + 0.05 * np.sin(times)
        mean[len(mean) // 3 : len(mean) // 3 + 5] = np.nan
        step = float(times[1] - times[0])
        return Series(times, mean, mean - 0.15, mean + 0.15, step, raw=step < 2)

    async def lamp_days(self, *_days: object) -> list[LampDay]:
        return []

    async def commands(self, **_wanted: object) -> list[Command]:
        return list(self.orders)

    async def shifts(self, **_wanted: object) -> list[Shift]:
        return list(self.old_shifts)

    async def procedures(self, procedure: str = "") -> list[Procedure]:
        return [one for one in self.versions if procedure in ("", one.id)]

    async def incident_counts(self, _since_ms: int, _until_ms: int) -> list[IncidentCount]:
        return list(self.counts)

    async def incidents(self, **_wanted: object) -> list[Incident]:
        """Set `closed` to have some."""
        return list(self.closed)
