"""One shift: its times, notes, what was handed over, and the incidents and orders of its time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.bridge.hub import Hub
from app.domain.commands import Command
from app.domain.incidents.incident import Incident
from app.domain.plain_text import shown
from app.domain.shift_book import LONGEST_NOTE
from app.domain.shifts import Shift
from widgets import formats
from widgets.control import words as control_words
from widgets.control.card.names import Names
from widgets.incidents import words
from widgets.incidents.record.line_list import Line, LineList
from widgets.incidents.record.section import Section
from widgets.look import Look
from widgets.plain_label import plain_label
from widgets.shifts.reading import Happened
from widgets.shifts.words import facts, stamp, state_of

MOST_LINES = 14
"""As high as so many; then the notes scroll."""
_LINE_SIGNS = 90


class ShiftDetail(QScrollArea):
    """GUI thread."""

    incident_wanted = Signal(str)
    print_wanted = Signal(str)

    def __init__(self, hub: Hub, look: Look) -> None:
        super().__init__()
        self._hub, self._names = hub, Names(hub)
        self.shift: Shift | None = None
        self.title, self.tag = plain_label(look="title"), plain_label(look="tag")
        self.print = QPushButton(self.tr("Print…"))
        self.none = plain_label(self.tr("No shift yet."), look="support")
        self.facts = QGridLayout()
        self.notes, self.hand_over = Section(), Section()
        self.open_items = LineList(look, self.tr("Open incidents that go along"), most=12)
        self.incidents = LineList(look, self.tr("Incidents of the shift"), height=36, most=12)
        self.orders = LineList(look, self.tr("Orders of the shift"), height=36, most=12)
        self.hand_over_note = plain_label(wraps=True)
        self._sections: dict[str, Section] = {}
        self.note_text = QPlainTextEdit()
        self._lay_out()
        for lines in (self.open_items, self.incidents):
            lines.line_activated.connect(self.incident_wanted)
        self.print.clicked.connect(self._print)
        self.offer_print(False)
        self.show_shift(None, None)

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._whole = QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addLayout(self.facts)
        self._fill_sections()
        for section in (self.hand_over, self.notes, *self._sections.values()):
            column.addWidget(section)
        column.addStretch(1)
        outer = QWidget()
        stack = QVBoxLayout(outer)
        stack.setContentsMargins(0, 0, 0, 0)
        self.none.setContentsMargins(12, 12, 12, 12)
        stack.addWidget(self.none)
        stack.addWidget(self._whole, 1)
        self.setWidget(outer)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(12, 10, 12, 0)
        head.setSpacing(8)
        for part in (self.title, self.tag):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.print)
        self.facts.setContentsMargins(12, 4, 12, 8)
        self.facts.setHorizontalSpacing(14)
        self.facts.setColumnStretch(1, 1)
        return head

    def _fill_sections(self) -> None:
        self.note_text.setReadOnly(True)
        self.note_text.setTabChangesFocus(True)
        self.note_text.setFrameShape(QFrame.Shape.NoFrame)
        self.note_text.setAccessibleName(self.tr("Notes"))
        self.notes.caption.setText(self.tr("Notes"))
        around = QHBoxLayout()
        around.setContentsMargins(10, 0, 10, 0)
        around.addWidget(self.note_text)
        self.notes.body.addLayout(around)
        self.hand_over_note.setContentsMargins(12, 0, 12, 0)
        self.hand_over.caption.setText(self.tr("Hand-over"))
        self.hand_over.body.addWidget(self.hand_over_note)
        self.hand_over.body.addWidget(self.open_items)
        for name, lines in (("incidents", self.incidents), ("orders", self.orders)):
            section = self._sections[name] = Section()
            section.caption.setText(lines.accessibleName())
            section.body.addWidget(lines)

    def offer_print(self, on: bool) -> None:
        """Whether there is somebody who prints; nobody as long as it is not said."""
        self.print.setVisible(on)

    def show_shift(self, shift: Shift | None, before: Shift | None) -> None:
        """`before` is the one that it took over from, where that is known."""
        anew = shift is None or self.shift is None or shift.id != self.shift.id
        self.shift = shift
        self.none.setVisible(shift is None)
        self._whole.setVisible(shift is not None)
        if anew:
            self._clear_happened()
        if shift is None:
            return
        self.title.setText(self._names.of(shift.operator))
        self.tag.setText(state_of(shift))
        self._fill(self.facts, facts(shift, self._names, self._hub.now(), before))
        self._show_notes(shift)
        self.hand_over_note.setText(shown(shift.hand_over_note, LONGEST_NOTE))
        self.hand_over_note.setVisible(bool(shift.hand_over_note))
        self.open_items.show_lines([self._item(one) for one in shift.open_items])
        self.open_items.setVisible(bool(shift.open_items))
        self.hand_over.aside.setText(str(len(shift.open_items) or ""))
        self.hand_over.setVisible(bool(shift.hand_over_note or shift.open_items))

    def show_happened(self, happened: Happened) -> None:
        """What the history says of the shift that is shown."""
        if self.shift is None or happened.shift != self.shift.id:
            return
        self._show_lines("incidents", self.incidents, [self._incident(one) for one in happened.incidents])
        self._show_lines("orders", self.orders, [self._order(one) for one in happened.orders])
        if not happened.whole:
            self._sections["orders"].aside.setText(self.tr("Older orders are not read here."))

    def _clear_happened(self) -> None:
        for name, lines in (("incidents", self.incidents), ("orders", self.orders)):
            lines.show_lines(())
            lines.hide()
            self._sections[name].aside.setText(self.tr("Reading …"))

    def _show_lines(self, name: str, lines: LineList, made: Sequence[Line]) -> None:
        lines.show_lines(made)
        lines.setVisible(bool(made))
        self._sections[name].aside.setText(str(len(made)) if made else self.tr("None"))

    def _show_notes(self, shift: Shift) -> None:
        now = self._hub.now()
        lines = [f"{stamp(note.at, now)}   {shown(note.text, LONGEST_NOTE)}" for note in shift.notes]
        text = "\n".join(lines)
        if text != self.note_text.toPlainText():
            self.note_text.setPlainText(text)
            rows = min(MOST_LINES, sum(1 + len(line) // _LINE_SIGNS for line in lines))
            self.note_text.setFixedHeight(rows * self.note_text.fontMetrics().lineSpacing() + 12)
            self.note_text.verticalScrollBar().setValue(self.note_text.verticalScrollBar().maximum())
        self.note_text.setVisible(bool(lines))
        self.notes.aside.setText(str(len(lines)) if lines else self.tr("None"))

    @staticmethod
    def _fill(grid: QGridLayout, pairs: Sequence[tuple[str, str]]) -> None:
        """Rows of two labels; those that are there are used again."""
        for row in range(max(grid.rowCount(), len(pairs))):
            texts = pairs[row] if row < len(pairs) else ("", "")
            for place, text in enumerate(texts):
                item = grid.itemAtPosition(row, place)
                label = item.widget() if item is not None else None
                if label is None and text:
                    label = plain_label(look="" if place else "support", wraps=bool(place))
                    grid.addWidget(label, row, place, Qt.AlignmentFlag.AlignTop)
                if label is not None:
                    label.setProperty("text", text)
                    label.setVisible(bool(texts[0]))

    def _item(self, incident: str) -> Line:
        known = self._hub.incidents.get(incident)
        title = "" if known is None else f" · {shown(known.title)}"
        return Line(incident, f"{shown(incident)}{title}", right=_state(known))

    def _incident(self, incident: Incident) -> Line:
        kind = words.kind_label(self._hub.incidents.kinds, incident.kind, self._hub.language)
        support = f"{formats.hour(incident.opened_at)} · {kind}"
        title = f"{incident.id} · {shown(incident.title)}"
        return Line(incident.id, title, support, _state(incident), priority=int(incident.priority))

    def _order(self, command: Command) -> Line:
        what = control_words.order(command.order, command.kind)
        support = " · ".join(part for part in (formats.hour(command.issued), shown(command.reason)) if part)
        title = f"{shown(command.device)} · {what}"
        return Line(command.id, title, support, control_words.state(command))

    def _print(self) -> None:
        if self.shift is not None:
            self.print_wanted.emit(self.shift.id)


def _state(incident: Incident | None) -> str:
    if incident is None:
        return QCoreApplication.translate("ShiftWords", "no longer open")
    return words.state_name(incident.state)
