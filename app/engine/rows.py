"""Which row of the columns holds which device and which point, for the life of an epoch."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.domain.catalogue import Catalogue, ValueType
from app.domain.devices import Device, Liveness
from app.engine.point_facts import PointFacts
from app.engine.texts import TextCodes
from app.wire.columns import DEVICES, POINTS, TableWriter


class DeviceRows:
    """Devices by row. A retired device leaves its row empty; rows are not given to others."""

    def __init__(self, catalogue: Catalogue, folder: Path, *, epoch: int, capacity: int) -> None:
        self.table = TableWriter(DEVICES, folder, epoch=epoch, capacity=capacity)
        self._codes = catalogue.kind_codes()
        self._row: dict[str, int] = {}
        self._row_by_kind: dict[str, dict[str, int]] = {kind: {} for kind in catalogue.kinds}
        self._devices: list[Device | None] = []
        self.count = 0

    def row(self, device_id: str) -> int | None:
        return self._row.get(device_id)

    def rows(self, device_ids: Iterable[str]) -> NDArray[np.intp]:
        """The row of each, -1 where there is none."""
        row = self._row.get
        return np.array([row(device_id, -1) for device_id in device_ids], dtype=np.intp)

    def row_of_kind(self, kind: str, device_id: str) -> int | None:
        """The row of a device that is known as this kind."""
        return self._row_by_kind[kind].get(device_id)

    def at(self, row: int) -> Device | None:
        return self._devices[row]

    def get(self, device_id: str) -> Device | None:
        row = self._row.get(device_id)
        return None if row is None else self._devices[row]

    def placed(self) -> Iterator[tuple[int, Device]]:
        return ((row, device) for row, device in enumerate(self._devices) if device is not None)

    def placed_of(self, kind: str) -> Iterator[tuple[int, Device]]:
        """The devices of one kind, each with its row."""
        for row in self._row_by_kind[kind].values():
            device = self._devices[row]
            assert device is not None
            yield row, device

    def put(self, device: Device) -> int:
        """Place a device, or replace what is known of it; a new one is *unknown* until it is heard."""
        row = self._row.get(device.id)
        if row is None:
            row = self._add(device)
        self._devices[row] = device
        staging = self.table.staging
        staging["lat"][row] = math.nan if device.lat is None else device.lat
        staging["lon"][row] = math.nan if device.lon is None else device.lon
        self.table.touch(row)
        return row

    def retire(self, device_id: str) -> int | None:
        row = self._row.pop(device_id, None)
        if row is not None:
            device = self._devices[row]
            assert device is not None
            del self._row_by_kind[device.kind][device_id]
            self._devices[row] = None
            self.count -= 1
            self.table.staging["serial"][row] = 0
            self.table.touch(row)
        return row

    def _add(self, device: Device) -> int:
        row = self.table.add_row()
        self._row[device.id] = self._row_by_kind[device.kind][device.id] = row
        self._devices.append(device)
        self.count += 1
        staging = self.table.staging
        staging["serial"][row] = row + 1
        staging["kind"][row] = self._codes[device.kind]
        staging["liveness"][row] = Liveness.UNKNOWN
        staging["heard"][row] = math.nan
        for column in ("primary", "asked", "in_force"):
            staging[column][row] = math.nan
        return row


class PointRows:
    """Points (a quantity of a device) by row, with the facts about each that batches need."""

    def __init__(self, catalogue: Catalogue, folder: Path, *, epoch: int, capacity: int) -> None:
        self.table = TableWriter(POINTS, folder, epoch=epoch, capacity=capacity)
        self.facts = PointFacts(self.table.capacity)
        self._catalogue = catalogue
        self._codes = {name: code for code, name in enumerate(catalogue.quantities)}
        self._of_device: list[dict[str, int]] = []
        self._names: list[str] = []

    def of_device(self, device_row: int) -> dict[str, int]:
        """Quantity → row of its point. The caller must not change it."""
        while len(self._of_device) <= device_row:
            self._of_device.append({})
        return self._of_device[device_row]

    def name(self, row: int) -> str:
        return self._names[row]

    def add(self, device_row: int, device: Device, quantity: str, point_id: int) -> int:
        """A new point; its row."""
        return self.add_all([(device_row, device.kind, quantity, point_id)])

    def add_all(self, points: Sequence[tuple[int, str, str, int]]) -> int:
        """New points as (device's row, its kind, quantity, id in the store); the first row of them."""
        first = self.table.add_rows(len(points))
        self.facts.grow(self.table.capacity)
        alike: dict[tuple[str, str], list[int]] = {}
        for row, (device_row, kind, quantity, _) in enumerate(points, first):
            self.of_device(device_row)[quantity] = row
            self._names.append(quantity)
            alike.setdefault((kind, quantity), []).append(row)
        staging, added = self.table.staging, slice(first, first + len(points))
        staging["device"][added] = [device_row for device_row, _, _, _ in points]
        staging["value"][added] = math.nan
        staging["received"][added] = math.nan
        self.facts["point_id"][added] = [point_id for _, _, _, point_id in points]
        for (kind, quantity), rows in alike.items():
            staging["quantity"][rows] = self._codes[quantity]
            primary = self._catalogue.kinds[kind].primary == quantity
            self.facts.describe(rows, self._catalogue.quantities[quantity], primary=primary)
        return first

    def type_of(self, quantity: str) -> ValueType:
        return self._catalogue.quantities[quantity].type

    def decode(self, row: int, value: float, texts: TextCodes) -> float | bool | str:
        """The value as the device meant it."""
        match self.type_of(self._names[row]):
            case ValueType.BOOL:
                return bool(value)
            case ValueType.TEXT:
                return texts.text(value)
            case _:
                return value
