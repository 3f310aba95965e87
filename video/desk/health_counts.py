"""How many cameras are how: one line a condition, which can be pressed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain.video.health import Condition
from app.domain.video.health_rows import Tally
from video.desk.health_mark import paint_condition
from video.desk.health_words import clock_count, condition_brief, condition_count
from video.desk.pressed_rows import PressedRows
from widgets.formats import number
from widgets.look import Look
from widgets.style import TABLE, ui_font

ROW, TIGHT_ROW, SIGN, GAP = 23, 19, 14, 10
ALWAYS = (Condition.GOOD, Condition.NO_SIGNAL, Condition.BLIND, Condition.FROZEN, Condition.CLOCK_DRIFT)
"""Shown also when there are none: that is news too."""
SOMETIMES = (Condition.UNKNOWN, Condition.OFF, Condition.TELEMETRY)
MOST_TOLD, IN_ORDER = (Condition.GOOD, Condition.NO_SIGNAL), (Condition.OFF, Condition.TELEMETRY)


class ConditionCounts(PressedRows):
    """GUI thread."""

    chosen = Signal(object)
    """The `Condition` that was pressed."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.lines: tuple[tuple[Condition, int], ...] = ()
        self._counts: Mapping[Condition, int] = {}
        self._clock_unknown = 0
        self._row, self._tight = ROW, False

    def show_tally(self, tally: Tally) -> None:
        self._counts, self._clock_unknown = tally.counts, tally.clock_unknown
        self._show()

    def fit(self, *, tight: bool) -> None:
        """Only what there is of it, and nothing of what is in order, where there is little height."""
        self._row, self._tight = (TIGHT_ROW, True) if tight else (ROW, False)
        self._show()

    def _show(self) -> None:
        counts = {each: self._counts.get(each, 0) for each in (*ALWAYS, *SOMETIMES)}
        kept = MOST_TOLD if self._tight else ALWAYS
        left_out = IN_ORDER if self._tight else ()
        lines = tuple(
            (each, count)
            for each, count in counts.items()
            if each in kept or (count and each not in left_out)
        )
        self.lines = lines
        self.setAccessibleName("; ".join(map(self.words, range(len(lines)))))
        self.rows_changed()

    def heights(self) -> list[int]:
        return [self._row] * len(self.lines)

    def press(self, row: int) -> None:
        self.chosen.emit(self.lines[row][0])

    def words(self, row: int) -> str:
        condition, count = self.lines[row]
        return f"{self._name(condition)} {count}"

    def _name(self, condition: Condition) -> str:
        clock = condition is Condition.CLOCK_DRIFT
        return clock_count(self._clock_unknown) if clock else condition_count(condition)

    def label(self, condition: Condition, room: float) -> str:
        """In so many pixels; a shorter word where the whole does not fit."""
        metrics = QFontMetrics(ui_font(TABLE))
        wordings = (self._name(condition), condition_count(condition))
        fitting = (words for words in wordings if metrics.horizontalAdvance(words) <= room)
        return next(fitting, condition_brief(condition))

    def sizeHint(self) -> QSize:
        return QSize(220, sum(self.heights()))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        for place, (condition, count) in enumerate(self.lines):
            top, high = self.top_of(place), self._row
            paint_condition(painter, QRectF(1, top + (high - SIGN) / 2, SIGN, SIGN), condition, theme)
            painter.setPen(theme.text if count else theme.text3)
            painter.setFont(ui_font(TABLE, 600))
            said = number(count)
            wide = painter.fontMetrics().horizontalAdvance(said) + 2
            where = QRectF(self.width() - wide, top, wide, high)
            painter.drawText(where, middle | int(Qt.AlignmentFlag.AlignRight), said)
            painter.setFont(ui_font(TABLE))
            room = QRectF(SIGN + GAP, top, where.left() - SIGN - 2 * GAP, high)
            label = self.label(condition, room.width())
            painter.drawText(room, middle | int(Qt.AlignmentFlag.AlignLeft), label)
        self.paint_focus(painter)
        painter.end()
