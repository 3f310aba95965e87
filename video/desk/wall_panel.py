"""The wall with its bar above and its timeline below, and what stands there instead when it shows nothing."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.rights import Right
from video.desk.disk_words import disk_words
from video.desk.empty_wall import EmptyWall
from video.desk.event_words import priority_of
from video.desk.full_screen import FullScreen
from video.desk.playing import Playing
from video.desk.timeline import Timeline
from video.desk.timeline_feed import FootageIndex, TimelineFeed
from video.desk.transport import Transport
from video.desk.waiting_bar import WaitingBar
from video.desk.wall_bar import WallBar
from video.wall.wall import CameraWall
from widgets.access.no_permission import NoPermission
from widgets.access.permits import Permits
from widgets.formats import age, clock
from widgets.look import Look
from widgets.plain_label import plain_label

TICK_MS = 1000
MOST_ROWS = 3


class WallPanel(QWidget):
    """GUI thread."""

    def __init__(self, hub: Hub, look: Look, footage: FootageIndex, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._permits = Permits(hub)
        self.setProperty("look", "panel")
        self.wall = CameraWall(hub, look)
        self.playing = Playing(hub, self.wall, self)
        self.bar = WallBar(look)
        self.waiting = WaitingBar(look)
        self.timeline = Timeline(look, hub.now(), lambda event: priority_of(event, hub.alarms))
        self.transport = Transport(look, self.playing)
        self.feed = TimelineFeed(hub, self.timeline, footage, self)
        self.banner = plain_label(look="stale", wraps=True)
        self.barred = NoPermission(look)
        self.empty = EmptyWall()
        self.stack = QStackedWidget()
        self._lay_out()
        self.full = FullScreen(self.wall, self._home, 0, self)
        self._tick = QTimer(self, interval=TICK_MS)
        self._connect()
        self._judge()

    def _lay_out(self) -> None:
        self.wall.setAccessibleName(self.tr("Camera wall"))
        holder = QWidget()
        self._home = QVBoxLayout(holder)
        self._home.setContentsMargins(0, 0, 0, 0)
        self._home.addWidget(self.wall, 1)
        for page in (holder, self.empty, self.barred):
            self.stack.addWidget(page)
        self.foot = QFrame()
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(0, 0, 6, 0)
        row.setSpacing(2)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addStretch(1)
        left.addWidget(self.transport)
        self.transport.words.setContentsMargins(8, 0, 0, 0)
        left.addWidget(self.transport.words)
        left.addStretch(1)
        row.addLayout(left)
        row.addWidget(self.timeline, 1)
        row.addWidget(self.transport.live, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.waiting)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        column.addWidget(self.foot)
        self.setFocusProxy(self.wall)
        # A proxy hides what stands before it.
        for before, after in pairwise((self.wall, self.waiting.button, *self.bar.parts())):
            self.setTabOrder(before, after)
        for before, after in pairwise((self.transport.speed, self.timeline, self.transport.live)):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        video, access = self._hub.video, self._hub.access
        self.bar.layout_chosen.connect(self.wall.lay_out)
        self.bar.analytics_chosen.connect(self._show_analytics)
        self.bar.full_asked.connect(self.full.toggle)
        self.wall.arranged.connect(self._show_arranged)
        self.playing.changed.connect(self._show_playing)
        self.timeline.seeked.connect(lambda at: self.playing.seek(at, self.chosen()))
        self.transport.back_asked.connect(lambda: self.look_back(10_000))
        for changed in (video.loaded, video.cameras_changed, video.watching_changed):
            changed.connect(self._judge)
        access.session_changed.connect(self._judge)
        self._hub.link_changed.connect(self._judge)
        self._tick.timeout.connect(self._each_second)

    # What others call

    def chosen(self) -> tuple[str, ...]:
        """Whose time is laid out below: what is played, or the marked camera and those with alarms."""
        if not self.playing.live:
            return self.playing.cameras
        marked = self.wall.arrangement.camera
        alarmed = [
            self.wall.arrangement.at(tile)
            for tile, _ in self.wall.arrangement.shown()
            if self.wall.view(tile).tile.mark is not None
        ]
        others = [camera for camera in (marked, *alarmed, *self.wall.cameras()) if camera]
        return tuple(dict.fromkeys(others))[:MOST_ROWS]

    def look_back(self, by_ms: int) -> None:
        """The last seconds of the chosen cameras."""
        self.playing.seek(self._hub.now() - by_ms, self.chosen())

    # Inside

    def _judge(self, *_news: object) -> None:
        """What stands here: the wall, or why there is none."""
        video = self._hub.video
        reason = "" if self._permits.holds(Right.VIDEO_LIVE) else self._permits.why_not(Right.VIDEO_LIVE)
        self.barred.say(reason)
        self.empty.say(known=video.known)
        there = video.known and bool(video.cameras)
        self.stack.setCurrentIndex(2 if reason else 0 if there else 1)
        for part in (self.bar, self.foot):
            part.setEnabled(there and not reason)
        self._show_banner()
        self._show_arranged()

    def _show_banner(self) -> None:
        now, words = self._hub.now(), ""
        if since := self._hub.video.lost_since:
            words = self.tr(
                "No video supervisor since {0}, {1}. Nothing is recorded meanwhile; it is started again."
            ).format(clock(since), age((now - since) / 1000))
        elif self._hub.link.phase != "up" and self._hub.video.known:
            words = self.tr(
                "No engine since {0}. Pictures go on; events, alarms and steering wait for it."
            ).format(clock(self._hub.link.since_ms))
        elif self._hub.video.load is not None and self._hub.video.load.disk_fault:
            words = disk_words(self._hub.video.load.disk_fault)
        self.banner.setText(words)
        self.banner.setVisible(bool(words))

    def _show_arranged(self) -> None:
        self.bar.show_layout(self.wall.arrangement.layout)
        self.bar.analytics.setChecked(self.wall.analytics)
        self.bar.show_wall(self.wall, self._hub)
        self.feed.show_cameras(self.chosen())

    def _show_analytics(self, on: bool) -> None:
        self.wall.analytics = on
        self.wall.update()
        self.wall.arranged.emit()

    def _show_playing(self) -> None:
        now, playing = self._hub.now(), self.playing
        self.timeline.show_time(now, 0 if playing.live else playing.at)
        if not playing.live:
            self.timeline.bring(playing.at)
        self.transport.show_time(now)
        self.feed.show_cameras(self.chosen())

    def _each_second(self) -> None:
        self._show_playing()
        self._show_banner()
        self.bar.show_wall(self.wall, self._hub)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.wall.setFocus()
        self._tick.start()
        self.feed.begin()
        self._each_second()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()
        self.feed.rest()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F11 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.full.toggle()
        else:
            super().keyPressEvent(event)
