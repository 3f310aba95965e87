"""One short sentence that appears beside the controls it answers, and goes by itself."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from widgets.plain_label import PlainLabel, plain_tip

SHOWN_MS = 8000


class Notice(PlainLabel):
    """With `collapses` it takes no room while it says nothing."""

    def __init__(self, parent: QWidget | None = None, *, collapses: bool = False) -> None:
        super().__init__("", parent)
        self._collapses = collapses
        if collapses:
            self.hide()
        self.setProperty("look", "support")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._end)

    def say(self, sentence: str) -> None:
        self.setText(sentence)
        self.setToolTip(plain_tip(self.text()))
        if self._collapses:
            self.show()
        self._timer.start()

    def _end(self) -> None:
        self.clear()
        if self._collapses:
            self.hide()
