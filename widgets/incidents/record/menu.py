"""Everything that can be done to an incident, as a table: what, in which states, and with which right."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.incidents import acts
from app.domain.incidents.incident import Incident, Record
from app.domain.incidents.states import IncidentState

ANY = frozenset(IncidentState)
OPEN = ANY - {IncidentState.CLOSED}
WORKING = OPEN - {IncidentState.RESOLVED}
ENDED = ANY - WORKING


class Does(enum.StrEnum):
    TAKE = "take"
    GIVE = "give"
    WATCH = "watch"
    PRIORITY = "priority"
    DESCRIBE = "describe"
    LINK = "link"
    MOVE_OUT = "move_out"
    SPLIT = "split"
    CAUSE = "cause"
    MERGE = "merge"
    FOLLOW = "follow"
    LIGHT_UP = "light_up"
    RESOLVE = "resolve"
    SOLVED = "solved"
    CANCELLED = "cancelled"
    FALSE_ALARM = "false_alarm"
    DUPLICATE = "duplicate"
    REOPEN = "reopen"
    PRINT = "print"


class Needs(enum.Enum):
    """What must be known or there besides the state."""

    NOTHING = enum.auto()
    RECORD = enum.auto()
    ALARMS = enum.auto()
    SEVERAL_ALARMS = enum.auto()
    ANOTHER = enum.auto()
    """Another open incident."""


@dataclass(frozen=True, slots=True)
class Entry:
    does: Does
    act: type | None
    """None where it is no act on the incident, and needs a right of its own."""
    states: frozenset[IncidentState]
    needs: Needs = Needs.NOTHING
    begins: bool = False
    """A line above it."""


ENTRIES: tuple[Entry, ...] = (
    Entry(Does.TAKE, acts.AcknowledgeIncident, OPEN),
    Entry(Does.GIVE, acts.GiveIncident, OPEN),
    Entry(Does.WATCH, acts.WatchIncident, OPEN),
    Entry(Does.PRIORITY, acts.SetPriority, OPEN, begins=True),
    Entry(Does.DESCRIBE, acts.DescribeIncident, OPEN),
    Entry(Does.LINK, acts.LinkDevice, OPEN, Needs.RECORD),
    Entry(Does.FOLLOW, acts.FollowProcedure, OPEN),
    Entry(Does.LIGHT_UP, None, OPEN),
    Entry(Does.MOVE_OUT, acts.MoveAlarms, OPEN, Needs.ALARMS, begins=True),
    Entry(Does.SPLIT, acts.MoveAlarms, OPEN, Needs.SEVERAL_ALARMS),
    Entry(Does.CAUSE, acts.MarkCause, OPEN, Needs.ALARMS),
    Entry(Does.MERGE, acts.MergeIncident, OPEN, Needs.ANOTHER),
    Entry(Does.RESOLVE, acts.ResolveIncident, WORKING, begins=True),
    Entry(Does.SOLVED, acts.CloseIncident, OPEN),
    Entry(Does.CANCELLED, acts.CloseIncident, OPEN),
    Entry(Does.FALSE_ALARM, acts.CloseIncident, OPEN),
    Entry(Does.DUPLICATE, acts.CloseIncident, OPEN, Needs.ANOTHER),
    Entry(Does.REOPEN, acts.ReopenIncident, ENDED, begins=True),
    Entry(Does.PRINT, None, ANY, begins=True),
)


def entry_text(does: Does, *, watching: bool) -> str:
    texts = {
        Does.TAKE: QCoreApplication.translate("IncidentMenu", "Take it"),
        Does.GIVE: QCoreApplication.translate("IncidentMenu", "Give it to…"),
        Does.WATCH: QCoreApplication.translate("IncidentMenu", "Watch it"),
        Does.PRIORITY: QCoreApplication.translate("IncidentMenu", "Priority…"),
        Does.DESCRIBE: QCoreApplication.translate("IncidentMenu", "Describe…"),
        Does.LINK: QCoreApplication.translate("IncidentMenu", "Link a device…"),
        Does.FOLLOW: QCoreApplication.translate("IncidentMenu", "Follow another procedure…"),
        Does.LIGHT_UP: QCoreApplication.translate("IncidentMenu", "Light up this place…"),
        Does.MOVE_OUT: QCoreApplication.translate("IncidentMenu", "Move alarms to another incident…"),
        Does.SPLIT: QCoreApplication.translate("IncidentMenu", "Split alarms off…"),
        Does.CAUSE: QCoreApplication.translate("IncidentMenu", "Mark the first cause…"),
        Does.MERGE: QCoreApplication.translate("IncidentMenu", "Merge into another incident…"),
        Does.RESOLVE: QCoreApplication.translate("IncidentMenu", "Resolved…"),
        Does.SOLVED: QCoreApplication.translate("IncidentMenu", "Close as solved…"),
        Does.CANCELLED: QCoreApplication.translate("IncidentMenu", "Cancel…"),
        Does.FALSE_ALARM: QCoreApplication.translate("IncidentMenu", "False alarm…"),
        Does.DUPLICATE: QCoreApplication.translate("IncidentMenu", "Duplicate of another…"),
        Does.REOPEN: QCoreApplication.translate("IncidentMenu", "Reopen…"),
        Does.PRINT: QCoreApplication.translate("IncidentMenu", "Print the record…"),
    }
    if does is Does.WATCH and watching:
        return QCoreApplication.translate("IncidentMenu", "Stop watching")
    return texts[does]


def wrong_state(entry: Entry, incident: Incident, record: Record | None, others: int, mine: str) -> str:
    """Why an entry does not fit the incident as it is; empty when it fits. `others` counts the other open
    incidents, `mine` is the operator here."""
    if incident.state not in entry.states:
        return _state_reason(entry, incident)
    if entry.does is Does.TAKE and incident.owner == mine and incident.acknowledged_at:
        return QCoreApplication.translate("IncidentMenu", "You have it already")
    if entry.needs is not Needs.NOTHING and entry.needs is not Needs.ANOTHER and record is None:
        return QCoreApplication.translate("IncidentMenu", "The record is being read")
    alarms = 0 if record is None else len(record.alarms)
    if entry.needs is Needs.ALARMS and not alarms:
        return QCoreApplication.translate("IncidentMenu", "It has no alarms")
    if entry.needs is Needs.SEVERAL_ALARMS and alarms < 2:
        return QCoreApplication.translate("IncidentMenu", "It has no two alarms")
    if entry.needs is Needs.ANOTHER and not others:
        return QCoreApplication.translate("IncidentMenu", "No other incident is open")
    return ""


def _state_reason(entry: Entry, incident: Incident) -> str:
    if entry.does is Does.REOPEN:
        return QCoreApplication.translate("IncidentMenu", "It is open")
    if incident.state is IncidentState.RESOLVED:
        return QCoreApplication.translate("IncidentMenu", "It is resolved")
    return QCoreApplication.translate("IncidentMenu", "It is closed")
