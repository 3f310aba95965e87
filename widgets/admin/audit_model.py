"""The table model over the loaded entries of the audit trail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.audit import Entry
from app.wire.administration import AuditPage
from widgets.admin.audit_lines import Column, row_cells
from widgets.admin.audit_pages import AuditPages
from widgets.row_paint import Cell

Index = QModelIndex | QPersistentModelIndex


class AuditModel(QAbstractTableModel):
    """Rows are made when they are drawn and kept while they are loaded. GUI thread."""

    def __init__(self, pages: AuditPages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._cells: dict[int, tuple[Cell, ...]] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._pages.entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def entry(self, row: int) -> Entry | None:
        return self._pages.entries[row] if 0 <= row < len(self._pages.entries) else None

    def cells(self, row: int) -> Sequence[Cell]:
        entry = self.entry(row)
        if entry is None:
            return ()
        found = self._cells.get(entry.seq)
        if found is None:
            found = self._cells[entry.seq] = row_cells(entry)
        return found

    def start(self, page: AuditPage, before: int) -> None:
        """A new list from this page on."""
        self.beginResetModel()
        self._pages.start(page, before)
        self._cells.clear()
        self.endResetModel()

    def clear(self) -> None:
        self.start(AuditPage((), more=False, total=0), 0)

    def add_older(self, page: AuditPage) -> int:
        """Append a page; answers how many rows went away at the top."""
        if not page.entries:
            self._pages.add_older(page)
            return 0
        first = self.rowCount()
        self.beginInsertRows(QModelIndex(), first, first + len(page.entries) - 1)
        surplus = self._pages.add_older(page)
        self.endInsertRows()
        if surplus:
            self._forget(self._pages.entries[:surplus])
            self.beginRemoveRows(QModelIndex(), 0, surplus - 1)
            self._pages.drop_top()
            self.endRemoveRows()
        return surplus

    def add_newer(self, page: AuditPage) -> int:
        """Put a page above; answers how many rows came at the top."""
        if not page.entries:
            return 0
        self.beginInsertRows(QModelIndex(), 0, len(page.entries) - 1)
        surplus = self._pages.add_newer(page.entries)
        self.endInsertRows()
        if surplus:
            last = self.rowCount() - 1
            self._forget(self._pages.entries[-surplus:])
            self.beginRemoveRows(QModelIndex(), last - surplus + 1, last)
            self._pages.drop_bottom()
            self.endRemoveRows()
        return len(page.entries)

    def _forget(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            self._cells.pop(entry.seq, None)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        cells = self.cells(index.row())
        return cells[index.column()].text if cells else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == Column.NUMBER else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return self._titles()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("No."),
            self.tr("Time"),
            self.tr("Operator"),
            self.tr("Act"),
            self.tr("Outcome"),
            self.tr("Subject"),
            self.tr("Reason"),
            self.tr("Console"),
        )
