"""The parts of the card and where they stand; in a narrow panel what stood side by side goes below."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.actions import ActionSpec
from app.domain.catalogue import Catalogue
from app.domain.orders import Action, Order
from app.domain.plain_text import shown
from app.domain.rights import Right
from app.wire.control import ControlRules
from widgets import wording
from widgets.access.permits import Permits
from widgets.alarms.dialogs import ReasonDialog
from widgets.control.card.banner import Banner
from widgets.control.card.conditions import ConditionList
from widgets.control.card.editor import OrderEditor
from widgets.control.card.foot import Foot
from widgets.control.card.foot_words import notes
from widgets.control.card.head import CardHead
from widgets.control.card.life import LifeWriter
from widgets.control.card.life_chart import LifeChart
from widgets.control.card.names import Names
from widgets.control.card.pending import PendingSignatures
from widgets.control.card.purpose import Purpose
from widgets.control.card.signing import SigningPart
from widgets.control.card.situation import Situation
from widgets.control.card.steps import StepsBar
from widgets.control.hold_button import HoldButton
from widgets.glyphs import glyph_pixmap
from widgets.hatch import Hatch
from widgets.look import Look
from widgets.plain_label import PlainLabel

NARROW = 620
"""Below, conditions and signatures stand one above the other."""


class CardContent(QWidget):
    """Head, steps and the way to stop stay; the rest scrolls. GUI thread."""

    tag_wanted = Signal(str)
    untag_wanted = Signal()
    take_back = Signal(str)

    def __init__(self, catalogue: Catalogue, names: Names, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue, self._look = catalogue, look
        self._tagged, self._device, self._waits = False, "", ""
        self._writer = LifeWriter(names, catalogue)
        self.title, self._glyph, self.purpose = PlainLabel(), PlainLabel(), Purpose()
        self.tag, self.withdraw = QPushButton(), QPushButton(self.tr("Take the order back"))
        self.hold_position = HoldButton(self.tr("Hold here"), look, size="small")
        self.state, self.warning = Banner(look), Banner(look)
        self.pending = PendingSignatures(names, look)
        self.head = CardHead(catalogue, names, look)
        self.steps = StepsBar(look)
        self.editor = OrderEditor()
        self.run_time, self.segment, self.late = PlainLabel(), PlainLabel(), PlainLabel()
        self.conditions = ConditionList(look, names)
        self.signing = SigningPart(names, look)
        self.life, self.life_caption = LifeChart(look), PlainLabel()
        self.foot = Foot()
        self._middle = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._divider = QFrame()
        self._lay_out()
        self._old = Hatch(self, look)
        self.tag.clicked.connect(self._press_tag)
        self.withdraw.clicked.connect(lambda: self.take_back.emit(self._waits))
        self.editor.reason_given.connect(self.signing.press.setFocus)
        self.conditions.refitted.connect(self._order_tabs)
        self.signing.left.connect(self.editor.take_focus)

    def _lay_out(self) -> None:
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._bar(), self.pending, self.state, self.warning, self.head, self.steps):
            column.addWidget(part)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._scrolled())
        column.addWidget(scroll, 1)

    def _bar(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("look", "head")
        row = QHBoxLayout(bar)
        row.setContentsMargins(10, 0, 6, 0)
        row.setSpacing(6)
        self.title.setProperty("look", "card")
        for button in (self.tag, self.withdraw):
            button.setProperty("look", "small")
            button.setAutoDefault(False)
        self.hold_position.setFixedHeight(24)
        row.addWidget(self._glyph)
        row.addWidget(self.title)
        row.addStretch(1)
        for part in (self.purpose, self.withdraw, self.tag, self.hold_position):
            row.addWidget(part)
        return bar

    def _scrolled(self) -> QWidget:
        content = QWidget()
        content.setProperty("look", "panel")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.editor)
        for label in (self.run_time, self.segment, self.late):
            label.setProperty("look", "support")
            label.setWordWrap(True)
            label.setContentsMargins(10, 0, 10, 8)
            column.addWidget(label)
        self.segment.setText(
            self.tr(
                "The isolated segment and whom it cuts off: not known yet, the water network is not loaded."
            )
        )
        self.late.setText(
            self.tr("On MQTT 3.1.1 only the device's own clock keeps an order from acting late.")
        )
        column.addWidget(_line())
        self._middle.setSpacing(0)
        self._middle.addWidget(self.conditions, 1)
        self._divider.setFixedWidth(1)
        self._divider.setProperty("look", "section")
        self._middle.addWidget(self._divider)
        self._middle.addWidget(self.signing, 1)
        column.addLayout(self._middle)
        column.addWidget(_line())
        self.life_caption.setProperty("look", "caption")
        self.life_caption.setText(
            self.tr("Orders · every step comes from the device, the last from a reading")
        )
        self.life_caption.setContentsMargins(10, 8, 10, 2)
        for part in (self.life_caption, self.life, _line(), self.foot):
            column.addWidget(part)
        column.addStretch(1)
        return content

    # What others call

    def begin(self, kind: str, specs: Mapping[Action, ActionSpec]) -> None:
        """Another device: nothing of the last one stays."""
        self.editor.show_kind(kind, specs)
        self.signing.sign_here.forget()
        self.signing.notice.clear()
        self.say_run_time("")
        self._order_tabs()

    def take_rules(self, rules: ControlRules) -> None:
        for button in (self.signing.hold, self.hold_position):
            button.set_hold(rules.hold_s)
        self.late.setVisible(rules.on_3_1_1)

    def say_run_time(self, sentence: str) -> None:
        self.run_time.setText(sentence)
        self.run_time.setVisible(bool(sentence))

    def show_rest(
        self, now: Situation, order: Order | None, state: str, permits: Permits, language: str
    ) -> None:
        """All that follows from the situation alone; `state` says what is wrong as a whole."""
        spec = now.spec(order)
        device = now.device
        kind = wording.kind_label(self._catalogue, device.kind, language)
        self.title.setText(f"{kind} · {shown(device.id)}")
        known = self._catalogue.kinds.get(device.kind)
        self._glyph.setPixmap(
            glyph_pixmap("device" if known is None else known.glyph, 16, self._look.theme.text2)
        )
        self.purpose.show_selection(now.selection)
        self.state.say(state)
        self._old.set_old(bool(state))
        self.segment.setVisible(device.kind == "valve")
        self.life.show_lines(self._writer.lines(now.commands, now.selection))
        self.foot.show_notes(() if order is None or spec is None else notes(order, spec))
        self._show_buttons(now, state, permits)

    def _show_buttons(self, now: Situation, state: str, permits: Permits) -> None:
        self._device, self._tagged = now.device.id, now.tag is not None
        self._waits = "" if now.waiting is None else now.waiting.id
        self.withdraw.setVisible(bool(self._waits))
        self.tag.setText(self.tr("End maintenance") if self._tagged else self.tr("Maintenance…"))
        barred = state or permits.why_not(Right.OUT_OF_SERVICE, now.device.id)
        self.tag.setEnabled(not barred)
        self.tag.setToolTip(barred)
        hold = now.specs.get(Action.HOLD)
        self.hold_position.setVisible(hold is not None)
        self.hold_position.set_urgent(now.travelling)
        if hold is not None:
            barred = state or permits.why_not(hold.right, now.device.id)
            self.hold_position.setEnabled(not barred)
            self.hold_position.setToolTip(barred or self.hold_position.accessibleDescription())

    def _order_tabs(self) -> None:
        """From the order to the press; what is made later would come last by itself."""
        chain: tuple[QWidget, ...] = (
            *self.editor.fields(),
            *(row.box for row in self.conditions.rows),
            *self.signing.fields(),
            self.withdraw,
            self.tag,
            self.hold_position,
        )
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _press_tag(self) -> None:
        if self._tagged:
            self.untag_wanted.emit()
            return
        dialog = ReasonDialog(
            self.tr("Put under maintenance"),
            shown(self._device),
            self.tr("Write the reason"),
            self.tr("Put under maintenance"),
            self,
        )
        dialog.given.connect(self.tag_wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        beside = self.width() >= NARROW
        self._middle.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._divider.setVisible(beside)


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("look", "line")
    return line
