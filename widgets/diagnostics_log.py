"""The tail of this console's own log."""

from __future__ import annotations

import logging

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit

from widgets.formats import clock
from widgets.log_lines import LogLines
from widgets.style import code_font

READ_MS = 1_000


class LogPanel(QPlainTextEdit):
    """Reads new lines once a second while it can be seen."""

    def __init__(self, lines: LogLines) -> None:
        super().__init__()
        self._lines = lines
        self._read = -1
        self.setReadOnly(True)
        self.setFont(code_font())
        self.setMaximumBlockCount(500)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setPlaceholderText(self.tr("Nothing in the log yet."))
        self._timer = QTimer(self, interval=READ_MS)
        self._timer.timeout.connect(self.read)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.read()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def read(self) -> None:
        """Append what came since the last time."""
        if self._lines.count == self._read:
            return
        fresh = [line for line in self._lines.lines() if line.number > self._read]
        self._read = self._lines.count
        if fresh:
            self.appendPlainText(
                "\n".join(
                    f"{clock(line.at)} {logging.getLevelName(line.level):<8}{line.source}: {line.text}"
                    for line in fresh
                )
            )
