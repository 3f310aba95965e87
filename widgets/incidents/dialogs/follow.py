"""Goes on by another procedure."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.bridge.hub import Hub
from app.domain.incidents.acts import FollowProcedure
from app.domain.incidents.incident import Incident
from app.domain.incidents.procedures import Procedure
from app.domain.plain_text import shown
from widgets.incidents.dialogs.frame import ActDialog
from widgets.incidents.record.line_list import Line, line_list
from widgets.look import Look
from widgets.plain_label import plain_label


class FollowDialog(ActDialog):
    """Of each procedure its newest version; ticks of steps that it has too stay."""

    def __init__(self, hub: Hub, look: Look, about: Incident, parent: QWidget) -> None:
        super().__init__(hub, self.tr("Follow another procedure"), about, self.tr("Follow it"), parent)
        explain = self.tr("Ticks of steps that it has too stay, the others are taken back.")
        self.column.addWidget(plain_label(explain, look="support", wraps=True))
        self.list = line_list(look, self.tr("Procedures"), self, height=24)
        self.column.addWidget(self.list, 1)
        self._fill()
        self.list.chosen.connect(self.judge)
        self.list.line_activated.connect(lambda _: self.press.click())
        self.list.setFocus()
        self.judge()

    def act(self) -> FollowProcedure | None:
        if self.about is None:
            return None
        return FollowProcedure(self.about.id, self.about.version, self.list.current)

    def missing(self) -> str:
        return "" if self.list.current else self.tr("Choose a procedure.")

    def show_anew(self, _now: Incident) -> None:
        self._fill()

    def _fill(self) -> None:
        usable = (one for one in self.hub.incidents.procedures.values() if not one.retired)
        self.list.show_lines(sorted((self._line(one) for one in usable), key=lambda line: line.title))

    def _line(self, one: Procedure) -> Line:
        about = self.about
        followed = about is not None and (one.id, one.version) == (about.procedure, about.procedure_version)
        return Line(
            id=one.id,
            title=shown(one.label.in_language(self.hub.language)),
            right=self.tr("version {0}").format(one.version),
            ticked=followed,
        )
