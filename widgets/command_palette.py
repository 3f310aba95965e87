"""Search and run: one field over the window that finds actions, alarms and devices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.devices import Device
from app.domain.plain_text import shown
from widgets.alarm_banner import worst_first
from widgets.alarms.lines import LineWriter
from widgets.look import Look
from widgets.palette_index import MOST, DeviceIndex, Entry, Sort, matching
from widgets.palette_row import PaletteDelegate

WIDTH, ROWS_SHOWN, TOP = 640, 12, 104
SLICE = 4_000
"""Devices folded in one go, about 8 ms on a slow PC."""
_STEPS: dict[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_PageUp: -10,
}
_ENTRY = int(Qt.ItemDataRole.UserRole)


class CommandPalette(QFrame):
    """Opened by its key; closes by Esc, by a choice, and when the focus leaves it."""

    chosen = Signal(object)
    """The `Entry` that was taken."""

    def __init__(self, hub: Hub, look: Look, actions: Callable[[], list[Entry]], parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._hub, self._look, self._actions = hub, look, actions
        self._writer = LineWriter(hub)
        self._index = DeviceIndex()
        self._revision = -1
        self._left: Iterator[Device] = iter(())
        self._folding = QTimer(self, interval=0)
        self._folding.timeout.connect(self._fold_slice)
        self.setProperty("look", "raised")
        self.field = QLineEdit()
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.results = QListWidget()
        self.results.setItemDelegate(PaletteDelegate(look, self.results))
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.results.setUniformItemSizes(True)
        self.results.itemClicked.connect(self._take)
        self.empty = QLabel()
        self.empty.setProperty("look", "support")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.field)
        column.addWidget(self.results, 1)
        column.addWidget(self.empty)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        self.field.setPlaceholderText(self.tr("Search a device, an alarm or a command"))
        self.empty.setText(self.tr("Nothing found. Try fewer letters."))

    def open(self) -> None:
        """Show it, empty, with the cursor in its field."""
        self._refresh_index()
        width = min(WIDTH, self._window.width() - 40)
        self.setGeometry((self._window.width() - width) // 2, TOP, width, 48 + 30 * ROWS_SHOWN)
        self.field.clear()
        self._search("")
        self.show()
        self.raise_()
        self.field.setFocus()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 48 + 30 * ROWS_SHOWN)

    def _refresh_index(self) -> None:
        if self._revision != self._hub.devices.revision:
            self._revision = self._hub.devices.revision
            self._index.clear()
            self._left = iter(list(self._hub.devices))
            self._folding.start()

    def _fold_slice(self) -> None:
        part = list(islice(self._left, SLICE))
        self._index.add(part)
        if len(part) < SLICE:
            self._folding.stop()
            if self.isVisible():
                self._search(self.field.text())

    def _search(self, typed: str) -> None:
        found = self._find(typed)
        self.results.clear()
        for entry in found:
            item = QListWidgetItem(entry.title)
            item.setData(_ENTRY, entry)
            if not entry.enabled:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            self.results.addItem(item)
        self.results.setCurrentRow(0)
        self.empty.setVisible(not found)
        self.results.setVisible(bool(found))

    def _find(self, typed: str) -> list[Entry]:
        actions = matching(self._actions(), typed)
        if not typed.strip():
            return actions
        return [*actions, *self._alarms(typed), *self._devices(typed)][: 2 * MOST]

    def _alarms(self, typed: str) -> list[Entry]:
        waiting = worst_first(self._hub.alarms.standing.values())[:200]
        entries = [
            Entry(
                Sort.ALARM,
                alarm.id,
                f"{row.label} {shown(alarm.device)}",
                f"{row.name} · {row.zone}",
                glyph="bell",
            )
            for alarm, row in ((alarm, self._writer.row(alarm)) for alarm in waiting)
        ]
        return matching(entries, typed)[:MOST]

    def _devices(self, typed: str) -> list[Entry]:
        kinds = self._hub.catalogue.kinds
        found = (self._hub.devices.get(device) for device in self._index.find(typed))
        return [
            Entry(
                Sort.DEVICE,
                device.id,
                shown(device.id),
                " · ".join(shown(part) for part in (device.name, device.zone) if part),
                glyph=kinds[device.kind].glyph if device.kind in kinds else "device",
            )
            for device in found
            if device is not None
        ]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._close_if_left)
        return False

    def _close_if_left(self) -> None:
        if not self.field.hasFocus() and not self.isAncestorOf(self.window().focusWidget()):
            self.hide()

    def _key(self, event: QKeyEvent) -> bool:
        if step := _STEPS.get(event.key()):
            last = self.results.count() - 1
            self.results.setCurrentRow(max(0, min(last, self.results.currentRow() + step)))
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take(self.results.currentItem())
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return True
        return False

    def _take(self, item: QListWidgetItem | None) -> None:
        entry = None if item is None else item.data(_ENTRY)
        if isinstance(entry, Entry) and entry.enabled:
            self.hide()
            self.chosen.emit(entry)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self._look.theme.selection)
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
