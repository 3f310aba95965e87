"""Asks, when the last console closes, whether the engine goes on without it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from widgets.access.refusal_words import refusal


def is_last(hub: Hub) -> bool:
    """Whether an engine runs that no other console watches."""
    return hub.link.phase == "up" and hub.figures is not None and hub.figures.consoles <= 1


class LeavingDialog(QDialog):
    """Leaving the engine running is what Enter does; Esc stays here."""

    leave_chosen = Signal()
    stop_chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Close the console"))
        title = QLabel(self.tr("Does the engine go on without a console?"))
        title.setProperty("look", "card")
        words = QLabel(
            self.tr("While it runs it records the city and judges alarms. Stopped, it does neither.")
        )
        words.setProperty("look", "support")
        words.setWordWrap(True)
        self.leave = QPushButton(self.tr("Leave it running"))
        self.stop = QPushButton(self.tr("Stop the engine"))
        self.stay = QPushButton(self.tr("Stay here"))
        self.leave.setProperty("look", "primary")
        self.leave.setDefault(True)
        self.stop.setAutoDefault(False)
        self.stay.setAutoDefault(False)
        self.leave.clicked.connect(self._leave)
        self.stop.clicked.connect(self._stop)
        self.stay.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.stay)
        row.addStretch(1)
        row.addWidget(self.stop)
        row.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(title)
        column.addWidget(words)
        column.addLayout(row)
        self.setMinimumWidth(440)
        self.finished.connect(self.deleteLater)

    def _leave(self) -> None:
        self.accept()
        self.leave_chosen.emit()

    def _stop(self) -> None:
        self.accept()
        self.stop_chosen.emit()


async def stopped(hub: Hub) -> str:
    """Ask the engine to end; why it was refused, or nothing."""
    answer = await hub.stop_engine()
    return refusal(answer.verdict)
