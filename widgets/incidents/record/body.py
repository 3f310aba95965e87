"""The parts of the panel below its head, one under the other in a page that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.incidents.incident import Incident
from app.domain.incidents.procedures import Procedure
from widgets.incidents.record.attachments import AttachmentSection
from widgets.incidents.record.cameras import CameraSection
from widgets.incidents.record.cause import CauseSection
from widgets.incidents.record.commands import CommandSection
from widgets.incidents.record.crews import CrewSection
from widgets.incidents.record.deadlines import Deadlines
from widgets.incidents.record.loading import LoadingRows
from widgets.incidents.record.names import RecordNames
from widgets.incidents.record.procedure import ProcedureSection
from widgets.incidents.record.reading import Known
from widgets.incidents.record.requests import IncidentRequests
from widgets.incidents.record.story import StoryTeller, in_order
from widgets.incidents.record.timeline import Timeline
from widgets.look import Look

NEARBY_EVERY = 3
"""Seconds between two looks at where crews and cameras are."""


class RecordBody(QScrollArea):
    """What the engine tells of every incident is there at once, the rest with its record. GUI thread."""

    def __init__(
        self,
        hub: Hub,
        look: Look,
        names: RecordNames,
        requests: IncidentRequests,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._content = content = QWidget(self.viewport())
        self._names = names
        self._teller = StoryTeller(names)
        self._shown: Known | None = None
        self._followed: Procedure | None = None
        self._seconds = 0
        self.deadlines = Deadlines(look, content)
        self.cause = CauseSection(hub, look, names, content)
        self.loading = LoadingRows(look, content)
        self.timeline = Timeline(look, content)
        self.procedure = ProcedureSection(hub, names, requests, content)
        self.cameras = CameraSection(hub, look, content)
        self.crews = CrewSection(hub, look, names, requests, content)
        self.commands = CommandSection(look, names, content)
        self.attachments = AttachmentSection(hub, look, names, requests, content)
        self.procedure.tab_after(self.timeline.view)
        self._of_record = (self.timeline, self.procedure, self.commands)
        self._lay_out()

    def _lay_out(self) -> None:
        content = self._content
        content.setProperty("look", "panel")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (
            self.deadlines,
            self.cause,
            self.loading,
            self.timeline,
            self.procedure,
            self.cameras,
            self.crews,
            self.commands,
            self.attachments,
        ):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    def begin(self) -> None:
        """Another incident: its record has not come."""
        self._shown = None
        self._teller.forget()
        for part in self._of_record:
            part.hide()
        self.cause.begin()
        self.loading.begin()
        self.verticalScrollBar().setValue(0)

    def show_incident(self, incident: Incident, now_ms: int) -> None:
        self.deadlines.show_incident(incident, now_ms)
        if self._shown is None:
            self.cause.show_incident(incident)
        self.crews.show_incident(incident)
        self.cameras.show_incident(incident)
        self.attachments.show_incident(incident)

    def show_known(self, known: Known, procedure: Procedure | None) -> None:
        record = known.record
        self._names.procedure = procedure
        self.cause.show_record(record)
        self.procedure.show_record(record, procedure)
        if (known, procedure) != (self._shown, self._followed):
            if procedure != self._followed:
                self._teller.forget()
            self.timeline.show_story(self._teller.tell(record, known.merged), anew=self._shown is None)
            self.timeline.show()
            self.commands.show_record(record)
            self.attachments.show_events(in_order(record.events, known.merged))
        self._shown, self._followed = known, procedure

    def show_time(self, incident: Incident, now_ms: int) -> None:
        """Every second: countdowns, and now and then who is where."""
        self.deadlines.show_incident(incident, now_ms)
        self.procedure.show_time(now_ms)
        self._seconds += 1
        if self._seconds % NEARBY_EVERY == 0:
            self.crews.show_incident(incident)
            self.cameras.show_incident(incident)
