"""Marks which alarm of an incident is the first cause."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.bridge.hub import Hub
from app.domain.incidents.acts import MarkCause
from app.domain.incidents.incident import Incident, Record
from widgets.incidents.dialogs.alarm_list import RecordAnew, alarm_lines
from widgets.incidents.dialogs.frame import ActDialog
from widgets.incidents.record.line_list import line_list
from widgets.incidents.record.names import RecordNames
from widgets.look import Look


class CauseDialog(ActDialog):
    def __init__(self, hub: Hub, look: Look, record: Record, parent: QWidget) -> None:
        about = record.incident
        super().__init__(hub, self.tr("Mark the first cause"), about, self.tr("Mark"), parent)
        self.list = line_list(look, self.tr("Alarms of the incident"), self)
        self.list.show_lines(alarm_lines(record, RecordNames(hub)))
        self.column.addWidget(self.list, 1)
        self._record = RecordAnew(hub, self)
        self._record.came.connect(self._show_record)
        self.list.chosen.connect(self.judge)
        self.list.line_activated.connect(lambda _: self.press.click())
        self.list.setFocus()
        self.judge()

    def act(self) -> MarkCause | None:
        return None if self.about is None else MarkCause(self.about.id, self.about.version, self.list.current)

    def show_anew(self, now: Incident) -> None:
        self._record.read(now.id)

    def _show_record(self, record: Record) -> None:
        answer = self.why.text()
        self.list.show_lines(alarm_lines(record, RecordNames(self.hub)))
        self.judge_after(answer)

    def missing(self) -> str:
        if not self.list.current:
            return self.tr("Choose an alarm.")
        already = self.about is not None and self.list.current == self.about.cause
        return self.tr("It is the first cause already.") if already else ""
