"""The picture of the camera that is tuned, live or of before, followed while it is seen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from app.bridge.hub import Hub
from app.wire.video import Watched
from video.tuning.canvas import Canvas
from video.wall.sources import Sources

POLL_MS = 100
WIDTH = 960
"""Pixels that the picture is asked for at."""


class LivePicture(QObject):
    """GUI thread. Asks for the picture only while `follow` was told a camera."""

    def __init__(self, hub: Hub, canvas: Canvas, parent: QObject) -> None:
        super().__init__(parent)
        self._hub, self._canvas = hub, canvas
        self._sources = Sources(hub.video.pictures)
        self._camera = self._played = ""
        self._tuning = False
        self._polling = QTimer(self, interval=POLL_MS)
        self._polling.timeout.connect(self.poll)
        hub.video.watching_changed.connect(self._open)
        hub.video.loaded.connect(self._open)

    def follow(self, camera: str, *, tuning: bool) -> None:
        """This camera from now on, with its foreground where `tuning`; empty for none."""
        if camera != self._camera:
            self._sources.drop_all()
            self._canvas.show_picture(None)
        self._camera, self._tuning = camera, tuning
        self._hub.video.watch([Watched(camera, WIDTH, tuning)] if camera else [], of="tuning")
        if camera:
            self._polling.start()
        else:
            self._polling.stop()
        self._open()

    def play(self, stream: str) -> None:
        """Footage out of this slot in place of the live picture; empty for live."""
        if stream != self._played:
            self._played = stream
            self._canvas.show_picture(None)
            self._open()

    def poll(self) -> None:
        for camera in self._sources.poll():
            shot = self._sources.shots[camera]
            # Footage has its foreground in any case.
            overlay = shot.overlay if self._tuning else replace(shot.overlay, mask=b"")
            self._canvas.show_picture(shot.image, overlay)

    def _open(self) -> None:
        stream = self._played or self._hub.video.streams.get(self._camera, "")
        if not stream:  # an old picture would be taken for a live one
            self._canvas.show_picture(None)
        self._sources.follow({self._camera: stream} if self._camera and stream else {})
