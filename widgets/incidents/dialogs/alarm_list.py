"""The alarms of an incident as lines to choose from."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.incidents.incident import Record
from widgets import formats
from widgets.incidents.record.line_list import Line
from widgets.incidents.record.names import RecordNames


def alarm_lines(record: Record, names: RecordNames) -> list[Line]:
    """The first cause first, then in the order in which they joined."""
    cause = record.incident.cause
    ordered = sorted(record.alarms.items(), key=lambda pair: pair[0] != cause)
    return [
        Line(
            id=name,
            title=names.alarm(name),
            support=f"{names.device_name(alarm.link.device)} · {_state(alarm.returned)}",
            right=formats.clock(alarm.joined),
            priority=int(alarm.link.priority),
            ticked=name == cause,
            faint=not alarm.active,
        )
        for name, alarm in ordered
    ]


def _state(returned: int) -> str:
    if not returned:
        return QCoreApplication.translate("IncidentAlarms", "active")
    return QCoreApplication.translate("IncidentAlarms", "back to normal at {0}").format(
        formats.clock(returned)
    )
