"""Shows a one-time code, once: it is nowhere else, and cannot be shown again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.wire.administration import OneTimeCode
from widgets.admin.audit_lines import day_and_time
from widgets.clipping import one_line
from widgets.plain_label import plain_label
from widgets.style import LARGE_VALUE, code_font

_GROUP = 4


class CodeDialog(QDialog):
    """Open it with `open()`; it goes with its window's session."""

    def __init__(self, code: OneTimeCode, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("One-time code"))
        self._code = code.code
        self.shown = plain_label(grouped(code.code))
        self.shown.setFont(code_font(LARGE_VALUE))
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy, self.close_button = QPushButton(self.tr("Copy")), QPushButton(self.tr("Done"))
        # An Enter that is still held from the form must not close what is shown once.
        self.copy.setDefault(True)
        self.close_button.setAutoDefault(False)
        self.close_button.setProperty("look", "primary")
        self.copied = plain_label(look="support")
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.copy)
        foot.addWidget(self.copied, 1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        who = self.tr("Code for {0} ({1})").format(one_line(name, 60), one_line(code.operator, 60))
        until = self.tr("Good for one use until {0}. Give it to nobody else.").format(
            day_and_time(code.until)
        )
        column.addWidget(plain_label(who, look="title", wraps=True))
        column.addWidget(self.shown)
        column.addWidget(plain_label(until.format(day_and_time(code.until)), look="support", wraps=True))
        column.addWidget(
            plain_label(
                self.tr("With it the operator signs in and chooses a password. It is not shown again."),
                look="support",
                wraps=True,
            )
        )
        column.addLayout(foot)
        self.setMinimumWidth(480)
        self.finished.connect(self.deleteLater)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code)
        self.copied.setText(self.tr("Copied"))


def grouped(code: str) -> str:
    """In groups of four where the code has none of its own."""
    if "-" in code or " " in code:
        return code
    return " ".join(code[place : place + _GROUP] for place in range(0, len(code), _GROUP))
