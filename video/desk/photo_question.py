"""Asks whether faces and plates stay in a photo that goes to an incident, whose readers may see it all."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from widgets.plain_label import plain_label


class PhotoQuestion(QDialog):
    """Open it with `open()`; Esc attaches nothing. GUI thread."""

    decided = Signal(bool)
    """Whether faces and plates are shown; it closes with it."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self.faces = QCheckBox(self.tr("Show &faces and plates"))
        self.words = plain_label(look="small", wraps=True)
        self.leave, self.press = QPushButton(self.tr("Leave")), QPushButton(self.tr("Attach"))
        feet = QHBoxLayout()
        feet.addStretch(1)
        feet.addWidget(self.leave)
        feet.addWidget(self.press)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(plain_label(title, look="title"))
        column.addWidget(self.faces)
        column.addWidget(self.words)
        column.addLayout(feet)
        self.press.setProperty("look", "primary")
        self.press.setDefault(True)
        self.leave.setAutoDefault(False)
        self.press.clicked.connect(self._give)
        self.leave.clicked.connect(self.reject)
        self.faces.toggled.connect(self._tell)
        self.finished.connect(self.deleteLater)
        self._tell(False)

    def _tell(self, faces: bool) -> None:
        shown = self.tr("Everybody who may read the incident will see them. It goes on record.")
        self.words.setText(shown if faces else self.tr("The whole picture is blurred."))

    def _give(self) -> None:
        faces = self.faces.isChecked()
        self.accept()
        self.decided.emit(faces)
