"""Draws the readings of one device: value with unit and age, and where it stands against its normal band."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.bridge.views import LiveReading, Quality
from app.domain.catalogue import Catalogue, Kind, NormalBand, Quantity
from app.wire.messages import Limit
from widgets import formats, wording
from widgets.devices.scale import Scale, scale_of
from widgets.look import Look
from widgets.shapes import hatch_brush
from widgets.style import SMALL, TABLE, ui_font

LINE = 24
BAR = 16
EDGE = 10
AGE_WIDTH = 88
_NO_BAND = NormalBand()


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One reading ready to draw; `scale` None where there is no band to show."""

    label: str
    value: str
    age: str
    stale: bool
    number: float
    band: NormalBand
    scale: Scale | None
    limits: tuple[Limit, ...]

    @property
    def height(self) -> int:
        return LINE + (BAR if self.scale is not None else 0)


def reading_lines(
    readings: Sequence[LiveReading],
    kind: Kind | None,
    catalogue: Catalogue,
    language: str,
    limits: Sequence[Limit] = (),
) -> tuple[ReadingLine, ...]:
    """The lines of a device in the order of its readings."""
    normal: Mapping[str, NormalBand] = {} if kind is None else kind.normal
    return tuple(
        _line(
            reading,
            catalogue.quantities.get(reading.quantity),
            wording.quantity_label(catalogue, reading.quantity, language),
            normal.get(reading.quantity, _NO_BAND),
            tuple(limit for limit in limits if limit.quantity == reading.quantity),
        )
        for reading in readings
    )


def _line(
    reading: LiveReading, quantity: Quantity | None, label: str, band: NormalBand, limits: tuple[Limit, ...]
) -> ReadingLine:
    measured = reading.value
    numeric = isinstance(measured, int | float) and not isinstance(measured, bool)
    number = float(measured) if numeric else float("nan")
    scale = None
    if numeric and quantity is not None:
        scale = scale_of(quantity, band, number, [limit.value for limit in limits])
    return ReadingLine(
        label=label,
        value=wording.value(quantity, measured),
        age=formats.age(reading.age_s),
        stale=reading.quality is not Quality.GOOD,
        number=number,
        band=band,
        scale=scale,
        limits=limits,
    )


class ReadingList(QWidget):
    """Grey throughout: only a value outside its normal band carries a mark. GUI thread."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._lines: tuple[ReadingLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    @property
    def lines(self) -> tuple[ReadingLine, ...]:
        return self._lines

    def show_lines(self, lines: tuple[ReadingLine, ...]) -> None:
        if lines == self._lines:
            return
        grown = [line.height for line in lines] != [line.height for line in self._lines]
        self._lines = lines
        if grown:
            self.setFixedHeight(sum(line.height for line in lines))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, sum(line.height for line in self._lines))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0
        for line in self._lines:
            rect = QRect(0, top, self.width(), line.height)
            if rect.intersects(event.rect()):
                self._paint_line(painter, rect, line)
            top += line.height
        painter.end()

    def _paint_line(self, painter: QPainter, rect: QRect, line: ReadingLine) -> None:
        theme = self._look.theme
        if line.stale:
            painter.fillRect(rect.adjusted(0, 1, 0, -2), theme.stale_soft)
            painter.fillRect(rect.adjusted(0, 1, 0, -2), hatch_brush(theme.stale, alpha=0.3))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.line)
        right = rect.right() - EDGE
        text = QRect(rect.left() + EDGE, rect.top(), rect.width() - 2 * EDGE, LINE)
        aged = theme.text if line.stale else theme.text3
        self._write(painter, text, line.age, ui_font(SMALL, 600 if line.stale else 400), aged, right=True)
        value_font = ui_font(TABLE, 400 if line.stale else 600)
        value = QRect(text.left(), text.top(), right - AGE_WIDTH - text.left(), LINE)
        used = QFontMetrics(value_font).horizontalAdvance(line.value)
        color = theme.text2 if line.stale else theme.text
        self._write(painter, value, line.value, value_font, color, right=True)
        label = QRect(text.left(), text.top(), max(0, value.width() - used - 8), LINE)
        self._write(painter, label, line.label, ui_font(TABLE), theme.text2, right=False)
        if line.scale is not None:
            self._indicator(
                painter, QRectF(text.left(), rect.top() + LINE, text.width(), 6), line, line.scale
            )

    @staticmethod
    def _write(painter: QPainter, box: QRect, text: str, font: QFont, color: object, *, right: bool) -> None:
        painter.setFont(font)
        painter.setPen(color)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), shown)

    def _indicator(self, painter: QPainter, bar: QRectF, line: ReadingLine, scale: Scale) -> None:
        """A line with the normal band lighter, limits as ticks in their priority, and a pointer."""
        theme = self._look.theme

        def x(value: float) -> float:
            return bar.left() + scale.place(value) * bar.width()

        painter.fillRect(bar, theme.app if theme.dark else theme.line)
        low = x(line.band.low) if line.band.low is not None else bar.left()
        high = x(line.band.high) if line.band.high is not None else bar.right()
        painter.fillRect(QRectF(low, bar.top(), high - low, bar.height()), theme.line2)
        for limit in line.limits:
            painter.setPen(QPen(theme.priority(limit.priority).outline, 4 if not theme.dark else 0))
            edge = x(limit.value)
            if not theme.dark:
                painter.drawLine(QPointF(edge, bar.top() - 1), QPointF(edge, bar.bottom() + 1))
            painter.setPen(QPen(theme.priority(limit.priority).fill, 2))
            painter.drawLine(QPointF(edge, bar.top() - 1), QPointF(edge, bar.bottom() + 1))
        self._pointer(painter, x(line.number), bar, line)

    def _pointer(self, painter: QPainter, place: float, bar: QRectF, line: ReadingLine) -> None:
        theme = self._look.theme
        shape = QPolygonF(
            [
                QPointF(place, bar.bottom() - 2),
                QPointF(place - 4.5, bar.bottom() + 6),
                QPointF(place + 4.5, bar.bottom() + 6),
            ]
        )
        painter.setPen(QPen(theme.text2 if line.stale else theme.text, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush if line.stale else theme.text)
        painter.drawPolygon(shape)
