"""The card beside the device under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from widgets.plain_label import PlainLabel

AWAY_PX = 18


class HoverCard(QFrame):
    """Lets the pointer through. GUI thread only."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._area = parent
        self.setProperty("look", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._title = PlainLabel("", self)
        self._title.setProperty("look", "card")
        self._line = PlainLabel("", self)
        self._line.setProperty("look", "support")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 7)
        layout.setSpacing(2)
        layout.addWidget(self._title)
        layout.addWidget(self._line)
        self.hide()

    @property
    def texts(self) -> tuple[str, str]:
        return self._title.text(), self._line.text()

    def show_at(self, at: QPointF, title: str, line: str) -> None:
        """Beside a pixel of the parent, always wholly inside it."""
        self._title.setText(title)
        self._line.setText(line)
        self._line.setVisible(bool(line))
        self.adjustSize()
        area = self._area.rect()
        left, top = round(at.x()) + AWAY_PX, round(at.y()) - AWAY_PX - self.height()
        if left + self.width() > area.right() - 4:
            left = round(at.x()) - AWAY_PX - self.width()
        if top < 4:
            top = round(at.y()) + AWAY_PX
        self.move(max(4, left), max(4, min(top, area.bottom() - self.height() - 4)))
        self.show()
        self.raise_()
