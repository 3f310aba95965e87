"""What happened at an incident, for its record: the timeline, alarms, commands and crews."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from app.domain.command_groups import CommandGroup
from app.domain.commands import Command, Measured
from app.domain.incidents.events import Attached, IncidentEvent
from app.domain.incidents.incident import Incident, Record
from app.domain.plain_text import shown
from widgets import formats, wording
from widgets.control import words as control_words
from widgets.incidents import words
from widgets.incidents.record.event_words import event_words
from widgets.incidents.record.names import RecordNames
from widgets.incidents.record.story import in_order
from widgets.reports import markup
from widgets.reports.edition import Edition
from widgets.reports.paper_city import PaperCity

MOST_ALARMS = 200
"""The rest is counted: a tripped cabinet has thousands."""


def timeline(
    record: Record,
    merged: Iterable[IncidentEvent],
    city: PaperCity,
    names: RecordNames,
    edition: Edition,
) -> str:
    """Every event, in the order in which they are told everywhere."""
    program = QCoreApplication.translate("IncidentReport", "the program")
    rows = [
        (
            f"{event.incident} " * (event.incident != record.incident.id) + str(event.seq),
            edition.moment(event.at),
            city.with_id(names, event.by) or program,
            event.console,
            _told(event, names),
        )
        for event in in_order(record.events, merged)
    ]
    heads = (
        QCoreApplication.translate("IncidentReport", "No."),
        QCoreApplication.translate("IncidentReport", "When"),
        QCoreApplication.translate("IncidentReport", "Who"),
        QCoreApplication.translate("IncidentReport", "Console"),
        QCoreApplication.translate("IncidentReport", "What"),
    )
    return markup.heading(QCoreApplication.translate("IncidentReport", "What happened")) + markup.table(
        heads, rows
    )


def _told(event: IncidentEvent, names: RecordNames) -> str:
    text = event_words(event, names)
    return f"{text}\nSHA-256 {event.body.sha256}" if isinstance(event.body, Attached) else text


def alarms(record: Record, names: RecordNames, edition: Edition) -> str:
    """The first cause first, then in the order in which they joined."""
    if not record.alarms:
        return ""
    cause = record.incident.cause
    ordered = sorted(record.alarms.values(), key=lambda each: each.link.alarm != cause)
    rows = [
        (
            names.alarm(each.link.alarm),
            _part_of(each.link.alarm == cause, each.link.cause),
            edition.moment(each.link.raised_at),
            edition.moment(each.returned),
        )
        for each in ordered[:MOST_ALARMS]
    ]
    heads = (
        QCoreApplication.translate("IncidentReport", "Alarm"),
        QCoreApplication.translate("IncidentReport", "Part"),
        QCoreApplication.translate("IncidentReport", "Raised"),
        QCoreApplication.translate("IncidentReport", "Back to normal"),
    )
    more = len(ordered) - len(rows)
    note = (
        QCoreApplication.translate("IncidentReport", "And {0} more.").format(formats.number(more))
        if more
        else ""
    )
    title = QCoreApplication.translate("IncidentReport", "Alarms: {0}, of them consequences: {1}").format(
        formats.number(record.incident.alarms), formats.number(record.incident.consequences)
    )
    below = markup.paragraph(note, "note") if note else ""
    return markup.heading(title) + markup.table(heads, rows) + below


def _part_of(first: bool, cause: str) -> str:
    if first:
        return QCoreApplication.translate("IncidentReport", "first cause")
    return QCoreApplication.translate("IncidentReport", "consequence") if cause else ""


def commands(
    single: Sequence[Command], groups: Sequence[CommandGroup], city: PaperCity, edition: Edition
) -> str:
    """With what was asked, what the device said was in force, and what was measured."""
    if not single and not groups:
        return ""
    rows: list[tuple[str, ...]] = [
        (
            edition.moment(each.issued),
            each.device,
            control_words.order(each.order, each.kind),
            _change(_per_cent(each.asked_before), _per_cent(each.order.value)),
            _per_cent(each.force_before),
            _change(_measured(each.before, city), _measured(each.measured, city)),
            control_words.state(each),
            each.operator,
        )
        for each in single
    ]
    rows += [_group(each, edition) for each in groups]
    heads = (
        QCoreApplication.translate("IncidentReport", "When"),
        QCoreApplication.translate("IncidentReport", "Device"),
        QCoreApplication.translate("IncidentReport", "Order"),
        QCoreApplication.translate("IncidentReport", "Asked"),
        QCoreApplication.translate("IncidentReport", "In force before"),
        QCoreApplication.translate("IncidentReport", "Measured"),
        QCoreApplication.translate("IncidentReport", "End"),
        QCoreApplication.translate("IncidentReport", "Who"),
    )
    return markup.heading(QCoreApplication.translate("IncidentReport", "Orders")) + markup.table(heads, rows)


def _group(group: CommandGroup, edition: Edition) -> tuple[str, ...]:
    many = QCoreApplication.translate("IncidentReport", "{0} devices").format(formats.number(group.total))
    end = QCoreApplication.translate("IncidentReport", "{0} confirmed, {1} not").format(
        formats.number(group.confirmed), formats.number(group.failed + group.skipped)
    )
    order = control_words.order(group.order)
    asked = _per_cent(group.order.value)
    return edition.moment(group.started), many, order, asked, "", "", end, group.operator


def _change(before: str, after: str) -> str:
    return f"{before} → {after}" if before and after and before != after else after or before


def _per_cent(value: float | None) -> str:
    return "" if value is None else control_words.per_cent(value)


def _measured(values: Iterable[Measured], city: PaperCity) -> str:
    return ", ".join(f"{city.quantity(each.quantity)} {_value(each, city)}" for each in values)


def _value(measured: Measured, city: PaperCity) -> str:
    return wording.value(city.quantities.get(measured.quantity), measured.value)


def crews(incident: Incident, city: PaperCity, names: RecordNames, edition: Edition) -> str:
    if not incident.crews:
        return ""
    rows = [
        (
            city.with_id(names, task.crew),
            words.task_name(task.state),
            *(
                edition.moment(at)
                for at in (task.assigned_at, task.dispatched_at, task.on_site_at, task.ended_at)
            ),
            shown(task.text),
        )
        for task in incident.crews
    ]
    heads = (
        QCoreApplication.translate("IncidentReport", "Crew"),
        QCoreApplication.translate("IncidentReport", "State"),
        QCoreApplication.translate("IncidentReport", "Assigned"),
        QCoreApplication.translate("IncidentReport", "Task taken"),
        QCoreApplication.translate("IncidentReport", "On site"),
        QCoreApplication.translate("IncidentReport", "Over"),
        QCoreApplication.translate("IncidentReport", "What they said"),
    )
    return markup.heading(QCoreApplication.translate("IncidentReport", "Crews")) + markup.table(heads, rows)
