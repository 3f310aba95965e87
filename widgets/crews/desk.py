"""The dispatch desk: its three panels, joined to each other and to what the operator has chosen."""

from __future__ import annotations

from app.bridge.hub import Hub
from widgets.crews.chosen import ChosenIncident
from widgets.crews.page import CrewPage
from widgets.crews.waiting import WaitingIncidents
from widgets.look import Look
from widgets.selection import Selection


class DispatchDesk:
    """`waiting` at the left, `crews` in the middle, `chosen` at the right. GUI thread, once."""

    def __init__(self, hub: Hub, look: Look, selection: Selection) -> None:
        self.waiting = WaitingIncidents(hub, look)
        self.crews = CrewPage(hub, look)
        self.chosen = ChosenIncident(hub, look)
        self.waiting.incident_activated.connect(selection.choose_incident)
        self.waiting.crews_wanted.connect(self.crews.take_focus)
        for view in (self.crews, self.chosen):
            view.crew_chosen.connect(selection.choose_device)
            selection.incident_changed.connect(view.show_incident)
        selection.incident_changed.connect(self.waiting.select)
