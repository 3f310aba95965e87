"""The band of unacknowledged alarms: counts by priority, the three that matter most, next and silence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.acts import Seen
from app.domain.alarms import Alarm, Priority
from app.domain.rights import Right
from widgets.access.permits import Permits
from widgets.alarm_card import AlarmCard
from widgets.alarms.lines import LineWriter
from widgets.key_button import KeyButton
from widgets.look import Look
from widgets.shapes import paint_priority
from widgets.style import BANNER_H, HEAD, SMALL, ui_font

CARDS = 3
_CARD_W = 380
"""Below this a card says too little: the last one is left out instead."""
_COUNTS_W = 180
_BUTTONS_W = 160


def severity(alarm: Alarm) -> tuple[int, int, str]:
    """The order of the band: the worst first, then the newest."""
    return (-alarm.priority, -(alarm.raised_at or 0), alarm.id)


def worst_first(alarms: Iterable[Alarm]) -> list[Alarm]:
    """What the band is about: unacknowledged and not quiet, in its order."""
    return sorted((alarm for alarm in alarms if alarm.unacknowledged and not alarm.quiet), key=severity)


class Counts(QWidget):
    """How many are unacknowledged, by priority; always all four, so that a zero can be read."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._counts: dict[Priority, int] = dict.fromkeys(Priority, 0)
        self.setFixedWidth(_COUNTS_W)

    def show_counts(self, counts: dict[Priority, int]) -> None:
        if counts != self._counts:
            self._counts = counts
            self.setAccessibleName(self._head())
            self.update()

    def _head(self) -> str:
        return self.tr("Unacknowledged · {0}").format(sum(self._counts.values()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setPen(theme.text3)
        painter.setFont(ui_font(SMALL, 600))
        painter.drawText(8, 20, self._head())
        painter.setFont(ui_font(HEAD, 600))
        left = 8.0
        for priority in sorted(Priority, reverse=True):
            count = self._counts[priority]
            painter.setOpacity(1.0 if count else 0.55)
            paint_priority(painter, QRectF(left, 28, 15, 15), priority, theme)
            painter.setOpacity(1.0)
            painter.setPen(theme.text if count else theme.text3)
            painter.drawText(int(left) + 20, 41, str(count))
            left += 32 + painter.fontMetrics().horizontalAdvance(str(count))


class AlarmBanner(QFrame):
    """Shows what `take` is given; `find` knows an alarm by its id. A card keeps its place while the
    pointer is over the band, so that nobody acknowledges what slid under the pointer."""

    acknowledge_asked = Signal(tuple)
    """Of `Seen`: the alarms as they stood on the screen before the press."""
    alarm_chosen = Signal(str)
    next_asked = Signal()
    silence_asked = Signal()
    left = Signal()
    """The pointer left the band: it may be set in order again."""

    def __init__(
        self, look: Look, writer: LineWriter, find: Callable[[str], Alarm | None], permits: Permits
    ) -> None:
        super().__init__()
        self._permits = permits
        self.setProperty("look", "bar")
        self.setFixedHeight(BANNER_H)
        self._look = look
        self._find = find
        self._counts = Counts(look, self)
        self.cards = [AlarmCard(look, writer, self) for _ in range(CARDS)]
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(4)
        row.addWidget(self._counts)
        for card in self.cards:
            card.acknowledge_asked.connect(self._acknowledge)
            card.chosen.connect(self.alarm_chosen)
            row.addWidget(card, 1)
        row.addLayout(self._buttons())
        look.changed.connect(self._repaint)
        look.blinked.connect(self._blink)

    def _buttons(self) -> QVBoxLayout:
        self.next_button = KeyButton(self.tr("Next alarm"), "F8", self._look, self)
        self.silence_button = KeyButton(self.tr("Silence 2 min"), "F9", self._look, self)
        self.next_button.clicked.connect(self.next_asked)
        self.silence_button.clicked.connect(self.silence_asked)
        column = QVBoxLayout()
        column.setSpacing(4)
        for button in (self.next_button, self.silence_button):
            button.setFixedWidth(_BUTTONS_W)
            column.addWidget(button)
        return column

    def take(self, counts: dict[Priority, int], waiting: Sequence[Alarm], now_ms: int) -> None:
        """Show these; `waiting` in the order of `worst_first`."""
        self._counts.show_counts(counts)
        for card, alarm in zip(self.cards, self._places(waiting), strict=True):
            card.show_alarm(alarm, now_ms)
            self._show_right(card)

    def show_rights(self) -> None:
        """What the operator may acknowledge is another thing now."""
        for card in self.cards:
            self._show_right(card)

    def _show_right(self, card: AlarmCard) -> None:
        reason = self._permits.why_not(Right.ACKNOWLEDGE, card.alarm.device) if card.alarm else ""
        card.button.setEnabled(not reason)
        card.button.setToolTip(reason)

    def tick(self, now_ms: int) -> None:
        """Let the ages grow."""
        for card in self.cards:
            card.tick(now_ms)

    def _places(self, waiting: Sequence[Alarm]) -> list[Alarm | None]:
        best = list(waiting[:CARDS])
        if not self.underMouse():
            return [*best, *[None] * (CARDS - len(best))]
        kept = [self._still_waiting(card.alarm) for card in self.cards]
        there = {alarm.id for alarm in kept if alarm}
        fresh = iter(alarm for alarm in best if alarm.id not in there)
        return [alarm or next(fresh, None) for alarm in kept]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - _COUNTS_W - _BUTTONS_W
        for place, card in enumerate(self.cards):
            card.setVisible(place == 0 or room >= (place + 1) * _CARD_W)

    def _still_waiting(self, alarm: Alarm | None) -> Alarm | None:
        now = None if alarm is None else self._find(alarm.id)
        return now if now is not None and now.unacknowledged and not now.quiet else None

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.left.emit()

    def _acknowledge(self, seen: Seen) -> None:
        self.acknowledge_asked.emit((seen,))

    def _repaint(self) -> None:
        for child in self.findChildren(QWidget):
            child.update()

    def _blink(self, _lit: bool) -> None:
        for card in self.cards:
            card.blink()
