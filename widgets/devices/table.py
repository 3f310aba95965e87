"""The device table: filter as you type, kind with its own columns, ten looks a second at what is visible."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.bridge.hub import Hub
from widgets import formats
from widgets.devices.model import DeviceModel
from widgets.devices.rows import DeviceRows
from widgets.look import Look
from widgets.stillness import Stillness

REFRESH_MS = 100
REORDER_MS = 1000
"""Columns that move by themselves are sorted again this often, when nobody points at the table."""

WIDTHS = {"symbol": 48, "id": 112, "name": 280, "kind": 130, "zone": 130, "state": 110, "age": 120}
QUANTITY_WIDTH = 110


class DeviceTable(QWidget):
    """All devices of the city. GUI thread."""

    device_activated = Signal(str)
    """The device that was chosen."""

    def __init__(self, hub: Hub, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._choosing = False
        self._chosen = ""
        self.model = DeviceModel(hub, self)
        self.filter = QLineEdit()
        self.kind = QComboBox()
        self.table = DeviceRows(self.model, look)
        self._count = QLabel()
        self._empty = QLabel()
        self._loading = False
        self._stillness = Stillness(self.table)
        self._refresh = QTimer(self, interval=REFRESH_MS)
        self._reorder = QTimer(self, interval=REORDER_MS)
        self._lay_out()
        self._fit_columns()
        self._connect()
        self._offer_kinds()
        self._show_count(self.model.rowCount(), hub.devices.count)

    def _lay_out(self) -> None:
        bar = QWidget()
        bar.setProperty("look", "panel")
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 3, 8, 3)
        row.setSpacing(8)
        self.filter.setPlaceholderText(self.tr("Filter by device, name or district"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(360)
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._count.setProperty("look", "support")
        row.addWidget(self.filter, 1)
        row.addWidget(self.kind)
        row.addStretch(1)
        row.addWidget(self._count)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("look", "support")
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(body, 1)

    def _fit_columns(self) -> None:
        for place, name in enumerate(self.model.columns):
            self.table.setColumnWidth(place, WIDTHS.get(name, QUANTITY_WIDTH))
        self._stretch_name()

    def _stretch_name(self) -> None:
        """The name takes what the others leave; where they leave too little the table scrolls."""
        needed = sum(WIDTHS.get(name, QUANTITY_WIDTH) for name in self.model.columns)
        fits = needed <= self.width() - 12
        mode = QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.Interactive
        name = self.model.columns.index("name")
        self.table.horizontalHeader().setSectionResizeMode(name, mode)
        if not fits:
            self.table.setColumnWidth(name, WIDTHS["name"])

    def _connect(self) -> None:
        self.filter.textChanged.connect(self.model.set_text)
        self.kind.currentIndexChanged.connect(self._take_kind)
        self.model.counted.connect(self._show_count)
        self.model.loading.connect(self._show_loading)
        self.model.modelReset.connect(self._choose_again)
        self._stillness.changed.connect(self.model.set_hold)
        self.table.selectionModel().currentRowChanged.connect(self._activate)
        self._hub.snapshot_loaded.connect(self._offer_kinds)
        self._refresh.timeout.connect(self._look_again)
        self._reorder.timeout.connect(self._sort_again)

    # What others call

    def select(self, device_id: str) -> bool:
        """Choose the row of a device without announcing it; false when the filter hides it."""
        self._chosen = device_id
        found = self._choose_again()
        if found:
            self.table.scrollTo(self.model.index(self.table.currentIndex().row(), 1))
        else:
            self.table.clearSelection()
        return found

    def retranslate(self) -> None:
        self._offer_kinds()
        self.model.reload()

    # Events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_again()
        self._refresh.start()
        self._reorder.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._refresh.stop()
        self._reorder.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch_name()

    def _look_again(self) -> None:
        sight = self.table.places_in_sight()
        if sight:
            self.model.refresh(sight[0], sight[-1])

    def _sort_again(self) -> None:
        if not self._stillness.held:
            self.model.reorder()

    def _take_kind(self) -> None:
        self.model.set_kind(self.kind.currentData() or "")
        self._fit_columns()

    def _activate(self, current: QModelIndex) -> None:
        device = self.model.device(current.row())
        if device is not None and not self._choosing:
            self._chosen = device.id
            self.device_activated.emit(device.id)

    def _choose_again(self) -> bool:
        place = self.model.place(self._chosen) if self._chosen else None
        if place is None:
            return False
        self._choosing = True
        self.table.selectRow(place)
        self._choosing = False
        return True

    # What is shown

    def _offer_kinds(self) -> None:
        catalogue, language = self._hub.catalogue, self._hub.language
        before = self.kind.currentData()
        self.kind.blockSignals(True)
        self.kind.clear()
        self.kind.addItem(self.tr("All kinds"), "")
        for kind in sorted(catalogue.kinds.values(), key=lambda kind: kind.plural.in_language(language)):
            self.kind.addItem(kind.plural.in_language(language), kind.id)
        self.kind.setCurrentIndex(max(0, self.kind.findData(before)))
        self.kind.blockSignals(False)

    def _show_count(self, shown: int, known: int) -> None:
        if shown == known:
            self._count.setText(self.tr("{0} devices").format(formats.number(known)))
        else:
            text = self.tr("{0} of {1} devices")
            self._count.setText(text.format(formats.number(shown), formats.number(known)))
        self._show_body()

    def _show_loading(self, loading: bool) -> None:
        self._loading = loading
        self._show_body()

    def _show_body(self) -> None:
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.table)
            return
        if self._loading:
            text = self.tr("Loading devices")
        elif self._hub.devices.count:
            text = self.tr("No device fits the filter.")
        else:
            text = self.tr("No devices yet. They appear when they introduce themselves.")
        self._empty.setText(text)
        self._stack.setCurrentWidget(self._empty)
