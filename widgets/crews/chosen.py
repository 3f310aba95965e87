"""The chosen incident at the right of the dispatch desk: its target times and crews, and the shift log."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.incidents.incident import Incident
from app.domain.plain_text import shown
from app.domain.rights import Right
from widgets.control.elided import Elided
from widgets.crews.shift_notes import ShiftNotes
from widgets.incidents import words
from widgets.incidents.record.crews import CrewSection
from widgets.incidents.record.deadlines import Deadlines
from widgets.incidents.record.names import RecordNames
from widgets.incidents.record.requests import IncidentRequests
from widgets.look import Look
from widgets.notice import Notice
from widgets.plain_label import plain_label
from widgets.shapes import priority_pixmap

TICK_MS = 1000


class ChosenIncident(QWidget):
    """Brought up to date once a second while it is seen. GUI thread."""

    crew_chosen = Signal(str)
    dispatch_wanted = Signal()
    """Choose a crew in the dialog."""

    def __init__(self, hub: Hub, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._look = hub, look
        self._incident = ""
        names = RecordNames(hub)
        self.requests = IncidentRequests(hub, self)
        self.sign = plain_label()
        self.title, self.about = Elided(), plain_label(look="support", wraps=True)
        self.dispatch = QPushButton(self.tr("Dispatch") + "  D")
        self.deadlines = Deadlines(look)
        self.crews = CrewSection(hub, look, names, self.requests)
        self.notes = ShiftNotes(hub)
        self.notice = Notice(collapses=True)
        self._none = plain_label(self.tr("Choose an incident in the list."), look="support", wraps=True)
        self._tick = QTimer(self, interval=TICK_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.title.setProperty("look", "title")
        self.dispatch.setProperty("look", "primary")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(10, 8, 10, 8)
        line = QHBoxLayout()
        line.addWidget(self.sign)
        line.addWidget(self.title, 1)
        column.addLayout(line)
        column.addWidget(self.about)
        column.addWidget(self.dispatch, 0, Qt.AlignmentFlag.AlignLeft)
        page = QWidget()
        page.setProperty("look", "panel")
        parts = QVBoxLayout(page)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(0)
        for part in (head, self.notice, self.deadlines, self.crews):
            parts.addWidget(part)
        parts.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self._none)
        self._stack.addWidget(scroll)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(body, 1)
        whole.addWidget(self.notes)

    def _connect(self) -> None:
        self.dispatch.clicked.connect(self.dispatch_wanted)
        self.crews.crew_activated.connect(self.crew_chosen)
        self.requests.answered.connect(self.notice.say)
        self._hub.incidents.changed.connect(self._note)
        self._hub.incidents.loaded.connect(self._note)
        self._hub.access.session_changed.connect(self._note)
        self._look.changed.connect(self._note)
        self._tick.timeout.connect(self._show_now)

    def show_incident(self, incident: str) -> None:
        """An open one; empty for none."""
        if incident != self._incident:
            self._incident = incident
            self._note()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_now()
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def _note(self, *_news: object) -> None:
        if self.isVisible():
            self._show_now()

    def _show_now(self) -> None:
        incident = self._hub.incidents.get(self._incident) if self._incident else None
        barred = "" if incident is None else self._why_hidden(incident)
        self._none.setText(barred or self.tr("Choose an incident in the list."))
        self._stack.setCurrentIndex(0 if incident is None or barred else 1)
        if incident is None or barred:
            return
        self._show_head(incident)
        self.deadlines.show_incident(incident, self._hub.now())
        self.crews.show_incident(incident)

    def _why_hidden(self, incident: Incident) -> str:
        """Why the operator may not see it; behind the lock what stood there stays."""
        session = self._hub.access.session
        locked = session is not None and session.locked
        return "" if locked else self.requests.why_not(Right.SEE, incident)

    def _show_head(self, incident: Incident) -> None:
        ratio = self.devicePixelRatioF()
        self.sign.setPixmap(priority_pixmap(int(incident.priority), 20, self._look.theme, ratio))
        self.title.setText(shown(incident.title))
        where = (incident.id, words.state_name(incident.state), shown(incident.place), shown(incident.zone))
        self.about.setText(" · ".join(part for part in where if part))
        reason = self.requests.why_not(Right.DISPATCH, incident, briefly=True)
        self.dispatch.setEnabled(not reason)
        self.dispatch.setToolTip(reason)
