"""The second signature at this console: another person's name and their own password."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from app.domain.operators import sign_in_id
from widgets.access.secret_field import SecretField
from widgets.look import Look
from widgets.plain_label import PlainLabel

LONGEST_ID = 32
LONGEST_PASSWORD = 256


class SignHere(QWidget):
    """Emits what was written and forgets the password at once. GUI thread."""

    given = Signal(str, str)
    """Sign-in name and password."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.password = QLineEdit(), SecretField(look)
        self.press = QPushButton(self.tr("Sign"))
        self._barred = ""
        self.name.setMaxLength(LONGEST_ID)
        self.password.line.setMaxLength(LONGEST_PASSWORD)
        self.press.setAutoDefault(False)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        texts = (self.tr("Second person"), self.tr("Their password"))
        for row, (text, field) in enumerate(zip(texts, (self.name, self.password), strict=True)):
            label = PlainLabel(text)
            label.setProperty("look", "support")
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self.press, 1, 2)
        grid.setColumnStretch(1, 1)
        self.name.setAccessibleName(texts[0])
        self.password.line.setAccessibleName(texts[1])
        self.name.returnPressed.connect(self.password.line.setFocus)
        self.password.line.returnPressed.connect(self._give)
        self.press.clicked.connect(self._give)
        for line in (self.name, self.password.line):
            line.textChanged.connect(self._judge)
        self._judge()

    def bar(self, reason: str) -> None:
        """Why nobody can sign here now; empty when somebody can."""
        self._barred = reason
        self._judge()

    def forget(self) -> None:
        self.name.clear()
        self.password.forget()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.forget()

    def _ready(self) -> bool:
        return not self._barred and bool(self.name.text().strip() and self.password.line.text())

    def _judge(self) -> None:
        self.press.setEnabled(self._ready())
        self.press.setToolTip(self._barred)

    def _give(self) -> None:
        if self._ready():
            password = self.password.line.text()
            self.password.forget()
            self.given.emit(sign_in_id(self.name.text()), password)
