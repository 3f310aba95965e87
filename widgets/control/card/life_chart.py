"""Draws the lives of orders, a line each, with columns for their steps."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from widgets.control.card.life import COLUMNS, LifeLine, Mark, Point, column_titles
from widgets.glyphs import draw_glyph
from widgets.look import Look
from widgets.shapes import paint_priority
from widgets.style import SMALL, TABLE, ui_font

HEAD, ROW, EDGE = 22, 46, 10
RADIUS = 6.5
_FAILED = 3


class LifeChart(QWidget):
    """Hovering a line tells all that was noted of it. GUI thread."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.lines: tuple[LifeLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        look.changed.connect(self.update)
        self._fit()

    def show_lines(self, lines: tuple[LifeLine, ...]) -> None:
        if lines == self.lines:
            return
        grown = len(lines) != len(self.lines)
        self.lines = lines
        self.setAccessibleName("\n".join(f"{one.title}: {one.outcome}" for one in lines))
        if grown:
            self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, HEAD + ROW * max(1, len(self.lines)))

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            place = (event.pos().y() - HEAD) // ROW
            line = self.lines[place] if 0 <= place < len(self.lines) else None
            story = "" if line is None else "\n".join((line.title, *line.story, line.outcome))
            QToolTip.showText(event.globalPos(), story, self)
            return True
        return super().event(event)

    # The columns: a third for what it is and how it ended, the rest for the steps.

    def _xs(self) -> list[float]:
        left, right = self._left(), self._right()
        step = (right - left) / COLUMNS
        return [left + step * (place + 0.5) for place in range(COLUMNS)]

    def _left(self) -> float:
        return min(190.0, self.width() * 0.24)

    def _right(self) -> float:
        return self.width() - min(210.0, self.width() * 0.24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, xs = self._look.theme, self._xs()
        if not self.lines:
            area = QRectF(EDGE, 0, self.width() - 2 * EDGE, HEAD)
            self._write(painter, area, self.tr("No order has been given yet."), ui_font(TABLE), theme.text2)
            return
        step = xs[1] - xs[0]
        for x, title in zip(xs, column_titles(), strict=True):
            area = QRectF(x - step / 2, 0, step, HEAD)
            self._write(painter, area, title, ui_font(SMALL, 600), theme.text3, side="middle")
        for place, line in enumerate(self.lines):
            self._line(painter, HEAD + place * ROW, line, xs)

    def _line(self, painter: QPainter, top: float, line: LifeLine, xs: list[float]) -> None:
        theme, step = self._look.theme, xs[1] - xs[0]
        name = QRectF(EDGE, top + 2, self._left() - EDGE, 17)
        self._write(painter, name, line.title, ui_font(TABLE, 600), theme.text)
        self._write(painter, name.translated(0, 16), line.support, ui_font(SMALL), theme.text3)
        y = top + 14
        for before, after in zip(line.points, line.points[1:], strict=False):
            self._segment(painter, xs[before.column], xs[after.column], y, self._pen(after, back=line.back))
        for point in line.points:
            self._mark(painter, QPointF(xs[point.column], y), point)
            area = QRectF(xs[point.column] - step / 2, y + 9, step, 15)
            self._write(painter, area, point.text, ui_font(SMALL), theme.text2, side="middle")
        outcome = QRectF(self._right(), top + 2, self.width() - EDGE - self._right(), ROW - 6)
        self._outcome(painter, outcome, line.outcome)

    def _pen(self, after: Point, *, back: bool) -> QPen:
        theme = self._look.theme
        if after.mark is Mark.FAILED:
            return QPen(theme.high.fill, 3)
        if back:
            return _dashed(theme.manual, 3, (2.0, 1.0))
        if after.mark is Mark.PENDING:
            return _dashed(theme.line2, 2, (1.5, 2.0))
        return QPen(theme.text2, 2)

    @staticmethod
    def _segment(painter: QPainter, start: float, end: float, y: float, pen: QPen) -> None:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(start + RADIUS, y), QPointF(end - RADIUS, y))

    def _mark(self, painter: QPainter, at: QPointF, point: Point) -> None:
        theme = self._look.theme
        if point.mark is Mark.FAILED:
            paint_priority(painter, QRectF(at.x() - 9, at.y() - 10, 18, 18), _FAILED, theme)
            return
        confirmed = point.mark is Mark.CONFIRMED
        pending = point.mark is Mark.PENDING
        painter.setPen(_dashed(theme.line2, 1.5, (1.6, 1.4)) if pending else QPen(theme.text2, 1.5))
        painter.setBrush(theme.text if confirmed else theme.panel if pending else theme.control)
        painter.drawEllipse(at, RADIUS, RADIUS)
        if confirmed:
            draw_glyph(painter, "check", QRectF(at.x() - 5, at.y() - 5, 10, 10), theme.app)

    def _outcome(self, painter: QPainter, area: QRectF, text: str) -> None:
        """Two lines where one is too short."""
        painter.setFont(ui_font(TABLE, 600))
        painter.setPen(self._look.theme.text)
        flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        painter.drawText(area, flags, text)

    @staticmethod
    def _write(
        painter: QPainter, area: QRectF, text: str, font: QFont, color: QColor, *, side: str = "left"
    ) -> None:
        painter.setFont(font)
        painter.setPen(color)
        horizontal = Qt.AlignmentFlag.AlignHCenter if side == "middle" else Qt.AlignmentFlag.AlignLeft
        fitted = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, int(horizontal | Qt.AlignmentFlag.AlignVCenter), fitted)


def _dashed(color: QColor, width: float, pattern: tuple[float, float]) -> QPen:
    pen = QPen(color, width)
    pen.setDashPattern(list(pattern))
    return pen
