"""The lamps of the city by slot: where their readings stand in the columns, and what belongs together."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.lighting.wattage import nominal_watts
from app.engine.city import CityParts
from app.wire.columns import QUALITY_LIVE

LAMP = "luminaire"
QUANTITIES = (
    "power_state",
    "illuminance_level",
    "active_power",
    "voltage",
    "intensity",
    "power_factor",
    "temperature",
)
Slots = NDArray[np.intp]


class LampRows:
    """Slots are given in the order in which lamps are first met, and stay. Engine's thread only."""

    def __init__(self, city: CityParts) -> None:
        self._city = city
        self._known: dict[int, tuple[int, int]] = {}
        """By device row: its slot, and how many points it had when it was last looked at."""
        self._count = 0
        self.ids: list[str] = []
        self.rows: NDArray[np.intp] = np.zeros(0, dtype=np.intp)
        self.circuit: NDArray[np.intp] = np.zeros(0, dtype=np.intp)
        self.nominal: NDArray[np.float64] = np.zeros(0)
        self._circuits: dict[str, int] = {}
        self._points = {name: np.zeros(0, dtype=np.intp) for name in QUANTITIES}

    @property
    def count(self) -> int:
        return self._count

    def refresh(self) -> None:
        """Take in lamps and points that are new since the last time; cheap where none are."""
        for row, device in self._city.devices.placed_of(LAMP):
            points = self._city.points.of_device(row)
            known = self._known.get(row)
            if known is not None and known[1] == len(points):
                continue
            slot = self._new_slot() if known is None else known[0]
            self._known[row] = (slot, len(points))
            if known is None:
                self.ids.append(device.id)
            self.rows[slot] = row
            self.circuit[slot] = self._circuit_of(device.parent)
            watts = nominal_watts(device.model)
            self.nominal[slot] = np.nan if watts is None else watts
            for name, column in self._points.items():
                column[slot] = points.get(name, -1)

    def slot_of_row(self, row: int) -> int | None:
        known = self._known.get(row)
        return None if known is None else known[0]

    def values(self, name: str, slots: Slots) -> NDArray[np.float64]:
        """The last live values of a quantity, NaN where there is none; shape of `slots`."""
        points = self._points[name][slots]
        staging = self._city.points.table.staging
        found = staging["value"][points].astype(np.float64)
        live = (points >= 0) & (staging["quality"][points] == QUALITY_LIVE)
        return np.asarray(np.where(live, found, np.nan))

    def device_column(self, name: str) -> NDArray[Any]:
        """A column of the devices' table, of every slot; a copy."""
        column: NDArray[Any] = self._city.devices.table.staging[name][self.rows[: self._count]]
        return column

    def _circuit_of(self, cabinet: str) -> int:
        """Lamps without a cabinet are circuit 0, which says nothing."""
        return self._circuits.setdefault(cabinet, len(self._circuits) + 1) if cabinet else 0

    def _new_slot(self) -> int:
        if self._count == self.rows.size:
            self._grow(max(1024, 2 * self._count))
        self._count += 1
        return self._count - 1

    def _grow(self, size: int) -> None:
        self.rows = _grown(self.rows, size)
        self.circuit = _grown(self.circuit, size)
        self.nominal = _grown(self.nominal, size)
        self._points = {name: _grown(column, size) for name, column in self._points.items()}


def _grown(column: NDArray[Any], size: int) -> NDArray[Any]:
    grown = np.zeros(size, dtype=column.dtype)
    grown[: column.size] = column
    return grown
