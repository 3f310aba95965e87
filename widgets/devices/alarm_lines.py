"""The alarms of one device as short lines, each with its button."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.alarms import Alarm
from app.domain.plain_text import shown
from widgets import formats
from widgets.alarms.drawing import has_button, paint_alarm_shape
from widgets.alarms.rows import Row, state_rank
from widgets.look import Look
from widgets.plain_label import PlainLabel


class _Shape(QWidget):
    def __init__(self, look: Look, alarm: Alarm, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._alarm = look, alarm
        self.setFixedSize(26, 26)
        look.blinked.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(26, 26)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_alarm_shape(painter, QRectF(6, 6, 14, 14), self._alarm, self._look)
        painter.end()


class _Line(QWidget):
    """One alarm; the button stands for the version this line was made of."""

    pressed = Signal(object)
    chosen = Signal(str)

    def __init__(self, look: Look, row: Row, reason: str, parent: QWidget) -> None:
        """`reason`: why the operator may not press its button."""
        super().__init__(parent)
        self._row = row
        self.setToolTip(row.guidance)
        line = QHBoxLayout(self)
        line.setContentsMargins(6, 3, 10, 3)
        line.setSpacing(6)
        line.addWidget(_Shape(look, row.alarm, self), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        title = PlainLabel(row.label)
        title.setStyleSheet("font-weight: 600; font-size: 12px;")
        title.setWordWrap(True)
        texts.addWidget(title)
        self._told = _support(self._state(row))
        texts.addWidget(self._told)
        if row.guidance:
            texts.addWidget(_support(row.guidance))
        line.addLayout(texts, 1)
        if has_button(row.alarm):
            button = QPushButton(self.tr("Acknowledge") if row.alarm.unacknowledged else self.tr("Reset"))
            button.setProperty("look", "small")
            button.clicked.connect(self._press)
            button.setEnabled(not reason)
            button.setToolTip(reason)
            if reason:
                texts.addWidget(_support(reason))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def _state(self, row: Row) -> str:
        alarm = row.alarm
        parts = [row.state]
        if alarm.raised_at is not None:
            parts.append(formats.age(time.time() - alarm.raised_at / 1000))
        if alarm.acknowledged_by and not alarm.unacknowledged:
            parts.append(shown(alarm.acknowledged_by))
        return " · ".join(parts)

    def tell_age(self) -> None:
        self._told.setText(self._state(self._row))

    def _press(self) -> None:
        self.pressed.emit(self._row.alarm)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.chosen.emit(self._row.alarm.id)


class AlarmLines(QWidget):
    """Worst first; made anew only when an alarm of the device changed."""

    pressed = Signal(object)
    """The `Alarm` as it stood when its button was pressed."""
    chosen = Signal(str)

    def __init__(self, look: Look, why_not: Callable[[Alarm], str], parent: QWidget | None = None) -> None:
        """`why_not` says why an alarm may not be acknowledged or reset; empty when it may."""
        super().__init__(parent)
        self._look, self._why_not = look, why_not
        self._shown: tuple[tuple[Row, str], ...] = ()
        self._lines: list[_Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for row, _ in self._shown)

    def show_rows(self, rows: Sequence[Row]) -> None:
        by_urgency = sorted(rows, key=lambda row: (state_rank(row.alarm) >= 8, -row.alarm.priority))
        ordered = tuple((row, self._why_not(row.alarm)) for row in by_urgency)
        if ordered == self._shown:
            return
        self._shown = ordered
        self._lines.clear()
        while (item := self._column.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for row, reason in ordered:
            line = _Line(self._look, row, reason, self)
            line.pressed.connect(self.pressed)
            line.chosen.connect(self.chosen)
            self._column.addWidget(line)
            self._lines.append(line)

    def tell_ages(self) -> None:
        """Write how long each has stood, as it is now."""
        for line in self._lines:
            line.tell_age()


def _support(text: str) -> PlainLabel:
    label = PlainLabel(text)
    label.setProperty("look", "support")
    label.setWordWrap(True)
    return label
