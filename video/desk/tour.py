"""The round: all cameras page after page, until somebody touches the wall."""

from __future__ import annotations

import enum

from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge.hub import Hub
from video.wall.arrangement import Arrangement
from video.wall.wall import CameraWall

PAGE_MS = 20_000
AFTER_TOUCH_MS = 60_000


class TourState(enum.Enum):
    OFF = enum.auto()
    GOING = enum.auto()
    WAITING = enum.auto()
    """Somebody looks at something: it goes on a minute after the last touch."""


class Tour(QObject):
    """GUI thread."""

    changed = Signal()

    def __init__(self, hub: Hub, wall: CameraWall, parent: QObject) -> None:
        super().__init__(parent)
        self._hub, self._wall = hub, wall
        self._before: Arrangement | None = None
        self.state = TourState.OFF
        self.timer = QTimer(self, interval=PAGE_MS)
        self.timer.timeout.connect(self._go_on)
        wall.touched.connect(self._touched)

    @property
    def on(self) -> bool:
        return self.state is not TourState.OFF

    def toggle(self) -> None:
        self.stop() if self.on else self.start()

    def start(self) -> None:
        """With the cameras that are on the wall first."""
        self._before = self._wall.arrangement.copy()
        first = [camera for camera in self._wall.arrangement.cameras if camera]
        others = [one.id for one in self._hub.video.cameras.values() if one.enabled]
        self._set(TourState.GOING, PAGE_MS)
        self._wall.show_cameras(list(dict.fromkeys((*first, *others))))

    def stop(self, *, told: bool = True) -> None:
        """Back to what was shown before; the wall is not told where something else comes at once."""
        if not self.on:
            return
        self._set(TourState.OFF, 0)
        if self._before is not None:
            self._wall.arrangement.become(self._before)
        if told:
            self._wall.rearranged()

    def _go_on(self) -> None:
        if self.state is TourState.WAITING:
            self._set(TourState.GOING, PAGE_MS)
        self._wall.arrangement.turn(1)
        self._wall.rearranged()

    def _touched(self) -> None:
        if self.on:
            self._set(TourState.WAITING, AFTER_TOUCH_MS)

    def _set(self, state: TourState, wait_ms: int) -> None:
        changed, self.state = state is not self.state, state
        self.timer.start(wait_ms) if wait_ms else self.timer.stop()
        if changed:
            self.changed.emit()
