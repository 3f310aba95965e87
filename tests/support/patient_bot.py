"""The bot of pytest-qt with our patience in place of its five seconds, which a busy machine may need."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from pytestqt.qtbot import QtBot

from tests.support.waiting import PATIENCE_S

PATIENCE_MS = int(PATIENCE_S * 1000)
TURNS = 20
"""Of the event loop: far more than a question and its answer take one after another."""


class PatientBot(QtBot):
    """Waits for what must come no shorter than PATIENCE_S, unless a signal is one that must not come."""

    def settle(self) -> None:
        """Let everything happen that is due and what follows from it, before one says what did not happen.

        It counts turns of the event loop, not time: however slow the machine, all that was due has run.
        """
        for _ in range(TURNS):
            turn = QEventLoop()
            after = QTimer(interval=0, singleShot=True)
            after.timeout.connect(turn.quit)
            after.start()
            turn.exec()

    def waitUntil(self, callback: Callable[[], Any], *, timeout: int = 0) -> None:
        super().waitUntil(callback, timeout=max(timeout, PATIENCE_MS))

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **rest: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **rest)

    def waitSignals(self, signals: Any, *, timeout: int = PATIENCE_MS, **rest: Any) -> Any:
        return super().waitSignals(signals, timeout=timeout, **rest)

    def waitExposed(self, widget: Any, *, timeout: int = PATIENCE_MS) -> Any:
        return super().waitExposed(widget, timeout=timeout)

    def waitActive(self, widget: Any, *, timeout: int = PATIENCE_MS) -> Any:
        return super().waitActive(widget, timeout=timeout)
