"""Merges an incident into another one, which stays."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.bridge.hub import Hub
from app.domain.incidents.acts import MergeIncident
from app.domain.incidents.incident import Incident
from widgets.incidents.dialogs.frame import ActDialog
from widgets.incidents.dialogs.incident_picker import IncidentPicker
from widgets.look import Look
from widgets.plain_label import plain_label


class MergeDialog(ActDialog):
    def __init__(self, hub: Hub, look: Look, about: Incident, parent: QWidget) -> None:
        super().__init__(hub, self.tr("Merge into another incident"), about, self.tr("Merge"), parent)
        explain = self.tr("Its alarms, devices and watchers go over to the other one; this one is closed.")
        self.column.addWidget(plain_label(explain, look="support", wraps=True))
        self.picker = IncidentPicker(hub, look, about)
        self.column.addWidget(self.picker, 1)
        self.picker.chosen.connect(self.judge)
        self.picker.activated.connect(self.press.click)
        self.keep_default()
        self.picker.search.setFocus()
        self.judge()

    def act(self) -> MergeIncident | None:
        if self.about is None:
            return None
        return MergeIncident(self.about.id, self.about.version, self.picker.incident)

    def missing(self) -> str:
        return "" if self.picker.incident else self.tr("Choose the incident that stays.")
