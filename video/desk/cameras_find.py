"""Cameras that answer in the network, to choose one from."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.bridge.hub import Hub
from app.bridge.views import EngineAway
from app.domain.acts import Outcome
from app.wire.video import FoundCamera, FoundCameras
from video.wall.reason_words import reason_words
from widgets import tasks
from widgets.admin.verdict_words import away_words, verdict_words
from widgets.clipping import one_line
from widgets.plain_label import plain_label

ROW = 30


class FindDialog(QDialog):
    """Open it with `open()`: it begins to look at once. GUI thread."""

    chosen = Signal(object)
    """The `FoundCamera`."""

    def __init__(self, hub: Hub, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub = hub
        self._found: tuple[FoundCamera, ...] = ()
        self.setWindowTitle(self.tr("Find cameras"))
        self.setMinimumSize(560, 380)
        self.said, self.progress, self.list = (
            plain_label(look="support", wraps=True),
            QProgressBar(),
            QListWidget(),
        )
        self.again, self.leave = QPushButton(self.tr("Look again")), QPushButton(self.tr("Leave"))
        self.use = QPushButton(self.tr("Add this camera"))
        self._lay_out()
        self.list.currentRowChanged.connect(lambda row: self.use.setEnabled(row >= 0))
        self.list.itemActivated.connect(lambda _: self._choose())
        self.again.clicked.connect(self.look)
        self.leave.clicked.connect(self.reject)
        self.use.clicked.connect(self._choose)
        self.finished.connect(self.deleteLater)
        self.look()

    def _lay_out(self) -> None:
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.list.setAccessibleName(self.tr("Cameras found"))
        self.use.setProperty("look", "primary")
        self.use.setEnabled(False)
        foot = QHBoxLayout()
        foot.addWidget(self.again)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for part in (self.said, self.progress):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def look(self) -> None:
        """Ask the network; takes some seconds."""
        self.list.clear()
        self.again.setEnabled(False)
        self.progress.show()
        self.said.setText(self.tr("Looking for ONVIF cameras in the network of the video supervisor"))
        tasks.run(self, self._hub.video.find(), self._take, self._lost)

    def _take(self, found: FoundCameras) -> None:
        self._end()
        if found.verdict.outcome is not Outcome.APPLIED:
            self.said.setText(verdict_words(found.verdict))
            return
        self._found = found.cameras
        for camera in found.cameras:
            item = QListWidgetItem(self._line(camera))
            item.setSizeHint(QSize(0, ROW))
            self.list.addItem(item)
        count = len(found.cameras)
        self.said.setText(
            self.tr("{0} cameras answer. Their password is asked for next.").format(count)
            if count
            else self.tr("No camera answers. Those of another network can be added by hand.")
        )
        if count:
            self.list.setCurrentRow(0)
            self.list.setFocus()

    def _line(self, camera: FoundCamera) -> str:
        parts = [camera.host, one_line(camera.name, 60), one_line(camera.hardware, 60)]
        if camera.streams:
            parts.append(self.tr("{0} streams").format(len(camera.streams)))
        elif camera.problem:
            # Nobody has given a password yet.
            locked = camera.problem == "not_authorised"
            parts.append(reason_words("no_password" if locked else camera.problem))
        return " · ".join(part for part in parts if part)

    def _lost(self, problem: Exception) -> None:
        self._end()
        self.said.setText(away_words() if isinstance(problem, EngineAway) else one_line(str(problem)))

    def _end(self) -> None:
        self.progress.hide()
        self.again.setEnabled(True)

    def _choose(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._found):
            self.chosen.emit(self._found[row])
            self.accept()
