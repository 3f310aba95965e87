"""Chooses what to draw: search a device, then one of its quantities."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.catalogue import ValueType
from app.domain.devices import Device
from app.domain.plain_text import shown
from widgets import wording

MOST_SHOWN = 200
SLICE = 4_000
"""Devices looked through at a stretch; the next stretch follows when the console is idle."""

ROW_HEIGHT = 24

_CHOICE = int(Qt.ItemDataRole.UserRole)


class QuantityPicker(QDialog):
    """Words may name the device, its name, district or a quantity. Enter or a double click chooses."""

    picked = Signal(str, str)
    """Device and quantity."""

    def __init__(self, hub: Hub, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub = hub
        self._next_row = 0
        self._words: tuple[str, ...] = ()
        self.setWindowTitle(self.tr("Add to the trend"))
        self.resize(520, 420)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search device and quantity"))
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._note = QLabel()
        self._note.setProperty("look", "small")
        column = QVBoxLayout(self)
        for widget in (self.search, self.list, self._note):
            column.addWidget(widget)
        self._more = QTimer(self, interval=0)
        self._more.timeout.connect(self._look_through)
        self.search.textChanged.connect(self._begin)
        self.search.installEventFilter(self)
        self.list.itemActivated.connect(self._pick)
        self._begin("")

    def _begin(self, text: str) -> None:
        self._words = tuple(wording.fold(text).split())
        self._next_row = 0
        self.list.clear()
        self._more.start()

    def _look_through(self) -> None:
        book = self._hub.devices
        last = min(self._next_row + SLICE, len(book.ids))
        for row in range(self._next_row, last):
            device = book.device_at(row)
            if device is not None:
                self._offer(device)
            if self.list.count() >= MOST_SHOWN:
                break
        self._next_row = last
        if last >= len(book.ids) or self.list.count() >= MOST_SHOWN:
            self._more.stop()
            self._tell()

    def _offer(self, device: Device) -> None:
        kind = self._hub.catalogue.kinds.get(device.kind)
        if kind is None:
            return
        told = wording.fold(f"{device.id} {device.name} {device.zone}")
        left = [word for word in self._words if word not in told]
        for name in kind.quantities:
            quantity = self._hub.catalogue.quantities.get(name)
            if quantity is None or quantity.type is ValueType.TEXT:
                continue
            label = quantity.label.in_language(self._hub.language)
            if all(word in wording.fold(f"{label} {name}") for word in left):
                unit = f" ({quantity.unit})" if quantity.unit else ""
                item = QListWidgetItem(f"{shown(device.id)}   {label}{unit}   {shown(device.name)}")
                item.setData(_CHOICE, (device.id, name))
                item.setSizeHint(QSize(0, ROW_HEIGHT))
                self.list.addItem(item)

    def _tell(self) -> None:
        count = self.list.count()
        if count == 0:
            self._note.setText(self.tr("Nothing fits. Try another word."))
            return
        more = count >= MOST_SHOWN
        self._note.setText(self.tr("The first {0}. Write more words.").format(count) if more else "")
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)

    def _pick(self, item: QListWidgetItem) -> None:
        device, quantity = item.data(_CHOICE)
        self.picked.emit(device, quantity)
        self.accept()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Up, down and Enter work while the search has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                place = self.list.currentRow() + step
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, place)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.currentRow() >= 0:
                self._pick(self.list.currentItem())
                return True
        return False
