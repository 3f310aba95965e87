"""How many cameras are how: one line a condition, which can be pressed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.video.health import Condition
from app.domain.video.health_rows import Tally
from video.desk.health_mark import paint_condition
from video.desk.health_words import condition_count
from widgets.formats import number
from widgets.look import Look
from widgets.style import TABLE, ui_font

ROW, SIGN, COUNT_WIDTH = 23, 14, 56
ALWAYS = (Condition.GOOD, Condition.NO_SIGNAL, Condition.BLIND, Condition.FROZEN, Condition.CLOCK_DRIFT)
"""Shown also when there are none: that is news too."""
SOMETIMES = (Condition.UNKNOWN, Condition.OFF, Condition.TELEMETRY)


class ConditionCounts(QWidget):
    """GUI thread."""

    chosen = Signal(object)
    """The `Condition` that was pressed."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.lines: tuple[tuple[Condition, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_tally(self, tally: Tally) -> None:
        lines = (
            *((each, tally.counts.get(each, 0)) for each in ALWAYS),
            *((each, tally.counts[each]) for each in SOMETIMES if tally.counts.get(each)),
        )
        if lines != self.lines:
            self.lines = lines
            self.setAccessibleName("; ".join(f"{condition_count(each)} {count}" for each, count in lines))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, ROW * len(self.lines))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lines: Sequence[tuple[Condition, int]] = self.lines
        for place, (condition, count) in enumerate(lines):
            top = place * ROW
            paint_condition(painter, QRectF(1, top + (ROW - SIGN) / 2, SIGN, SIGN), condition, theme)
            middle = int(Qt.AlignmentFlag.AlignVCenter)
            painter.setFont(ui_font(TABLE))
            painter.setPen(theme.text if count else theme.text3)
            room = QRectF(SIGN + 10, top, self.width() - SIGN - 12 - COUNT_WIDTH, ROW)
            words = painter.fontMetrics().elidedText(
                condition_count(condition), Qt.TextElideMode.ElideRight, int(room.width())
            )
            painter.drawText(room, middle | int(Qt.AlignmentFlag.AlignLeft), words)
            painter.setFont(ui_font(TABLE, 600))
            where = QRectF(self.width() - COUNT_WIDTH, top, COUNT_WIDTH, ROW)
            painter.drawText(where, middle | int(Qt.AlignmentFlag.AlignRight), number(count))
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = int(event.position().y()) // ROW
        if 0 <= place < len(self.lines) and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(self.lines[place][0])
