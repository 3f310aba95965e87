"""The states of an incident and of a crew's task, as tables: what leads where, and what may be done when."""

from __future__ import annotations

import enum
from collections.abc import Mapping


class IncidentState(enum.StrEnum):
    """In order. What crews do moves an incident between *acknowledged* and *on site*."""

    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    """Somebody has it in hand, and no crew has been given it."""
    ASSIGNED = "assigned"
    """A crew is chosen, and has not answered."""
    DISPATCHED = "dispatched"
    """A crew has taken the task."""
    EN_ROUTE = "en_route"
    ON_SITE = "on_site"
    RESOLVED = "resolved"
    """The cause is gone; it waits for its closing."""
    CLOSED = "closed"


class Resolution(enum.StrEnum):
    """How a closed incident came to its end."""

    SOLVED = "solved"
    CANCELLED = "cancelled"
    FALSE_ALARM = "false_alarm"
    DUPLICATE = "duplicate"
    """Of the one that `Incident.leads_to` names."""
    MERGED = "merged"
    """Its alarms, devices and watchers went over to the one that `Incident.leads_to` names."""


class TaskState(enum.StrEnum):
    """How far a crew is with its task."""

    ASSIGNED = "assigned"
    """The task was sent, or told by radio, and is not answered."""
    DISPATCHED = "dispatched"
    EN_ROUTE = "en_route"
    ON_SITE = "on_site"
    REFUSED = "refused"
    """The crew said no, or could not be reached: why is in the event."""
    WITHDRAWN = "withdrawn"
    """Taken off by an operator, or by the end of the incident."""


PROGRESS: Mapping[TaskState, IncidentState] = {
    TaskState.ASSIGNED: IncidentState.ASSIGNED,
    TaskState.DISPATCHED: IncidentState.DISPATCHED,
    TaskState.EN_ROUTE: IncidentState.EN_ROUTE,
    TaskState.ON_SITE: IncidentState.ON_SITE,
}
"""The state in which an open incident is by the crew that is farthest. A task that is not here is over."""

TASK_MOVES: Mapping[TaskState, frozenset[TaskState]] = {
    TaskState.ASSIGNED: frozenset(
        {
            TaskState.DISPATCHED,
            TaskState.EN_ROUTE,
            TaskState.ON_SITE,
            TaskState.REFUSED,
            TaskState.WITHDRAWN,
        }
    ),
    TaskState.DISPATCHED: frozenset(
        {TaskState.EN_ROUTE, TaskState.ON_SITE, TaskState.REFUSED, TaskState.WITHDRAWN}
    ),
    TaskState.EN_ROUTE: frozenset({TaskState.ON_SITE, TaskState.REFUSED, TaskState.WITHDRAWN}),
    TaskState.ON_SITE: frozenset({TaskState.WITHDRAWN}),
    TaskState.REFUSED: frozenset({TaskState.ASSIGNED}),
    TaskState.WITHDRAWN: frozenset({TaskState.ASSIGNED}),
}
"""A crew that was taken off, or refused, may be assigned again; what is over says nothing more."""
