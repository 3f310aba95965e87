"""The two signatures and the press that acts: who asks, who approves, and what can be done now."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.rights import Right
from app.domain.selections import Selection, SelectionState
from widgets import formats
from widgets.alarms.dialogs import REASON_LENGTH
from widgets.control.card.names import Names
from widgets.control.card.offers import Offer, Press
from widgets.control.card.sign_here import SignHere
from widgets.control.card.situation import Situation
from widgets.control.card.steps import countdown
from widgets.control.elided import Elided
from widgets.control.hold_button import HoldButton
from widgets.glyphs import draw_glyph
from widgets.key_button import KeyButton
from widgets.look import Look
from widgets.notice import Notice
from widgets.plain_label import PlainLabel

ROW = 40


class SignerRow(QWidget):
    """One of the two: name and what they do here, when, and whether they have signed. GUI thread."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._signed = False
        self.name, self.when, self.missing = Elided(), Elided(), PlainLabel()
        self.name.setProperty("look", "card")
        self.when.setProperty("look", "small")
        self.missing.setProperty("look", "tag")
        self.missing.setText(self.tr("Signature missing"))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        for label in (self.name, self.when):
            texts.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(26, 2, 24, 3)
        row.addLayout(texts, 1)
        row.addWidget(self.missing, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setFixedHeight(ROW)
        look.changed.connect(self.update)

    def say(self, name: str, when: str, *, signed: bool) -> None:
        self.name.setText(name)
        self.when.setText(when)
        self.missing.setVisible(not signed)
        self._signed = signed
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._look.theme, QPainter(self)
        draw_glyph(painter, "person", QRectF(2, (ROW - 17) / 2, 17, 17), theme.text2)
        if self._signed:
            draw_glyph(painter, "check", QRectF(self.width() - 18, (ROW - 15) / 2, 15, 15), theme.text)
        painter.fillRect(0, ROW - 1, self.width(), 1, theme.line)


class SigningPart(QWidget):
    """Says by signals what was pressed; what can be pressed comes as an `Offer`. GUI thread."""

    pressed = Signal()
    """The one press that is offered, long enough where it must be held."""
    released = Signal()
    signed_here = Signal(str, str)
    edited = Signal()
    left = Signal()
    """What had the focus here is gone, and nothing else here can take it."""

    def __init__(self, names: Names, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self.caption = PlainLabel(self.tr("Two signatures"))
        self.caption.setProperty("look", "caption")
        self.first, self.second = SignerRow(look), SignerRow(look)
        self.free = PlainLabel()
        self.free.setProperty("look", "support")
        self.free.setWordWrap(True)
        self.sign_here = SignHere(look)
        self.passing_reason = QLineEdit()
        self.passing_reason.setMaxLength(REASON_LENGTH)
        self.passing_reason.setPlaceholderText(self.tr("Why the condition is passed"))
        self.passing_reason.setAccessibleName(self.passing_reason.placeholderText())
        self.press = QPushButton()
        self.press.setProperty("look", "large")
        self.press.setAutoDefault(False)
        self.hold = HoldButton("", look)
        self.release = KeyButton(self.tr("Release"), "Esc", look)
        self.why, self.notice = PlainLabel(), Notice(collapses=True)
        self.why.setProperty("look", "small")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for label in (self.why, self.notice):
            label.setWordWrap(True)
        self.release.setProperty("look", "large")
        self.release.setMinimumHeight(34)
        for button in (self.press, self.hold):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setMinimumWidth(80)
        acts = QHBoxLayout()
        acts.setSpacing(6)
        acts.addWidget(self.press, 1)
        acts.addWidget(self.hold, 1)
        acts.addWidget(self.release)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        for part in (self.caption, self.first, self.second, self.free, self.passing_reason, self.sign_here):
            column.addWidget(part)
        column.addLayout(acts)
        for part in (self.why, self.notice):
            column.addWidget(part)
        column.addStretch(1)

    def _connect(self) -> None:
        self.press.clicked.connect(self.pressed)
        self.hold.held.connect(self.pressed)
        self.release.clicked.connect(self.released)
        self.sign_here.given.connect(self.signed_here)
        self.passing_reason.textChanged.connect(self.edited)

    def fields(self) -> tuple[QWidget, ...]:
        """All that takes the focus, in its order."""
        form = self.sign_here
        return (
            self.passing_reason,
            form.name,
            form.password.line,
            form.password.eye,
            form.press,
            self.press,
            self.hold,
        )

    def show_now(self, now: Situation, offer: Offer, *, signs: bool, passes: bool, barred_here: str) -> None:
        """`signs` whether a second signature is needed, `passes` whether a condition is ticked to be passed,
        `barred_here` why nobody can sign at this console."""
        focused = next((part for part in self.fields() if part.hasFocus()), None)
        self._show_signers(now, offer, signs=signs)
        self.passing_reason.setVisible(passes)
        self.sign_here.setVisible(offer.signs_here)
        self.sign_here.bar(barred_here)
        self._show_press(offer)
        if focused is not None and not _takes_focus(focused):
            self._pass_on_focus()

    def _pass_on_focus(self) -> None:
        """What had it is gone or off: to the next step, not to whatever stands beside."""
        steps = (self.sign_here.name, self.hold, self.press)
        following = next((part for part in steps if _takes_focus(part)), None)
        if following is None:
            self.left.emit()
        else:
            following.setFocus()

    def _show_press(self, offer: Offer) -> None:
        self.press.setVisible(not offer.held)
        self.hold.setVisible(offer.held)
        button = self.hold if offer.held else self.press
        if offer.held:
            self.hold.set_words(offer.words)
        else:
            self.press.setText(offer.words.replace("&", "&&"))
        button.setEnabled(not offer.barred)
        self.release.setVisible(offer.releases)
        self.why.setText(offer.barred)
        self.why.setVisible(bool(offer.barred))

    def _show_signers(self, now: Situation, offer: Offer, *, signs: bool) -> None:
        selection = now.selection
        needed = signs if selection is None else selection.needs_approval
        self.caption.setText(self.tr("Two signatures") if needed else self.tr("One signature"))
        self.first.setVisible(selection is not None)
        self.second.setVisible(selection is not None and needed)
        self.free.setVisible(selection is None)
        if selection is None:
            self.free.setText(self._how(offer, needed=needed))
            return
        asks = self.tr("{0} · asks").format(self._called(selection.operator))
        signed = self.tr("Selected {0} at {1}").format(formats.clock(selection.since), selection.console)
        reason = f" · {selection.reason}" if selection.reason else ""
        self.first.say(asks, f"{signed}{reason}", signed=True)
        self._show_second(selection, now)

    def _how(self, offer: Offer, *, needed: bool) -> str:
        if offer.press is Press.COMMAND:
            return self.tr("It needs no selection. Hold the button; it goes on record.")
        if needed:
            return self.tr("You select and operate; a second person signs, here or at their console.")
        return self.tr("You select, look at the effects and operate. Everything is on record.")

    def _show_second(self, selection: Selection, now: Situation) -> None:
        if selection.approver:
            name = self.tr("{0} · approves").format(self._called(selection.approver))
            when = self.tr("Signed {0}").format(formats.clock(selection.signed_at))
            reason = f" · {selection.approver_reason}" if selection.approver_reason else ""
            self.second.say(name, f"{when}{reason}", signed=True)
            return
        me = self._names.of(selection.operator)
        present = [one for one in self._names.who_may(Right.APPROVE, now.device) if one != me]
        who, when = self.tr("A second person"), self.tr("None who may sign is at a console")
        if present:
            who = self.tr("{0} · may approve").format(", ".join(present[:3]))
            when = self.tr("Asked at their console")
        if selection.state is SelectionState.WAITING:
            left = self.tr("{0} left").format(countdown(selection.until, now.now))
            self.second.say(who, f"{left} · {when}", signed=False)
        else:
            self.second.say(who, self.tr("Not asked yet"), signed=False)

    def _called(self, operator: str) -> str:
        role = self._names.role(operator)
        return f"{self._names.of(operator)} · {role}" if role else self._names.of(operator)


def _takes_focus(part: QWidget) -> bool:
    return part.isVisible() and part.isEnabled()
