"""Chooses one of the open incidents: those that are nearest come first, and a few letters find any."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.incidents.incident import Incident
from app.domain.plain_text import shown
from widgets import formats
from widgets.incidents import words
from widgets.incidents.record.crew_lines import distance_words
from widgets.incidents.record.line_list import Line, line_list
from widgets.incidents.record.nearby import distance_m, place_of
from widgets.look import Look
from widgets.wording import fold

MOST_SHOWN = 200


class SearchField(QLineEdit):
    """Up and down go to the list below."""

    def __init__(self, below: QWidget, placeholder: str) -> None:
        super().__init__()
        self._below = below
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            return False
        self._below.setFocus()
        self._below.event(event)
        return True


class IncidentPicker(QWidget):
    """Without the incident that it is about. GUI thread."""

    chosen = Signal(str)
    activated = Signal()

    def __init__(self, hub: Hub, look: Look, about: Incident | None) -> None:
        super().__init__()
        self._hub, self._about = hub, about
        self.list = line_list(look, self.tr("Open incidents, nearest first"), self)
        self.search = SearchField(self.list, self.tr("Find an open incident"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        self.search.textChanged.connect(self._fill)
        self.list.chosen.connect(self.chosen)
        self.list.line_activated.connect(lambda _: self.activated.emit())
        hub.incidents.changed.connect(self._fill)
        self._fill()

    @property
    def incident(self) -> str:
        """The id of the one that is chosen; empty for none."""
        return self.list.current

    def _fill(self, *_: object) -> None:
        here = None if self._about is None else place_of(self._hub, self._about)
        wanted = fold(self.search.text().strip())
        lines = []
        for one in self._hub.incidents.open.values():
            if self._about is not None and one.id == self._about.id:
                continue
            if wanted not in fold(f"{one.id} {one.title} {one.place} {one.zone}"):
                continue
            there = place_of(self._hub, one)
            away = distance_m(here, there) if here is not None and there is not None else float("inf")
            lines.append((away, one.opened_at, one.id, self._line(one, away)))
        self.list.show_lines([line for *_, line in sorted(lines, key=lambda row: row[:3])[:MOST_SHOWN]])

    def _line(self, one: Incident, away: float) -> Line:
        age = formats.age((self._hub.now() - one.opened_at) / 1000)
        state = words.state_name(one.state)
        return Line(
            id=one.id,
            title=f"{one.id} · {shown(one.title)}",
            support=" · ".join(part for part in (shown(one.place), state, age) if part),
            right=distance_words(away),
            priority=int(one.priority),
        )
