"""Gives an incident to somebody else, to oneself, or to nobody."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.bridge.hub import Hub
from app.domain.incidents.acts import GiveIncident
from app.domain.incidents.incident import Incident
from app.domain.plain_text import shown
from widgets.access.role_words import role_names
from widgets.incidents.dialogs.frame import ActDialog
from widgets.incidents.record.line_list import Line, line_list
from widgets.look import Look

NOBODY = ""
LONGEST_ID = 64


class GiveDialog(ActDialog):
    """Those at a console now, or anybody by their user name."""

    def __init__(self, hub: Hub, look: Look, about: Incident, parent: QWidget) -> None:
        super().__init__(hub, self.tr("Give the incident"), about, self.tr("Give"), parent)
        self._owner = about.owner
        self.list = line_list(look, self.tr("Operators at a console"), self, height=24)
        self.column.addWidget(self.list, 1)
        self.name = self.add_line(self.tr("Or &user name"), LONGEST_ID)
        self.reason = self.add_line(self.tr("&Reason"))
        self.list.show_lines(self._lines())
        self.list.chosen.connect(self.judge)
        self.list.line_activated.connect(lambda _: self.press.click())
        self.keep_default()
        self.list.setFocus()
        self.judge()

    def act(self) -> GiveIncident | None:
        if self.about is None:
            return None
        return GiveIncident(self.about.id, self.about.version, self.to(), self.reason.text().strip())

    def to(self) -> str:
        """Who is to have it; a name that was written goes before the list."""
        written = self.name.text().strip()
        return written or self.list.current.removeprefix("to ")

    def missing(self) -> str:
        if not self.name.text().strip() and not self.list.current:
            return self.tr("Choose somebody, or write a user name.")
        if self.to() == self._owner:
            return self.tr("They have it already.")
        if self._owner not in (NOBODY, self.hub.operator) and not self.reason.text().strip():
            return self.tr("It is somebody else's: write the reason.")
        return ""

    def show_anew(self, now: Incident) -> None:
        self._owner = now.owner
        self.list.show_lines(self._lines())

    def _lines(self) -> list[Line]:
        rules, session = self.hub.access.rules, self.hub.access.session
        people: dict[str, Line] = {}
        if session is not None:
            people[session.operator] = Line(
                f"to {session.operator}", shown(session.name), right=self.tr("me"), glyph="person"
            )
        for desk in () if rules is None else rules.desks:
            roles = role_names(desk.roles, () if rules is None else rules.roles)
            line = Line(f"to {desk.operator}", shown(desk.name), right=roles, glyph="person")
            people.setdefault(desk.operator, line)
        people.pop(self._owner, None)
        nobody = [Line("to ", self.tr("Nobody"), glyph="minus", faint=True)] if self._owner else []
        return [*people.values(), *nobody]
