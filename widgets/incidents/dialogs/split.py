"""Moves alarms out of an incident: into one of their own, or into another that is open."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QListView, QPushButton, QWidget

from app.bridge.hub import Hub
from app.domain.incidents.acts import MoveAlarms
from app.domain.incidents.incident import Incident, Record
from app.domain.plain_text import shown
from widgets.incidents.dialogs.alarm_list import RecordAnew, alarm_lines
from widgets.incidents.dialogs.frame import ActDialog
from widgets.incidents.dialogs.incident_picker import IncidentPicker
from widgets.incidents.record.line_list import line_list
from widgets.incidents.record.names import RecordNames
from widgets.look import Look
from widgets.plain_label import plain_label

TITLE_LENGTH = 120


class SplitDialog(ActDialog):
    """Several alarms are marked with Shift or Ctrl. They do not come back to this incident by themselves."""

    def __init__(self, hub: Hub, look: Look, record: Record, parent: QWidget, *, own: bool = True) -> None:
        """`own`: begins with an incident of their own, else with another that is open."""
        about = record.incident
        super().__init__(hub, self.tr("Move alarms out"), about, self.tr("Move out"), parent)
        self._count = len(record.alarms)
        self.list = line_list(look, self.tr("Alarms of the incident"), self)
        self.list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.list.show_lines(alarm_lines(record, RecordNames(hub)))
        self._record = RecordAnew(hub, self)
        hint = plain_label(self.tr("They do not join this incident again."), look="support", wraps=True)
        self.column.addWidget(hint)
        self.column.addWidget(self.list, 2)
        self.where = QButtonGroup(self)
        row = QHBoxLayout()
        for place, text in enumerate((self.tr("Into one of their own"), self.tr("Into another one"))):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setProperty("look", "chip")
            button.setChecked((place == 0) is own)
            self.where.addButton(button, place)
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.picker = IncidentPicker(hub, look, about)
        self.column.addWidget(self.picker, 1)
        self.title = self.add_line(self.tr("&Title"), TITLE_LENGTH, shown(about.title, TITLE_LENGTH))
        self._connect()
        self.list.setFocus()

    def _connect(self) -> None:
        self.where.idToggled.connect(self._show)
        self.picker.chosen.connect(self.judge)
        self.list.selectionModel().selectionChanged.connect(self.judge)
        self._record.came.connect(self._show_record)
        self.keep_default()
        self._show()

    @property
    def own(self) -> bool:
        return self.where.checkedId() == 0

    def act(self) -> MoveAlarms | None:
        if self.about is None:
            return None
        alarms = tuple(self.list.selected())
        to, title = ("", self.title.text().strip()) if self.own else (self.picker.incident, "")
        return MoveAlarms(self.about.id, self.about.version, alarms, to, title)

    def missing(self) -> str:
        marked = len(self.list.selected())
        if not marked:
            return self.tr("Mark the alarms that do not belong here.")
        if self.own and marked == self._count:
            return self.tr("Leave at least one alarm here.")
        if self.own and not self.title.text().strip():
            return self.tr("Write a title.")
        if not self.own and not self.picker.incident:
            return self.tr("Choose the incident that they belong to.")
        return ""

    def show_anew(self, now: Incident) -> None:
        self._record.read(now.id)

    def _show_record(self, record: Record) -> None:
        self._count = len(record.alarms)
        answer = self.why.text()
        self.list.show_lines(alarm_lines(record, RecordNames(self.hub)))
        self.judge_after(answer)

    def _show(self, *_: object) -> None:
        self.picker.setVisible(not self.own)
        self.form.setRowVisible(self.title, self.own)
        self.judge()
