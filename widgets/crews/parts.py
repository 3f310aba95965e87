"""The lists of the dispatch desk: which open incidents wait for a crew, and which have one."""

from __future__ import annotations

import enum
from dataclasses import replace

from PySide6.QtCore import QObject

from app.bridge.hub import Hub
from app.domain.incidents.incident import Incident
from app.domain.incidents.states import PROGRESS, IncidentState
from widgets.incidents.queue.model import QueueModel
from widgets.incidents.queue.rows import QueueRows, Row, Scope


class Part(enum.IntEnum):
    """Each stands where the queue of Operation has the list with the same number."""

    TO_ASSIGN = Scope.SHIFT
    UNDER_WAY = Scope.MINE
    ALL = Scope.UNASSIGNED


def parts_of(incident: Incident) -> int:
    """Bit `1 << Part` for each list it belongs to; none for what is resolved or closed."""
    if incident.state in (IncidentState.RESOLVED, IncidentState.CLOSED):
        return 0
    under_way = any(task.state in PROGRESS for task in incident.crews)
    return 1 << Part.ALL | 1 << (Part.UNDER_WAY if under_way else Part.TO_ASSIGN)


class DispatchRows(QueueRows):
    """The rows of the queue, in the lists of the desk."""

    def put(self, row: Row) -> None:
        super().put(replace(row, scopes=parts_of(row.incident)))


class DispatchModel(QueueModel):
    """The model of the queue over these rows. GUI thread."""

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(hub, parent)
        self.store = DispatchRows()
        self.reload()

    def choose_part(self, part: Part) -> None:
        self.choose(Scope(part), ())
