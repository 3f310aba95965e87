"""Grey rows where the record will stand, a text from one second on, and what to do when it does not come."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from widgets.look import Look
from widgets.plain_label import plain_label

WORDS_AFTER_MS = 1000
_ROWS = (0.8, 0.6, 0.7, 0.5, 0.65)
_HEIGHT, _STEP, _TOP = 10, 22, 40


class LoadingRows(QWidget):
    """GUI thread."""

    again = Signal()
    """The operator wants it tried again."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._failed = False
        self.words = plain_label(look="support", wraps=True)
        self.retry = QPushButton(self.tr("Try again"))
        self.retry.setProperty("look", "small")
        self.retry.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.addWidget(self.words)
        column.addWidget(self.retry)
        column.addStretch(1)
        self.setMinimumHeight(_TOP + _STEP * len(_ROWS))
        self._timer = QTimer(self, interval=WORDS_AFTER_MS, singleShot=True)
        self._timer.timeout.connect(lambda: self.words.setText(self.tr("Reading the record …")))
        self.retry.clicked.connect(self.again)
        look.changed.connect(self.update)

    def begin(self) -> None:
        self._failed = False
        self.words.clear()
        self.retry.hide()
        self._timer.start()
        self.show()
        self.update()

    def fail(self, sentence: str) -> None:
        """Say why, and offer to try again."""
        self._failed = True
        self._timer.stop()
        self.words.setText(sentence)
        self.retry.show()
        self.show()
        self.update()

    def end(self) -> None:
        self._timer.stop()
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._failed:
            return
        painter = QPainter(self)
        for place, share in enumerate(_ROWS):
            width = round((self.width() - 20) * share)
            painter.fillRect(10, _TOP + place * _STEP, width, _HEIGHT, self._look.theme.raised)
