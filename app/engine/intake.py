"""From a batch of messages to columns, history and the readings that the alarm rules must see.

Python touches each reading once; ordering, thinning and screening are done for the whole batch in numpy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.catalogue import ValueType
from app.domain.devices import Device, Reading
from app.engine.ports import Register
from app.engine.rows import DeviceRows, PointRows
from app.engine.texts import TextCodes
from app.feed.messages import Telemetry
from app.wire.columns import QUALITY_LIVE

Rows = NDArray[np.intp]


@dataclass(slots=True)
class Settled:
    """What a batch came to. `judge` is in the order of the devices' times; `heard` are device rows."""

    history: list[tuple[int, int, float]] = field(default_factory=list)
    judge: list[Reading] = field(default_factory=list)
    heard: Rows = field(default_factory=lambda: np.zeros(0, dtype=np.intp))
    readings: int = 0
    duplicates: int = 0


class Intake:
    """Collects the telemetry of a batch, then settles it at once. Engine's thread only."""

    def __init__(
        self,
        devices: DeviceRows,
        points: PointRows,
        texts: TextCodes,
        register: Register,
        *,
        point_limit: int,
        keep_every_reading: bool = False,
        describe: Callable[[Device, str, int], None],
    ) -> None:
        """`describe` is told of each new point (device, quantity, row), so that its bands can be set."""
        self._devices, self._points, self._texts, self._register = devices, points, texts, register
        self._point_limit, self._keep_every_reading, self._describe = (
            point_limit,
            keep_every_reading,
            describe,
        )
        self.refused_points = 0
        self._layouts: dict[int, tuple[tuple[str, ...], int]] = {}
        """By device row: the quantities of its usual message, in order, and the row of the first."""
        self._keys: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._clear()

    def add(self, message: Telemetry, device_row: int, received: float) -> None:
        """Note the readings of one message of a known device."""
        layout = self._layouts.get(device_row)
        if layout is not None and layout[0] == tuple(message.values):
            keys, first = layout
            self._rows.extend(range(first, first + len(keys)))
            self._values.extend(message.values.values())
            self._messages.append((len(keys), message.ts, received, message.historical))
        else:
            self._add_singly(message, device_row, received)

    def _add_singly(self, message: Telemetry, device_row: int, received: float) -> None:
        points = self._points.of_device(device_row)
        rows, values = self._rows, self._values
        before = len(rows)
        for quantity, value in message.values.items():
            row = points.get(quantity)
            if row is None:
                row = self._new_point(device_row, quantity)
                if row is None:
                    continue
            if type(value) is str:
                code = self._texts.code(value)
                if code is None:
                    self.refused_points += 1
                    continue
                value = code
            rows.append(row)
            values.append(value)
        self._messages.append((len(rows) - before, message.ts, received, message.historical))
        self._learn_layout(device_row, tuple(message.values), rows[before:])

    def _learn_layout(self, device_row: int, keys: tuple[str, ...], rows: list[int]) -> None:
        """Remember where the numbers of such a message go, so that the next is taken in one step."""
        consecutive = (
            bool(rows) and len(rows) == len(keys) and rows == list(range(rows[0], rows[0] + len(rows)))
        )
        if consecutive and not any(self._points.type_of(key) is ValueType.TEXT for key in keys):
            self._layouts[device_row] = (self._keys.setdefault(keys, keys), rows[0])

    def settle(self) -> Settled:
        """Bring columns up to date with what was added, and say what else follows from it."""
        if not self._rows:
            return Settled()
        counts, times, receipts, lates = zip(*self._messages, strict=True)
        ts = np.repeat(np.array(times, dtype=np.int64), counts)
        order = np.argsort(ts, kind="stable")
        ts = ts[order]
        rows = np.array(self._rows, dtype=np.intp)[order]
        values = np.array(self._values, dtype=np.float64)[order]
        received = np.repeat(np.array(receipts, dtype=np.float64), counts)[order]
        historical = np.repeat(np.array(lates, dtype=bool), counts)[order]
        self._clear()

        staging = self._points.table.staging
        newest = staging["ts"][rows]
        duplicate = (ts == newest) & (values == staging["value"][rows])
        live = ~historical & (ts >= newest) & ~duplicate
        history = self._history(rows, values, ts, live, duplicate)
        heard = self._show(rows[live], values[live], ts[live], received[live])
        judge = self._judge(rows[live], values[live], ts[live], received[live])
        return Settled(history, judge, heard, rows.size, int(duplicate.sum()))

    def release(self, wall_ms: int) -> list[tuple[int, int, float]]:
        """History rows of moves that were held back and are due now."""
        table = self._points.table
        values, ts = table.staging["value"][: table.rows], table.staging["ts"][: table.rows]
        due = self._points.facts.release(wall_ms, values, ts)
        return self._rows_of_history(due, values[due], ts[due])

    def last_readings(self, since: float) -> list[tuple[int, int, float]]:
        """The last value of every point that was received after `since` (monotonic seconds)."""
        table = self._points.table
        rows = np.flatnonzero(table.staging["received"][: table.rows] > since)
        return self._rows_of_history(rows, table.staging["value"][rows], table.staging["ts"][rows])

    def _rows_of_history(
        self, rows: Rows, values: NDArray[Any], ts: NDArray[Any]
    ) -> list[tuple[int, int, float]]:
        ids = self._points.facts["point_id"][rows]
        return list(zip(ids.tolist(), ts.tolist(), values.tolist(), strict=True))

    def _clear(self) -> None:
        self._rows: list[int] = []
        self._values: list[Any] = []
        self._messages: list[tuple[int, int, float, bool]] = []
        """Of each message: how many readings, its time, its receipt, whether it is late data."""

    def _new_point(self, device_row: int, quantity: str) -> int | None:
        if self._points.table.rows >= self._point_limit:
            self.refused_points += 1
            return None
        device = self._devices.at(device_row)
        assert device is not None
        type_ = self._points.type_of(quantity)
        point_id = self._register.register_point(device.id, quantity, type_)
        row = self._points.add(device_row, device, quantity, point_id)
        self._describe(device, quantity, row)
        return row

    def _history(
        self, rows: Rows, values: NDArray[Any], ts: NDArray[Any], live: NDArray[Any], duplicate: NDArray[Any]
    ) -> list[tuple[int, int, float]]:
        keep = ~live & ~duplicate  # late data is stored as it came
        if self._keep_every_reading:
            keep |= live
        else:
            keep[live] = self._points.facts.worth_keeping(rows[live], values[live], ts[live])
        return self._rows_of_history(rows[keep], values[keep], ts[keep])

    def _show(self, rows: Rows, values: NDArray[Any], ts: NDArray[Any], received: NDArray[Any]) -> Rows:
        points, devices, facts = self._points.table, self._devices.table, self._points.facts
        # In the order of time: where a point comes twice, numpy's assignment leaves the last.
        points.staging["value"][rows] = values
        points.staging["ts"][rows] = ts
        points.staging["received"][rows] = received
        points.staging["quality"][rows] = QUALITY_LIVE
        points.touch(rows)
        of = points.staging["device"][rows].astype(np.intp)
        devices.staging["heard"][of] = received
        devices.staging["heard_ts"][of] = ts
        for flag, column in (("is_primary", "primary"), ("is_latitude", "lat"), ("is_longitude", "lon")):
            chosen = facts[flag][rows]
            devices.staging[column][of[chosen]] = values[chosen]
        heard = np.unique(of)
        devices.touch(heard)
        return heard

    def _judge(
        self, rows: Rows, values: NDArray[Any], ts: NDArray[Any], received: NDArray[Any]
    ) -> list[Reading]:
        """Readings that may move an alarm, with all others of the same devices: rules may compare them."""
        hit = self._points.facts.may_move_an_alarm(rows, values)
        if not hit.any():
            return []
        of = self._points.table.staging["device"][rows]
        chosen = np.flatnonzero(np.isin(of, np.unique(of[hit])))
        return [
            self._reading(int(rows[at]), float(values[at]), int(ts[at]), float(received[at])) for at in chosen
        ]

    def _reading(self, row: int, value: float, ts: int, received: float) -> Reading:
        device = self._devices.at(int(self._points.table.staging["device"][row]))
        assert device is not None
        return Reading(
            device.id, self._points.name(row), self._points.decode(row, value, self._texts), ts, received
        )
