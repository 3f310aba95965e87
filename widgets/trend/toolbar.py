"""The bar over the trend: spans, live edge, adding and taking away what was found."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QWidget

from widgets.notice import Notice

SPANS = (300, 3_600, 6 * 3_600, 24 * 3_600, 7 * 86_400, 30 * 86_400, 365 * 86_400)
"""Seconds, from five minutes to a year."""
FIRST_SPAN = SPANS[2]


class TrendBar(QWidget):
    span_chosen = Signal(int)
    live_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel")
        self.add = QPushButton(self.tr("Add quantity"))
        self.live = QPushButton(self.tr("Live"))
        self.picture = QPushButton(self.tr("Copy picture"))
        self.copy = QPushButton(self.tr("Copy CSV"))
        self.save = QPushButton(self.tr("Save CSV"))
        self.notice = Notice()
        self.detail = QLabel()
        self.detail.setProperty("look", "small")
        self.spans = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        row.setSpacing(4)
        row.addWidget(self._dressed(self.add))
        row.addSpacing(8)
        for place, title in enumerate(self._titles()):
            row.addWidget(self._span(place, title))
        row.addSpacing(8)
        self.live.setCheckable(True)
        self.live.setChecked(True)
        row.addWidget(self._dressed(self.live))
        row.addStretch(1)
        row.addWidget(self.notice)
        row.addWidget(self.detail)
        row.addSpacing(8)
        for button in (self.picture, self.copy, self.save):
            row.addWidget(self._dressed(button))
        self.live.clicked.connect(self.live_chosen)

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("5 min"),
            self.tr("1 h"),
            self.tr("6 h"),
            self.tr("24 h"),
            self.tr("7 days"),
            self.tr("30 days"),
            self.tr("1 year"),
        )

    def _span(self, place: int, title: str) -> QPushButton:
        button = self._dressed(QPushButton(title))
        button.setCheckable(True)
        button.setChecked(SPANS[place] == FIRST_SPAN)
        button.clicked.connect(lambda: self.span_chosen.emit(SPANS[place]))
        self.spans.addButton(button, SPANS[place])
        return button

    @staticmethod
    def _dressed(button: QPushButton) -> QPushButton:
        button.setProperty("look", "chip")
        return button

    def show_span(self, seconds: float) -> None:
        """Mark the button of this span; none when the span is another."""
        self.spans.setExclusive(False)
        for button in self.spans.buttons():
            button.setChecked(abs(self.spans.id(button) - seconds) < 0.01 * seconds)
        self.spans.setExclusive(True)
