"""Asks how the cameras of the wall are gone through as a round: its name, how many at a time, how long."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from video.desk.views import LONGEST_NAME, LONGEST_STAY_S, SHORTEST_STAY_S, STAY_S, Round, WallView
from video.wall.layouts import LAYOUTS
from widgets.plain_label import plain_label


class RoundDialog(QDialog):
    """Open it with `open()`. GUI thread."""

    kept = Signal(str, object)
    """The name, and the `Round`."""

    def __init__(self, wall: WallView, parent: QWidget) -> None:
        super().__init__(parent)
        self._cameras = tuple(filter(None, wall.cameras))
        self.setWindowTitle(self.tr("Keep these cameras as a round"))
        self.name = QLineEdit(maxLength=LONGEST_NAME)
        self.layouts = QComboBox()
        for layout in LAYOUTS:
            self.layouts.addItem(layout.id, len(layout.places))
        self.layouts.setCurrentText(wall.layout)
        self.stay = QSpinBox(minimum=SHORTEST_STAY_S, maximum=LONGEST_STAY_S, value=STAY_S, suffix=" s")
        self.keep, self.leave = QPushButton(self.tr("Keep round")), QPushButton(self.tr("Leave"))
        self.pages = plain_label(look="small")
        self._lay_out()
        self.name.textChanged.connect(self._judge)
        self.layouts.currentIndexChanged.connect(self._judge)
        self.keep.clicked.connect(self._keep)
        self.leave.clicked.connect(self.reject)
        self._judge()

    def _lay_out(self) -> None:
        self.keep.setProperty("look", "primary")
        self.keep.setDefault(True)
        form = QFormLayout(self)
        form.addRow(self.tr("Name of the round"), self.name)
        form.addRow(self.tr("Layout"), self.layouts)
        form.addRow(self.tr("Time on each page"), self.stay)
        form.addRow(self.pages)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.keep)
        form.addRow(foot)

    def _judge(self, *_news: object) -> None:
        pages = -(-len(self._cameras) // self.layouts.currentData())
        self.pages.setText(self.tr("Cameras: {0}, pages: {1}").format(len(self._cameras), pages))
        self.keep.setEnabled(bool(self._cameras) and bool(self.name.text().strip()))

    def _keep(self) -> None:
        wall = WallView(self.layouts.currentText(), self._cameras)
        self.kept.emit(self.name.text().strip(), Round(wall, self.stay.value()))
        self.accept()
