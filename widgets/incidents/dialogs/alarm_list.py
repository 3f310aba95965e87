"""The alarms of an incident as lines to choose from."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.bridge.hub import Hub
from app.domain.incidents.incident import Record
from widgets import formats, tasks
from widgets.incidents.record.line_list import Line
from widgets.incidents.record.names import RecordNames


class RecordAnew(QObject):
    """Reads the record once more for a dialog that is open; where it cannot be read, what stands stays.
    GUI thread."""

    came = Signal(object)
    """`Record`."""

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub

    def read(self, incident: str) -> None:
        tasks.run(self, self._hub.incidents.record(incident), self.came.emit, lambda _problem: None)


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
