"""Draws the target times: a name, what is left of it or when it was reached, and a bar."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.incidents.incident import Incident
from widgets import formats
from widgets.incidents import words
from widgets.incidents.record.countdowns import Countdown, Met, clock_left, countdowns
from widgets.incidents.record.fitted import fitted
from widgets.incidents.record.section import Section
from widgets.look import Look
from widgets.style import SMALL, TABLE, ui_font

_OVER = frozenset({Met.LATE, Met.TOO_LATE})
_DONE = frozenset({Met.IN_TIME, Met.TOO_LATE, Met.REACHED})


class DeadlineBars(QWidget):
    """GUI thread."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown: tuple[Countdown, ...] = ()
        self._priority = 1
        self.setFixedHeight(40)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    @property
    def texts(self) -> list[str]:
        """What is written, one for each target."""
        return [f"{words.target_name(one.target)} {self.figure(one)}" for one in self._shown]

    def show_incident(self, incident: Incident, now_ms: int) -> None:
        shown = countdowns(incident, now_ms)
        if (shown, incident.priority) != (self._shown, self._priority):
            self._shown, self._priority = shown, incident.priority
            self.setAccessibleName(" · ".join(self.texts))
            self.setToolTip("\n".join(self._tip(one) for one in shown))
            self.update()

    def figure(self, one: Countdown) -> str:
        """Short, to stand over the bar."""
        if one.met is Met.TOO_LATE:
            return f"+{clock_left(abs(one.left_s))}"
        if one.met in _DONE:
            return formats.hour(one.at)
        if one.met in (Met.NONE, Met.ENDED):
            return formats.NONE
        return clock_left(one.left_s)

    def _tip(self, one: Countdown) -> str:
        late = formats.duration(abs(one.left_s))
        sentences = {
            Met.RUNNING: self.tr("{0} left").format(formats.duration(max(0.0, one.left_s))),
            Met.LATE: self.tr("missed {0} ago").format(late),
            Met.IN_TIME: self.tr("in time, {0}").format(formats.clock(one.at)),
            Met.TOO_LATE: self.tr("at {0}, {1} late").format(formats.clock(one.at), late),
            Met.REACHED: formats.clock(one.at),
            Met.ENDED: self.tr("closed before"),
            Met.NONE: self.tr("no target time"),
        }
        return f"{words.target_name(one.target)}: {sentences[one.met]}"

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        width = (self.width() - 20) // max(1, len(self._shown))
        for place, one in enumerate(self._shown):
            self._paint(painter, QRect(10 + place * width, 0, width - 8, self.height()), one)

    def _paint(self, painter: QPainter, room: QRect, one: Countdown) -> None:
        theme = self._look.theme
        painter.setFont(ui_font(SMALL))
        painter.setPen(theme.text2)
        top = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        painter.drawText(room.adjusted(0, 0, 0, -24), top, words.target_name(one.target))
        self._figure(painter, QRect(room.left(), 14, room.width(), 18), one)
        bar = QRect(room.left(), 35, room.width(), 3)
        painter.fillRect(bar, theme.line2)
        used = round(bar.width() * one.share)
        colors = theme.priority(self._priority)
        painter.fillRect(
            QRect(bar.left(), bar.top(), used, 3), colors.fill if one.met in _OVER else theme.text2
        )

    def _figure(self, painter: QPainter, room: QRect, one: Countdown) -> None:
        """A missed one stands on a plate of the incident's priority."""
        theme, text = self._look.theme, self.figure(one)
        if one.met in (Met.IN_TIME, Met.REACHED):
            text = f"{text} ✓"
        text, width = fitted(text, TABLE, 700, room.width() - 8)
        painter.setFont(ui_font(TABLE, 700))
        painter.setPen(theme.text)
        if one.met in _OVER:
            colors = theme.priority(self._priority)
            plate = QRect(room.left(), room.top(), width + 8, 17)
            painter.fillRect(plate, colors.fill)
            painter.setPen(colors.letter)
            room = room.adjusted(4, 0, 0, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)


class Deadlines(Section):
    """GUI thread."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption.setText(self.tr("Target times"))
        self.bars = DeadlineBars(look)
        self.body.addWidget(self.bars)

    def show_incident(self, incident: Incident, now_ms: int) -> None:
        self.bars.show_incident(incident, now_ms)
