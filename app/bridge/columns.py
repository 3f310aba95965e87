"""Last values for the views, from the mapped columns: never waits, at most ten copies a second."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.bridge.books import DeviceBook
from app.bridge.views import DeviceColumns, LiveReading, Quality
from app.domain.catalogue import Catalogue, ValueType
from app.domain.devices import Liveness
from app.wire.columns import DEVICES, POINTS, QUALITY_LIVE, QUALITY_NONE, TableReader

log = logging.getLogger(__name__)

SHORTEST_REFRESH_S = 0.1
EMPTY_DEVICES = DeviceColumns(*(np.zeros(0) for _ in range(9)))


class ColumnsView:
    def __init__(self, catalogue: Catalogue, book: DeviceBook) -> None:
        self._catalogue, self._book = catalogue, book
        self._devices: TableReader | None = None
        self._points: TableReader | None = None
        self._quantities: tuple[str, ...] = ()
        self._order: dict[str, int] = {}
        self._texts: dict[int, str] = {}
        self._shown = EMPTY_DEVICES
        self._shown_at = 0.0
        self._rows_of: dict[int, list[int]] = {}
        self._indexed = 0

    @property
    def heartbeat(self) -> float | None:
        """The engine's last sign of life, monotonic seconds; None before the tables are mapped."""
        return None if self._devices is None else self._devices.heartbeat

    def attach(self, quantities: Sequence[str]) -> None:
        """A new epoch: forget rows and texts; the tables follow by `map_table`."""
        self._quantities = tuple(quantities)
        self._order = {quantity: place for place, quantity in enumerate(quantities)}
        self._texts.clear()
        self._rows_of, self._indexed = {}, 0

    def map_table(self, table: str, path: str) -> None:
        """The engine has put a table in this file."""
        try:
            if table == DEVICES.name:
                self._devices = _replaced(self._devices, TableReader(DEVICES, Path(path)))
                self._shown_at = 0.0
            elif table == POINTS.name:
                self._points = _replaced(self._points, TableReader(POINTS, Path(path)))
        except (OSError, ValueError) as problem:
            log.warning("The columns cannot be read: %s", problem)

    def add_texts(self, entries: Sequence[tuple[int, str]]) -> None:
        self._texts.update(entries)

    def devices(self) -> DeviceColumns:
        """The city as it is now; the same object until something changed."""
        now = time.monotonic()
        if self._devices is None or now - self._shown_at < SHORTEST_REFRESH_S:
            return self._shown
        self._shown_at = now
        if self._devices.refresh() or self._devices.rows != self._shown.lon.size:
            self._shown = self._copy(self._devices, now)
        return self._shown

    def readings(self, device_id: str) -> tuple[LiveReading, ...]:
        """The last values of a device, in the catalogue's order."""
        device_row = self._book.row(device_id)
        if self._points is None or device_row is None:
            return ()
        now = time.monotonic()
        self._index(self._points)
        rows = self._rows_of.get(device_row, [])
        self._points.refresh_rows(rows)
        fresh = self._is_fresh(device_row)
        points = self._points.copy()
        found = [
            self._reading(points, row, now, fresh) for row in rows if points["quality"][row] != QUALITY_NONE
        ]
        return tuple(sorted(found, key=lambda reading: self._order[reading.quantity]))

    def values(self, quantity: str) -> NDArray[np.float64]:
        """The last value of one quantity by device row, NaN where unknown; of a text its dictionary code.
        Copies what changed of all points: made for sorting, not for every frame."""
        found = np.full(len(self._book.ids), np.nan)
        code = self._order.get(quantity)
        if self._points is None or code is None:
            return found
        self._points.refresh()
        points = self._points.copy()
        rows = np.flatnonzero((points["quantity"] == code) & (points["quality"] != QUALITY_NONE))
        rows = rows[points["device"][rows] < found.size]
        found[points["device"][rows]] = points["value"][rows]
        return found

    def close(self) -> None:
        for table in (self._devices, self._points):
            if table is not None:
                table.close()
        self._devices = self._points = None

    def _copy(self, table: TableReader, now: float) -> DeviceColumns:
        fields = table.copy()
        gone = fields["serial"] == 0
        lon, lat = fields["lon"].copy(), fields["lat"].copy()
        lon[gone] = lat[gone] = np.nan
        wall = time.time()
        live = (wall - now + np.nan_to_num(fields["heard"])) * 1000
        heard = np.where(np.isnan(fields["heard"]), fields["heard_ts"], live).astype(np.int64)
        return DeviceColumns(
            lon=lon,
            lat=lat,
            kind=fields["kind"].copy(),
            liveness=np.where(gone, Liveness.UNKNOWN, fields["liveness"]).astype(np.uint8),
            priority=np.where(gone, 0, fields["priority"]).astype(np.uint8),
            unacknowledged=(fields["unacknowledged"] != 0) & ~gone,
            quiet=fields["quiet"].copy(),
            heard=heard,
            primary=fields["primary"].copy(),
            asked=fields["asked"].copy(),
            in_force=fields["in_force"].copy(),
            control=fields["control"].copy(),
            fault=fields["fault"].copy(),
            cause=fields["cause"].copy(),
        )

    def _is_fresh(self, device_row: int) -> bool:
        shown = self.devices()
        return device_row < shown.liveness.size and int(shown.liveness[device_row]) == Liveness.FRESH

    def _index(self, points: TableReader) -> None:
        """Note which rows are new points of which device; rows are never given to others."""
        if points.rows == self._indexed:
            return
        points.refresh_rows(range(self._indexed, points.rows))
        devices = points.copy()["device"]
        for row in range(self._indexed, devices.size):
            self._rows_of.setdefault(int(devices[row]), []).append(row)
        self._indexed = devices.size

    def _reading(self, points: Mapping[str, NDArray[Any]], row: int, now: float, fresh: bool) -> LiveReading:
        quantity = self._quantities[int(points["quantity"][row])]
        raw, received, ts = (
            float(points["value"][row]),
            float(points["received"][row]),
            int(points["ts"][row]),
        )
        live = points["quality"][row] == QUALITY_LIVE
        value: float | bool | str = raw
        match self._catalogue.quantities[quantity].type:
            case ValueType.BOOL:
                value = bool(raw)
            case ValueType.TEXT:
                value = self._texts.get(int(raw), "")
        age = now - received if live else time.time() - ts / 1000
        return LiveReading(
            quantity, value, ts, max(0.0, age), Quality.GOOD if live and fresh else Quality.STALE
        )


def _replaced(old: TableReader | None, new: TableReader) -> TableReader:
    if old is not None:
        old.close()
    return new
