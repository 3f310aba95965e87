"""What becomes of an operator's act on an incident: decided by a table, carried out by the caller.

Who may do what has been looked at before. A decision changes nothing: it comes to drafts, or to why not.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from app.domain.acts import Refusal, Verdict
from app.domain.incidents import acts, assigning, describing, ending, merging, moving, owning, ticking
from app.domain.incidents.acts import IncidentAct
from app.domain.incidents.book import IncidentBook
from app.domain.incidents.case import Case, NotDone, refuse, supersede
from app.domain.incidents.case import Decided as Decided
from app.domain.incidents.city_facts import CityFacts
from app.domain.incidents.incident import Record
from app.domain.incidents.opening import open_incident
from app.domain.incidents.states import IncidentState, Resolution
from app.domain.instant import Instant

_ANY = frozenset(IncidentState)
_OPEN = _ANY - {IncidentState.CLOSED}
_WORKING = _OPEN - {IncidentState.RESOLVED}


class Sees(enum.Enum):
    """What must have stood on the screen, or the act is superseded."""

    NOTHING = enum.auto()
    DECISIONS = enum.auto()
    ALARMS = enum.auto()
    """The decisions, and the alarms that were raised."""
    ALARMS_IF_SOLVED = enum.auto()
    """The same when it ends as solved, else the decisions: an alarm that chatters keeps no incident open."""


class Rule(NamedTuple):
    """In which states of the incident an act may be done, and how it is decided."""

    states: frozenset[IncidentState]
    sees: Sees
    decide: Callable[[Any, Record, Case], Decided]


_RULES: Mapping[type, Rule] = {
    acts.AcknowledgeIncident: Rule(_WORKING, Sees.DECISIONS, owning.acknowledge),
    acts.GiveIncident: Rule(_OPEN, Sees.DECISIONS, owning.give),
    acts.WatchIncident: Rule(_OPEN, Sees.NOTHING, owning.watch),
    acts.NoteIncident: Rule(_ANY, Sees.NOTHING, describing.note),
    acts.SetPriority: Rule(_OPEN, Sees.DECISIONS, describing.set_priority),
    acts.DescribeIncident: Rule(_OPEN, Sees.DECISIONS, describing.describe),
    acts.LinkDevice: Rule(_OPEN, Sees.NOTHING, describing.link_device),
    acts.MoveAlarms: Rule(_OPEN, Sees.DECISIONS, moving.move_alarms),
    acts.MarkCause: Rule(_OPEN, Sees.DECISIONS, moving.mark_cause),
    acts.MergeIncident: Rule(_OPEN, Sees.DECISIONS, merging.merge),
    acts.AssignCrew: Rule(_WORKING, Sees.DECISIONS, assigning.assign_crew),
    acts.MoveCrew: Rule(_OPEN, Sees.DECISIONS, assigning.move_crew),
    acts.TickStep: Rule(_OPEN, Sees.NOTHING, ticking.tick),
    acts.UntickStep: Rule(_OPEN, Sees.NOTHING, ticking.untick),
    acts.FollowProcedure: Rule(_OPEN, Sees.DECISIONS, ticking.follow),
    acts.ResolveIncident: Rule(_WORKING, Sees.ALARMS, ending.resolve),
    acts.CloseIncident: Rule(_OPEN, Sees.ALARMS_IF_SOLVED, ending.close),
    acts.ReopenIncident: Rule(
        frozenset({IncidentState.RESOLVED, IncidentState.CLOSED}), Sees.DECISIONS, ending.reopen
    ),
}


def decide(act: IncidentAct, by: str, book: IncidentBook, city: CityFacts, now: Instant) -> Verdict | Decided:
    """What the act comes to, or why it is not done. A closed incident is recalled into the book before it is
    decided on; only a number for a new incident is used up."""
    case = Case(by, book, city, now)
    try:
        if isinstance(act, acts.OpenIncident):
            return open_incident(act, case)
        return _decide(act, case)
    except NotDone as not_done:
        return not_done.verdict


def _decide(act: Any, case: Case) -> Decided:
    rule, record = _RULES[type(act)], case.record(act.incident)
    incident = record.incident
    if rule.sees is not Sees.NOTHING and incident.decided > act.seen:
        supersede(case.book.decided_by(incident.id))
    if incident.state not in rule.states:
        refuse(Refusal.WRONG_STATE)
    if _sees_alarms(rule, act) and incident.raised > act.seen:
        supersede("")
    return rule.decide(act, record, case)


def _sees_alarms(rule: Rule, act: Any) -> bool:
    if rule.sees is Sees.ALARMS_IF_SOLVED:
        return bool(act.resolution == Resolution.SOLVED)
    return rule.sees is Sees.ALARMS
