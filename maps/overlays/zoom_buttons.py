"""The buttons at the edge of the map: closer, farther, the whole city."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from widgets.glyphs import glyph_icon
from widgets.look import Look

SIDE = 28


class ZoomButtons(QWidget):
    """GUI thread only."""

    closer = Signal()
    farther = Signal()
    home = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._buttons = {name: QToolButton(self) for name in ("plus", "minus", "target")}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for button, said in zip(self._buttons.values(), (self.closer, self.farther, self.home), strict=True):
            button.setFixedSize(QSize(SIDE, SIDE))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(said)
            layout.addWidget(button)
        look.changed.connect(self.take_theme)
        self.take_theme()
        self.retranslate()
        self.resize(self.sizeHint())

    def retranslate(self) -> None:
        """Take the words of the language in force."""
        words = (self.tr("Zoom in (+)"), self.tr("Zoom out (−)"), self.tr("Show the whole city (Home)"))
        for button, text in zip(self._buttons.values(), words, strict=True):
            button.setToolTip(text)
            button.setAccessibleName(text)

    def take_theme(self) -> None:
        for glyph, button in self._buttons.items():
            button.setIcon(glyph_icon(glyph, self._look.theme.text))
