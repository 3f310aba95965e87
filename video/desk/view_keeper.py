"""Brings each operator's walls back, and keeps them when they change."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from app.bridge.hub import Hub
from video.desk import views
from video.desk.views import KeptViews, Round, WallView
from video.wall.wall import CameraWall

SAVE_MS = 2000


class ViewKeeper(QObject):
    """Keeps nothing while nobody is signed in, nor while something else than their own wall is shown. GUI
    thread; files are written on another."""

    changed = Signal()
    """Other views, or those of another operator."""

    def __init__(
        self, hub: Hub, wall: CameraWall, folder: Path, holds: Callable[[], bool], parent: QObject
    ) -> None:
        """`holds` says that the wall shows what nobody arranged, as a tour does."""
        super().__init__(parent)
        self._hub, self._wall, self._folder, self._holds = hub, wall, folder, holds
        self._operator = ""
        self.kept = KeptViews()
        self._writer = QThreadPool(self)
        self._writer.setMaxThreadCount(1)
        self._saving = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._saving.timeout.connect(self._save)
        wall.arranged.connect(self.note)
        hub.access.session_changed.connect(self._take_session)
        hub.video.loaded.connect(self._fill)
        self._take_session()

    def keep(self, name: str) -> None:
        """What the wall shows now, under a name."""
        if name.strip():
            self.kept.keep(name, WallView.of(self._wall.arrangement))
            self._saving.start()
            self.changed.emit()

    def forget(self, name: str) -> None:
        self.kept.named.pop(name, None)
        self._saving.start()
        self.changed.emit()

    def keep_round(self, name: str, kept: Round) -> None:
        self.kept.keep_round(name, kept)
        self._saving.start()
        self.changed.emit()

    def forget_round(self, name: str) -> None:
        self.kept.rounds.pop(name, None)
        self._saving.start()
        self.changed.emit()

    def show(self, name: str) -> None:
        if (view := self.kept.named.get(name)) is not None:
            self._put(view)

    def note(self) -> None:
        """The wall is another one."""
        arrangement = self._wall.arrangement
        if self._operator and not self._holds() and arrangement.before is None and arrangement.cameras:
            self.kept.last = WallView.of(arrangement)
            self.kept.analytics = self._wall.analytics
            self._saving.start()

    def finish(self) -> None:
        """Save for the last time, within two seconds."""
        if self._saving.isActive():
            self._save()
        self._writer.waitForDone(2000)

    def _take_session(self, *_news: object) -> None:
        operator = self._hub.access.operator
        if operator == self._operator:
            return
        if self._saving.isActive():
            self._save()
        self._writer.waitForDone(2000)  # somebody may come back to what is being written
        if self._wall.arrangement.before is not None:  # what was brought up was for the one who leaves
            self._wall.arrangement.go_back()
            self._wall.rearranged()
        self._operator = operator
        self.kept = views.load(views.file_for(self._folder, operator)) if operator else KeptViews()
        self._wall.analytics = self.kept.analytics
        if self.kept.last is not None:
            self._put(self.kept.last)
        self._fill()
        self.changed.emit()

    def _fill(self) -> None:
        """Somebody without a wall of their own begins with the cameras that there are."""
        if self._operator and self.kept.last is None and not self._wall.arrangement.cameras:
            cameras = [one.id for one in self._hub.video.cameras.values() if one.enabled]
            self._put(WallView(cameras=tuple(cameras[: self._wall.arrangement.tiles])))

    def _put(self, view: WallView) -> None:
        view.put(self._wall.arrangement)
        self._wall.rearranged()

    def _save(self) -> None:
        self._saving.stop()
        if self._operator:
            path, kept = views.file_for(self._folder, self._operator), deepcopy(self.kept)
            self._writer.start(lambda: views.save(path, kept))
