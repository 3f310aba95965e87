"""The crews of the incident, and the others that could come: assigned by handset or by radio."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.bridge.hub import Hub
from app.domain.incidents import acts
from app.domain.incidents.incident import Incident
from app.domain.incidents.states import TASK_MOVES, IncidentState, TaskState
from app.domain.rights import Right
from widgets.alarms.dialogs import ReasonDialog
from widgets.incidents.record.crew_lines import CrewLines
from widgets.incidents.record.line_list import LineList
from widgets.incidents.record.names import RecordNames
from widgets.incidents.record.requests import IncidentRequests
from widgets.incidents.record.section import Section
from widgets.look import Look
from widgets.plain_label import plain_label

OTHERS_SHOWN = 60


class CrewSection(Section):
    """GUI thread."""

    crew_activated = Signal(str)

    def __init__(
        self,
        hub: Hub,
        look: Look,
        names: RecordNames,
        requests: IncidentRequests,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._requests, self._names = requests, names
        self._incident: Incident | None = None
        self._lines = CrewLines(hub, names)
        self.caption.setText(self.tr("Crews"))
        self.here = LineList(look, self.tr("Crews at this incident"), height=36, most=4)
        self.others = LineList(look, self.tr("Other crews, nearest first"), height=36, most=4)
        self.none_here = plain_label(self.tr("No crew assigned."), look="support")
        self.none_here.setContentsMargins(10, 0, 10, 0)
        self.why = plain_label(look="small", wraps=True)
        self.why.setContentsMargins(10, 0, 10, 0)
        self.moves: Mapping[TaskState, QPushButton] = {
            TaskState.EN_ROUTE: _small(self.tr("On its way")),
            TaskState.ON_SITE: _small(self.tr("On site")),
            TaskState.WITHDRAWN: _small(self.tr("Withdraw…")),
        }
        self.by_handset, self.by_radio = _small(self.tr("Assign")), _small(self.tr("Assign by radio"))
        self.body.addWidget(self.none_here)
        self.body.addWidget(self.here)
        self.told = plain_label(self.tr("By radio:"), look="small")
        self.add_row(self.told, *self.moves.values())
        self.near = plain_label(self.tr("Other crews, nearest first"), look="caption")
        self.near.setContentsMargins(10, 2, 10, 0)
        self.body.addWidget(self.near)
        self.body.addWidget(self.others)
        self.add_row(self.by_handset, self.by_radio)
        self.body.addWidget(self.why)
        self._connect()

    def _connect(self) -> None:
        for state, button in self.moves.items():
            button.clicked.connect(lambda _=False, state=state: self._move(state))
        self.by_handset.clicked.connect(lambda: self._assign(by_radio=False))
        self.by_radio.clicked.connect(lambda: self._assign(by_radio=True))
        for view in (self.here, self.others):
            view.chosen.connect(lambda _: self._judge())
            view.line_activated.connect(self.crew_activated)

    def show_incident(self, incident: Incident) -> None:
        self._incident = incident
        here = self._lines.here(incident)
        self.here.show_lines(here)
        self.here.setVisible(bool(here))
        self.none_here.setVisible(not here)
        if here and not self.here.current:
            self.here.choose(here[0].id)
        working = incident.state not in (IncidentState.RESOLVED, IncidentState.CLOSED)
        for part in (self.near, self.others, self.by_handset, self.by_radio):
            part.setVisible(working)
        if working:
            self.others.show_lines(self._lines.others(incident, OTHERS_SHOWN))
        self._judge()

    def _judge(self) -> None:
        incident = self._incident
        if incident is None:
            return
        barred = self._requests.why_not(Right.DISPATCH, incident, briefly=True)
        allowed = TASK_MOVES.get(self._task_state() or TaskState.WITHDRAWN, frozenset())
        for state, button in self.moves.items():
            button.setVisible(bool(incident.crews))
            button.setEnabled(not barred and incident.open and state in allowed)
            told = self.tr("Written down as the crew told it by radio.")
            off = self.tr("Takes the crew off, and tells its handset.")
            button.setToolTip(barred or (off if state is TaskState.WITHDRAWN else told))
        self.told.setVisible(bool(incident.crews))
        for button in (self.by_handset, self.by_radio):
            button.setEnabled(not barred and bool(self.others.current))
            button.setToolTip(barred or self.tr("Choose a crew in the list first."))
        self.why.setText(barred)
        self.why.setVisible(bool(barred))

    def _task_state(self) -> TaskState | None:
        crews = () if self._incident is None else self._incident.crews
        return next((task.state for task in crews if task.crew == self.here.current), None)

    def _assign(self, *, by_radio: bool) -> None:
        incident, crew = self._incident, self.others.current
        if incident is not None and crew:
            act = acts.AssignCrew(incident.id, incident.version, crew, by_radio=by_radio)
            self._requests.ask(act, incident)

    def _move(self, state: TaskState) -> None:
        incident, crew = self._incident, self.here.current
        if incident is None or not crew:
            return
        if state is not TaskState.WITHDRAWN:
            self._requests.ask(acts.MoveCrew(incident.id, incident.version, crew, state), incident)
            return
        dialog = ReasonDialog(
            self.tr("Withdraw the crew"),
            f"{incident.id} · {self._names.device_name(crew)}",
            self.tr("Write the reason"),
            self.tr("Withdraw"),
            self,
        )
        dialog.given.connect(
            lambda reason: self._requests.ask(
                acts.MoveCrew(incident.id, incident.version, crew, state, reason), incident
            )
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _small(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("look", "small")
    return button
