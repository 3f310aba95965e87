"""Select before operate for large groups: what was selected, until when, and the button that is held."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain import control_acts as acts
from app.domain.orders import Order
from app.domain.plain_text import shown
from app.domain.selections import Selection, SelectionState
from app.wire.control import Selected
from widgets import formats
from widgets.control import words as control_words
from widgets.control.hold_button import HOLD_S, HoldButton
from widgets.control.lighting import words
from widgets.control.lighting.groups import Line
from widgets.control.lighting.requests import LightingRequests, unmet
from widgets.look import Look
from widgets.plain_label import PlainLabel

COUNT_MS = 250
REASON_LENGTH = 200


class GroupSigning(QFrame):
    """Hidden until a group is to be selected. Esc lets go. GUI thread."""

    left = Signal()
    """It is over: sent, let go, or its time was up."""

    def __init__(
        self, hub: Hub, look: Look, requests: LightingRequests, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._hub, self._requests = hub, requests
        self._line: Line | None = None
        self._order: Order | None = None
        self.selection: Selection | None = None
        self._busy = False
        self.setProperty("look", "raised")
        self.title, self.what, self.count = PlainLabel(), PlainLabel(), PlainLabel()
        self.reason = QLineEdit()
        self.select, self.review = QPushButton(), QPushButton()
        self.release = QPushButton(self.tr("Let go"))
        self.hold = HoldButton("", look)
        self._counting = QTimer(self, interval=COUNT_MS)
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        self.title.setProperty("look", "card")
        self.count.setProperty("look", "value")
        self.what.setProperty("look", "support")
        self.what.setWordWrap(True)
        self.reason.setPlaceholderText(self.tr("Reason, for the record"))
        self.reason.setAccessibleName(self.tr("Reason, for the record"))
        self.reason.setMaxLength(REASON_LENGTH)
        self.select.setText(self.tr("Select"))
        self.review.setText(self.tr("Looked over, go on"))
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.count, 0, Qt.AlignmentFlag.AlignRight)
        foot = QHBoxLayout()
        foot.addWidget(self.reason, 1)
        foot.addStretch(0)
        for button in (self.select, self.review, self.hold, self.release):
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
            foot.addWidget(button)
        self.select.setProperty("look", "primary")
        self.review.setProperty("look", "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.what)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.select.clicked.connect(self._select)
        self.review.clicked.connect(self._review)
        self.release.clicked.connect(self.let_go)
        self.hold.held.connect(self._operate)
        self._counting.timeout.connect(self._write)
        self._hub.control.selections_changed.connect(self._follow)
        self._hub.control.rules_changed.connect(self._take_rules)
        self._requests.answered.connect(self._idle)
        self._take_rules()

    # What the page calls

    @property
    def active(self) -> bool:
        return self._line is not None

    def begin(self, line: Line, order: Order) -> None:
        """Ask for the selection of this group for this order."""
        self.let_go()
        self._line, self._order = line, order
        self.reason.clear()
        self.show()
        self._counting.start()
        self._write()
        self.reason.setFocus()

    def let_go(self) -> None:
        """Give the selection up, where there is one."""
        if self.selection is not None:
            self._requests.release(self.selection.id)
        self._end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.active:
            self.let_go()
            event.accept()
            return
        super().keyPressEvent(event)

    # Steps

    def _select(self) -> None:
        if self._line is None or self._order is None or self._busy:
            return
        self._busy = True
        act = acts.Select(self._line.target, self._order, self.reason.text().strip())
        self._requests.select(act, self._take)
        self._write()

    def _review(self) -> None:
        if self.selection is not None and not self._busy:
            self._busy = True
            self._requests.review(self.selection, self._take)
            self._write()

    def _take(self, answer: Selected) -> None:
        self._busy = False
        if not self.active:
            if answer.selection is not None:  # it came after the operator had let go
                self._requests.release(answer.selection.id)
            return
        self.selection = answer.selection
        self._unmet = unmet(answer.conditions)
        self._write()
        focus = self.hold if self._ready() else self.review
        focus.setFocus()

    def _operate(self) -> None:
        if self.selection is None or not self._ready() or self._order is None:
            return
        act = acts.Operate(self.selection.id, self.selection.version)
        done = self.tr("Under way: {0}").format(control_words.order(self._order))
        self.selection = None
        self._requests.issue(act, done)
        self._end()

    def _end(self) -> None:
        was = self.active
        self._line, self._order, self.selection, self._busy = None, None, None, False
        self._counting.stop()
        self.hide()
        if was:
            self.left.emit()

    def _idle(self, _sentence: str) -> None:
        self._busy = False
        self._write()

    def _take_rules(self) -> None:
        rules = self._hub.control.rules
        self.hold.set_hold(HOLD_S if rules is None else rules.hold_s)

    def _follow(self) -> None:
        """The engine has moved the selection, or it is gone."""
        if self.selection is None:
            return
        now = self._hub.control.selections.get(self.selection.id)
        if now is None and self.selection.until <= self._hub.now() + COUNT_MS:
            self._requests.answered.emit(self.tr("The time of the selection is over. Nothing was sent."))
            self._end()
        elif now is None:
            self._end()
        else:
            self.selection = now
            self._write()

    # What is shown

    def _ready(self) -> bool:
        one = self.selection
        if one is None:
            return False
        signed = one.state is SelectionState.SIGNED
        return signed or (bool(one.reviewed_at) and not one.needs_approval)

    def _write(self) -> None:
        if self._line is None or self._order is None:
            return
        one = self.selection
        lamps = self._line.figures.lamps if one is None else len(one.devices)
        words_ = control_words.order(self._order)
        self.title.setText(f"{self._line.name}: {words_}")
        self.what.setText(self._stage(lamps))
        self.count.setText("" if one is None else countdown(one.until - self._hub.now()))
        self.reason.setVisible(one is None)
        self.select.setVisible(one is None)
        self.select.setEnabled(not self._busy)
        waits = one is not None and one.state is SelectionState.WAITING
        self.review.setVisible(one is not None and not self._ready() and not waits)
        self.review.setEnabled(not self._busy)
        self.hold.setVisible(one is not None)
        self.hold.setEnabled(self._ready())
        self.hold.set_words(self.tr("Hold to send to {0}").format(words.luminaires(lamps)))

    _unmet = ""

    def _stage(self, lamps: int) -> str:
        one = self.selection
        if one is None:
            return self.tr("Selecting reserves {0} for you; nothing is sent yet.").format(
                words.luminaires(lamps)
            )
        if one.state is SelectionState.WAITING:
            return self.tr("Waits for the signature of another operator.")
        if self._ready():
            by = self.tr("Signed by {0}").format(shown(one.approver)) if one.approver else ""
            how = self.tr("Hold the button, or Space on it, to send.")
            return " · ".join(part for part in (by, how) if part)
        told = self.tr("{0} reserved for you. Look over what would change, then go on.")
        parts = [told.format(words.luminaires(lamps)), self._unmet]
        return " · ".join(part for part in parts if part)


def countdown(ms: int) -> str:
    """`0:24`."""
    seconds = max(0, -(-ms // 1000))
    return f"{seconds // 60}:{seconds % 60:02d}" if seconds < 3600 else formats.duration(seconds)
