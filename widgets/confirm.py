"""Asks once more before something that others would feel."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from widgets.plain_label import plain_label


class Confirm(QDialog):
    """Open it with `open()`. Enter leaves everything as it is; what is asked needs its own press."""

    confirmed = Signal()

    def __init__(self, title: str, words: str, press: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        self.press, self.leave = QPushButton(press), QPushButton(self.tr("Leave"))
        self.press.setAutoDefault(False)
        self.leave.setDefault(True)
        self.press.clicked.connect(self._confirm)
        self.leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.press)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(plain_label(title, look="card", wraps=True))
        column.addWidget(plain_label(words, look="support", wraps=True))
        column.addLayout(foot)
        self.finished.connect(self.deleteLater)
        self.leave.setFocus()

    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit()
