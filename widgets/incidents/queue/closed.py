"""Reads the newest closed incidents from the history, by what is typed into the search."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge.hub import Hub
from app.domain.incidents.incident import Incident
from widgets import tasks

MOST = 200
"""Closed incidents in the list; older ones are found by searching."""
TYPING_MS = 250
"""The database is asked so long after the last key."""


class ClosedIncidents(QObject):
    """Asks for one text at a time: a newer one takes the place of that before. GUI thread."""

    found = Signal(object)
    """A list of `Incident`, newest first."""
    failed = Signal(str)

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._text = ""
        self._wanted = False
        self._reading: asyncio.Task[None] | None = None
        self._timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._timer.timeout.connect(self._read)
        hub.incidents.changed.connect(self._follow)

    def want(self, text: str) -> None:
        """Look for these words; with none for the newest."""
        first, self._wanted = not self._wanted, True
        if text != self._text or first:
            self._text = text
            self._read() if first else self._timer.start()

    def rest(self) -> None:
        """Nobody looks at them any more."""
        self._wanted = False
        self._timer.stop()

    def _follow(self, incidents: tuple[Incident, ...]) -> None:
        if self._wanted and any(not one.open for one in incidents):
            self._timer.start()

    def _read(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
        wanted = self._hub.history.incidents(state="closed", text=self._text, limit=MOST)
        self._reading = tasks.run(self, wanted, self.found.emit, self._fail)

    def _fail(self, _: Exception) -> None:
        self.failed.emit(self.tr("The database does not answer. Closed incidents cannot be read."))
