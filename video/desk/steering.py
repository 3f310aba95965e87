"""Steers one camera for as long as something is pressed: says it again, since a push ends by itself."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge.hub import Hub
from app.domain.rights import Right
from app.wire.video import CentreCamera, GoToPreset, MoveCamera, PtzHold
from video.desk.requests import VideoRequests
from widgets.access.permits import Permits

REPEAT_MS = 250
"""The engine lets a push end after 500 ms."""


class Steering(QObject):
    """One for dial, keys and joystick, so that the newest push counts. GUI thread."""

    said = Signal(str)
    moved = Signal(float, float)
    """Pan and tilt as they are asked for now."""

    def __init__(self, hub: Hub, console: str, parent: QObject) -> None:
        """`console` is this one, as the engine knows it."""
        super().__init__(parent)
        self._hub, self._console = hub, console
        self._permits = Permits(hub)
        self.requests = VideoRequests(hub, self)
        self.requests.said.connect(self.said)
        self._push = MoveCamera("", 0.0, 0.0, 0.0)
        self._again = QTimer(self, interval=REPEAT_MS)
        self._again.timeout.connect(self._repeat)

    def push(self, camera: str, pan: float, tilt: float, zoom: float) -> None:
        """Until another one; all 0 stops."""
        wanted = MoveCamera(camera, pan, tilt, zoom)
        if wanted == self._push:
            return
        if reason := self.why_not(camera):
            if pan or tilt or zoom:
                self.said.emit(reason)
            return
        moving = self._moves()
        if moving and camera != self._push.camera:
            self.requests.ask(MoveCamera(self._push.camera, 0.0, 0.0, 0.0))
        self._push = wanted
        if self._moves() or moving:
            self.requests.ask(wanted)
            self.moved.emit(pan, tilt)
        self._again.start() if self._moves() else self._again.stop()

    def stop(self) -> None:
        if self._moves():
            self.push(self._push.camera, 0.0, 0.0, 0.0)

    def centre(self, camera: str, across: float, down: float) -> None:
        if reason := self.why_not(camera):
            self.said.emit(reason)
        else:
            self.requests.ask(CentreCamera(camera, across, down))

    def preset(self, camera: str, number: int) -> None:
        """The first has number 1; nothing where there is no such one."""
        known = self._hub.video.cameras.get(camera)
        if known is None or not known.ptz or number > len(known.presets):
            return
        if reason := self.why_not(camera):
            self.said.emit(reason)
        else:
            self.requests.ask(GoToPreset(camera, known.presets[number - 1]))

    def hold(self, camera: str) -> PtzHold | None:
        """Who has it now."""
        found = self._hub.video.holds.get(camera)
        return found if found is not None and found.until > self._hub.now() else None

    def is_mine(self, hold: PtzHold) -> bool:
        return hold.console == self._console

    def why_not(self, camera: str) -> str:
        """Why it cannot be steered here; empty when it can. Somebody else's hold is for the engine to judge:
        a higher right may take it over."""
        known = self._hub.video.cameras.get(camera)
        if known is None:
            return self.tr("Choose a camera.")
        if not known.ptz:
            return self.tr("{0} cannot be turned.").format(camera)
        if self._hub.link.phase != "up":
            return self.tr("No engine: nothing can be turned.")
        if self._hub.video.lost_since:
            return self.tr("Video stopped.")
        return self._permits.why_not(Right.VIDEO_STEER, camera, briefly=True)

    def _moves(self) -> bool:
        return bool(self._push.pan or self._push.tilt or self._push.zoom)

    def _repeat(self) -> None:
        if self.why_not(self._push.camera):
            self._again.stop()
            return
        self.requests.ask(self._push)
