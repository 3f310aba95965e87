"""The end of an incident and what comes back from it: resolved, closed with a reason, opened again."""

from __future__ import annotations

from dataclasses import replace

from app.domain.acts import Refusal
from app.domain.incidents.acts import CloseIncident, ReopenIncident, ResolveIncident
from app.domain.incidents.book_index import is_under_way
from app.domain.incidents.case import Case, Decided, cleaned, decided, drafts_of, needed, refuse
from app.domain.incidents.catching_up import caught_up
from app.domain.incidents.events import (
    AlarmsChattered,
    AlarmsJoined,
    AlarmsMovedOut,
    AlarmsReturned,
    Closed,
    CrewMoved,
    EventBody,
    Reopened,
    Resolved,
)
from app.domain.incidents.incident import CrewTask, Record
from app.domain.incidents.opening import linked
from app.domain.incidents.states import IncidentState, Resolution, TaskState
from app.domain.incidents.steps import missing_steps


def resolve(act: ResolveIncident, record: Record, case: Case) -> Decided:
    reason = cleaned(act.reason)
    if not reason and _steps_missing(record, case):
        refuse(Refusal.STEPS_MISSING)
    return decided(record, Resolved(reason))


def close(act: CloseIncident, record: Record, case: Case) -> Decided:
    if act.resolution is Resolution.MERGED:
        refuse(Refusal.WRONG_STATE)
    reason = cleaned(act.reason)
    if not reason:
        _look_for_reason(act, record, case)
    leads_to = _original(act, case) if act.resolution is Resolution.DUPLICATE else ""
    closed = Closed(act.resolution, reason, leads_to, record.incident.active)
    if leads_to and case.record(leads_to).incident.open:
        return handing_over(record, closed)
    return closing(record, closed)


def closing(record: Record, closed: Closed) -> Decided:
    """The crews that are still at it are stood down first."""
    crews = tuple([task.crew for task in _under_way(record)])
    withdrawn = [CrewMoved(crew, TaskState.WITHDRAWN) for crew in crews]
    incident = record.incident.id
    return Decided(incident, drafts_of(incident, *withdrawn, closed), stand_down=crews)


def handing_over(record: Record, closed: Closed) -> Decided:
    """The crews that are still at it go on with the same task for the incident that stays: nobody is called
    off."""
    stays, gone = closed.leads_to, record.incident.id
    arriving: list[EventBody] = []
    leaving: list[EventBody] = []
    for task in _under_way(record):
        given = CrewMoved(task.crew, TaskState.ASSIGNED, task.command, gone, by_hand=not task.command)
        arriving.append(given)
        if task.state is not TaskState.ASSIGNED:
            arriving.append(replace(given, state=task.state, text=""))
        leaving.append(CrewMoved(task.crew, TaskState.WITHDRAWN, text=stays))
    return Decided(gone, (*drafts_of(stays, *arriving), *drafts_of(gone, *leaving, closed)))


def reopen(act: ReopenIncident, record: Record, case: Case) -> Decided:
    """What was merged lives on in another one. The alarms are brought up to what they are by now."""
    if record.incident.resolution is Resolution.MERGED:
        refuse(Refusal.WRONG_STATE, record.incident.leads_to)
    return decided(record, Reopened(needed(act.reason)), *_caught_up(record, case))


def _look_for_reason(act: CloseIncident, record: Record, case: Case) -> None:
    """That it was resolved with a reason is one, as long as nothing stands."""
    incident = record.incident
    if act.resolution is Resolution.SOLVED and not incident.active:
        if incident.state is IncidentState.RESOLVED and incident.reason:
            return
        if incident.state is not IncidentState.RESOLVED and _steps_missing(record, case):
            refuse(Refusal.STEPS_MISSING)
    refuse(Refusal.REASON_MISSING)


def _under_way(record: Record) -> list[CrewTask]:
    return [task for task in record.incident.crews if is_under_way(task)]


def _steps_missing(record: Record, case: Case) -> bool:
    procedure = case.book.procedure(record.incident.procedure, record.incident.procedure_version)
    return procedure is not None and bool(missing_steps(procedure, record.ticks))


def _original(act: CloseIncident, case: Case) -> str:
    """One that stays, and leads nowhere else: so that no way of duplicates comes back to its beginning."""
    original = case.record(act.leads_to).incident
    if original.id == act.incident:
        refuse(Refusal.WRONG_STATE)
    if original.leads_to:
        refuse(Refusal.WRONG_STATE, original.leads_to)
    return original.id


def _caught_up(record: Record, case: Case) -> list[EventBody]:
    """While it was closed its alarms may have returned, come back, or gone to another incident."""
    found = caught_up(record, case.city, case.book.of_alarm)
    bodies: list[EventBody] = [AlarmsMovedOut(names, at) for at, names in found.elsewhere.items()]
    if found.chattered:
        bodies.append(AlarmsChattered(found.chattered))
    if found.returned:
        bodies.append(AlarmsReturned(found.returned))
    if found.raised:
        bodies.append(AlarmsJoined(tuple([linked(alarm) for alarm in found.raised])))
    return bodies
