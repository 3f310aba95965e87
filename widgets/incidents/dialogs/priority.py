"""Sets the priority of an incident."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from app.bridge.hub import Hub
from app.domain.alarms import Priority
from app.domain.incidents.acts import SetPriority
from app.domain.incidents.incident import Incident
from widgets.alarms.words import priority_name
from widgets.incidents.dialogs.frame import ActDialog


class PriorityDialog(ActDialog):
    """The target times follow the priority. A lower one needs a reason."""

    def __init__(self, hub: Hub, about: Incident, parent: QWidget) -> None:
        super().__init__(hub, self.tr("Set the priority"), about, self.tr("Set"), parent)
        self._before = about.priority
        self.choices = QButtonGroup(self)
        row = QHBoxLayout()
        for one in sorted(Priority, reverse=True):
            button = QPushButton(priority_name(one))
            button.setCheckable(True)
            button.setProperty("look", "chip")
            button.setChecked(one is about.priority)
            self.choices.addButton(button, int(one))
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.reason = self.add_line(self.tr("&Reason"))
        self.choices.idToggled.connect(self.judge)
        self.keep_default()
        self.choices.button(int(about.priority)).setFocus()
        self.judge()

    @property
    def priority(self) -> Priority:
        return Priority(self.choices.checkedId())

    def act(self) -> SetPriority | None:
        if self.about is None:
            return None
        return SetPriority(self.about.id, self.about.version, self.priority, self.reason.text().strip())

    def show_anew(self, now: Incident) -> None:
        if self.priority is self._before:
            self.choices.button(int(now.priority)).setChecked(True)
        self._before = now.priority

    def missing(self) -> str:
        if self.about is None or self.priority is self.about.priority:
            return self.tr("Choose another priority.")
        if self.priority < self.about.priority and not self.reason.text().strip():
            return self.tr("It goes down: write the reason.")
        return ""
