"""What a batch must know of each point, in arrays by row: how history thins it and what moves an alarm."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.catalogue import Quantity

FIELDS: tuple[tuple[str, str], ...] = (
    ("point_id", "<i8"),  # in the store
    ("deadband", "<f8"),
    ("shortest_ms", "<f8"),
    ("longest_ms", "<f8"),
    ("kept_value", "<f8"),  # last value that went to history
    ("kept_ts", "<i8"),
    ("held", "?"),  # has moved since, but sooner than the shortest interval
    ("band_low", "<f8"),  # strictly inside (band_low, band_high) no alarm can change
    ("band_high", "<f8"),
    ("is_primary", "?"),
    ("is_latitude", "?"),
    ("is_longitude", "?"),
)


class PointFacts:
    """Engine's thread only. Attributes are arrays of shape (capacity,)."""

    def __init__(self, capacity: int) -> None:
        self._columns: dict[str, NDArray[Any]] = {}
        self._capacity = 0
        self.grow(capacity)

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self._columns[name]

    def grow(self, capacity: int) -> None:
        if capacity <= self._capacity:
            return
        for name, code in FIELDS:
            column = np.zeros(capacity, dtype=code)
            column[: self._capacity] = self._columns.get(name, column)[: self._capacity]
            self._columns[name] = column
        self._capacity = capacity

    def describe(self, rows: list[int], quantity: Quantity, *, primary: bool) -> None:
        """New points of the same kind and quantity, by row."""
        columns = self._columns
        columns["deadband"][rows] = quantity.deadband
        columns["shortest_ms"][rows] = quantity.shortest_interval_s * 1000
        columns["longest_ms"][rows] = quantity.longest_interval_s * 1000
        columns["kept_value"][rows] = np.nan
        columns["band_low"][rows] = np.nan  # NaN compares false: judged until the domain says otherwise
        columns["band_high"][rows] = np.nan
        columns["is_primary"][rows] = primary
        columns["is_latitude"][rows] = quantity.id == "latitude"
        columns["is_longitude"][rows] = quantity.id == "longitude"

    def worth_keeping(
        self, rows: NDArray[np.intp], values: NDArray[np.float64], ts: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Which readings history keeps: moved beyond the deadband after the shortest interval, or the
        longest interval has passed. The kept ones are remembered."""
        elapsed = ts - self._columns["kept_ts"][rows]
        still = np.abs(values - self._columns["kept_value"][rows]) <= self._columns["deadband"][rows]
        moved = ~still & (elapsed >= self._columns["shortest_ms"][rows])
        keep: NDArray[np.bool_] = moved | (elapsed >= self._columns["longest_ms"][rows])
        self._columns["held"][rows] = ~still & ~keep
        self._remember(rows[keep], values[keep], ts[keep])
        return keep

    def release(self, wall_ms: int, values: NDArray[np.float64], ts: NDArray[np.int64]) -> NDArray[np.intp]:
        """Rows whose held-back move is due: the shortest interval is over and nothing newer came.

        `values` and `ts` are the last ones of all rows. Without this a device that reports a jump and
        then nothing would leave history at the old value.
        """
        held = np.flatnonzero(self._columns["held"][: values.size])
        due = held[wall_ms - self._columns["kept_ts"][held] >= self._columns["shortest_ms"][held]]
        self._columns["held"][due] = False
        self._remember(due, values[due], ts[due])
        return due

    def _remember(self, rows: NDArray[np.intp], values: NDArray[np.float64], ts: NDArray[np.int64]) -> None:
        self._columns["kept_value"][rows] = values
        self._columns["kept_ts"][rows] = ts

    def may_move_an_alarm(self, rows: NDArray[np.intp], values: NDArray[np.float64]) -> NDArray[np.bool_]:
        inside = (values > self._columns["band_low"][rows]) & (values < self._columns["band_high"][rows])
        return ~inside
