"""Closes an incident: solved, cancelled, a false alarm, or a duplicate of another one, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from app.bridge.hub import Hub
from app.domain.incidents.acts import CloseIncident
from app.domain.incidents.incident import Incident
from app.domain.incidents.states import Resolution
from widgets.incidents import words
from widgets.incidents.dialogs.frame import ActDialog
from widgets.incidents.dialogs.incident_picker import IncidentPicker
from widgets.look import Look
from widgets.plain_label import plain_label

RESOLUTIONS = (Resolution.SOLVED, Resolution.CANCELLED, Resolution.FALSE_ALARM, Resolution.DUPLICATE)


class CloseDialog(ActDialog):
    """What is still open about the incident is said before it is closed."""

    def __init__(
        self, hub: Hub, look: Look, about: Incident, resolution: Resolution, parent: QWidget
    ) -> None:
        super().__init__(hub, self.tr("Close the incident"), about, self.tr("Close it"), parent)
        self.choices = QButtonGroup(self)
        row = QHBoxLayout()
        for place, one in enumerate(RESOLUTIONS):
            button = QPushButton(words.resolution_name(one))
            button.setCheckable(True)
            button.setProperty("look", "chip")
            button.setChecked(one is resolution)
            self.choices.addButton(button, place)
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.warning = plain_label(look="support", wraps=True)
        self.column.addWidget(self.warning)
        self._warn(about)
        self.picker = IncidentPicker(hub, look, about)
        self.column.addWidget(self.picker, 1)
        self.reason = self.add_line(self.tr("&Reason"), text=about.reason)
        self.choices.idToggled.connect(self._show)
        self.picker.chosen.connect(self.judge)
        self.keep_default()
        self._show()
        self.reason.setFocus()

    @property
    def resolution(self) -> Resolution:
        return RESOLUTIONS[max(0, self.choices.checkedId())]

    def act(self) -> CloseIncident | None:
        if self.about is None:
            return None
        leads_to = self.picker.incident if self.resolution is Resolution.DUPLICATE else ""
        reason = self.reason.text().strip()
        return CloseIncident(self.about.id, self.about.version, self.resolution, reason, leads_to)

    def missing(self) -> str:
        if self.resolution is Resolution.DUPLICATE and not self.picker.incident:
            return self.tr("Choose the incident that stays.")
        return "" if self.reason.text().strip() else self.tr("Write the reason.")

    def _show(self, *_: object) -> None:
        self.picker.setVisible(self.resolution is Resolution.DUPLICATE)
        self.judge()

    def show_anew(self, now: Incident) -> None:
        self._warn(now)

    def _warn(self, about: Incident) -> None:
        self.warning.setText(self.tr("Alarms still active: {0}").format(about.active))
        self.warning.setVisible(bool(about.active))
