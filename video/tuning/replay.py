"""Recorded footage of the camera that is tuned in place of its live picture, analysed as it is drawn."""

from __future__ import annotations

import secrets
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton

from app.bridge.hub import Hub
from app.domain.acts import Outcome, Verdict
from app.domain.rights import Right
from app.domain.video.cameras import Camera
from app.wire.video import ClosePlayback, OpenPlayback, PlaybackState
from video.tuning.stage_book import figure_of
from widgets import tasks
from widgets.access.permits import Permits
from widgets.access.refusals import refusal_here
from widgets.formats import local
from widgets.plain_label import plain_tip


class Replay(QObject):
    """Live while `stream` is empty. GUI thread; a process of its own plays."""

    changed = Signal()
    """Another stream, or live."""
    said = Signal(str)

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub, self._permits = hub, Permits(hub)
        self._camera: Camera | None = None
        self._session, self._until, self._shown = "", 0, False
        self.stream = ""
        """Of the frame slot."""
        self.press = QPushButton()
        hub.video.playback_changed.connect(self._take)
        hub.video.loaded.connect(lambda: self._stop(ask=False))  # another supervisor knows nothing of it
        hub.access.session_changed.connect(self.judge)
        hub.link_changed.connect(self.judge)
        self.judge()

    def show_camera(self, camera: Camera | None) -> None:
        """As it is drawn now; what plays goes on with what was drawn when it began."""
        if camera is None or self._camera is None or camera.id != self._camera.id:
            self.go_live()
        self._camera = camera
        self.judge()

    def toggle(self, since: int, until: int) -> None:
        """Play this span (epoch ms), or go back live."""
        if self._session:
            self.go_live()
            self.said.emit("")
        elif self._camera is not None and self.press.isEnabled():
            self._open(self._camera, since, until)

    def go_live(self) -> None:
        self._stop(ask=True)

    def judge(self, *_: object) -> None:
        """What the button does, and whether it can."""
        self.press.setText(self.tr("Back to live") if self._session else self.tr("Play with the analysis"))
        why_not = self._why_not() if not self._session else ""
        self.press.setEnabled(bool(self._session) or (self._camera is not None and not why_not))
        self.press.setToolTip(plain_tip(why_not))

    def _why_not(self) -> str:
        if self._hub.link.phase != "up":
            return self.tr("The engine is away.")
        return self._permits.why_not(Right.VIDEO_PLAYBACK, self._camera.id if self._camera else "")

    def _open(self, camera: Camera, since: int, until: int) -> None:
        session = self._session = f"tune-{secrets.token_hex(4)}"
        self._until, self._shown = until, False
        drawn = tuple(stage for stage in camera.stages if figure_of(stage).complete)
        act = OpenPlayback(session, (camera.id,), since, tuned=replace(camera, stages=drawn))
        self.said.emit(self.tr("Looking for footage"))
        tasks.run(
            self,
            self._hub.video.act(act),
            lambda verdict: self._opened(session, camera.id, verdict),
            lambda _problem: self._end(session, self.tr("No answer from the engine.")),
        )
        self.judge()

    def _opened(self, session: str, camera: str, verdict: Verdict) -> None:
        if verdict.outcome is not Outcome.APPLIED:
            self._end(session, refusal_here(verdict, self._hub.access) or self.tr("Not done."), ask=False)
        elif session == self._session:
            self.stream = f"{session}/{camera}"
            self.changed.emit()

    def _take(self, state: PlaybackState) -> None:
        if not self._session or state.session != self._session:
            return
        self._shown = self._shown or (not state.faults and state.at < self._until)
        if state.ended or state.at >= self._until or not state.speed:
            over = self.tr("The footage is over; the picture is live again.")
            self._end(
                state.session, over if self._shown else self.tr("Nothing is recorded of this camera then.")
            )
        elif not state.faults:
            then = local(state.at).strftime("%d/%m/%Y %H:%M:%S")
            self.said.emit(
                self.tr("Footage of {0}, analysed by what was drawn when it began.").format(then)
                + " "
                + self.tr("The first seconds of it are for learning the street.")
            )

    def _end(self, session: str, said: str, *, ask: bool = True) -> None:
        if session == self._session:
            self._stop(ask=ask)
            self.said.emit(said)

    def _stop(self, *, ask: bool) -> None:
        """`ask` to close it where somebody may still play it."""
        session, self._session = self._session, ""
        if not session:
            return
        if ask and self._hub.link.phase == "up" and self._hub.video.folder:
            tasks.run(self, self._hub.video.act(ClosePlayback(session)), None, lambda _problem: None)
        self.stream = ""
        self.changed.emit()
        self.judge()
