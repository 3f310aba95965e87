"""Changes what an incident is said to be: kind, title, place and district."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.bridge.hub import Hub
from app.domain.incidents.acts import DescribeIncident
from app.domain.incidents.incident import Incident
from widgets.incidents.dialogs.description_form import DescriptionForm
from widgets.incidents.dialogs.frame import ActDialog


class DescribeDialog(ActDialog):
    """Its point on the map stays. Another kind brings its own target times."""

    def __init__(self, hub: Hub, about: Incident, parent: QWidget) -> None:
        super().__init__(hub, self.tr("Describe the incident"), about, self.tr("Change"), parent)
        self.said_to_be = DescriptionForm(hub, self.form, self)
        self._before = _described(about)
        self.said_to_be.fill(*self._before)
        self.said_to_be.changed.connect(self.judge)
        self.keep_default()
        self.said_to_be.title.setFocus()
        self.judge()

    def act(self) -> DescribeIncident | None:
        if self.about is None:
            return None
        kind, title, place, zone = self.said_to_be.values()
        one = self.about
        return DescribeIncident(one.id, one.version, kind, title, place, zone, one.lat, one.lon)

    def show_anew(self, now: Incident) -> None:
        """What was not touched here follows what others wrote."""
        entered = zip(self.said_to_be.values(), self._before, _described(now), strict=True)
        kind, title, place, zone = (new if mine == old else mine for mine, old, new in entered)
        self._before = _described(now)
        self.said_to_be.fill(kind, title, place, zone)

    def missing(self) -> str:
        missing = self.said_to_be.missing()
        same = self.said_to_be.values() == self._before
        return missing or (self.tr("Nothing has changed.") if same else "")


def _described(one: Incident) -> tuple[str, str, str, str]:
    return one.kind, one.title, one.place, one.zone
