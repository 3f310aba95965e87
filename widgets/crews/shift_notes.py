"""The newest notes of the shifts, whoever wrote them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.bridge.hub import Hub
from app.domain.plain_text import shown
from widgets import formats
from widgets.control.card.names import Names
from widgets.incidents.record.section import Section
from widgets.plain_label import plain_label

NEWEST = 6


class ShiftNotes(Section):
    """GUI thread."""

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.caption.setText(self.tr("Shift log"))
        self.lines = plain_label(look="support", wraps=True)
        self.lines.setContentsMargins(10, 0, 10, 0)
        self.body.addWidget(self.lines)
        hub.incidents.shifts_changed.connect(self.show_notes)
        hub.incidents.loaded.connect(self.show_notes)
        self.show_notes()

    def show_notes(self) -> None:
        people, now = Names(self._hub), self._hub.now()
        notes = [
            (note.at, people.of(shift.operator), note.text)
            for shift in self._hub.incidents.shifts.values()
            for note in shift.notes
        ]
        newest = sorted(notes, reverse=True)[:NEWEST]
        lines = [f"{formats.moment(at, now)}  {who}: {shown(text)}" for at, who, text in newest]
        self.lines.setText("\n".join(lines) or self.tr("No notes yet."))
