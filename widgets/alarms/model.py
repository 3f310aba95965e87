"""The table model of the standing alarms: takes changes ten times a second, keeps rows still when asked."""

from __future__ import annotations

import time
from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from app.bridge.hub import Hub
from app.domain.alarms import Alarm
from app.domain.changes import AlarmChanged
from app.domain.devices import Device
from app.domain.plain_text import shown
from widgets import formats
from widgets.alarms.held_order import HeldOrder, Index
from widgets.alarms.lines import LineWriter
from widgets.alarms.rows import AlarmFilter, AlarmRows, Column, Row
from widgets.row_paint import Cell, Style

ROW = int(Qt.ItemDataRole.UserRole)
"""The role under which a cell hands out its whole `Row`, for the delegate."""

_RIGHT = (Column.VALUE, Column.LIMIT)
_FIGURE = Style.RIGHT | Style.BOLD
_LIMIT = Style.RIGHT | Style.SUPPORT


class AlarmModel(HeldOrder):
    """GUI thread."""

    def __init__(self, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._writer = LineWriter(hub)
        self.store = AlarmRows()
        hub.alarms_changed.connect(self._on_alarms)
        hub.devices_changed.connect(self._on_devices)
        hub.snapshot_loaded.connect(self.reload)
        hub.incidents.links_changed.connect(self._note)
        self.reload()

    # What the table asks

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._hint(row, index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in _RIGHT:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in _RIGHT else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles()[section]
        return None

    def _titles(self) -> tuple[str, ...]:
        return (
            "",
            self.tr("Time"),
            self.tr("Point"),
            self.tr("Alarm"),
            self.tr("District"),
            self.tr("Value"),
            self.tr("Limit"),
            self.tr("State"),
            self.tr("Acknowledged by"),
            self.tr("Incident"),
            self.tr("What to do"),
            "",
        )

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if self.store.sort_by(Column(column), descending=order is Qt.SortOrder.DescendingOrder):
            self._arrange()

    # What the view asks

    def row(self, place: int) -> Row | None:
        """The line at `place`; one that has gone is as it was last seen."""
        if not 0 <= place < len(self._order):
            return None
        alarm_id = self._order[place]
        return self.store.rows.get(alarm_id) or self._gone.get(alarm_id)

    def alarm(self, place: int) -> Alarm | None:
        row = self.row(place)
        return None if row is None else row.alarm

    def set_filter(self, chosen: AlarmFilter) -> None:
        if chosen != self.store.chosen:
            self.store.choose(chosen)
            self._arrange()

    def reload(self) -> None:
        """Take all from the hub again: after a snapshot, or when the language is another."""
        self.beginResetModel()
        self.store.clear()
        self._empty()
        self.endResetModel()
        self._dirty = set(self._hub.alarms.standing)
        self.flush()

    # Changes

    def _on_alarms(self, changes: tuple[AlarmChanged, ...]) -> None:
        self._note(change.alarm.id for change in changes)

    def _on_devices(self, changed: tuple[Device, ...], retired: tuple[str, ...]) -> None:
        for device_id in (*(device.id for device in changed), *retired):
            self._note(alarm.id for alarm in self._hub.alarms.of_device(device_id))

    def _write(self, key: str) -> None:
        alarm = self._hub.alarms.standing.get(key)
        if alarm is not None:
            self.store.put(self._writer.row(alarm))
            self._gone.pop(key, None)
            return
        self._forget(key, self.store.rows.get(key))
        self.store.drop(key)

    def _wanted(self) -> list[str]:
        return self.store.ordered()

    def _admitted(self, keys: Collection[str]) -> list[str]:
        return self.store.admitted(keys)

    # Texts

    def cells(self, place: int) -> tuple[Cell | None, ...]:
        """The whole row as it is drawn, by column; None where a symbol or a button stands."""
        row = self.row(place)
        if row is None:
            return ()
        alarm, gone = row.alarm, self.is_gone(row.alarm.id)
        faint = Style.FAINT if gone else Style.PLAIN
        return (
            None,
            Cell(formats.moment(alarm.raised_at, time.time_ns() // 1_000_000), faint),
            Cell(shown(alarm.device), faint | Style.BOLD),
            Cell(row.label, faint),
            Cell(row.zone, faint),
            Cell(row.value, faint | _FIGURE),
            Cell(row.limit, faint | _LIMIT),
            Cell(self.tr("Gone, back to normal") if gone else row.state, faint),
            Cell(shown(alarm.acknowledged_by) or formats.NONE, faint),
            Cell(row.incident or formats.NONE, faint),
            Cell(row.guidance, faint | Style.SUPPORT),
            None,
        )

    def _text(self, place: int, column: int) -> str:
        cell = self.cells(place)[column]
        return "" if cell is None else cell.text

    def _hint(self, row: Row, place: int, column: int) -> str | None:
        if column == Column.POINT:
            return row.name
        if column == Column.STATE and row.alarm.comment:
            return shown(row.alarm.comment)
        if column in (Column.ALARM, Column.GUIDANCE):
            return self._text(place, column)
        return None
