"""The table of operators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from app.domain.operators import LONGEST_NAME
from app.wire.administration import OperatorRow
from widgets.admin.operator_lines import Column, Seen, row_cells
from widgets.look import Look
from widgets.row_paint import Cell
from widgets.row_table import RowTable
from widgets.wording import fold

WIDTHS = {
    Column.NAME: 142, Column.ID: 92, Column.ROLES: 130, Column.ZONES: 130, Column.FACTOR: 74,
    Column.LAST: 92, Column.STATE: 190, Column.DESK: 164,
}  # fmt: skip
Index = QModelIndex | QPersistentModelIndex


def _rank(row: OperatorRow) -> tuple[bool, str]:
    return (not row.operator.enabled, fold(row.operator.name[:LONGEST_NAME]))


class OperatorModel(QAbstractTableModel):
    """By name, the disabled ones last. GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[OperatorRow] = []
        self._cells: list[tuple[Cell, ...]] = []

    def take(self, rows: Sequence[OperatorRow], seen: Seen) -> None:
        """Show these."""
        ordered = sorted(
            rows, key=lambda row: (not row.operator.enabled, fold(row.operator.name[:LONGEST_NAME]))
        )
        cells = [row_cells(row, seen) for row in ordered]
        if ordered == self._rows and cells == self._cells:
            return
        same = [row.operator.id for row in ordered] == [row.operator.id for row in self._rows]
        if not same:
            self.beginResetModel()
        self._rows, self._cells = ordered, cells
        if not same:
            self.endResetModel()
        elif cells:
            self.dataChanged.emit(self.index(0, 0), self.index(len(cells) - 1, len(Column) - 1))

    def row(self, place: int) -> OperatorRow | None:
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place(self, operator: str) -> int | None:
        return next((place for place, row in enumerate(self._rows) if row.operator.id == operator), None)

    def cells(self, place: int) -> Sequence[Cell]:
        return self._cells[place] if 0 <= place < len(self._cells) else ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

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
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return self._titles()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Name"),
            self.tr("Id"),
            self.tr("Roles"),
            self.tr("Districts"),
            self.tr("2nd factor"),
            self.tr("Last sign-in"),
            self.tr("State"),
            self.tr("At console"),
        )


class OperatorTable(RowTable):
    def __init__(self, model: OperatorModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._model = model
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        for column in (Column.ROLES, Column.ZONES):
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def row_cells(self, place: int) -> Sequence[Cell | None]:
        return self._model.cells(place)
