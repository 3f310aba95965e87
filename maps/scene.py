"""The devices as the map sees them: arrays by row, where they stand in the world, what is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from app.bridge.views import DeviceColumns
from app.domain.devices import Liveness
from app.wire.columns import CONTROL_FAILED, CONTROL_MANUAL, CONTROL_PENDING, CONTROL_TAGGED
from maps.projection import Bounds, to_world

Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]
Bytes = NDArray[np.uint8]

NO_ROWS: Rows = np.zeros(0, dtype=np.int64)
DRAWN_CONTROL = CONTROL_MANUAL | CONTROL_PENDING | CONTROL_FAILED | CONTROL_TAGGED
"""What of remote control is seen on the map."""

STRIP = 2.0**16
"""Strips of the world that drawing goes through from north to south: neighbours in memory are then
neighbours on the screen, which makes the sprites three times as fast to draw."""


class Names(Protocol):
    """Who stands in a row. All answers are cheap: the map asks while it draws."""

    def id_at(self, row: int) -> str: ...
    def name_at(self, row: int) -> str: ...
    def zone_at(self, row: int) -> str: ...
    def label_at(self, row: int) -> str: ...
    def tooltip_at(self, row: int) -> str: ...
    def row_of(self, device: str) -> int | None: ...
    def rows(self) -> Iterable[int]: ...


class DeviceScene:
    """Holds the newest columns and what follows from them. GUI thread only.

    `revision` grows when anything that is drawn changes; `moved` rows and `changed` rows tell what the
    last `update` touched.
    """

    def __init__(self, *, kinds: int = 256) -> None:
        self.revision = 0
        self.placement = 0
        """Grows when a device comes, goes or moves."""
        self.unplaced = 0
        """Devices without a usable position; they are not drawn."""
        self._mobile_kinds = np.zeros(max(kinds, 256), dtype=bool)
        self._hidden_kinds = np.zeros(max(kinds, 256), dtype=bool)
        self._engine_lost = False
        self._hidden_states = np.zeros(3, dtype=bool)
        self._clear(0)

    def _clear(self, rows: int) -> None:
        self.lon = np.full(rows, np.nan)
        self.lat = np.full(rows, np.nan)
        self.x = np.full(rows, np.nan)
        self.y = np.full(rows, np.nan)
        self.kind = np.zeros(rows, dtype=np.uint8)
        self.mobile: Mask = self._mobile_kinds[self.kind]
        self.liveness = np.zeros(rows, dtype=np.uint8)
        self.stale: Mask = np.zeros(rows, dtype=bool)
        """Lost, or introduced and never heard: its state is not known now. Everything, without an engine."""
        self.priority = np.zeros(rows, dtype=np.uint8)
        self.unacknowledged = np.zeros(rows, dtype=bool)
        self.control = np.zeros(rows, dtype=np.uint8)
        """`app.wire.columns.CONTROL_*`, only those of `DRAWN_CONTROL`."""
        self.order = NO_ROWS
        """Placed rows of what stands still, from north to south in strips; drawing keeps this order."""
        self._strip_keys = np.zeros(0)
        self.extent: Bounds | None = None
        """Of all that stands still."""
        self.movers = NO_ROWS
        """Placed rows of mobile kinds; they are not in `order`."""
        self.changed = self.moved = NO_ROWS

    @property
    def count(self) -> int:
        return len(self.x)

    @property
    def bounds(self) -> Bounds | None:
        return Bounds.around(self.x, self.y)

    def set_mobile_kinds(self, codes: Iterable[int]) -> None:
        self._mobile_kinds[:] = False
        self._mobile_kinds[list(codes)] = True
        self.mobile = self._mobile_kinds[self.kind]
        self._sort()
        self.revision += 1

    def hide_kinds(self, codes: Iterable[int]) -> None:
        """Leave out these kinds from now on, and no others."""
        self._hidden_kinds[:] = False
        self._hidden_kinds[list(codes)] = True
        self.revision += 1

    def set_engine_lost(self, lost: bool) -> None:
        """Nobody tells what is true now."""
        self._engine_lost = lost
        self.stale = (self.liveness >= Liveness.LOST) | lost
        self.revision += 1

    def hide_states(self, *, normal: bool, abnormal: bool, stale: bool) -> None:
        self._hidden_states[:] = (normal, abnormal, stale)
        self.revision += 1

    def shown(self, rows: Rows) -> Mask:
        """Which of these rows the layer switches let through."""
        visible = ~self._hidden_kinds[self.kind[rows]]
        if self._hidden_states.any():
            state = np.where(self.priority[rows] > 0, 1, np.where(self.stale[rows], 2, 0))
            visible &= ~self._hidden_states[state]
        return visible

    def shown_only(self, rows: Rows) -> Rows:
        """Those of the rows that the switches let through."""
        if not self._hidden_kinds.any() and not self._hidden_states.any():
            return rows
        return rows[self.shown(rows)]

    def rows_between(self, bounds: Bounds) -> Rows:
        """Placed rows of what stands still inside the rectangle, north to south in strips."""
        if self.extent is None or bounds.contains(self.extent):
            return self.order
        first = int(np.searchsorted(self._strip_keys, np.floor(bounds.top * STRIP), side="left"))
        last = int(np.searchsorted(self._strip_keys, np.floor(bounds.bottom * STRIP), side="right"))
        return self._inside(self.order[first:last], bounds)

    def movers_between(self, bounds: Bounds) -> Rows:
        """Placed rows of mobile kinds inside the rectangle."""
        return self._inside(self.movers, bounds)

    def _inside(self, rows: Rows, bounds: Bounds) -> Rows:
        x, y = self.x[rows], self.y[rows]
        inside = (x >= bounds.left) & (x <= bounds.right) & (y >= bounds.top) & (y <= bounds.bottom)
        return rows[inside]

    def update(self, columns: DeviceColumns, *, everything: bool = True) -> bool:
        """Take the newest columns; True when anything that is drawn changed. Without `everything` only
        alarms are taken, which costs a tenth; where devices are and who has fallen silent waits."""
        self.changed = self.moved = NO_ROWS
        if not everything and len(columns.lon) == self.count:
            return self._take_alarms(columns)
        fresh = len(columns.lon) != self.count
        if fresh:
            self._clear(len(columns.lon))
        looks, kinds = self._take_looks(columns)
        placed = self._take_positions(columns, fresh=fresh, kinds=kinds)
        if placed or looks or fresh:
            self.revision += 1
        return placed or looks or fresh

    def _take_alarms(self, columns: DeviceColumns) -> bool:
        unacknowledged = np.asarray(columns.unacknowledged, dtype=bool)
        differs = (columns.priority != self.priority) | (unacknowledged != self.unacknowledged)
        self.changed = np.flatnonzero(differs)
        if not self.changed.size:
            return False
        self.priority, self.unacknowledged = columns.priority.copy(), unacknowledged.copy()
        self.revision += 1
        return True

    def _take_positions(self, columns: DeviceColumns, *, fresh: bool, kinds: bool) -> bool:
        differs = (columns.lon != self.lon) | (columns.lat != self.lat)
        if not fresh:
            differs &= ~(np.isnan(columns.lon) & np.isnan(self.lon))
        rows = np.flatnonzero(differs)
        self.moved = rows
        if not rows.size and not fresh and not kinds:
            return False
        self.lon[rows], self.lat[rows] = columns.lon[rows], columns.lat[rows]
        x, y = to_world(self.lon[rows], self.lat[rows])
        bad = ~(np.isfinite(x) & np.isfinite(y)) | (np.abs(self.lon[rows]) > 180.0)
        bad |= np.abs(self.lat[rows]) > 90.0
        x[bad], y[bad] = np.nan, np.nan
        only_movers = not fresh and not kinds and bool(self.mobile[rows].all())
        only_movers &= bool((np.isfinite(self.x[rows]) & ~bad).all())
        self.x[rows], self.y[rows] = x, y
        if not only_movers:
            self._sort()
        self.placement += 1
        return True

    def _sort(self) -> None:
        placed = np.isfinite(self.x) & np.isfinite(self.y)
        mobile = self.mobile
        self.movers = np.flatnonzero(placed & mobile)
        still = np.flatnonzero(placed & ~mobile)
        strips = np.floor(self.y[still] * STRIP)
        order = np.lexsort((self.x[still], strips))
        self.order, self._strip_keys = still[order], strips[order]
        self.extent = Bounds.around(self.x[still], self.y[still])
        self.unplaced = self.count - int(placed.sum())

    def _take_looks(self, columns: DeviceColumns) -> tuple[bool, bool]:
        """Whether a look changed, and whether a row changed its kind."""
        unacknowledged = np.asarray(columns.unacknowledged, dtype=bool)
        kinds = columns.kind != self.kind
        differs = kinds | (columns.priority != self.priority)
        differs |= columns.liveness != self.liveness
        differs |= unacknowledged != self.unacknowledged
        control = self._control(columns)
        differs |= control != self.control
        self.changed = np.flatnonzero(differs)
        if not self.changed.size:
            return False, False
        self.kind, self.liveness = columns.kind.copy(), columns.liveness.copy()
        self.mobile = self._mobile_kinds[self.kind]
        self.stale = (self.liveness >= Liveness.LOST) | self._engine_lost
        self.priority, self.control = columns.priority.copy(), control
        self.unacknowledged = unacknowledged.copy()
        return True, bool(kinds.any())

    def _control(self, columns: DeviceColumns) -> Bytes:
        """Zeros where nothing is commanded at all."""
        if not columns.control.size:
            return np.zeros(self.count, dtype=np.uint8)
        return (columns.control & DRAWN_CONTROL).astype(np.uint8)
