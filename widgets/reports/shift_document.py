"""A shift as a document to be filed: who and when, notes, hand-over, what was worked on and ordered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import Priority
from app.domain.commands import Command
from app.domain.incidents.incident import Incident
from app.domain.plain_text import shown
from app.domain.shifts import Shift
from widgets import formats
from widgets.alarms.words import priority_name
from widgets.control import words as control_words
from widgets.incidents import words
from widgets.reports import markup
from widgets.reports.edition import Edition
from widgets.reports.paper import Sheets
from widgets.reports.paper_city import PaperCity

LONGEST_NOTE = 4000


@dataclass(frozen=True, slots=True)
class ShiftPaper:
    """`open_items` are the incidents that were handed over, as far as they are known; `incidents` those to
    which the operator did something; `before` the shift that was taken over."""

    shift: Shift
    before: Shift | None = None
    open_items: Sequence[Incident] = ()
    incidents: Sequence[Incident] = ()
    commands: Sequence[Command] = ()


def shift_sheets(paper: ShiftPaper, city: PaperCity, edition: Edition) -> Sheets:
    shift = paper.shift
    title = QCoreApplication.translate("ShiftReport", "Shift of {0}").format(shown(shift.operator))
    begun = edition.moment(shift.began)
    parts = [
        markup.heading(f"{title} · {begun}", 1),
        _head(paper, edition),
        _notes(shift, edition),
        _hand_over(paper, edition),
        _incidents(
            QCoreApplication.translate("ShiftReport", "Incidents of the shift"),
            paper.incidents,
            city,
            edition,
        ),
        _commands(paper.commands, edition),
        _signature(shift, edition),
    ]
    return Sheets(f"{title} · {begun}", "".join(parts), {})


def _head(paper: ShiftPaper, edition: Edition) -> str:
    shift, before = paper.shift, paper.before
    lasted = formats.duration((shift.ended - shift.began) / 1000) if shift.ended else ""
    taken = "" if before is None else f"{shown(before.operator)} · {edition.moment(before.began)}"
    rows = [
        (QCoreApplication.translate("ShiftReport", "Operator"), shown(shift.operator)),
        (QCoreApplication.translate("ShiftReport", "Console"), shown(shift.console)),
        (QCoreApplication.translate("ShiftReport", "Began"), edition.moment(shift.began)),
        (QCoreApplication.translate("ShiftReport", "Ended"), edition.moment(shift.ended)),
        (QCoreApplication.translate("ShiftReport", "Lasted"), lasted),
        (QCoreApplication.translate("ShiftReport", "Taken over from"), taken or shown(shift.taken_from)),
    ]
    return markup.pairs([row for row in rows if row[1]])


def _notes(shift: Shift, edition: Edition) -> str:
    title = markup.heading(QCoreApplication.translate("ShiftReport", "Notes"))
    if not shift.notes:
        return title + markup.paragraph(QCoreApplication.translate("ShiftReport", "None was written."))
    heads = (
        QCoreApplication.translate("ShiftReport", "When"),
        QCoreApplication.translate("ShiftReport", "Note"),
    )
    rows = [(edition.moment(note.at), shown(note.text, LONGEST_NOTE)) for note in shift.notes]
    return title + markup.table(heads, rows)


def _hand_over(paper: ShiftPaper, edition: Edition) -> str:
    shift = paper.shift
    title = markup.heading(QCoreApplication.translate("ShiftReport", "Hand-over"))
    if not shift.hand_over_note and not shift.open_items:
        return title + markup.paragraph(QCoreApplication.translate("ShiftReport", "Nothing was handed over."))
    note = markup.paragraph(shift.hand_over_note[:LONGEST_NOTE])
    known = {incident.id: incident for incident in paper.open_items}
    heads = (
        QCoreApplication.translate("ShiftReport", "Open item"),
        QCoreApplication.translate("ShiftReport", "What"),
        QCoreApplication.translate("ShiftReport", "Place"),
        QCoreApplication.translate("ShiftReport", "Opened"),
    )
    rows = [_item(item, known.get(item), edition) for item in shift.open_items]
    return title + note + (markup.table(heads, rows) if rows else "")


def _item(item: str, incident: Incident | None, edition: Edition) -> tuple[str, ...]:
    if incident is None:
        return shown(item), "", "", ""
    return incident.id, shown(incident.title), shown(incident.place), edition.moment(incident.opened_at)


def _incidents(title: str, found: Sequence[Incident], city: PaperCity, edition: Edition) -> str:
    names = city.names()
    if not found:
        none = QCoreApplication.translate("ShiftReport", "No incident was worked on.")
        return markup.heading(title) + markup.paragraph(none)
    rows = [
        (
            each.id,
            shown(each.title),
            names.kind(each.kind),
            priority_name(Priority(each.priority)),
            shown(each.place or each.zone),
            edition.moment(each.opened_at),
            words.state_name(each.state),
        )
        for each in found
    ]
    heads = (
        QCoreApplication.translate("ShiftReport", "Incident"),
        QCoreApplication.translate("ShiftReport", "What"),
        QCoreApplication.translate("ShiftReport", "Kind"),
        QCoreApplication.translate("ShiftReport", "Priority"),
        QCoreApplication.translate("ShiftReport", "Place"),
        QCoreApplication.translate("ShiftReport", "Opened"),
        QCoreApplication.translate("ShiftReport", "State now"),
    )
    return markup.heading(title) + markup.table(heads, rows)


def _commands(found: Sequence[Command], edition: Edition) -> str:
    title = markup.heading(QCoreApplication.translate("ShiftReport", "Orders of the shift"))
    if not found:
        none = QCoreApplication.translate("ShiftReport", "No order was given.")
        return title + markup.paragraph(none)
    rows = [
        (
            edition.moment(each.issued),
            shown(each.device),
            control_words.order(each.order, each.kind),
            control_words.state(each),
            shown(each.reason),
            each.incident,
        )
        for each in found
    ]
    heads = (
        QCoreApplication.translate("ShiftReport", "When"),
        QCoreApplication.translate("ShiftReport", "Device"),
        QCoreApplication.translate("ShiftReport", "Order"),
        QCoreApplication.translate("ShiftReport", "End"),
        QCoreApplication.translate("ShiftReport", "Reason"),
        QCoreApplication.translate("ShiftReport", "Incident"),
    )
    return title + markup.table(heads, rows)


def _signature(shift: Shift, edition: Edition) -> str:
    """Who signed for what is handed over, and when; the password stands for the hand."""
    title = markup.heading(QCoreApplication.translate("ShiftReport", "Signature"))
    if not shift.signed_at:
        return title + markup.paragraph(
            QCoreApplication.translate("ShiftReport", "Nobody has signed for this shift.")
        )
    signed = QCoreApplication.translate("ShiftReport", "Taken over and signed by {0}, {1}.")
    return title + markup.paragraph(signed.format(shown(shift.handed_to), edition.moment(shift.signed_at)))
