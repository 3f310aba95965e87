"""How long the lamps of the group were lit in the last days, as a histogram."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from widgets import formats
from widgets.bars import BarChart, Bars
from widgets.control.lighting.ledger import DAYS
from widgets.look import Look
from widgets.plain_label import PlainLabel

BINS = 8


class HoursPanel(QWidget):
    """GUI thread."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.mean = PlainLabel(), PlainLabel()
        self.title.setText(self.tr("Hours lit, {0} days").format(DAYS))
        self.title.setProperty("look", "caption")
        self.mean.setProperty("look", "support")
        self.mean.setStyleSheet("font-weight: 600;")
        self.chart = BarChart(look)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.mean)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.chart)
        column.addStretch(1)

    def show_hours(self, hours: NDArray[np.float64], note: str) -> None:
        """`hours` by lamp, NaN where not known; `note` says why there are none."""
        known = hours[~np.isnan(hours)]
        if not len(known):
            self.mean.clear()
            self.chart.show_bars(Bars(note=note))
            return
        top = max(1.0, float(np.ceil(known.max() / BINS) * BINS))
        counts, _ = np.histogram(known, BINS, (0.0, top))
        self.mean.setText(self.tr("{0} mean").format(formats.measure(float(known.mean()), "h", 0)))
        labels = ("0", formats.number(top / 2), formats.measure(top, "h", 0))
        self.chart.show_bars(Bars(tuple(float(one) for one in counts), labels=labels))
        words = self.tr("{0} luminaires metered").format(formats.number(len(known)))
        self.chart.setToolTip(words)
        self.chart.setAccessibleName(f"{self.title.text()}, {self.mean.text()}, {words}")
