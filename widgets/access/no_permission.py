"""What stands where an operator may not look: why, and who could."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.rights import Right
from widgets.access.permits import Permits
from widgets.glyphs import draw_glyph
from widgets.look import Look
from widgets.plain_label import PlainLabel

_GLYPH = 32


class NoPermission(QWidget):
    """A lock, what it is, and the reason."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("look", "panel")
        self.title, self.reason = _label("card"), _label("support")
        self.title.setText(self.tr("You may not see this."))
        column = QVBoxLayout(self)
        column.setSpacing(6)
        column.addStretch(2)
        column.addSpacing(_GLYPH + 8)
        column.addWidget(self.title)
        column.addWidget(self.reason)
        column.addStretch(3)
        look.changed.connect(self.update)

    def say(self, reason: str) -> None:
        self.reason.setText(reason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.theme.panel)
        top = self.title.y() - _GLYPH - 8
        square = QRectF((self.width() - _GLYPH) / 2, top, _GLYPH, _GLYPH)
        draw_glyph(painter, "lock", square, self._look.theme.text3)


class Guarded(QWidget):
    """A page of the console behind a right; a lock of the console does not count, its shield does."""

    def __init__(self, hub: Hub, look: Look, right: Right, page: QWidget) -> None:
        super().__init__()
        self._hub, self._right = hub, right
        self._permits = Permits(hub)
        self.page, self.barred = page, NoPermission(look)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.barred)
        self._stack.addWidget(page)
        self.setFocusProxy(page)
        hub.access.session_changed.connect(self.refresh)
        hub.access.rules_changed.connect(self.refresh)
        self.refresh()

    @property
    def open(self) -> bool:
        """Whether the page itself is shown."""
        return self._stack.currentWidget() is self.page

    def refresh(self, *_news: object) -> None:
        allowed = self._permits.holds(self._right)
        if not allowed:
            self.barred.say(self._permits.why_not(self._right))
        self._stack.setCurrentWidget(self.page if allowed else self.barred)


def _label(look: str) -> PlainLabel:
    label = PlainLabel()
    label.setProperty("look", look)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label
