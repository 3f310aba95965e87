"""The table model of the standing alarms: takes changes ten times a second, keeps rows still when asked."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from app.bridge.hub import Hub
from app.domain.alarms import Alarm
from app.domain.changes import AlarmChanged
from app.domain.devices import Device
from app.domain.plain_text import shown
from widgets import formats
from widgets.alarms.lines import LineWriter
from widgets.alarms.rows import AlarmFilter, AlarmRows, Column, Row
from widgets.row_paint import Cell, Style

FLUSH_MS = 100
"""Changes are gathered this long before the table shows them."""

SLICE = 250
"""Alarms written at a stretch."""

ROW = int(Qt.ItemDataRole.UserRole)
"""The role under which a cell hands out its whole `Row`, for the delegate."""

Index = QModelIndex | QPersistentModelIndex
_RIGHT = (Column.VALUE, Column.LIMIT)
_FIGURE = Style.RIGHT | Style.BOLD
_LIMIT = Style.RIGHT | Style.SUPPORT


class AlarmModel(QAbstractTableModel):
    """Rows keep their alarm through sorting and changes, so a selection stays on its alarm.

    While `hold` is on, no row moves: known rows change in place, alarms that went stay as they were
    last seen, and new ones wait at the end. GUI thread.
    """

    counts_changed = Signal()
    held_changed = Signal(int)
    """How many alarms wait for their place because the order is held."""

    def __init__(self, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._writer = LineWriter(hub)
        self.store = AlarmRows()
        self._order: list[str] = []
        self._place: dict[str, int] = {}
        self._gone: dict[str, Row] = {}
        self._dirty: set[str] = set()
        self._hold = False
        self._waiting = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FLUSH_MS)
        self._timer.timeout.connect(self.flush)
        hub.alarms_changed.connect(self._on_alarms)
        hub.devices_changed.connect(self._on_devices)
        hub.snapshot_loaded.connect(self.reload)
        hub.incidents.links_changed.connect(self._on_links)
        self.reload()

    # What the table asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._order)

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

    def place(self, alarm_id: str) -> int | None:
        return self._place.get(alarm_id)

    def is_gone(self, alarm_id: str) -> bool:
        """Whether the row only stays because the order is held."""
        return alarm_id in self._gone

    @property
    def hold(self) -> bool:
        return self._hold

    def set_hold(self, hold: bool) -> None:
        if hold == self._hold:
            return
        self._hold = hold
        if not hold:
            self.settle()

    def settle(self) -> None:
        """Put every row in its place now, even while the order is held."""
        self._arrange()
        self.held_changed.emit(0)

    def set_filter(self, chosen: AlarmFilter) -> None:
        if chosen != self.store.chosen:
            self.store.choose(chosen)
            self._arrange()

    def reload(self) -> None:
        """Take all from the hub again: after a snapshot, or when the language is another."""
        self.beginResetModel()
        self.store.clear()
        self._gone.clear()
        self._set_order([])
        self.endResetModel()
        self._dirty = set(self._hub.alarms.standing)
        self.flush()

    # Changes

    def _on_alarms(self, changes: tuple[AlarmChanged, ...]) -> None:
        self._dirty.update(change.alarm.id for change in changes)
        self._start()

    def _on_devices(self, changed: tuple[Device, ...], retired: tuple[str, ...]) -> None:
        for device_id in (*(device.id for device in changed), *retired):
            self._dirty.update(alarm.id for alarm in self._hub.alarms.of_device(device_id))
        if self._dirty:
            self._start()

    def _on_links(self, alarms: tuple[str, ...]) -> None:
        self._dirty.update(alarms)
        self._start()

    def _start(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Bring what changed since the last time into the rows, and the rows into order."""
        dirty = self._next_slice()
        known = {i for i in dirty if i in self._place}
        standing = self._hub.alarms.standing
        for alarm_id in dirty:
            alarm = standing.get(alarm_id)
            if alarm is not None:
                self.store.put(self._writer.row(alarm))
                self._gone.pop(alarm_id, None)
            else:
                self._forget(alarm_id)
        if self._hold:
            self._append([i for i in self.store.admitted(dirty) if i not in self._place])
        else:
            self._arrange()
        self._touch(known)
        self.counts_changed.emit()

    def _next_slice(self) -> set[str]:
        """So many of the changed alarms as fit in a few milliseconds; the rest follow at once."""
        if len(self._dirty) <= SLICE:
            dirty, self._dirty = self._dirty, set()
            return dirty
        dirty = {self._dirty.pop() for _ in range(SLICE)}
        QTimer.singleShot(0, self, self.flush)
        return dirty

    def _forget(self, alarm_id: str) -> None:
        row = self.store.rows.get(alarm_id)
        if row is not None and self._hold and alarm_id in self._place:
            self._gone[alarm_id] = row
        self.store.drop(alarm_id)

    def _append(self, added: list[str]) -> None:
        if not added:
            return
        first = len(self._order)
        self.beginInsertRows(QModelIndex(), first, first + len(added) - 1)
        self._set_order(self._order + added)
        self.endInsertRows()
        if self._hold:
            self._waiting += len(added)
            self.held_changed.emit(self._waiting)

    def _arrange(self) -> None:
        """Three signals at most: what is new goes to the end, all move to their place, what went leaves."""
        self._waiting = 0
        wanted = self.store.ordered()
        kept = set(wanted)
        removed = [i for i in self._order if i not in kept]
        holding, self._hold = self._hold, False
        self._append([i for i in wanted if i not in self._place])
        self._hold = holding
        self._permute(wanted + removed)
        if removed:
            self.beginRemoveRows(QModelIndex(), len(wanted), len(wanted) + len(removed) - 1)
            self._set_order(wanted)
            self.endRemoveRows()
        self._gone.clear()

    def _permute(self, order: list[str]) -> None:
        if order == self._order:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._order[index.row()] for index in before]
        self._set_order(order)
        after = [self.index(self._place[i], index.column()) for i, index in zip(ids, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _set_order(self, order: list[str]) -> None:
        self._order = order
        self._place = {alarm_id: place for place, alarm_id in enumerate(order)}

    def _touch(self, changed: set[str]) -> None:
        """Say of each changed row that it changed: a view repaints only those it shows."""
        last = len(Column) - 1
        for place in (self._place.get(i) for i in changed):
            if place is not None:
                self.dataChanged.emit(self.index(place, 0), self.index(place, last))

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
