"""Lets Python collect reference cycles on the GUI thread alone: a collection that happens to run in another
thread would delete Qt objects there, and Qt then aborts."""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500
LONG_S = 0.02
"""A full collection that took longer sets its survivors aside, so that the next one need not look at them."""


class GuiGarbage(QObject):
    """Takes over from Python's own collector until `stop`. GUI thread only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect each generation that has grown past its threshold, the oldest one at most."""
        due = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if not any(due):
            return
        oldest = max(generation for generation, is_due in enumerate(due) if is_due)
        started = time.perf_counter()
        gc.collect(oldest)
        if oldest == 2 and time.perf_counter() - started > LONG_S:
            gc.freeze()

    def stop(self) -> None:
        self._timer.stop()
        gc.enable()
