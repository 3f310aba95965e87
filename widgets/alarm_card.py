"""One alarm in the band: shape, what, where, how long ago, and the button to acknowledge it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.acts import Seen
from app.domain.alarms import Alarm
from app.domain.plain_text import shown
from widgets.alarms.lines import LineWriter
from widgets.formats import coarse, span
from widgets.look import Look
from widgets.shapes import paint_priority
from widgets.style import CARD, TABLE, ui_font

_TEXT_LEFT = 48
LONGEST_ID = 40
"""Characters of a device's id on a card; the list shows all of it."""


class AlarmCard(QWidget):
    """Empty when there is no alarm for its place."""

    acknowledge_asked = Signal(object)
    """A `Seen`: the alarm and the version shown when the button was pressed down."""
    chosen = Signal(str)

    def __init__(self, look: Look, writer: LineWriter, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._writer = writer
        self.alarm: Alarm | None = None
        self._title = self._point = self._detail = self._age = ""
        self._pressed: Seen | None = None
        self.button = QPushButton(self.tr("Acknowledge"), self)
        # Qt hands the focus on when a panel hides: Space must not find this button by accident.
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.pressed.connect(self._note_pressed)
        self.button.clicked.connect(self._ask)
        self.button.hide()
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_alarm(self, alarm: Alarm | None, now_ms: int) -> None:
        if alarm == self.alarm:
            self.tick(now_ms)
            return
        self.alarm = alarm
        self.button.setVisible(alarm is not None)
        self.setCursor(Qt.CursorShape.PointingHandCursor if alarm else Qt.CursorShape.ArrowCursor)
        if alarm is not None:
            row = self._writer.row(alarm)
            self._title, self._point = row.label, shown(alarm.device, LONGEST_ID)
            self._detail = " · ".join(
                part for part in self._where(row.name, row.zone, row.value, alarm) if part
            )
            self.setAccessibleName(f"{self._title} {self._point}, {self._detail}")
        self._age = ""
        self.tick(now_ms)
        self._place_button()
        self.update()

    def _where(self, name: str, zone: str, value: str, alarm: Alarm) -> tuple[str, ...]:
        state = "" if alarm.active else self.tr("returned to normal")
        more = self.tr("{0} more because of it").format(alarm.consequences) if alarm.consequences else ""
        return (state, more, name, zone, value if alarm.quantity else "")

    def tick(self, now_ms: int) -> None:
        """Let the age grow; repaints only when its text is another."""
        if self.alarm is None:
            return
        seconds = (now_ms - (self.alarm.raised_at or now_ms)) / 1000
        age = span(seconds) if seconds < 600 else coarse(seconds)
        if age != self._age:
            self._age = age
            self.update()

    def blink(self) -> None:
        if self.alarm is not None:
            self.update(0, 0, _TEXT_LEFT, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_button()

    def _place_button(self) -> None:
        hint = self.button.sizeHint()
        self.button.setGeometry(self.width() - hint.width() - 10, (self.height() - 26) // 2, hint.width(), 26)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.alarm is not None and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.alarm.id)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._place_button()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        if self.alarm is None:
            painter.setPen(theme.line)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            return
        colors = theme.priority(self.alarm.priority)
        area = self.rect()
        painter.fillRect(area, colors.soft)
        painter.fillRect(QRect(0, 0, 5, area.height()), colors.fill)
        painter.setPen(colors.fill if theme.dark else colors.outline)
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        shape = QRectF(15, (area.height() - 22) / 2, 22, 22)
        look = self._look
        hollow = not self.alarm.active
        paint_priority(
            painter, shape, self.alarm.priority, theme, hollow=hollow, framed=look.lit, still=look.still
        )
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        theme = self._look.theme
        right = self.button.x() - 10
        painter.setFont(ui_font(CARD, 600))
        age_w = painter.fontMetrics().horizontalAdvance(self._age)
        painter.setPen(theme.text)
        painter.drawText(right - age_w, 23, self._age)
        painter.setFont(ui_font(CARD, 700))
        metrics = painter.fontMetrics()
        room = right - age_w - 10 - _TEXT_LEFT - metrics.horizontalAdvance(f" {self._point}")
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(_TEXT_LEFT, 23, f"{title} {self._point}")
        painter.setFont(ui_font(TABLE))
        painter.setPen(theme.text2)
        metrics = painter.fontMetrics()
        detail = metrics.elidedText(self._detail, Qt.TextElideMode.ElideRight, right - _TEXT_LEFT)
        painter.drawText(_TEXT_LEFT, 41, detail)

    def _note_pressed(self) -> None:
        self._pressed = Seen(self.alarm.id, self.alarm.version) if self.alarm else None

    def _ask(self) -> None:
        seen = self._pressed or (Seen(self.alarm.id, self.alarm.version) if self.alarm else None)
        self._pressed = None
        if seen is not None:
            self.acknowledge_asked.emit(seen)
