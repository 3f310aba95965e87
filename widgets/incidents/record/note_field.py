"""The foot of the panel: what is written there becomes a note on the incident."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.incidents import acts
from app.domain.incidents.incident import Incident
from widgets.incidents.record.requests import IncidentRequests, right_for
from widgets.plain_label import plain_label

LONGEST = 2000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Text(QPlainTextEdit):
    sent = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sent.emit()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 30)


class NoteField(QFrame):
    """Keeps for each incident what was written and not sent. GUI thread."""

    def __init__(self, requests: IncidentRequests, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._requests = requests
        self._incident: Incident | None = None
        self._drafts: dict[str, str] = {}
        self.setProperty("look", "foot")
        self.text = _Text()
        self.text.setPlaceholderText(self.tr("Write a note on the incident"))
        self.text.setAccessibleName(self.tr("Note on the incident"))
        self.text.setTabChangesFocus(True)
        self.send = QPushButton(self.tr("Send"))
        self.send.setToolTip(self.tr("Ctrl+Enter"))
        self.send.setProperty("look", "small")
        self.why = plain_label(look="small", wraps=True)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.text, 1)
        row.addWidget(self.send, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self.why)
        self.text.textChanged.connect(self._judge)
        self.text.sent.connect(self._send)
        self.send.clicked.connect(self._send)
        requests.done.connect(self._done)
        self._judge()

    def show_incident(self, incident: Incident | None) -> None:
        before, after = self._id(), "" if incident is None else incident.id
        self._incident = incident
        if before != after:
            if before:
                self._drafts[before] = self.text.toPlainText()
            self.text.setPlainText(self._drafts.pop(after, ""))
        self._judge()

    def _id(self) -> str:
        return "" if self._incident is None else self._incident.id

    def _judge(self) -> None:
        text = self.text.toPlainText()
        right = right_for(acts.NoteIncident)
        barred = self._requests.why_not(right, self._incident, briefly=True) if self._incident else ""
        left = LONGEST - len(text.strip())
        too_long = self.tr("{0} characters too many").format(-left) if left < 0 else ""
        self.text.setEnabled(self._incident is not None and not barred)
        self.send.setEnabled(self._incident is not None and not barred and bool(text.strip()) and left >= 0)
        self.why.setText(barred or too_long)
        self.why.setVisible(bool(barred or too_long))
        self.text.setFixedHeight(30 if "\n" not in text and len(text) < 60 else 66)

    def _send(self) -> None:
        incident, text = self._incident, self.text.toPlainText().strip()
        if incident is not None and self.send.isEnabled():
            self._requests.ask(acts.NoteIncident(incident.id, text), incident)

    def _done(self, act: object, _: object) -> None:
        """Only what was kept is taken away; what was written since stays."""
        if not isinstance(act, acts.NoteIncident):
            return
        if act.incident == self._id():
            if self.text.toPlainText().strip() == act.text:
                self.text.clear()
        elif self._drafts.get(act.incident, "").strip() == act.text:
            del self._drafts[act.incident]
