"""What every dialog for an act on an incident has: a subject, fields, why it cannot be pressed, two buttons.

It asks by itself and stays open until the act was done, so that nothing that was entered is lost.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.incidents.acts import IncidentAct
from app.domain.incidents.incident import Incident
from app.domain.plain_text import shown
from app.domain.rights import Right
from app.wire.incidents import Incidental
from widgets.incidents.record.requests import IncidentRequests
from widgets.plain_label import plain_label

REASON_LENGTH = 200


class ActDialog(QDialog):
    """Open it with `open()`; Esc leaves everything as it is. GUI thread."""

    said = Signal(str)
    """What was done, in a sentence; it closes with it."""
    applied = Signal(str)
    """The id of the incident that it was about, or of the new one."""

    def __init__(self, hub: Hub, title: str, about: Incident | None, press: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.hub, self.about = hub, about
        self.requests = IncidentRequests(hub, self)
        self._asked = False
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.setSpacing(8)
        self.column = QVBoxLayout()
        self.subject = plain_label(look="support", wraps=True)
        self.why = plain_label(look="small", wraps=True)
        self.press = QPushButton(press)
        self.leave = QPushButton(self.tr("Leave"))
        self.feet = QHBoxLayout()
        self._lay_out(title)
        self.press.clicked.connect(self._give)
        self.leave.clicked.connect(self.reject)
        self.requests.done.connect(self._done)
        self.requests.superseded.connect(self._look_again)
        self.requests.refused.connect(self._refused)
        self.finished.connect(self.deleteLater)
        hub.access.session_changed.connect(self.judge)

    def _lay_out(self, title: str) -> None:
        self.press.setProperty("look", "primary")
        self.press.setDefault(True)
        self.leave.setAutoDefault(False)
        self.feet.addWidget(self.why, 1)
        self.feet.addWidget(self.leave)
        self.feet.addWidget(self.press)
        self.column.setSpacing(8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        outer.setSpacing(8)
        outer.addWidget(plain_label(title, look="title"))
        outer.addWidget(self.subject)
        self._name_subject()
        outer.addLayout(self.column, 1)
        outer.addLayout(self.form)
        outer.addLayout(self.feet)

    def _name_subject(self) -> None:
        one = self.about
        self.subject.setText("" if one is None else f"{one.id} · {shown(one.title)}")
        self.subject.setVisible(one is not None)

    # What the dialogs say

    def act(self) -> IncidentAct | None:
        """What is asked, by what is entered now."""
        raise NotImplementedError

    def right(self) -> Right:
        """Which right it needs."""
        return Right.ACKNOWLEDGE

    def missing(self) -> str:
        """What must still be entered, in words; empty when nothing."""
        return ""

    def show_anew(self, now: Incident) -> None:
        """More has happened than was seen here: show `now`, and keep what was entered."""

    # What they use

    def add_line(self, label: str, length: int = REASON_LENGTH, text: str = "") -> QLineEdit:
        """A field of one line; `label` with its mnemonic."""
        line = QLineEdit(text)
        line.setMaxLength(length)
        line.textChanged.connect(self.judge)
        self.form.addRow(label, line)
        return line

    def judge(self, *_: object) -> None:
        """Look again whether it can be pressed."""
        reason = self.requests.why_not(self.right(), self.about) or self.missing()
        self.press.setEnabled(not reason and not self._asked)
        self.why.setText(reason)

    def judge_after(self, answer: str) -> None:
        """The same, with this answer left standing before what is missing now."""
        self.judge()
        self.why.setText(" ".join(part for part in (answer, self.missing()) if part))

    def keep_default(self) -> None:
        """Enter in a list or a field presses, and no other button does."""
        for button in self.findChildren(QPushButton):
            if button is not self.press:
                button.setAutoDefault(False)

    def ask(self, act: IncidentAct | None) -> None:
        if act is not None and not self._asked:
            self._asked = True
            self.press.setEnabled(False)
            self.why.setText(self.tr("Asked …"))
            self.requests.ask(act, self.about)

    def _give(self) -> None:
        self.ask(self.act())

    def _done(self, act: IncidentAct, answer: Incidental) -> None:
        self.accept()
        self.applied.emit(answer.incident)
        self.said.emit(self.requests.done_words(act, answer))

    def _look_again(self, _act: IncidentAct, _why: str) -> None:
        """The next press is about what stands now; what has changed is shown with the answer."""
        now = None if self.about is None else self.hub.incidents.get(self.about.id)
        if now is not None:
            self.about = now
            self._name_subject()
            self.show_anew(now)

    def _refused(self, _act: IncidentAct, why: str) -> None:
        self._asked = False
        self.judge()
        self.why.setText(why)
