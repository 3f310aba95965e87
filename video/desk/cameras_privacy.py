"""Draws the zones of a camera's picture that are black before anything is stored or shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.video.cameras import Point
from video.tuning.canvas import Canvas
from video.tuning.figure import Figure
from video.tuning.live import LivePicture
from widgets.look import Look
from widgets.plain_label import plain_label

MOST_ZONES = 32
Ring = tuple[Point, ...]


class PrivacyDialog(QDialog):
    """Open it with `open()`. GUI thread."""

    chosen = Signal(object)
    """The zones, a tuple of rings."""

    def __init__(self, hub: Hub, look: Look, camera: str, rings: Sequence[Ring], parent: QWidget) -> None:
        super().__init__(parent)
        self._rings: list[Ring] = list(rings)
        self.setWindowTitle(self.tr("Privacy zones of {0}").format(camera))
        self.canvas = Canvas(look)
        self.canvas.say(self.tr("No picture now. Zones can be drawn all the same."))
        self._live = LivePicture(hub, self.canvas, self)
        self.list = QListWidget()
        self.add, self.drop = QPushButton(self.tr("Add zone")), QPushButton(self.tr("Remove zone"))
        self.keep, self.leave = QPushButton(self.tr("Keep zones")), QPushButton(self.tr("Leave"))
        self._lay_out()
        self.list.currentRowChanged.connect(self._choose)
        self.canvas.figure_changed.connect(self._drawn)
        self.add.clicked.connect(self._add)
        self.drop.clicked.connect(self._drop)
        self.keep.clicked.connect(self._keep)
        self.leave.clicked.connect(self.reject)
        self.finished.connect(self._end)
        self._fill(0)
        self._live.follow(camera, tuning=False)

    def _lay_out(self) -> None:
        self.list.setFixedWidth(170)
        self.list.setAccessibleName(self.tr("Zones"))
        self.keep.setProperty("look", "primary")
        side = QVBoxLayout()
        side.addWidget(self.list, 1)
        side.addWidget(self.add)
        side.addWidget(self.drop)
        middle = QHBoxLayout()
        middle.addWidget(self.canvas, 1)
        middle.addLayout(side)
        foot = QHBoxLayout()
        foot.addWidget(
            plain_label(
                self.tr("Press to set corners. They are black at the source, also in recordings."),
                look="support",
                wraps=True,
            ),
            1,
        )
        foot.addWidget(self.leave)
        foot.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addLayout(middle, 1)
        column.addLayout(foot)

    def _fill(self, row: int) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for number, _ in enumerate(self._rings, 1):
            self.list.addItem(self.tr("Zone {0}").format(number))
        self.list.setCurrentRow(min(row, len(self._rings) - 1))
        self.list.blockSignals(False)
        self._choose(self.list.currentRow())

    def _choose(self, row: int) -> None:
        here = 0 <= row < len(self._rings)
        self.canvas.draw(Figure("zone", self._rings[row]) if here else None)
        others = [
            (self.tr("Zone {0}").format(place + 1), Figure("zone", ring))
            for place, ring in enumerate(self._rings)
            if place != row and ring
        ]
        self.canvas.show_camera(None, others)
        self._judge()

    def _drawn(self, figure: Figure) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._rings):
            self._rings[row] = figure.points
            self._judge()

    def _add(self) -> None:
        self._rings.append(())
        self._fill(len(self._rings) - 1)
        self.canvas.setFocus()

    def _drop(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._rings):
            del self._rings[row]
            self._fill(max(0, row - 1))

    def _judge(self) -> None:
        self.drop.setEnabled(self.list.currentRow() >= 0)
        self.add.setEnabled(len(self._rings) < MOST_ZONES and all(len(ring) >= 3 for ring in self._rings))
        self.keep.setEnabled(all(len(ring) >= 3 for ring in self._rings))

    def _keep(self) -> None:
        self.chosen.emit(tuple(self._rings))
        self.accept()

    def _end(self) -> None:
        self._live.follow("", tuning=False)
        self.deleteLater()
