"""The bar over the trend: spans, live edge, adding and taking away what was found."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from widgets.notice import Notice
from widgets.plain_label import PlainLabel

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
        self.notice = Notice(collapses=True)
        self.barred = PlainLabel()
        self.detail = QLabel()
        self.detail.setProperty("look", "small")
        self.spans = QButtonGroup(self)
        self.live.setCheckable(True)
        self.live.setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 3, 8, 3)
        column.setSpacing(2)
        column.addLayout(self._controls())
        column.addLayout(self._sentences())
        self.live.clicked.connect(self.live_chosen)

    def _controls(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._dressed(self.add))
        row.addSpacing(8)
        for place, title in enumerate(self._titles()):
            row.addWidget(self._span(place, title))
        row.addSpacing(8)
        row.addWidget(self._dressed(self.live))
        row.addStretch(1)
        row.addWidget(self.detail)
        row.addSpacing(8)
        for button in (self.picture, self.copy, self.save):
            row.addWidget(self._dressed(button))
        return row

    def _sentences(self) -> QHBoxLayout:
        """On a line of their own: a long one may not widen the window."""
        self.notice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.barred.setProperty("look", "small")
        self.barred.hide()
        row = QHBoxLayout()
        row.addWidget(self.notice, 1)
        row.addStretch()
        row.addWidget(self.barred)
        return row

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

    def show_takeout(self, ready: bool, refused: str, barred: str) -> None:
        """Whether anything can be taken out. `refused` says why the operator may not now, `barred` in few
        words that the right is missing; both are empty otherwise."""
        for button in (self.picture, self.copy, self.save):
            button.setEnabled(ready and not refused)
            button.setToolTip(refused)
        self.barred.setText(barred)
        self.barred.setVisible(bool(barred))
