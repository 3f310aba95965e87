"""The table of the chosen group's luminaires, with its filter and what shows when it is empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.bridge.hub import Hub
from widgets import formats
from widgets.control.lighting import words
from widgets.control.lighting.figures import LiveLamps
from widgets.control.lighting.lamp_model import Column, LampModel
from widgets.control.lighting.scene import LampScene
from widgets.look import Look
from widgets.plain_label import PlainLabel
from widgets.row_paint import PADDING, Cell, paint_cell
from widgets.row_table import RowTable
from widgets.shapes import priority_pixmap
from widgets.stillness import Stillness

_SYMBOL = 12
WIDTHS = {Column.ASKED: 70, Column.IN_FORCE: 78, Column.MEASURED: 78, Column.HOURS: 70, Column.AGE: 92}
LEAST_ROWS = 8


class LampRows(RowTable):
    def __init__(self, model: LampModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._model = model
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        head = self.horizontalHeader()
        head.setMinimumSectionSize(60)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        for column in (Column.ID, Column.FAULT):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        head.setSortIndicator(Column.ID, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.setAccessibleName(self.tr("Luminaires of the group"))

    def row_cells(self, place: int) -> Sequence[Cell | None]:
        return self._model.cells(place)

    def paint_special(self, painter: QPainter, rect: QRect, place: int, _column: int) -> None:
        text, priority = self._model.fault_words(place), self._model.priority(place)
        left = rect.left() + PADDING
        if priority:
            ratio = painter.device().devicePixelRatioF()
            sprite = priority_pixmap(priority, _SYMBOL, self.look.theme, ratio)
            side = sprite.width() / ratio
            painter.drawPixmap(left, round(rect.center().y() + 0.5 - side / 2), sprite)
            left += _SYMBOL + 4 - PADDING
        else:
            left -= PADDING
        if text:
            paint_cell(
                painter,
                QRect(left, rect.top(), rect.right() - left, rect.height()),
                Cell(text),
                self.look.theme,
            )

    def keyboardSearch(self, search: str) -> None:
        """Single letters are shortcuts here, not a search."""


class LampTable(QWidget):
    """GUI thread."""

    device_activated = Signal(str)

    def __init__(self, hub: Hub, look: Look, scene: LampScene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = LampModel(hub, scene, self)
        self.rows = LampRows(self.model, look)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter luminaires"))
        self.filter.setAccessibleName(self.tr("Filter luminaires"))
        self.filter.setClearButtonEnabled(True)
        self.fault = QPushButton()
        self.fault.setProperty("look", "chip")
        self.fault.hide()
        self._count = PlainLabel()
        self._count.setProperty("look", "small")
        self._stillness = Stillness(self.rows)
        top = QHBoxLayout()
        top.setContentsMargins(10, 6, 10, 6)
        top.setSpacing(8)
        top.addWidget(self.filter, 1)
        top.addWidget(self.fault)
        top.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.rows, 1)
        self.rows.setMinimumHeight(LEAST_ROWS * look.row_height + 24)
        self.filter.textChanged.connect(self.model.set_text)
        self.fault.clicked.connect(lambda: self.show_fault(0))
        self.model.counted.connect(self._tell)
        self.rows.selectionModel().currentRowChanged.connect(self._choose)

    def show_fault(self, fault: int) -> None:
        """Those with this fault alone; 0 shows all again."""
        self.model.set_fault(fault)
        self.fault.setVisible(bool(fault))
        self.fault.setText(f"{words.fault(fault)} ×")

    def refresh(self, live: LiveLamps) -> None:
        self.model.refresh(live, self.rows.places_in_sight())

    def reorder(self) -> None:
        """Sort again, unless somebody points at it."""
        if not self._stillness.held:
            self.model.reorder()

    def _tell(self, shown: int, all_: int) -> None:
        if shown == all_:
            self._count.setText(words.luminaires(all_))
        else:
            self._count.setText(self.tr("{0} of {1}").format(formats.number(shown), words.luminaires(all_)))

    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        device = self.model.device(current.row())
        if device is not None:
            self.device_activated.emit(device.id)
