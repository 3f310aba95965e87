"""What stands in place of a wall that has no cameras: a sentence, and where they are set up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from widgets.plain_label import plain_label


class EmptyWall(QWidget):
    """GUI thread."""

    set_up_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = plain_label(look="support", wraps=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.set_up = QPushButton(self.tr("Set up cameras"))
        self.set_up.clicked.connect(lambda: self.set_up_asked.emit())
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(2)
        column.addWidget(self.words)
        column.addWidget(self.set_up, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, *, known: bool) -> None:
        """That there are none, or that it is not known yet."""
        self.words.setText(self.tr("No cameras yet.") if known else self.tr("Loading cameras"))
        self.set_up.setVisible(known)
