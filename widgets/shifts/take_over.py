"""Sign at one's own console for what somebody else hands over: one's own password."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from widgets.access.secret_field import SecretField
from widgets.control.card.sign_here import LONGEST_PASSWORD
from widgets.look import Look
from widgets.plain_label import plain_label


class TakeOver(QWidget):
    """Emits the password and forgets it at once. GUI thread."""

    given = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = plain_label(look="support", wraps=True)
        self.password = SecretField(look)
        self.password.line.setMaxLength(LONGEST_PASSWORD)
        self.press = QPushButton(self.tr("Sign and take over"))
        self.press.setProperty("look", "primary")
        self.press.setAutoDefault(False)
        self._barred = ""
        label = plain_label(self.tr("Your password"), look="support")
        label.setBuddy(self.password)
        self.password.line.setAccessibleName(label.text())
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(label)
        row.addWidget(self.password, 1)
        row.addWidget(self.press)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addLayout(row)
        self.password.line.textChanged.connect(self._judge)
        self.password.line.returnPressed.connect(self._give)
        self.press.clicked.connect(self._give)
        self._judge()

    def bar(self, reason: str) -> None:
        """Why nobody can sign now; empty when they can."""
        self._barred = reason
        self._judge()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.password.forget()

    def _judge(self) -> None:
        self.press.setEnabled(not self._barred and bool(self.password.line.text()))
        self.press.setToolTip(self._barred)

    def _give(self) -> None:
        if self.press.isEnabled():
            password = self.password.line.text()
            self.password.forget()
            self.given.emit(password)
