"""Asks for the id and the title of a new role."""

from __future__ import annotations

from collections.abc import Container

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.operators import LONGEST_NAME, is_sign_in_id, sign_in_id
from widgets.plain_label import plain_label


class RoleDialog(QDialog):
    """Open it with `open()`."""

    named = Signal(str, str)
    """Id and title."""

    def __init__(self, title: str, taken: Container[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self._taken = taken
        self.id, self.name = QLineEdit(), QLineEdit()
        self.id.setMaxLength(32)
        self.name.setMaxLength(LONGEST_NAME)
        self.problem = plain_label(look="support", wraps=True)
        self.press, self.leave = QPushButton(self.tr("Add role")), QPushButton(self.tr("Leave"))
        self.press.setProperty("look", "primary")
        self.press.setDefault(True)
        self.leave.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(6)
        column.addWidget(plain_label(title, look="card"))
        for caption, field in ((self.tr("Name"), self.name), (self.tr("Id"), self.id)):
            column.addWidget(plain_label(caption, look="caption"))
            field.setAccessibleName(caption)
            field.textChanged.connect(self._judge)
            column.addWidget(field)
        foot = QHBoxLayout()
        foot.addWidget(self.problem, 1)
        foot.addWidget(self.leave)
        foot.addWidget(self.press)
        column.addLayout(foot)
        self.leave.clicked.connect(self.reject)
        self.press.clicked.connect(self._give)
        self.finished.connect(self.deleteLater)
        self._judge()
        self.name.setFocus()

    def _judge(self) -> None:
        problem = self._problem()
        self.problem.setText(problem)
        self.press.setEnabled(not problem)

    def _problem(self) -> str:
        if not self.name.text().strip():
            return self.tr("Write the name.")
        name = sign_in_id(self.id.text())
        if not is_sign_in_id(name):
            return self.tr("Id: 2 to 32 of a–z, 0–9, dot, hyphen, underscore.")
        return self.tr("There is a role with this id.") if name in self._taken else ""

    def _give(self) -> None:
        self.accept()
        self.named.emit(sign_in_id(self.id.text()), self.name.text().strip())
