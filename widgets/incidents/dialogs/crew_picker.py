"""Sends a crew to an incident: by its handset, or by radio and written down here."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from app.bridge.hub import Hub
from app.domain.incidents.acts import AssignCrew
from app.domain.incidents.incident import Incident
from app.domain.rights import Right
from widgets.incidents.dialogs.frame import ActDialog
from widgets.incidents.dialogs.incident_picker import SearchField
from widgets.incidents.record.crew_lines import CrewLines
from widgets.incidents.record.line_list import line_list
from widgets.incidents.record.names import RecordNames
from widgets.look import Look
from widgets.plain_label import plain_label
from widgets.wording import fold

NOTE_LENGTH = 400
REFRESH_MS = 2000


class CrewPicker(ActDialog):
    """Every crew, the nearest first; those with a skill that the kind asks for carry a tick."""

    def __init__(self, hub: Hub, look: Look, about: Incident, parent: QWidget) -> None:
        super().__init__(hub, self.tr("Send a crew"), about, self.tr("&Assign"), parent)
        self.setMinimumHeight(460)
        self._lines = CrewLines(hub, RecordNames(hub))
        self.list = line_list(look, self.tr("Crews, nearest first"), self)
        self.search = SearchField(self.list, self.tr("Find a crew or a skill"))
        ticked = plain_label(self.tr("A tick: can do what this kind of incident asks for."), look="small")
        for part in (self.search, ticked):
            self.column.addWidget(part)
        self.column.addWidget(self.list, 1)
        self.note = self.add_line(self.tr("&Note for the crew"), NOTE_LENGTH)
        self.by_radio = QPushButton(self.tr("Assign by &radio"))
        self.by_radio.setToolTip(self.tr("Nothing is sent: it is written down that they were told."))
        self.feet.insertWidget(self.feet.count() - 1, self.by_radio)
        self._refresh = QTimer(self, interval=REFRESH_MS)
        self._connect()
        self._fill()
        self.search.setFocus()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._fill)
        self.list.chosen.connect(self.judge)
        self.list.line_activated.connect(lambda _: self.press.click())
        self.by_radio.clicked.connect(lambda: self.ask(self._assign(by_radio=True)))
        self._refresh.timeout.connect(self._fill)
        self._refresh.start()
        self.keep_default()

    def act(self) -> AssignCrew | None:
        return self._assign(by_radio=False)

    def right(self) -> Right:
        return Right.DISPATCH

    def missing(self) -> str:
        return "" if self.list.current else self.tr("Choose a crew.")

    def judge(self, *_: object) -> None:
        super().judge()
        self.by_radio.setEnabled(self.press.isEnabled())

    def _assign(self, *, by_radio: bool) -> AssignCrew | None:
        if self.about is None or not self.list.current:
            return None
        note = self.note.text().strip()
        return AssignCrew(self.about.id, self.about.version, self.list.current, note, by_radio)

    def _fill(self, *_: object) -> None:
        if self.about is None:
            return
        self.about = self.hub.incidents.get(self.about.id) or self.about
        wanted = fold(self.search.text().strip())
        lines = self._lines.others(self.about)
        self.list.show_lines([one for one in lines if wanted in fold(f"{one.id} {one.title} {one.support}")])
        self.judge()
