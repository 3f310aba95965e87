"""The panel at the right of Operation: one incident with all that belongs to it, and what can be done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QMenu, QStackedLayout, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.incidents.events import IncidentEvent
from app.domain.incidents.incident import Incident
from app.domain.incidents.procedures import Button, Step
from app.domain.rights import Right
from widgets.access.no_permission import NoPermission
from widgets.incidents.deeds import IncidentDeeds
from widgets.incidents.record.body import RecordBody
from widgets.incidents.record.head import IncidentHead
from widgets.incidents.record.menu import Does
from widgets.incidents.record.names import RecordNames
from widgets.incidents.record.nearby import nearest, place_of
from widgets.incidents.record.note_field import NoteField
from widgets.incidents.record.reading import Known, RecordReader
from widgets.incidents.record.requests import IncidentRequests
from widgets.incidents.record.seeing import cameras_by_use
from widgets.look import Look
from widgets.notice import Notice

TICK_MS = 1000


class IncidentPanel(QWidget):
    """Shows one incident, open or closed, or says that none is chosen. GUI thread."""

    device_wanted = Signal(str)
    """Show this device on the map."""
    cameras_wanted = Signal(object, str)
    """Cameras to show on the wall, the best first: a tuple; and the incident because of which."""
    control_wanted = Signal(str)
    """Open this device where it is commanded."""
    light_up_wanted = Signal(float, float, str, str)
    """Latitude, longitude, title and id of the incident whose place is to be lit."""
    print_wanted = Signal(str)
    """The id of the incident whose record is to be printed."""
    incident_wanted = Signal(str)
    """Show another incident that this one is related to."""
    said = Signal(str)
    """What was done, or why it was not."""

    def __init__(self, hub: Hub, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._id = ""
        self._known: Known | None = None
        self.requests = IncidentRequests(hub, self)
        self.names = RecordNames(hub)
        self.reader = RecordReader(hub, self)
        self.deeds = IncidentDeeds(hub, look, self.requests, self)
        self._page = page = QWidget(self)
        self.head = IncidentHead(look, self.names, page)
        self.notice = Notice(page, collapses=True)
        self.body = RecordBody(hub, look, self.names, self.requests, page)
        self.note = NoteField(self.requests, page)
        self.barred = NoPermission(look, self)
        self.menu = QMenu(self)
        self._empty = QLabel(self.tr("Choose an incident in the list."))
        self._tick = QTimer(self, interval=TICK_MS)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._connect_hub()
        self._show_now()

    def _lay_out(self) -> None:
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setProperty("look", "support")
        self.notice.setWordWrap(True)
        self.notice.setContentsMargins(10, 4, 10, 4)
        self.head.more.setMenu(self.menu)
        self._page.setProperty("look", "panel")
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, stretch in ((self.head, 0), (self.notice, 0), (self.body, 1), (self.note, 0)):
            column.addWidget(part, stretch)
        self._stack = QStackedLayout(self)
        for page in (self._empty, self._page, self.barred):
            self._stack.addWidget(page)

    def _connect(self) -> None:
        body, deeds, head = self.body, self.deeds, self.head
        head.dispatch_pressed.connect(self.dispatch)
        head.cameras_pressed.connect(self.open_cameras)
        head.take_pressed.connect(lambda: deeds.do(Does.TAKE))
        self.menu.aboutToShow.connect(lambda: deeds.fill(self.menu))
        deeds.said.connect(self._say)
        deeds.light_up_asked.connect(self.light_up)
        deeds.print_asked.connect(self.print_record)
        self.requests.answered.connect(self._say)
        self.reader.came.connect(self._take)
        self.reader.failed.connect(self._fail)
        self.reader.procedure_came.connect(self._show_now)
        self.reader.procedure_failed.connect(body.procedure.say_unknown)
        body.loading.again.connect(lambda: self.reader.read(self._id))
        body.cause.device_activated.connect(self.device_wanted)
        body.cause.incident_activated.connect(self.incident_wanted)
        body.commands.device_activated.connect(self.device_wanted)
        body.crews.crew_activated.connect(self.device_wanted)
        body.cameras.camera_activated.connect(lambda camera: self._show_cameras((camera,)))
        body.procedure.button_pressed.connect(self._press_step)
        self._tick.timeout.connect(self._show_time)

    def _connect_hub(self) -> None:
        board = self._hub.incidents
        board.changed.connect(self._on_changed)
        board.events_came.connect(self._on_events)
        board.procedures_changed.connect(self._show_now)
        board.rules_changed.connect(self._show_now)
        board.loaded.connect(self._on_loaded)
        self._hub.access.session_changed.connect(self.show_rights)

    # What others call

    @property
    def incident(self) -> str:
        """The id of the incident shown; empty for none."""
        return self._id

    def show_incident(self, incident: str) -> None:
        """Show this incident; an empty id shows that none is chosen."""
        if incident == self._id:
            return
        self._id, self._known = incident, None
        self.notice.clear()
        self.notice.hide()
        self.body.begin()
        self._show_now()
        if incident:
            self.reader.read(incident)

    def dispatch(self) -> None:
        """Choose a crew to send, or say why none can be sent."""
        self.deeds.dispatch()

    def do(self, does: Does) -> None:
        """One entry of the menu, or say why not."""
        self.deeds.do(does)

    def write_note(self) -> None:
        """Put the cursor where notes are written."""
        self.note.text.setFocus()

    def open_cameras(self) -> None:
        """Those around, on the wall."""
        cameras = self._cameras()
        if cameras:
            self._show_cameras(cameras)
        else:
            self._say(self._no_camera())

    def _show_cameras(self, cameras: tuple[str, ...]) -> None:
        """On the wall; one that is only a device on the map."""
        incident, wall = self._incident(), tuple(one for one in cameras if one in self._hub.video.cameras)
        if incident is not None and wall:
            self.cameras_wanted.emit(wall, incident.id)
        elif cameras:
            self.device_wanted.emit(cameras[0])

    def _cameras(self) -> tuple[str, ...]:
        """Its own device first where that is a camera, then those around; the nearest one where its kind asks
        for none."""
        incident = self._incident()
        if incident is None:
            return ()
        own = [incident.device] if self.names.device_kind(incident.device) == "camera" else []
        near = [one.device.id for one, _ in cameras_by_use(self._hub, incident)]
        return tuple(dict.fromkeys((*own, *near))) or tuple(filter(None, [self._nearest("camera")]))

    def light_up(self) -> None:
        incident = self._incident()
        place = None if incident is None else place_of(self._hub, incident)
        if incident is None or place is None:
            self._say(self.tr("The incident has no place on the map."))
        else:
            self.light_up_wanted.emit(*place, incident.title, incident.id)

    def print_record(self) -> None:
        self.print_wanted.emit(self._id)

    def show_rights(self, *_session: object) -> None:
        """What the operator may see and do is another thing now."""
        self._show_now()

    def retranslate(self) -> None:
        self._show_now()

    # What is shown

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()
        self._show_now()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def _incident(self) -> Incident | None:
        """The newest that is known of it."""
        live = self._hub.incidents.get(self._id) if self._id else None
        read = None if self._known is None else self._known.record.incident
        if live is None or read is None:
            return live or read
        return live if live.version > read.version else read

    def _show_now(self) -> None:
        incident = self._incident()
        if incident is None:
            self._show_none()
            return
        barred = self.requests.why_not(Right.SEE, incident)
        locked = self._hub.access.session is not None and self._hub.access.session.locked
        if barred and not locked:
            self.barred.say(barred)
            self._stack.setCurrentWidget(self.barred)
            return
        self._stack.setCurrentWidget(self._page)
        procedure = self.reader.procedure(incident)
        self.names.procedure = procedure
        self.deeds.attend_to(incident, None if self._known is None else self._known.record, procedure)
        self.head.show_incident(incident, self._hub.operator)
        self.head.bar(self.deeds.why_not_dispatch(), self._no_camera(), self.deeds.why_not(Does.TAKE))
        self.note.show_incident(incident)
        self.body.show_incident(incident, self._hub.now())
        if self._known is not None:
            self.body.show_known(self._known, procedure)

    def _show_none(self) -> None:
        """Of a closed one nothing is known until its record has come."""
        self.deeds.attend_to(None, None, None)
        self.note.show_incident(None)
        reading, none = self.tr("Reading {0} …"), self.tr("Choose an incident in the list.")
        self._empty.setText(reading.format(self._id) if self._id else none)
        self._stack.setCurrentWidget(self._empty)

    def _show_time(self) -> None:
        incident = self._incident()
        if incident is not None and self._stack.currentWidget() is self._page:
            self.body.show_time(incident, self._hub.now())

    def _take(self, known: Known) -> None:
        self._known = known
        self.body.loading.end()
        self._show_now()

    def _fail(self, unknown: bool) -> None:
        sentence = (
            self.tr("There is no record of {0}.").format(self._id)
            if unknown
            else self.tr("The record cannot be read now. What is shown is what the engine told.")
        )
        self.body.loading.fail(sentence)
        if self._incident() is None:
            self._empty.setText(sentence)

    def _say(self, sentence: str) -> None:
        self.notice.say(sentence)
        self.said.emit(sentence)

    # What comes

    def _on_changed(self, moved: tuple[Incident, ...]) -> None:
        if any(one.id == self._id for one in moved):
            self._show_now()

    def _on_events(self, events: tuple[IncidentEvent, ...]) -> None:
        if self._id and any(event.incident == self._id for event in events):
            self.reader.read(self._id)

    def _on_loaded(self) -> None:
        self.reader.forget()
        self._show_now()
        if self._id:
            self.reader.read(self._id)

    # Steps

    def _press_step(self, step: Step) -> None:
        if step.button is Button.DISPATCH:
            self.dispatch()
        elif step.button is Button.LIGHT_UP:
            self.light_up()
        elif step.button is Button.CAMERA:
            self.open_cameras()
        elif device := self._nearest(step.device_kind):
            self.control_wanted.emit(device)
        else:
            self._say(self.tr("There is no device of this kind near."))

    def _nearest(self, kind: str) -> str:
        """The nearest of a kind, its own device where that is of the kind; empty for none."""
        incident = self._incident()
        if incident is None or not kind:
            return ""
        if self.names.device_kind(incident.device) == kind:
            return incident.device
        found = nearest(self._hub, (kind,), place_of(self._hub, incident), 1)
        return found[0].device.id if found else ""

    def _no_camera(self) -> str:
        return "" if self._cameras() else self.tr("There is no camera.")

    # Files dropped anywhere on the panel

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._incident() is not None and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.body.attachments.take_files(paths)
