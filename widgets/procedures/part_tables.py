"""The ways on and the fields of a step, as tables that are written in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.catalogue import Label
from app.domain.incidents.procedures import Branch, FieldType, StepField
from widgets.calm import CalmBox
from widgets.plain_label import plain_label
from widgets.procedures.words import type_names
from widgets.procedures.writing import free_id, read_choices, write_choices

ID = int(Qt.ItemDataRole.UserRole)
_ROW = 28


class PartTable(QWidget):
    """Spanish and English in the first two columns. GUI thread."""

    edited = Signal()

    def __init__(self, title: str, letter: str, heads: list[str]) -> None:
        super().__init__()
        self._letter, self._filling = letter, False
        self.table = QTableWidget(0, len(heads))
        self.table.setHorizontalHeaderLabels(heads)
        self.table.setAccessibleName(title)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.setTabKeyNavigation(False)
        self.add, self.drop = QPushButton(self.tr("Add")), QPushButton(self.tr("Remove"))
        head = QHBoxLayout()
        head.addWidget(plain_label(title, look="caption"))
        head.addStretch(1)
        for button in (self.add, self.drop):
            button.setProperty("look", "small")
            button.setAccessibleName(f"{button.text()}: {title}")
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self.table)
        self.add.clicked.connect(self._add)
        self.drop.clicked.connect(self._drop)
        self.table.itemChanged.connect(self._tell)
        self._fit()

    def put_row(self, part: str, label: Label) -> int:
        """A row for a part of this id; returns its place."""
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, text in enumerate((label.es, label.en)):
            item = QTableWidgetItem(text)
            item.setData(ID, part)
            self.table.setItem(row, column, item)
        return row

    def clear(self) -> None:
        self._filling = True
        self.table.setRowCount(0)
        self._filling = False

    def text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return "" if item is None else item.text().strip()

    def part(self, row: int) -> str:
        """The id of the part in this row."""
        item = self.table.item(row, 0)
        return "" if item is None else str(item.data(ID))

    def label(self, row: int) -> Label:
        return Label(self.text(row, 0), self.text(row, 1))

    def _new_id(self) -> str:
        return free_id(self._letter, {self.part(row) for row in range(self.table.rowCount())})

    def _add(self) -> None:
        self._filling = True
        row = self.put_row(self._new_id(), Label("", ""))
        self._filling = False
        self._fit()
        self._tell()
        self.table.setCurrentCell(row, 0)
        self.table.setFocus()

    def _drop(self) -> None:
        row = self.table.currentRow()
        if row >= 0:
            self.table.removeRow(row)
            self._fit()
            self._tell()

    def _tell(self, *_: object) -> None:
        if not self._filling:
            self.edited.emit()

    def _fit(self) -> None:
        rows = self.table.rowCount()
        self.table.setVisible(bool(rows))
        self.drop.setEnabled(bool(rows))
        self.table.setFixedHeight(26 + min(rows, 6) * _ROW)


class BranchTable(PartTable):
    def __init__(self) -> None:
        heads = [self.tr("Spanish"), self.tr("English")]
        super().__init__(self.tr("Ways on, one of which is chosen"), "b", heads)

    def show_branches(self, branches: tuple[Branch, ...]) -> None:
        self._filling = True
        self.table.setRowCount(0)
        for branch in branches:
            self.put_row(branch.id, branch.label)
        self._filling = False
        self._fit()

    def branches(self) -> tuple[Branch, ...]:
        return tuple(Branch(self.part(row), self.label(row)) for row in range(self.table.rowCount()))


class FieldTable(PartTable):
    TYPE, MUST, UNIT, CHOICES = 2, 3, 4, 5

    def __init__(self) -> None:
        heads = [
            self.tr("Spanish"),
            self.tr("English"),
            self.tr("Type"),
            self.tr("Must"),
            self.tr("Unit"),
            self.tr("Choices"),
        ]
        super().__init__(self.tr("Fields to be filled in"), "f", heads)
        choices = self.table.horizontalHeaderItem(self.CHOICES)
        if choices is not None:
            choices.setToolTip(self.tr("In Spanish and English: sí = yes; no = no"))

    def show_fields(self, fields: tuple[StepField, ...]) -> None:
        self._filling = True
        self.table.setRowCount(0)
        for field in fields:
            self._put(super().put_row(field.id, field.label), field)
        self._filling = False
        self._fit()

    def fields(self) -> tuple[StepField, ...]:
        return tuple(self._field(row) for row in range(self.table.rowCount()))

    def put_row(self, part: str, label: Label) -> int:
        row = super().put_row(part, label)
        self._put(row, StepField(part, label))
        return row

    def _put(self, row: int, field: StepField) -> None:
        box = CalmBox()
        for text, type_ in type_names():
            box.addItem(text, type_)
        box.setCurrentIndex(box.findData(field.type))
        box.setAccessibleName(self.tr("Type"))
        box.currentIndexChanged.connect(self._tell)
        self.table.setCellWidget(row, self.TYPE, box)
        must = QTableWidgetItem()
        must.setFlags(must.flags() & ~Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable)
        must.setCheckState(Qt.CheckState.Checked if field.required else Qt.CheckState.Unchecked)
        self.table.setItem(row, self.MUST, must)
        self.table.setItem(row, self.UNIT, QTableWidgetItem(field.unit))
        self.table.setItem(row, self.CHOICES, QTableWidgetItem(write_choices(field.choices)))

    def _field(self, row: int) -> StepField:
        box, must = self.table.cellWidget(row, self.TYPE), self.table.item(row, self.MUST)
        type_ = FieldType(box.currentData()) if isinstance(box, CalmBox) else FieldType.TEXT
        return StepField(
            self.part(row),
            self.label(row),
            type_,
            must is not None and must.checkState() is Qt.CheckState.Checked,
            read_choices(self.text(row, self.CHOICES)) if type_ is FieldType.CHOICE else (),
            self.text(row, self.UNIT),
        )
