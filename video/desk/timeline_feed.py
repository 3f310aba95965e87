"""Reads what is recorded of the cameras on the timeline, again and again while it is seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from app.bridge.hub import Hub
from app.domain.video.recordings import Segment
from video.desk.spans import Row, gaps_between, joined
from video.desk.timeline import Timeline
from widgets import tasks

SOON_MS, AGAIN_MS = 200, 10_000


class FootageIndex(Protocol):
    """`app.bridge.footage`; raises StoreUnavailable."""

    async def segments(self, cameras: Sequence[str], since_ms: int, until_ms: int) -> list[Segment]: ...


class TimelineFeed(QObject):
    """GUI thread. Only what was asked for last counts."""

    def __init__(self, hub: Hub, timeline: Timeline, footage: FootageIndex, parent: QObject) -> None:
        super().__init__(parent)
        self._hub, self._timeline, self._footage = hub, timeline, footage
        self._cameras: tuple[str, ...] = ()
        self._segments: dict[str, list[Segment]] = {}
        self._asked = 0
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._soon.timeout.connect(self._read)
        self._again.timeout.connect(self._read)
        timeline.window_changed.connect(self._soon.start)
        hub.video.events_changed.connect(self._draw)

    def show_cameras(self, cameras: Sequence[str]) -> None:
        if tuple(cameras) != self._cameras:
            self._cameras = tuple(cameras)
            self._draw()
            self._soon.start()

    def begin(self) -> None:
        """Somebody looks."""
        self._again.start()
        self._soon.start()

    def rest(self) -> None:
        self._again.stop()
        self._soon.stop()

    def _read(self) -> None:
        if not self._cameras:
            return
        self._asked += 1
        number, seen = self._asked, self._timeline.seen
        tasks.run(
            self,
            self._footage.segments(self._cameras, seen.since, seen.until),
            lambda found: self._take(number, found),
            lambda _: self._fail(number),
        )

    def _take(self, number: int, found: list[Segment]) -> None:
        if number == self._asked:
            self._segments = {camera: [] for camera in self._cameras}
            for segment in found:
                self._segments.setdefault(segment.camera, []).append(segment)
            self._timeline.note = ""
            self._draw()

    def _fail(self, number: int) -> None:
        if number == self._asked:
            self._segments = {}
            self._timeline.note = self.tr("What is recorded cannot be read now.")
            self._draw()

    def _draw(self, *_news: object) -> None:
        rows = []
        for camera in self._cameras:
            spans = joined(self._segments.get(camera, ()))
            seen = tuple(event for event in self._hub.video.events.values() if event.camera == camera)
            rows.append(Row(camera, spans, gaps_between(spans), seen))
        self._timeline.show_rows(rows)
