"""The panel that turns the chosen camera: dial, zoom, presets, and who has it until when."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.plain_text import shown
from video.desk.ptz_dial import PtzDial
from video.desk.ptz_presets import PtzPresets
from video.desk.steering import Steering
from widgets.look import Look
from widgets.plain_label import plain_label

TICK_MS = 500
ZOOM_SPEED = 0.6
TWO_COLUMNS_FROM = 296


class PtzPanel(QWidget):
    """GUI thread."""

    def __init__(self, hub: Hub, look: Look, steering: Steering, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._steering = hub, steering
        self.camera = ""
        self._tight = False
        self.title = plain_label(look="caption")
        self.held = plain_label(look="tag")
        self.dial = PtzDial(look)
        self.out, self.into = QPushButton("−"), QPushButton("+")
        self.zoom_name = plain_label(self.tr("Zoom"), look="support")
        self.presets = PtzPresets()
        self.why = plain_label(look="support", wraps=True)
        self._tick = QTimer(self, interval=TICK_MS)
        self._lay_out()
        self._connect()
        self.show_camera("")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.title)
        top.addStretch(1)
        top.addWidget(self.held)
        zoom = QHBoxLayout()
        zoom.setSpacing(4)
        self.out.setAccessibleName(self.tr("Zoom out"))
        self.into.setAccessibleName(self.tr("Zoom in"))
        for button in (self.out, self.into):
            button.setProperty("look", "small")
            button.setFixedWidth(30)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.zoom_name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        zoom.addWidget(self.out)
        zoom.addWidget(self.zoom_name, 1)
        zoom.addWidget(self.into)
        side = QVBoxLayout()
        side.setSpacing(6)
        side.addLayout(zoom)
        side.addWidget(self.presets)
        side.addStretch(1)
        self.hand = QWidget()
        body = QHBoxLayout(self.hand)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addWidget(self.dial, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(side, 1)
        column = self._column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self.why)
        column.addWidget(self.hand)
        self.fit(tight=False)

    def fit(self, *, tight: bool) -> None:
        """A smaller dial where there is little height; whose turn it is takes the place of the title."""
        self._tight = tight
        margin = 5 if tight else 8
        self._column.setContentsMargins(8, margin, 8, margin)
        self._column.setSpacing(4 if tight else 6)
        self.dial.fit(tight=tight)
        self.judge()

    def _connect(self) -> None:
        self.dial.pushed.connect(lambda pan, tilt: self._steering.push(self.camera, pan, tilt, 0.0))
        for button, speed in ((self.out, -ZOOM_SPEED), (self.into, ZOOM_SPEED)):
            button.pressed.connect(partial(self._zoom, speed))
            button.released.connect(partial(self._zoom, 0.0))
        self.presets.wanted.connect(lambda number: self._steering.preset(self.camera, number))
        self._steering.moved.connect(self.dial.show_push)
        self._tick.timeout.connect(self.judge)
        video = self._hub.video
        video.holds_changed.connect(self._note)
        video.cameras_changed.connect(self._offer)
        video.loaded.connect(self._offer)
        self._hub.access.session_changed.connect(self._note)
        self._hub.link_changed.connect(self._note)

    def show_camera(self, camera: str) -> None:
        self.camera = camera
        self.title.setText(self.tr("Turn · {0}").format(camera) if camera else self.tr("Turn"))
        self._offer()

    def judge(self) -> None:
        """What can be pressed now, why not, and who has the camera."""
        reason = self._steering.why_not(self.camera)
        for part in (self.dial, self.out, self.into, self.presets):
            part.setEnabled(not reason)
        words = reason or self._hidden_words()
        self.why.setText(words)
        self.why.setVisible(bool(words))
        hold = self._steering.hold(self.camera)
        self.title.setVisible(not self._tight)
        self.held.setVisible(hold is not None)
        if hold is not None:
            left = max(0, hold.until - self._hub.now()) // 1000
            clock = f"{left // 60}:{left % 60:02d}"
            if self._steering.is_mine(hold):
                self.held.setText(self.tr("Yours, back in {0}").format(clock))
            else:
                self.held.setText(self.tr("{0} has it, {1}").format(hold.operator or hold.console, clock))

    def _hidden_words(self) -> str:
        """What turning does to the picture of a camera with privacy zones."""
        known = self._hub.video.cameras.get(self.camera)
        if known is None or not known.ptz or not known.privacy:
            return ""
        words = self.tr("Its picture is black from the first turn until it is back at “{0}”, for privacy.")
        return words.format(shown(known.home, 40))

    def _offer(self, *_news: object) -> None:
        """The presets of this camera."""
        known = self._hub.video.cameras.get(self.camera)
        turns = known is not None and known.ptz
        self.hand.setVisible(turns)
        self.presets.show_names(known.presets if known is not None and turns else (), self._columns())
        self.judge()

    def _columns(self) -> int:
        """So many presets stand beside each other."""
        return 2 if self.width() >= TWO_COLUMNS_FROM else 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._offer()

    def _zoom(self, speed: float) -> None:
        self._steering.push(self.camera, 0.0, 0.0, speed)

    def _note(self, *_news: object) -> None:
        self.judge()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()
        self.judge()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()
        self._steering.stop()
