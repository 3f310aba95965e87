"""A small bar chart in grey: bars from a common foot, an optional line per bar, and three labels below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.look import Look
from widgets.style import SMALL, ui_font

HEIGHT = 96
_FOOT, _TOP, _EDGE = 16, 6, 2


@dataclass(frozen=True, slots=True)
class Bars:
    """`values` from 0 up, `lines` of the same length or none; `last` draws the last bar brighter; `labels`
    stand below, spread evenly from the left edge to the right."""

    values: tuple[float, ...] = ()
    lines: tuple[float, ...] = ()
    last: bool = False
    labels: tuple[str, ...] = ()
    note: str = ""


class BarChart(QWidget):
    """GUI thread."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.bars = Bars()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(160, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(110, HEIGHT)

    def show_bars(self, bars: Bars) -> None:
        if bars != self.bars:
            self.bars = bars
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(ui_font(SMALL))
        theme, bars = self._look.theme, self.bars
        plot = QRectF(_EDGE, _TOP, self.width() - 2 * _EDGE, self.height() - _TOP - _FOOT)
        if not bars.values:
            painter.setPen(theme.text3)
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(plot, flags, bars.note)
            painter.end()
            return
        self._paint_bars(painter, plot)
        painter.setPen(theme.line2)
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        self._paint_labels(painter, plot, bars.labels)
        painter.end()

    def _paint_bars(self, painter: QPainter, plot: QRectF) -> None:
        theme, bars = self._look.theme, self.bars
        top = max(*bars.values, *bars.lines, 1e-9)
        step = plot.width() / len(bars.values)
        gap = min(3.0, step * 0.2)
        for place, value in enumerate(bars.values):
            height = plot.height() * value / top
            bar = QRectF(plot.left() + place * step + gap / 2, plot.bottom() - height, step - gap, height)
            bright = bars.last and place == len(bars.values) - 1
            painter.fillRect(bar, theme.text if bright else theme.text3)
        painter.setPen(QPen(theme.text, 1.2, Qt.PenStyle.DashLine))
        points = [plot.bottom() - plot.height() * value / top for value in bars.lines]
        for place, y in enumerate(points):
            left = plot.left() + place * step
            painter.drawLine(QPointF(left, y), QPointF(left + step, y))

    def _paint_labels(self, painter: QPainter, plot: QRectF, labels: Sequence[str]) -> None:
        painter.setPen(self._look.theme.text3)
        where = QRectF(plot.left(), plot.bottom() + 2, plot.width(), _FOOT - 2)
        sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight)
        chosen = sides if len(labels) == 3 else (sides[0], sides[2])
        for side, label in zip(chosen, labels, strict=False):
            painter.drawText(where, int(side | Qt.AlignmentFlag.AlignVCenter), label)
