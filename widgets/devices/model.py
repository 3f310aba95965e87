"""The table model of all devices: an order of rows over the hub's columns, read only where looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from app.bridge.hub import Hub
from app.bridge.views import DeviceColumns, LiveReading, Quality
from app.domain.devices import Device, Liveness
from app.domain.plain_text import shown
from widgets import formats, wording
from widgets.device_mime import mime_of
from widgets.devices.index import DeviceIndex, Rows, sort_rows, words_of
from widgets.plain_label import plain_tip
from widgets.row_paint import Cell, Style

SLICE_ROWS = 1_000
"""Rows indexed at a stretch when the city is loaded: some milliseconds."""

GATHER_MS = 250
"""Devices that introduce themselves one by one are taken together."""

Index = QModelIndex | QPersistentModelIndex
_STILL = ("id", "name", "zone", "kind")
"""Columns whose order changes only when a device introduces itself anew."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the symbol column draws of a device."""

    priority: int
    unacknowledged: bool
    glyph: str
    stale: bool


class DeviceModel(QAbstractTableModel):
    """Columns are named by words: `id`, `name`, …, or a quantity of the chosen kind. GUI thread."""

    counted = Signal(int, int)
    """Rows shown, devices known."""
    loading = Signal(bool)

    def __init__(self, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._codes = hub.catalogue.kind_codes()
        self._kinds = tuple(hub.catalogue.kinds)
        self._index = DeviceIndex(0)
        self._order: Rows = np.zeros(0, np.int64)
        self._live: DeviceColumns = hub.columns.devices()
        self._readings: dict[str, dict[str, LiveReading]] = {}
        self.columns: tuple[str, ...] = self._columns_of("")
        self.kind = ""
        self._text = ""
        self._sort = ("id", False)
        self._todo: list[int] = []
        self._hold = self._late = False
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._index_some)
        hub.devices_changed.connect(self._on_devices)
        hub.snapshot_loaded.connect(self.reload)
        self.reload()

    # What the table asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            cells = self.cells(index.row())
            cell = cells[index.column()] if cells else None
            return None if cell is None else cell.text
        if role == Qt.ItemDataRole.ToolTipRole and self.columns[index.column()] == "name":
            device = self.device(index.row())
            return None if device is None else plain_tip(shown(device.name))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = super().flags(index)
        return plain | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else plain

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        """The devices of these rows, for the wall of cameras."""
        found = (self.device(row) for row in dict.fromkeys(index.row() for index in indexes))
        return mime_of(device.id for device in found if device is not None)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(self.columns[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self.is_figure(self.columns[section])
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def title(self, name: str) -> str:
        titles = {
            "symbol": "",
            "id": self.tr("Device"),
            "name": self.tr("Name"),
            "kind": self.tr("Kind"),
            "zone": self.tr("District"),
            "state": self.tr("State"),
            "age": self.tr("Last reading"),
            "primary": self.tr("Value"),
        }
        return titles.get(name) or (
            "" if name == "symbol" else wording.quantity_label(self._hub.catalogue, name, self._hub.language)
        )

    @staticmethod
    def is_figure(name: str) -> bool:
        """Whether the column is written against its right edge."""
        return name not in {"symbol", "id", "name", "kind", "zone", "state"}

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns):
            self._sort = (self.columns[column], order is Qt.SortOrder.DescendingOrder)
            self._permute(self._sorted(self._order))

    # What the view asks

    def device(self, place: int) -> Device | None:
        return self._hub.devices.device_at(int(self._order[place])) if 0 <= place < len(self._order) else None

    def place(self, device_id: str) -> int | None:
        row = self._hub.devices.row(device_id)
        if row is None:
            return None
        found = np.flatnonzero(self._order == row)
        return int(found[0]) if len(found) else None

    def set_text(self, text: str) -> None:
        """Show the devices that hold every word of `text`; searches only what is left when words grow."""
        narrowing = bool(self._text) and text.startswith(self._text)
        self._text = text
        self._search(self._order if narrowing else None)

    def set_kind(self, kind: str) -> None:
        """Show one kind with its own quantities as columns, or all kinds for an empty name."""
        if kind != self.kind:
            self.kind = kind
            self.columns = self._columns_of(kind)
            if self._sort[0] not in self.columns:
                self._sort = ("id", False)
            self._search(None)

    def set_hold(self, hold: bool) -> None:
        """While held, devices that come and go wait, so that no row moves."""
        self._hold = hold
        if self._late and not hold:
            self._search(None)

    def refresh(self, first: int, last: int) -> None:
        """Read again what stands between these places; called while the table is looked at."""
        self._readings.clear()
        self._live = self._hub.columns.devices()
        if 0 <= first <= last < len(self._order):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def reorder(self) -> None:
        """Sort again when the sorted column is one that moves by itself."""
        if self._sort[0] not in _STILL:
            self._permute(self._sorted(self._order))

    def reload(self) -> None:
        """Index the whole city again, a slice at a time."""
        self._codes = self._hub.catalogue.kind_codes()
        self._index = DeviceIndex(len(self._hub.devices.ids))
        self._todo = list(range(len(self._hub.devices.ids)))
        self._search(None)
        self._begin()

    # Indexing

    def _on_devices(self, changed: Iterable[Device], retired: Iterable[str]) -> None:
        rows = (self._hub.devices.row(device.id) for device in changed)
        self._todo.extend(row for row in rows if row is not None)
        if any(retired):
            ids = self._hub.devices.ids
            self._todo.extend(int(row) for row in self._index.find(()) if ids[int(row)] is None)
        self._begin()

    def _begin(self) -> None:
        if self._todo and not self._timer.isActive():
            self._timer.start(GATHER_MS if len(self._todo) < SLICE_ROWS else 0)
            self.loading.emit(True)

    def _index_some(self) -> None:
        rows, self._todo = self._todo[:SLICE_ROWS], self._todo[SLICE_ROWS:]
        self._index.put(rows, [self._hub.devices.device_at(row) for row in rows], self._codes)
        self._timer.setInterval(0)
        if not self._todo:
            self._timer.stop()
            self._late = True
            self.set_hold(self._hold)
            self.loading.emit(False)

    # Order

    def _search(self, among: Rows | None) -> None:
        self._late = False
        kind = self._codes.get(self.kind) if self.kind else None
        rows = self._index.find(words_of(self._text), kind, among)
        self.beginResetModel()
        self._order = self._sorted(np.sort(rows))
        self.endResetModel()
        self.counted.emit(len(self._order), self._hub.devices.count)

    def _sorted(self, rows: Rows) -> Rows:
        return sort_rows(rows, self._keys(self._sort[0]), descending=self._sort[1])

    def _keys(self, name: str) -> np.ndarray[Any, Any]:
        texts = {"id": self._index.ids, "name": self._index.names, "zone": self._index.zones}
        if name in texts:
            return texts[name].ranks()
        if name == "kind":
            return self._index.kinds
        live = self._live
        found: dict[str, Any] = {
            "symbol": lambda: live.priority * 2.0 + live.unacknowledged,
            "state": lambda: live.liveness,
            "age": lambda: np.where(live.heard > 0, -live.heard, np.nan),
            "primary": lambda: live.primary,
        }
        if name in found:
            values = np.asarray(found[name](), np.float64)
        else:
            values = self._hub.columns.values(name)
        keys = np.full(self._index.size, np.nan)
        values = values[: len(keys)]
        keys[: len(values)] = values
        return keys

    def _permute(self, order: Rows) -> None:
        if np.array_equal(order, self._order):
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [int(self._order[index.row()]) for index in before]
        self._order = order
        places = {row: int(np.flatnonzero(order == row)[0]) for row in set(kept)}
        after = [self.index(places[row], index.column()) for row, index in zip(kept, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _columns_of(self, kind: str) -> tuple[str, ...]:
        known = self._hub.catalogue.kinds.get(kind)
        if known is None:
            return ("symbol", "id", "name", "kind", "zone", "state", "age", "primary")
        return ("symbol", "id", "name", "zone", "state", "age", *known.quantities)

    # Texts

    def mark(self, place: int) -> Mark | None:
        """The symbol of a row; None where a device has just gone."""
        device = self.device(place)
        if device is None:
            return None
        row, live = int(self._order[place]), self._live
        kind = self._hub.catalogue.kinds.get(device.kind)
        glyph = "device" if kind is None else kind.glyph
        if row >= len(live.priority):
            return Mark(0, unacknowledged=False, glyph=glyph, stale=True)
        stale = self._liveness(row) is not Liveness.FRESH
        return Mark(int(live.priority[row]), bool(live.unacknowledged[row]), glyph, stale)

    def cells(self, place: int) -> list[Cell | None]:
        """The row as it is drawn, by column; None for the symbol, nothing where a device has just gone."""
        device = self.device(place)
        if device is None:
            return []
        row = int(self._order[place])
        return [None if name == "symbol" else self._cell(row, device, name) for name in self.columns]

    def _liveness(self, row: int) -> Liveness:
        live = self._live.liveness
        return Liveness(int(live[row])) if row < len(live) else Liveness.UNKNOWN

    def _cell(self, row: int, device: Device, name: str) -> Cell:
        if name == "id":
            return Cell(shown(device.id), Style.BOLD)
        if name == "name":
            return Cell(shown(device.name))
        if name == "zone":
            return Cell(shown(device.zone))
        if name == "kind":
            return Cell(wording.kind_label(self._hub.catalogue, device.kind, self._hub.language))
        if name == "state":
            level = self._liveness(row)
            return Cell(wording.liveness(level), Style.PLAIN if level is Liveness.FRESH else Style.STALE)
        if name == "age":
            return Cell(self._age(row), Style.RIGHT)
        return self._value(device, name)

    def _age(self, row: int) -> str:
        heard = int(self._live.heard[row]) if row < len(self._live.heard) else 0
        return formats.age((self._hub.now() - heard) / 1000) if heard > 0 else formats.NONE

    def _value(self, device: Device, name: str) -> Cell:
        kind = self._hub.catalogue.kinds.get(device.kind)
        quantity = kind.primary if name == "primary" and kind is not None else name
        reading = self._reading(device.id, quantity)
        if reading is None:
            return Cell(formats.NONE, Style.RIGHT)
        text = wording.value(self._hub.catalogue.quantities.get(quantity), reading.value)
        return Cell(text, Style.RIGHT if reading.quality is Quality.GOOD else Style.RIGHT | Style.STALE)

    def _reading(self, device_id: str, quantity: str) -> LiveReading | None:
        known = self._readings.get(device_id)
        if known is None:
            known = {reading.quantity: reading for reading in self._hub.columns.readings(device_id)}
            self._readings[device_id] = known
        return known.get(quantity)
