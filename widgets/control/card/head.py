"""The head of the card: what device, the three values, and how long the selection holds."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.catalogue import Catalogue
from app.domain.orders import Order
from app.domain.plain_text import shown
from app.domain.selections import SelectionState
from app.wire.control import ControlRules
from widgets import wording
from widgets.control import words
from widgets.control.card import values
from widgets.control.card.names import Names
from widgets.control.card.situation import Situation
from widgets.control.card.steps import countdown
from widgets.control.elided import Elided
from widgets.control.value_box import ThreeValues
from widgets.look import Look
from widgets.plain_label import PlainLabel
from widgets.style import LARGE_VALUE, ui_font

NARROW = 860
"""Below, the name stands above the values."""
_BAR = 6


class Countdown(QFrame):
    """How long a selection still holds, as figures and as a bar. GUI thread."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._left = 0.0
        self._mine = True
        self.caption, self.figure = PlainLabel(), PlainLabel()
        self.caption.setProperty("look", "caption")
        self.figure.setFont(ui_font(LARGE_VALUE, 600))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 7, 12, 7)
        column.setSpacing(0)
        column.addWidget(self.caption)
        column.addWidget(self.figure)
        column.addSpacing(_BAR + 4)
        column.addStretch(1)
        self.setFixedWidth(150)
        look.changed.connect(self.update)
        self.hide()

    def show_selection(self, now: Situation, rules: ControlRules | None, names: Names) -> None:
        selection = now.selection
        self.setVisible(selection is not None)
        if selection is None:
            return
        waiting = selection.state is SelectionState.WAITING
        whole = 30.0 if rules is None else rules.approval_s if waiting else rules.selection_s
        self._left = min(1.0, max(0.0, (selection.until - now.now) / 1000 / whole)) if whole > 0 else 0.0
        self._mine = now.mine
        self.figure.setText(countdown(selection.until, now.now))
        who = names.of(selection.operator)
        self.caption.setText(self.tr("Selection valid") if now.mine else self.tr("Of {0}").format(who))
        self.setAccessibleName(f"{self.caption.text()} {self.figure.text()}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._look.theme, QPainter(self)
        painter.fillRect(self.rect(), theme.selection_soft if self._mine else theme.raised)
        bar = QRectF(12, self.height() - _BAR - 8, self.width() - 24, _BAR)
        painter.fillRect(bar, theme.control)
        color = theme.selection if self._mine else theme.text2
        painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() * self._left, _BAR), color)
        painter.fillRect(0, 0, 1, self.height(), theme.line)


class CardHead(QWidget):
    """GUI thread."""

    def __init__(self, catalogue: Catalogue, names: Names, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue, self._names, self._look = catalogue, names, look
        self.title, self.support = Elided(), Elided()
        self.title.setProperty("look", "title")
        self.support.setProperty("look", "support")
        self.reserved, self.protocol, self.tagged = PlainLabel(), PlainLabel(), PlainLabel()
        self.values = ThreeValues(look)
        self.countdown = Countdown(look)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._lay_out()
        look.changed.connect(self.update)

    def _lay_out(self) -> None:
        block = QWidget()
        block.setMinimumWidth(230)
        column = QVBoxLayout(block)
        column.setContentsMargins(12, 7, 8, 7)
        column.setSpacing(3)
        for label in (self.title, self.support):
            column.addWidget(label)
        badges = QHBoxLayout()
        badges.setSpacing(4)
        for badge in (self.tagged, self.reserved, self.protocol):
            badge.setProperty("look", "tag")
            badges.addWidget(badge)
        badges.addStretch(1)
        column.addLayout(badges)
        column.addStretch(1)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(block, 3)
        figures = QHBoxLayout()
        figures.setSpacing(0)
        figures.addWidget(self.values, 1)
        figures.addWidget(self.countdown)
        self._row.addLayout(figures, 7)

    def show_now(
        self, now: Situation, order: Order | None, rules: ControlRules | None, language: str
    ) -> None:
        device = now.device
        deed = f" · {words.order(order, device.kind)}" if order is not None else ""
        self.title.setText(f"{shown(device.id)}{deed}")
        kind = wording.kind_label(self._catalogue, device.kind, language)
        parts = (shown(device.model) or kind, shown(device.name), shown(device.zone))
        self.support.setText(" · ".join(part for part in parts if part))
        self._badges(now, rules)
        self.values.asked.say(values.asked(now, self._names))
        self.values.in_force.say(values.in_force(now))
        self.values.measured.say(values.measured(now, self._catalogue))
        self.countdown.show_selection(now, rules, self._names)

    def _badges(self, now: Situation, rules: ControlRules | None) -> None:
        self.reserved.setVisible(now.selection is not None)
        if now.selection is not None:
            who = self._names.of(now.selection.operator)
            self.reserved.setText(self.tr("Reserved by {0}").format(who))
        self.tagged.setVisible(now.tag is not None)
        if now.tag is not None:
            self.tagged.setText(self.tr("Maintenance · {0}").format(self._names.of(now.tag.by)))
            self.tagged.setToolTip(shown(now.tag.reason))
        self.protocol.setVisible(rules is not None)
        if rules is not None:
            old = rules.on_3_1_1
            self.protocol.setText("MQTT 3.1.1" if old else "MQTT 5")
            self.protocol.setToolTip(
                self.tr("Only the device's own clock keeps an order from acting late.")
                if old
                else self.tr("Broker and device both drop an order that is late.")
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= NARROW
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._look.theme, QPainter(self)
        painter.fillRect(self.rect(), theme.raised)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.line)
        if self.width() >= NARROW:
            painter.fillRect(self.values.x() - 1, 0, 1, self.height(), theme.line)
        else:
            painter.fillRect(0, self.values.y() - 1, self.width(), 1, theme.line)
