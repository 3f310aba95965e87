"""The crews of the city: how many are free where, each with its work, and sending one to the incident."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.incidents.acts import AssignCrew
from app.domain.incidents.incident import Incident
from app.domain.incidents.states import PROGRESS, IncidentState
from app.domain.rights import Right
from widgets.crews.coverage import CoverageStrip
from widgets.crews.model import CrewModel
from widgets.crews.rows import coverage, crew_rows
from widgets.crews.table import CrewTable
from widgets.incidents.record.requests import IncidentRequests
from widgets.look import Look
from widgets.notice import Notice
from widgets.plain_label import plain_label
from widgets.stillness import Stillness

REFRESH_MS = 1000


class CrewPage(QWidget):
    """Looks again once a second while it is seen, and when an incident changes. GUI thread."""

    crew_chosen = Signal(str)
    """A crew, as a device."""

    def __init__(self, hub: Hub, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._incident = ""
        self.requests = IncidentRequests(hub, self)
        self.strip = CoverageStrip(look)
        self.model = CrewModel(self)
        self.table = CrewTable(self.model, look)
        self.assign = QPushButton()
        self.by_radio = QPushButton(self.tr("Assign by radio"))
        self.why = plain_label(look="support")
        self.notice = Notice()
        self._stillness = Stillness(self.table)
        self._refresh = QTimer(self, interval=REFRESH_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.assign.setProperty("look", "primary")
        self.by_radio.setToolTip(self.tr("Nothing is sent: it is written down that they were told."))
        foot = QWidget()
        foot.setProperty("look", "panel")
        row = QHBoxLayout(foot)
        row.setContentsMargins(8, 5, 8, 5)
        row.setSpacing(8)
        for part in (self.assign, self.by_radio, self.why, self.notice):
            row.addWidget(part)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.table, 1)
        column.addWidget(foot)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.assign.clicked.connect(lambda: self._assign(by_radio=False))
        self.by_radio.clicked.connect(lambda: self._assign(by_radio=True))
        self.table.crew_chosen.connect(self._choose)
        self.table.entered.connect(lambda: self.assign.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.requests.answered.connect(self.notice.say)
        self._stillness.changed.connect(self._hold)
        self._refresh.timeout.connect(self.look_again)
        self._hub.incidents.changed.connect(self._note)
        self._hub.incidents.loaded.connect(self._note)
        self._hub.access.session_changed.connect(self._note)

    # What others call

    def show_incident(self, incident: str) -> None:
        """To which one a crew would be sent; empty for none."""
        if incident != self._incident:
            self._incident = incident
            self._note()

    def take_focus(self) -> None:
        """Give the keys to the table, on its first crew."""
        self.table.choose_first()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def look_again(self) -> None:
        """Show who is where now."""
        rows = crew_rows(self._hub, self._chosen())
        self.strip.show_zones(coverage(rows))
        self.model.show_crews(rows, self._hub.now())
        self._judge()

    # Events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look_again()
        self._refresh.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._refresh.stop()

    # Inside

    def _chosen(self) -> Incident | None:
        return self._hub.incidents.get(self._incident) if self._incident else None

    def _note(self, *_news: object) -> None:
        if self.isVisible():
            self.look_again()

    def _hold(self, held: bool) -> None:
        self.model.held = held
        if not held:
            self._note()

    def _choose(self, crew: str) -> None:
        self._judge()
        self.crew_chosen.emit(crew)

    def _judge(self) -> None:
        crew, incident = self.table.crew, self._chosen()
        reason = self._why_not(incident)
        name = "" if crew is None else crew.name
        text = self.tr("Assign {0} to {1}").format(name, incident.id) if incident and name else ""
        self.assign.setText(text or self.tr("Assign"))
        for button in (self.assign, self.by_radio):
            button.setEnabled(not reason)
        self.why.setText(reason)
        self.why.setVisible(bool(reason))

    def _why_not(self, incident: Incident | None) -> str:
        crew = self.table.crew
        if incident is None:
            return self.tr("Choose an incident in the list.")
        if barred := self.requests.why_not(Right.DISPATCH, incident, briefly=True):
            return barred
        if incident.state is IncidentState.RESOLVED:
            return self.tr("{0} is resolved.").format(incident.id)
        if crew is None:
            return self.tr("Choose a crew.")
        there = {task.crew for task in incident.crews if task.state in PROGRESS}
        return self.tr("{0} is on it.").format(crew.name) if crew.id in there else ""

    def _assign(self, *, by_radio: bool) -> None:
        crew, incident = self.table.crew, self._chosen()
        if crew is not None and incident is not None:
            act = AssignCrew(incident.id, incident.version, crew.id, by_radio=by_radio)
            self.requests.ask(act, incident)
            self.table.setFocus()
