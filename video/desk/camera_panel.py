"""The column of the chosen camera: its name, turning it, evidence, and how the cameras do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from video.desk.ptz_panel import PtzPanel
from video.desk.side_parts import Chosen, Desk, MakeSidePart, SidePart
from video.desk.steering import Steering
from widgets.control.elided import Elided
from widgets.look import Look
from widgets.plain_label import plain_label

TIGHT_BELOW = 740
"""Of so little height every part makes do with less, so that all of it is seen at once."""


class CameraPanel(QWidget):
    """GUI thread."""

    def __init__(
        self,
        hub: Hub,
        look: Look,
        steering: Steering,
        parts: Sequence[MakeSidePart],
        desk: Desk,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._hub = hub
        self.setProperty("look", "panel")
        self.name = plain_label(look="card")
        self.place = Elided()
        self.place.setProperty("look", "small")
        self.ptz = PtzPanel(hub, look, steering)
        body = QWidget()
        body.setProperty("look", "panel")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_section(self._heading()))
        column.addWidget(_section(self.ptz))
        self.parts: tuple[SidePart, ...] = tuple(make(desk) for make in parts)
        for part in self.parts:
            column.addWidget(_section(part.widget))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.tight = False
        self.show_chosen(Chosen())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tight = self.height() < TIGHT_BELOW
        if tight != self.tight:
            self.tight = tight
            self.ptz.fit(tight=tight)
            for part in self.parts:
                part.fit(tight=tight)

    def _heading(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self.name)
        row.addWidget(self.place, 1)
        return head

    def show_chosen(self, chosen: Chosen) -> None:
        device = self._hub.devices.get(chosen.camera) if chosen.camera else None
        self.name.setText(chosen.camera or self.tr("No camera chosen"))
        self.place.setText("" if device is None else device.name)
        if chosen.camera != self.ptz.camera:
            self.ptz.show_camera(chosen.camera)
        for part in self.parts:
            part.show_chosen(chosen)


def _section(body: QWidget) -> QFrame:
    frame = QFrame()
    frame.setProperty("look", "section")
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(body)
    return frame
