"""The orders that were given for the incident, each as it stands now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.incidents.events import CommandTold
from app.domain.incidents.incident import Record
from app.domain.plain_text import shown
from widgets.incidents.record.deed_words import deed_name, told_state
from widgets.incidents.record.line_list import Line, LineList
from widgets.incidents.record.names import RecordNames
from widgets.incidents.record.section import Section
from widgets.look import Look


class CommandSection(Section):
    """Hidden where there are none. GUI thread."""

    device_activated = Signal(str)

    def __init__(self, look: Look, names: RecordNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._told: dict[str, CommandTold] = {}
        self.caption.setText(self.tr("Orders given for it"))
        self.list = LineList(look, self.tr("Orders given for it"), height=36, most=4)
        self.body.addWidget(self.list)
        self.list.line_activated.connect(self._activate)
        self.hide()

    def show_record(self, record: Record) -> None:
        self._told = dict(record.commands)
        self.list.show_lines([self._line(told) for told in self._told.values()])
        self.aside.setText(str(len(self._told)))
        self.setVisible(bool(self._told))

    def _line(self, told: CommandTold) -> Line:
        kind = self._names.device_kind(told.device)
        who = self._names.person(told.operator) if told.operator else ""
        subject = self._names.device(told.device) if told.device else self.tr("Several devices")
        return Line(
            id=told.command,
            title=f"{subject} · {deed_name(told.deed, kind)}",
            support=" · ".join(part for part in (told_state(told, kind), who, shown(told.reason)) if part),
        )

    def _activate(self, command: str) -> None:
        told = self._told.get(command)
        if told is not None and told.device:
            self.device_activated.emit(told.device)
