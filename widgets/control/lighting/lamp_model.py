"""The luminaires of the chosen group as a table: an order of places over arrays, read where looked at."""

from __future__ import annotations

import enum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.bridge.hub import Hub
from app.domain.devices import Device
from app.domain.plain_text import shown
from widgets import formats
from widgets.control.lighting import words
from widgets.control.lighting.figures import LiveLamps, live_lamps
from widgets.control.lighting.ledger import DAYS
from widgets.control.lighting.scene import LampScene, Places
from widgets.devices.index import sort_rows
from widgets.row_paint import Cell, Style
from widgets.wording import fold

Index = QModelIndex | QPersistentModelIndex


class Column(enum.IntEnum):
    ID = 0
    ASKED = 1
    IN_FORCE = 2
    MEASURED = 3
    HOURS = 4
    FAULT = 5
    AGE = 6


FIGURES = frozenset({Column.ASKED, Column.IN_FORCE, Column.MEASURED, Column.HOURS, Column.AGE})


class LampModel(QAbstractTableModel):
    """GUI thread."""

    counted = Signal(int, int)
    """Rows shown, lamps of the group."""

    def __init__(self, hub: Hub, scene: LampScene, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub, self._scene = hub, scene
        self._members: Places = np.zeros(0, np.int64)
        self._order: Places = np.zeros(0, np.int64)
        self._live: LiveLamps = live_lamps(hub.columns.devices(), scene.lamps.rows)
        self._hours: NDArray[np.float64] = np.full(scene.lamps.count, np.nan)
        self._text, self._fault = "", 0
        self._sort = (Column.ID, False)

    # What the table asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if index.column() == Column.FAULT:
            return self.fault_words(index.row())
        cells = self.cells(index.row())
        cell = cells[index.column()] if cells else None
        return None if cell is None else cell.text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles()[section]
        if role == Qt.ItemDataRole.ToolTipRole and section == Column.HOURS:
            return self.tr("Hours lit in the last {0} days, as metered").format(DAYS)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in FIGURES else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Luminaire"),
            self.tr("Asked"),
            self.tr("In force"),
            self.tr("Measured"),
            self.tr("Hours"),
            self.tr("Fault"),
            self.tr("Data"),
        )

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(Column):
            self._sort = (Column(column), order is Qt.SortOrder.DescendingOrder)
            self._permute(self._sorted(self._order))

    # What the view asks

    @property
    def places(self) -> Places:
        """Of the lamps shown, in the scene, in the order of rows."""
        return self._order

    def device(self, row: int) -> Device | None:
        return self._scene.device(int(self._order[row])) if 0 <= row < len(self._order) else None

    def show_group(self, members: Places, live: LiveLamps, hours: NDArray[np.float64]) -> None:
        """Show these lamps; `hours` lit by lamp of the scene, NaN where not known."""
        self._members, self._live, self._hours = members, live, hours
        self._search()

    def set_text(self, text: str) -> None:
        self._text = text
        self._search()

    def set_fault(self, fault: int) -> None:
        """Show those with this fault alone; 0 for all."""
        self._fault = fault
        self._search()

    def set_hours(self, hours: NDArray[np.float64]) -> None:
        self._hours = hours
        if self._sort[0] is Column.HOURS:
            self.reorder()

    def refresh(self, live: LiveLamps, rows: range) -> None:
        """The newest values; only the rows in sight are drawn again."""
        self._live = live
        if rows and rows[-1] < len(self._order):
            self.dataChanged.emit(self.index(rows[0], 0), self.index(rows[-1], len(Column) - 1))

    def reorder(self) -> None:
        """Sort again what moves by itself, and look again who has the fault."""
        if self._fault:
            self._search()
        elif self._sort[0] is not Column.ID:
            self._permute(self._sorted(self._order))

    def _search(self) -> None:
        found = self._members
        if self._fault:
            found = found[self._live.fault[found] == self._fault]
        for word in fold(self._text).split():
            ids = self._scene.lamps.ids[found]
            found = found[np.strings.find(ids, word.encode("utf-8", "replace")) >= 0]
        order = self._sorted(found)
        if np.array_equal(order, self._order):
            self.counted.emit(len(order), len(self._members))
            return
        self.beginResetModel()
        self._order = order
        self.endResetModel()
        self.counted.emit(len(order), len(self._members))

    def _sorted(self, places: Places) -> Places:
        column, descending = self._sort
        live = self._live
        if column is Column.ID:
            order = np.argsort(self._scene.lamps.rank[places], kind="stable")
            return places[order[::-1] if descending else order]
        keys = {
            Column.ASKED: live.asked,
            Column.IN_FORCE: live.in_force,
            Column.MEASURED: live.measured,
            Column.HOURS: self._hours,
            Column.FAULT: np.where(live.fault > 0, live.fault.astype(float), np.nan),
            Column.AGE: np.where(live.heard > 0, -live.heard.astype(float), np.nan),
        }
        return sort_rows(places, keys[column], descending=descending)

    def _permute(self, order: Places) -> None:
        if np.array_equal(order, self._order):
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [int(self._order[index.row()]) for index in before]
        self._order = order
        rows = {place: int(np.flatnonzero(order == place)[0]) for place in set(kept)}
        after = [self.index(rows[place], index.column()) for place, index in zip(kept, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    # Texts

    def priority(self, row: int) -> int:
        """Of the worst alarm of the lamp; 0 for none."""
        return int(self._live.priority[self._order[row]]) if row < len(self._order) else 0

    def fault_words(self, row: int) -> str:
        """What is wrong with the lamp; the symbol before it says how urgent."""
        return words.fault(int(self._live.fault[self._order[row]])) if row < len(self._order) else ""

    def cells(self, row: int) -> list[Cell | None]:
        """By column; None for the fault, which has a symbol; nothing where a lamp has just gone."""
        device = self.device(row)
        if device is None or int(self._order[row]) >= len(self._live.heard):
            return []
        place, live = int(self._order[row]), self._live
        fresh = bool(live.fresh[place])
        pending = bool(live.pending[place])
        in_force = self.tr("awaited") if pending else level(float(live.in_force[place]))
        heard = int(live.heard[place])
        age = formats.age((self._hub.now() - heard) / 1000) if heard else self.tr("never")
        hours = float(self._hours[place]) if place < len(self._hours) else float("nan")
        return [
            Cell(shown(device.id), Style.BOLD),
            Cell(level(float(live.asked[place])), Style.RIGHT),
            Cell(in_force, Style.RIGHT),
            Cell(level(float(live.measured[place])), Style.RIGHT | (Style.BOLD if fresh else Style.STALE)),
            Cell(formats.NONE if np.isnan(hours) else formats.measure(hours, "h", 0), Style.RIGHT),
            None,
            Cell(age, Style.RIGHT | (Style.SUPPORT if fresh else Style.STALE)),
        ]


def level(value: float) -> str:
    return formats.NONE if np.isnan(value) else formats.measure(value, "%", 0)
