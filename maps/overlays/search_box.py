"""The search field on the map (key /): incident, device, name or zone, a list, and going there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QIcon, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QWidget

from widgets.glyphs import glyph_icon
from widgets.look import Look
from widgets.shapes import priority_pixmap

WIDTH, HEIGHT = 330, 30
MOST_FOUND = 12
TYPING_MS = 120
ROW_PX = 26


@dataclass(frozen=True, slots=True)
class Found:
    """One answer: the id of a device or an incident, what to write, and its glyph; where there is a priority
    it is an incident, and the shape stands for the glyph."""

    id: str
    text: str
    glyph: str = ""
    priority: int = 0


class Finder(Protocol):
    """Answers at once, from memory."""

    def find(self, text: str, most: int) -> Sequence[Found]: ...


class SearchBox(QLineEdit):
    """GUI thread only. The list hangs below the field, as a child of the field's parent."""

    chosen = Signal(str)
    """Go to this device."""
    incident_chosen = Signal(str)
    """Go to this incident."""
    left = Signal()
    """Escape: back to the map."""

    def __init__(self, look: Look, finder: Finder, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._finder = finder
        self.setFixedSize(WIDTH, HEIGHT)
        self.setMaxLength(80)
        self._icon = QAction(self)
        self.addAction(self._icon, QLineEdit.ActionPosition.LeadingPosition)
        self._key = QLabel("/", self)
        self._key.setProperty("look", "key")
        self.list = QListWidget(parent)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setIconSize(QSize(14, 14))
        self.list.hide()
        self.list.itemClicked.connect(self._go_to)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_MS)
        self._pause.timeout.connect(self.search)
        self.textEdited.connect(self._typed)
        look.changed.connect(self._take_theme)
        self.installEventFilter(self)
        self._take_theme()
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the language in force."""
        self.setPlaceholderText(self.tr("Find a device, address or incident"))
        self.setAccessibleName(self.placeholderText())

    def begin(self) -> None:
        """Take the keyboard."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def search(self) -> None:
        """Show what the text finds."""
        text = self.text().strip()
        found = self._finder.find(text, MOST_FOUND) if text else ()
        self.list.clear()
        for one in found:
            item = QListWidgetItem(self._sign(one), one.text)
            item.setData(Qt.ItemDataRole.UserRole, one)
            item.setSizeHint(QSize(WIDTH - 4, ROW_PX))
            self.list.addItem(item)
        if text and not found:
            item = QListWidgetItem(self.tr("Nothing found"))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setSizeHint(QSize(WIDTH - 4, ROW_PX))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setGeometry(self.x(), self.geometry().bottom() + 2, WIDTH, ROW_PX * self.list.count() + 4)
        self.list.setVisible(bool(text))
        self.list.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self:
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key_pressed(Qt.Key(event.key()))
        if event.type() == QEvent.Type.FocusOut:
            self.list.hide()
        if event.type() == QEvent.Type.Resize:
            self._key.adjustSize()
            self._key.move(self.width() - self._key.width() - 8, (self.height() - self._key.height()) // 2)
        return False

    def _key_pressed(self, key: Qt.Key) -> bool:
        row = self.list.currentRow()
        if key == Qt.Key.Key_Escape:
            self.clear()
            self.list.hide()
            self.left.emit()
        elif key == Qt.Key.Key_Down:
            self.list.setCurrentRow(min(self.list.count() - 1, row + 1))
        elif key == Qt.Key.Key_Up:
            self.list.setCurrentRow(max(0, row - 1))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._pause.stop()
            if self.list.isHidden():
                self.search()
            self._go_to(self.list.currentItem())
        else:
            return False
        return True

    def _typed(self) -> None:
        self._pause.start()

    def _go_to(self, item: QListWidgetItem | None) -> None:
        found = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        if isinstance(found, Found):
            self.list.hide()
            (self.incident_chosen if found.priority else self.chosen).emit(found.id)

    def _sign(self, found: Found) -> QIcon:
        theme = self._look.theme
        if found.priority:
            return QIcon(priority_pixmap(found.priority, 14, theme, self.devicePixelRatioF()))
        return glyph_icon(found.glyph, theme.text2, 14)

    def _take_theme(self) -> None:
        self._icon.setIcon(glyph_icon("search", self._look.theme.text2))
