"""One playback of this console: which cameras, from when, how fast; and the wall told to show it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app.bridge.hub import Hub
from app.wire.video import ClosePlayback, OpenPlayback, PlaybackState, SteerPlayback
from video.desk.requests import VideoRequests
from video.wall.wall import CameraWall

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
LIVE_WITHIN_MS = 1_500
"""Playback that comes so near to now goes on live."""


class Playing(QObject):
    """Live while `session` is empty. GUI thread."""

    changed = Signal()
    """Live or not, another time, another speed."""
    said = Signal(str)

    def __init__(self, hub: Hub, wall: CameraWall, parent: QObject) -> None:
        super().__init__(parent)
        self._hub, self._wall = hub, wall
        self.requests = VideoRequests(hub, self)
        self.requests.said.connect(self.said)
        self.session = ""
        self.cameras: tuple[str, ...] = ()
        self.at = 0
        self.speed = 1.0
        """As it goes now; 0 stands still."""
        self._wanted = 1.0
        self._back_at = 0
        hub.video.playback_changed.connect(self._take)
        hub.video.loaded.connect(self._lost)

    @property
    def live(self) -> bool:
        return not self.session

    def open(self, cameras: Sequence[str], at: int, *, back_at: int = 0, speed: float = 0.0) -> None:
        """Show these cameras from then on, in step; live again at `back_at` where that is not 0. `speed` 0 is
        the chosen one."""
        cameras = tuple(dict.fromkeys(cameras))
        if not cameras:
            return
        self._close_session()
        self.session, self.cameras = f"play-{secrets.token_hex(4)}", cameras
        self.at, self._back_at, self.speed = at, back_at, speed or self._wanted
        session = self.session
        self.requests.ask(
            OpenPlayback(session, cameras, at, self.speed), lambda done: self._opened(session, done)
        )
        self.changed.emit()

    def seek(self, at: int, cameras: Sequence[str]) -> None:
        """To another time; opens where it is live."""
        if self.live or set(cameras) - set(self.cameras):
            self.open(cameras, at)
            return
        self.at, self._back_at = at, 0
        self.requests.ask(SteerPlayback(self.session, self.speed, at))
        self.changed.emit()

    def go_live(self) -> None:
        if self.live:
            return
        self._close_session()
        self._wall.play({})
        self.changed.emit()

    def toggle(self) -> None:
        """Stand still, or go on."""
        self._steer(0.0 if self.speed else self._wanted)

    def set_speed(self, speed: float) -> None:
        self._wanted = speed
        if self.speed:
            self._steer(speed)

    def step(self, frames: int) -> None:
        """Frames forward or back; it stands still then."""
        if not self.live:
            self.speed = 0.0
            self.requests.ask(SteerPlayback(self.session, 0.0, step=frames))
            self.changed.emit()

    def close(self) -> None:
        """The window goes."""
        self._close_session()

    def _steer(self, speed: float) -> None:
        if not self.live:
            self.speed = speed
            self.requests.ask(SteerPlayback(self.session, speed))
            self.changed.emit()

    def _opened(self, session: str, done: bool) -> None:
        if session != self.session:
            return
        if not done:
            self.session = ""
            self._wall.play({})
        else:
            self._wall.play({camera: f"{session}/{camera}" for camera in self.cameras})
        self.changed.emit()

    def _take(self, state: PlaybackState) -> None:
        if state.session != self.session:
            return
        self.at, self.speed = state.at or self.at, state.speed
        faults = dict(state.faults)
        if faults != dict(self._wall.faults):
            self._wall.play(self._wall.played, faults)
        near_now = self._hub.now() - self.at < LIVE_WITHIN_MS
        if (self._back_at and self.at >= self._back_at) or (near_now and self.speed > 0) or state.ended:
            self.go_live()
        else:
            self.changed.emit()

    def _lost(self) -> None:
        """Another supervisor knows nothing of it."""
        if not self.live:
            self.session = ""
            self._wall.play({})
            self.changed.emit()

    def _close_session(self) -> None:
        if self.session and self._hub.video.folder:
            self.requests.ask(ClosePlayback(self.session))
        self.session, self._back_at = "", 0
