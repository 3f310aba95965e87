"""Asks for what an act on an alarm needs besides the press: the reason, and how long to shelve."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets import formats
from widgets.plain_label import PlainLabel

SHELVE_MINUTES = (15, 30, 60, 120, 240, 480)
"""A shift is eight hours; the engine has the last word on the longest time."""

REASON_LENGTH = 200


class ReasonDialog(QDialog):
    """One line of text that may not be empty. Open it with `open()`; it never blocks."""

    given = Signal(str)

    def __init__(self, title: str, subject: str, prompt: str, press: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self.column = QVBoxLayout(self)
        self.column.setSpacing(8)
        self.column.addWidget(_label(title, "title"))
        self.column.addWidget(_label(subject, "support"))
        self.text = QLineEdit()
        self.text.setPlaceholderText(prompt)
        self.text.setMaxLength(REASON_LENGTH)
        self.text.textChanged.connect(self._judge)
        self.column.addWidget(self.text)
        self._why = _label(prompt, "small")
        self.press = QPushButton(press)
        self.press.setProperty("look", "primary")
        self.press.setDefault(True)
        self.press.clicked.connect(self._give)
        leave = QPushButton(self.tr("Leave"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self._why, 1)
        foot.addWidget(leave)
        foot.addWidget(self.press)
        self.column.addLayout(foot)
        self._judge()
        self.text.setFocus()

    def _judge(self) -> None:
        ready = bool(self.text.text().strip())
        self.press.setEnabled(ready)
        self._why.setVisible(not ready)

    def _give(self) -> None:
        self.given.emit(self.text.text().strip())
        self.accept()


class ShelveDialog(ReasonDialog):
    """Adds the time: a few choices, none of them without end."""

    shelved = Signal(int, str)

    def __init__(self, subject: str, parent: QWidget) -> None:
        super().__init__(
            self.tr("Shelve the alarm"), subject, self.tr("Write the reason"), self.tr("Shelve"), parent
        )
        self.minutes = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(4)
        for minutes in SHELVE_MINUTES:
            button = QPushButton(formats.duration(minutes * 60))
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("look", "chip")
            button.setChecked(minutes == SHELVE_MINUTES[1])
            self.minutes.addButton(button, minutes)
            row.addWidget(button)
        row.addStretch(1)
        self.column.insertLayout(2, row)
        self.given.connect(self._shelve)

    def _shelve(self, reason: str) -> None:
        self.shelved.emit(self.minutes.checkedId(), reason)


def _label(text: str, look: str) -> QLabel:
    label = PlainLabel(text)
    label.setProperty("look", look)
    label.setWordWrap(look == "support")
    return label
