"""Faults by cause, hours lit and energy of the chosen group: three small panels side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from app.bridge.hub import Hub
from widgets.control.lighting.energy_panel import EnergyPanel
from widgets.control.lighting.faults_panel import FaultsPanel
from widgets.control.lighting.hours_panel import HoursPanel
from widgets.look import Look

NARROW = 620


class Panels(QWidget):
    """Below a width the faults stand over the other two. GUI thread."""

    def __init__(self, hub: Hub, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.faults = FaultsPanel(hub, look)
        self.hours = HoursPanel(look)
        self.energy = EnergyPanel(hub, look)
        self._lines = [_upright() for _ in range(2)]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._narrow: bool | None = None
        self._place(narrow=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(narrow=self.width() < NARROW)

    def _place(self, *, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        parts: Sequence[tuple[QWidget, int, int, int]] = (
            ((self.faults, 0, 0, 3), (self.hours, 1, 0, 1), (self._lines[1], 1, 1, 1), (self.energy, 1, 2, 1))
            if narrow
            else (
                (self.faults, 0, 0, 1), (self._lines[0], 0, 1, 1), (self.hours, 0, 2, 1),
                (self._lines[1], 0, 3, 1), (self.energy, 0, 4, 1),
            )
        )  # fmt: skip
        self._lines[0].setVisible(not narrow)
        for part, row, column, span in parts:
            self._grid.addWidget(part, row, column, 1, span)
        for column, stretch in enumerate((1, 0, 1, 0, 0) if narrow else (11, 0, 7, 0, 10)):
            self._grid.setColumnStretch(column, stretch)


def _upright() -> QFrame:
    line = QFrame()
    line.setFixedWidth(1)
    line.setStyleSheet("background: palette(mid);")
    return line
