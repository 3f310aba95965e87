"""Fetches the series of the curves: one question at a time for each, and only the newest one waits."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge.hub import Hub
from app.bridge.views import Series
from widgets import tasks
from widgets.trend.curves import CurveId, Window

SLOW_MS = 1000
"""A view says that it is loading only after this long."""


class SeriesLoader(QObject):
    """While one question runs, later ones for the same curve replace each other. GUI thread."""

    loaded = Signal(object, object, object)
    """CurveId, Window asked for, Series."""
    failed = Signal(object)
    """CurveId that could not be read."""
    slow = Signal(bool)
    """Whether a question has been running for longer than a second."""

    def __init__(self, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._running: set[CurveId] = set()
        self._waiting: dict[CurveId, Window] = {}
        self._wanted: set[CurveId] = set()
        self._timer = QTimer(self, interval=SLOW_MS)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tell_slow)

    def ask(self, curves: Iterable[CurveId], window: Window) -> None:
        """Ask for all curves in this window; unasked questions of before are forgotten."""
        self._wanted = set(curves)
        self._waiting = dict.fromkeys(self._wanted, window)
        for curve in self._wanted - self._running:
            self._start(curve)

    def forget(self, curve: CurveId) -> None:
        self._wanted.discard(curve)
        self._waiting.pop(curve, None)

    def _start(self, curve: CurveId) -> None:
        window = self._waiting.pop(curve, None)
        if window is None:
            return
        self._running.add(curve)
        if not self._timer.isActive():
            self._timer.start()
        tasks.run(
            self,
            self._fetch(curve, window),
            lambda series: self._take(curve, window, series),
            lambda _: self._fail(curve),
        )

    async def _fetch(self, curve: CurveId, window: Window) -> Series:
        return await self._hub.history.series(
            curve.device,
            curve.quantity,
            start_ms=round(window.start * 1000),
            end_ms=round(window.end * 1000),
            pixels=window.pixels,
        )

    def _take(self, curve: CurveId, window: Window, series: Series) -> None:
        self._finish(curve)
        if curve in self._wanted:
            self.loaded.emit(curve, window, series)

    def _fail(self, curve: CurveId) -> None:
        self._finish(curve)
        if curve in self._wanted:
            self.failed.emit(curve)

    def _finish(self, curve: CurveId) -> None:
        self._running.discard(curve)
        self._start(curve)
        if not self._running:
            self._timer.stop()
            self.slow.emit(False)

    def _tell_slow(self) -> None:
        self.slow.emit(bool(self._running))
