"""What can be done with a shift: write in one's own, hand it over, end it; sign for somebody else's."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.bridge.incidents import DeskAct
from app.domain.shift_book import LONGEST_NOTE
from app.domain.shifts import BeginShift, NoteShift, Shift, TakeOverShift
from widgets.control.card.names import Names
from widgets.control.card.sign_here import SignHere
from widgets.desk_requests import DeskRequests
from widgets.look import Look
from widgets.plain_label import plain_label
from widgets.shifts.dialogs import EndDialog, OfferDialog
from widgets.shifts.take_over import TakeOver


class ShiftDesk(QFrame):
    """Below the shift that is chosen. What was written and not kept stays. GUI thread."""

    said = Signal(str)

    def __init__(self, hub: Hub, look: Look) -> None:
        super().__init__()
        self._hub, self._names = hub, Names(hub)
        self._shift: Shift | None = None
        self._barred = ""
        self.dialog: QDialog | None = None
        self.requests = DeskRequests(hub, self)
        self.setProperty("look", "foot")
        self.note = QLineEdit()
        self.note.setMaxLength(LONGEST_NOTE)
        self.note.setPlaceholderText(self.tr("Write in the shift log"))
        self.note.setAccessibleName(self.tr("Note for the shift"))
        self.send = QPushButton(self.tr("Write"))
        self.offer, self.end = QPushButton(), QPushButton(self.tr("End my shift…"))
        self.begin = QPushButton(self.tr("Begin my shift"))
        self.waits = plain_label(look="support", wraps=True)
        self.sign_here, self.take_over = SignHere(look), TakeOver(look)
        self.why = plain_label(look="support", wraps=True)
        self._lay_out()
        self._connect()
        self.show_shift(None, "")

    def _lay_out(self) -> None:
        self._own = QWidget()
        writing = QHBoxLayout()
        writing.setSpacing(6)
        writing.addWidget(self.note, 1)
        writing.addWidget(self.send)
        pressing = QHBoxLayout()
        pressing.setSpacing(6)
        pressing.addWidget(self.offer)
        pressing.addWidget(self.end)
        pressing.addStretch(1)
        inside = QVBoxLayout(self._own)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addLayout(writing)
        inside.addWidget(self.waits)
        inside.addWidget(self.sign_here)
        inside.addLayout(pressing)
        begin = QHBoxLayout()
        begin.addWidget(self.begin)
        begin.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self._own)
        column.addWidget(self.take_over)
        column.addLayout(begin)
        column.addWidget(self.why)
        self.sign_here.setMaximumWidth(560)
        self.take_over.setMaximumWidth(640)

    def _connect(self) -> None:
        self.note.returnPressed.connect(self._write)
        self.note.textChanged.connect(self._judge)
        self.send.clicked.connect(self._write)
        self.offer.clicked.connect(self.hand_over)
        self.end.clicked.connect(self.end_shift)
        self.begin.clicked.connect(lambda: self._ask(BeginShift()))
        self.sign_here.given.connect(self._sign_for_other)
        self.take_over.given.connect(self._sign_myself)
        self.requests.done.connect(self._done)
        self.requests.refused.connect(lambda _, why: self._say(why))
        self.requests.superseded.connect(lambda _, why: self._say(why))
        self.requests.busy_changed.connect(self._judge)

    def show_shift(self, shift: Shift | None, barred: str) -> None:
        """`barred` says why nothing can be done now; empty when something can."""
        if shift is None or self._shift is None or shift.id != self._shift.id:
            self._say("")
        self._shift, self._barred = shift, barred
        mine = self._mine()
        offered = shift is not None and shift.offered and not shift.ended
        self._own.setVisible(mine)
        self.waits.setVisible(mine and offered)
        self.sign_here.setVisible(mine and offered)
        self.take_over.setVisible(offered and not mine)
        self.begin.setVisible(self._hub.incidents.own_shift() is None)
        self.offer.setText(self.tr("Change the hand-over…") if offered else self.tr("Hand over my shift…"))
        self.waits.setText(self.tr("Waits for the signature of who takes over: here, or at their console."))
        if shift is not None:
            said = self.tr("{0} hands over. Whoever signs takes over the incidents above.")
            self.take_over.words.setText(said.format(self._names.of(shift.operator)))
        self._judge()

    def hand_over(self) -> None:
        if self._shift is not None and self._mine() and not self._barred:
            self._open(OfferDialog(self._hub, self._shift, self), self.tr("Waits for a signature."))

    def end_shift(self) -> None:
        if self._mine() and not self._barred:
            self._open(EndDialog(self._hub, self), self.tr("Shift ended."))

    def write(self) -> None:
        """The cursor into the field for a note."""
        self.note.setFocus()

    def forget(self) -> None:
        """For another operator: nothing that was begun stays."""
        if self.dialog is not None:
            self.dialog.reject()
        self.note.clear()
        self.sign_here.forget()
        self.take_over.password.forget()
        self._say("")

    def _mine(self) -> bool:
        shift = self._shift
        return shift is not None and not shift.ended and shift.operator == self._hub.access.operator

    def _open(self, dialog: OfferDialog | EndDialog, said: str) -> None:
        self.dialog = dialog
        dialog.applied.connect(lambda: self._tell(said))
        dialog.finished.connect(self._drop)
        dialog.open()

    def _drop(self) -> None:
        self.dialog = None

    def _write(self) -> None:
        text = self.note.text().strip()
        if text and self._mine() and not self._barred:
            self._ask(NoteShift(text))

    def _sign_for_other(self, name: str, password: str) -> None:
        if self._shift is not None:
            self._ask(TakeOverShift(self._shift.id, self._shift.version, name, password))

    def _sign_myself(self, password: str) -> None:
        if self._shift is not None:
            mine = self._hub.access.operator
            self._ask(TakeOverShift(self._shift.id, self._shift.version, mine, password))

    def _ask(self, act: DeskAct) -> None:
        if not self._barred and self.requests.ask(act):
            self._say(self.tr("The password is being proved …") if isinstance(act, TakeOverShift) else "")

    def _done(self, act: object) -> None:
        self._say("")
        if isinstance(act, NoteShift):
            if self.note.text().strip() == act.text:
                self.note.clear()
            self._tell(self.tr("Written in the shift log."))
        elif isinstance(act, TakeOverShift):
            self._tell(self.tr("Shift taken over."))

    def _tell(self, sentence: str) -> None:
        self.said.emit(sentence)

    def _say(self, sentence: str) -> None:
        self.why.setText(sentence)
        self._judge()

    def _judge(self, *_: object) -> None:
        free = not self._barred and not self.requests.busy
        for button in (self.offer, self.end, self.begin):
            button.setEnabled(free)
            button.setToolTip(self._barred)
        self.note.setEnabled(not self._barred)
        self.send.setEnabled(free and bool(self.note.text().strip()))
        waiting = self.tr("An answer is awaited.") if self.requests.busy else ""
        self.sign_here.bar(self._barred or waiting)
        self.take_over.bar(self._barred or waiting)
        self.why.setVisible(bool(self.why.text()))
