"""The procedures there are, and the versions of the chosen one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.incidents.procedures import Procedure
from app.domain.plain_text import shown
from widgets import formats
from widgets.control.card.names import Names
from widgets.incidents.record.line_list import Line, LineList
from widgets.look import Look
from widgets.plain_label import plain_label
from widgets.procedures.words import followers


class ProcedureShelf(QWidget):
    """GUI thread."""

    chosen = Signal(str)
    version_chosen = Signal(int)

    def __init__(self, hub: Hub, look: Look) -> None:
        super().__init__()
        self._hub, self._names = hub, Names(hub)
        self.procedures = LineList(look, self.tr("Procedures"), height=36)
        self.procedures.fill_height()
        self.versions = LineList(look, self.tr("Versions"), height=36, most=5)
        self.new = QPushButton(self.tr("New procedure"))
        self.followed = plain_label(look="support", wraps=True)
        self.followed.setContentsMargins(10, 4, 10, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        for title, part in ((self.tr("Procedures"), self.procedures), (self.tr("Versions"), self.versions)):
            label = plain_label(title, look="caption")
            label.setContentsMargins(10, 4, 10, 0)
            column.addWidget(label)
            column.addWidget(part, int(part is self.procedures))
        column.addWidget(self.followed)
        column.addWidget(self.new)
        self.procedures.chosen.connect(self._tell)
        self.versions.line_activated.connect(lambda version: self.version_chosen.emit(int(version)))

    def show_procedures(self) -> None:
        """The newest version of each, retired ones last."""
        language = self._hub.language
        known = sorted(
            self._hub.incidents.procedures.values(),
            key=lambda one: (one.retired, one.label.in_language(language).casefold(), one.id),
        )
        self.procedures.show_lines([self._line(one) for one in known])

    def show_versions(self, versions: Sequence[Procedure]) -> None:
        """Of the chosen one, the newest first."""
        newest = max((one.version for one in versions), default=0)
        lines = [
            Line(str(one.version), self._version(one), self._written(one), faint=one.version != newest)
            for one in sorted(versions, key=lambda one: -one.version)
        ]
        self.versions.show_lines(lines)
        words = followers(self._older(versions[0].id, newest)) if versions else ""
        self.followed.setText(words)
        self.followed.setVisible(bool(words))

    def _older(self, procedure: str, newest: int) -> list[tuple[int, int]]:
        """Versions before the newest that open incidents follow, and how many each."""
        found = Counter(
            one.procedure_version
            for one in self._hub.incidents.open.values()
            if one.procedure == procedure and one.procedure_version < newest
        )
        return sorted(found.items())

    def _line(self, one: Procedure) -> Line:
        name = shown(one.label.in_language(self._hub.language), 200)
        return Line(one.id, name, self._written(one), self._version(one), faint=one.retired)

    def _version(self, one: Procedure) -> str:
        version = self.tr("version {0}").format(one.version)
        return f"{version} · {self.tr('retired')}" if one.retired else version

    def _written(self, one: Procedure) -> str:
        if not one.by:
            return self.tr("Ships with the program")
        return f"{self._names.of(one.by)} · {formats.moment(one.at, self._hub.now())}"

    def _tell(self, procedure: str) -> None:
        if procedure:
            self.chosen.emit(procedure)
