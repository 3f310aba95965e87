"""Measures how evenly a console draws while its map is moved, for the benchmarks: `run --frames FILE`."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
from PySide6.QtCore import QEvent, QObject, Qt, QTimer

from app.bootstrap.bench_parts import percentile
from app.bridge.hub import Hub
from maps.view import MapView

FRAME_MS = 16
STRIDE_PX = 3.0
TURN = 120
"""Frames in one direction before the map is moved back."""


class FrameMeter(QObject):
    """Pans the map a little at every frame and notes when it was painted. GUI thread."""

    def __init__(self, view: MapView, hub: Hub) -> None:
        super().__init__(view)
        self._view, self._hub = view, hub
        self._painted: list[float] = []
        self._work: list[float] = []
        self._first_screen_s: float | None = None
        self._frames = 0
        view.installEventFilter(self)
        self._timer = QTimer(self, interval=FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._move)
        self._timer.start()

    @property
    def painted(self) -> Sequence[float]:
        """When each frame was on the screen so far (monotonic seconds)."""
        return self._painted

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._note)
        return False

    def save(self, path: Path) -> None:
        gaps = [
            (after - before) * 1000 for before, after in zip(self._painted, self._painted[1:], strict=False)
        ]
        gaps = gaps[len(gaps) // 4 :]  # the first quarter is the start-up
        figures = {
            "frames": len(self._painted),
            "interval_ms_p50": round(percentile(gaps, 0.5), 1),
            "interval_ms_p95": round(percentile(gaps, 0.95), 1),
            "interval_ms_p99": round(percentile(gaps, 0.99), 1),
            "interval_ms_max": round(max(gaps, default=0.0), 1),
            "paint_ms_p95": round(percentile(self._work, 0.95), 1),
            "first_screen_s": self._first_screen_s,
            "memory_mb": round(psutil.Process().memory_info().rss / 1e6),
            "devices": self._hub.devices.count,
        }
        path.write_text(json.dumps(figures))

    def _move(self) -> None:
        self._frames += 1
        direction = 1 if self._frames // TURN % 2 else -1
        self._view.pan(direction * STRIDE_PX, 0)

    def _note(self) -> None:
        self._painted.append(time.monotonic())
        self._work.append(self._view.last_work_s * 1000)
        if self._first_screen_s is None and self._view.scene.count:
            self._first_screen_s = round(time.time() - psutil.Process().create_time(), 2)
