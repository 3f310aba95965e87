"""The field for the incident that footage goes out for: offers the open ones that the operator may see."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from app.bridge.hub import Hub
from app.domain.incidents.incident import Incident
from app.domain.plain_text import shown
from app.domain.rights import Right
from widgets.calm import CalmBox
from widgets.incidents.record.requests import IncidentRequests

LONGEST, SHORTEST = 64, 20
"""Characters of a number that is typed, and those that the field is wide at least."""


class EvidenceIncident(CalmBox):
    """The number of a closed one is typed; whether it may be seen, the engine knows. GUI thread."""

    def __init__(self, hub: Hub, number: str) -> None:
        """`number` is the one that the footage seems to be about; empty for none."""
        super().__init__()
        self._hub = hub
        self._requests = IncidentRequests(hub, self)
        line = QLineEdit()
        line.setMaxLength(LONGEST)
        self.setLineEdit(line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(SHORTEST)
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        for one in sorted(hub.incidents.open.values(), key=lambda one: one.opened_at, reverse=True):
            if not self._barred(one):
                self.addItem(f"{one.id} · {shown(one.title)}"[:LONGEST], one.id)
        self.setCurrentIndex(self.findData(number) if number else -1)
        if self.currentIndex() < 0:
            self.setEditText("" if self.barred(number) else number)

    def number(self) -> str:
        """What was chosen or typed; empty for none."""
        place = self.findText(self.currentText(), Qt.MatchFlag.MatchExactly)
        return str(self.itemData(place)) if place >= 0 else self.currentText().strip()

    def barred(self, number: str) -> str:
        """Why this incident may not be named; empty where it may, or where it is not an open one."""
        found = self._hub.incidents.get(number)
        return "" if found is None else self._barred(found)

    def _barred(self, incident: Incident) -> str:
        return self._requests.why_not(Right.SEE, incident, briefly=True)
