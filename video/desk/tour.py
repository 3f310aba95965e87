"""The round: all cameras, or those of one that was kept, page after page until somebody touches the wall."""

from __future__ import annotations

import enum

from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge.hub import Hub
from video.desk.views import STAY_S, Round
from video.wall.arrangement import Arrangement
from video.wall.layouts import BY_ID, Layout
from video.wall.wall import CameraWall

AFTER_TOUCH_MS = 60_000


class TourState(enum.Enum):
    OFF = enum.auto()
    GOING = enum.auto()
    WAITING = enum.auto()
    """Somebody looks at something: it goes on a minute after the last touch."""


class Tour(QObject):
    """Cameras that this operator may not see are left out. GUI thread."""

    changed = Signal()
    """It goes, waits or is over, or another one is chosen."""
    said = Signal(str)

    def __init__(self, hub: Hub, wall: CameraWall, parent: QObject) -> None:
        super().__init__(parent)
        self._hub, self._wall = hub, wall
        self._before: Arrangement | None = None
        self.name = ""
        """Of the chosen round; empty for all cameras."""
        self.kept: Round | None = None
        self.state = TourState.OFF
        self.timer = QTimer(self)
        self.timer.timeout.connect(self._go_on)
        wall.touched.connect(self._touched)

    @property
    def on(self) -> bool:
        return self.state is not TourState.OFF

    @property
    def stay_s(self) -> int:
        """On each page."""
        return STAY_S if self.kept is None else self.kept.stay_s

    def choose(self, name: str, kept: Round | None) -> None:
        """The round that `start` begins, None for all cameras; one that goes is over."""
        self.stop()
        self.name, self.kept = name, kept
        self.changed.emit()

    def toggle(self) -> None:
        self.stop() if self.on else self.start()

    def start(self) -> None:
        cameras = self._cameras()
        if not cameras:
            self.said.emit(self.tr("None of the cameras of this round is known, or may be seen by you."))
            self.changed.emit()
            return
        self._before = self._wall.arrangement.copy()
        self._set(TourState.GOING, self._stay_ms)
        self._wall.show_cameras(cameras, self._layout())

    def stop(self, *, told: bool = True) -> None:
        """Back to what was shown before; the wall is not told where something else comes at once."""
        if not self.on:
            return
        self._set(TourState.OFF, 0)
        if self._before is not None:
            self._wall.arrangement.become(self._before)
        if told:
            self._wall.rearranged()

    @property
    def _stay_ms(self) -> int:
        return self.stay_s * 1000

    def _cameras(self) -> list[str]:
        """Of all cameras those on the wall come first."""
        known = self._hub.video.cameras
        if self.kept is not None:
            wanted = [name for name in self.kept.wall.cameras if name in known]
        else:
            first = [camera for camera in self._wall.arrangement.cameras if camera]
            wanted = [*first, *(one.id for one in known.values() if one.enabled)]
        return [name for name in dict.fromkeys(wanted) if self._wall.facts.may_see(name)]

    def _layout(self) -> Layout | None:
        """That of the wall where the round has none."""
        return None if self.kept is None else BY_ID.get(self.kept.wall.layout)

    def _go_on(self) -> None:
        if self.state is TourState.WAITING:
            self._set(TourState.GOING, self._stay_ms)
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
