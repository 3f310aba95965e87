"""The Log panel: what happened lately, with a filter as one types."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.bridge.hub import Hub
from widgets.event_model import EventModel
from widgets.look import Look
from widgets.shapes import priority_pixmap

_WIDTHS = (96, 120, 260, 170, 130)
_TYPING_MS = 150
_SHAPE_PX = 13
Index = QModelIndex | QPersistentModelIndex


class _ShapeDelegate(QStyledItemDelegate):
    """Puts the shape of the priority before the time."""

    def __init__(self, model: EventModel, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._look = look
        blank = QPixmap(_SHAPE_PX, _SHAPE_PX)
        blank.fill(Qt.GlobalColor.transparent)
        self._blank = QIcon(blank)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        line = self._model.happening(index.row())
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        option.decorationSize = QSize(_SHAPE_PX + 1, _SHAPE_PX + 1)
        option.icon = self._icon(0 if line is None else line.priority)

    def _icon(self, priority: int) -> QIcon:
        if not priority:
            return self._blank
        return QIcon(priority_pixmap(priority, _SHAPE_PX, self._look.theme, 2.0))


class EventLog(QWidget):
    """Choosing a line chooses its alarm or its device."""

    alarm_chosen = Signal(str)
    device_chosen = Signal(str)

    def __init__(self, hub: Hub, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.model = EventModel(hub, self)
        self.table = self._make_table()
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter by point, alarm or operator"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(360)
        self._typed = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typed.timeout.connect(self._search)
        self.filter.textChanged.connect(self._typed.start)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 8, 4)
        bar.addWidget(self.filter, 1)
        bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.table, 1)
        look.changed.connect(self._dress)
        self.setFocusProxy(self.table)

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setItemDelegateForColumn(0, _ShapeDelegate(self.model, self._look, table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self._look.row_height)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        for column, width in enumerate(_WIDTHS):
            table.setColumnWidth(column, width)
        table.clicked.connect(self._choose)
        table.activated.connect(self._choose)
        return table

    def _search(self) -> None:
        self.model.search(self.filter.text())

    def _choose(self, index: QModelIndex) -> None:
        line = self.model.happening(index.row())
        if line is None:
            return
        if line.alarm:
            self.alarm_chosen.emit(line.alarm)
        elif line.device:
            self.device_chosen.emit(line.device)

    def _dress(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(self._look.row_height)
        self.table.viewport().update()
