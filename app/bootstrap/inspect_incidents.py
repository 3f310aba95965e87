"""Incidents, shifts, procedures and work plans as `inspect` prints them: of each incident its whole story."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import msgspec

from app.bootstrap.moments import rfc3339
from app.domain.incidents.folding import fold
from app.domain.incidents.incident import CrewTask, Incident, IncidentAlarm, Record, Tick
from app.domain.incidents.procedures import Procedure
from app.domain.shifts import Shift
from app.domain.work_plan import WorkPlan
from app.store.reader import Reader
from app.wire.incidents import EventRecord, event_of

Row = dict[str, Any]
AT_ONCE = 200


def incident_rows(reader: Reader, *, since_ms: int, device: str | None, limit: int) -> list[Row]:
    """Those that were opened since then, newest first; `device` is one of their alarms, links or crews."""
    rows: list[Row] = []
    offset = 0
    while len(rows) < limit:
        page = reader.incidents(since_ms=since_ms, limit=AT_ONCE, offset=offset)
        told = reader.incident_events([incident.id for incident in page])
        events = {
            incident: list(its_own) for incident, its_own in groupby(told, lambda event: event.incident)
        }
        for incident in page:
            its_own = events.get(incident.id, [])
            record = fold([event_of(event) for event in its_own]) if its_own else Record(incident, ())
            if device is None or device in _devices(record):
                rows.append(_incident(incident, record, its_own))
        if len(page) < AT_ONCE:
            break
        offset += AT_ONCE
    return rows[:limit]


def shift_row(shift: Shift) -> Row:
    return {
        "id": shift.id,
        "operator": shift.operator,
        "console": shift.console,
        "began": rfc3339(shift.began),
        "ended": _moment(shift.ended),
        "taken_from": shift.taken_from or None,
        "offered": shift.offered,
        "handed_to": shift.handed_to or None,
        "signed": _moment(shift.signed_at),
        "hand_over_note": shift.hand_over_note or None,
        "open_items": list(shift.open_items),
        "notes": [{"at": rfc3339(note.at), "text": note.text} for note in shift.notes],
        "version": shift.version,
    }


def procedure_row(procedure: Procedure) -> Row:
    told: Row = msgspec.to_builtins(procedure)
    return {**told, "by": procedure.by or None, "at": _moment(procedure.at)}


def activity_rows(plan: WorkPlan) -> list[Row]:
    """One row an activity; twelve numbers each, January first."""
    return [
        {"year": plan.year, "version": plan.version, **msgspec.to_builtins(activity)}
        for activity in plan.activities
    ]


def _devices(record: Record) -> set[str]:
    linked = {alarm.link.device for alarm in record.alarms.values()}
    crews = {task.crew for task in record.incident.crews}
    return {record.incident.device, *record.devices, *linked, *crews}


def _incident(incident: Incident, record: Record, events: list[EventRecord]) -> Row:
    return {
        "id": incident.id,
        "kind": incident.kind,
        "title": incident.title,
        "state": str(incident.state),
        "resolution": None if incident.resolution is None else str(incident.resolution),
        "priority": incident.priority.name.lower(),
        "source": incident.source,
        "zone": incident.zone or None,
        "place": incident.place or None,
        "lat": incident.lat,
        "lon": incident.lon,
        "device": incident.device or None,
        "cause": incident.cause or None,
        "owner": incident.owner or None,
        "watchers": list(incident.watchers),
        **_moments(incident),
        "escalation": incident.escalation,
        "reason": incident.reason or None,
        "leads_to": incident.leads_to or None,
        "follows": incident.follows or None,
        "reopened": incident.reopened,
        "procedure": incident.procedure or None,
        "procedure_version": incident.procedure_version or None,
        "ticks": [_tick(tick) for tick in record.ticks.values()],
        "alarms": [_alarm(alarm) for alarm in record.alarms.values()],
        "devices": list(record.devices),
        "crews": [_crew(task) for task in incident.crews],
        "commands": [msgspec.to_builtins(told) for told in record.commands.values()],
        "attachments": [msgspec.to_builtins(attached) for attached in record.attachments],
        "merged": list(record.merged),
        "events": [_event(event) for event in events],
        "version": incident.version,
    }


def _moments(incident: Incident) -> Row:
    return {
        "opened": rfc3339(incident.opened_at),
        "acknowledged": _moment(incident.acknowledged_at),
        "assigned": _moment(incident.assigned_at),
        "dispatched": _moment(incident.dispatched_at),
        "arrived": _moment(incident.arrived_at),
        "resolved": _moment(incident.resolved_at),
        "closed": _moment(incident.closed_at),
        "acknowledge_by": _moment(incident.acknowledge_by),
        "arrive_by": _moment(incident.arrive_by),
        "resolve_by": _moment(incident.resolve_by),
    }


def _event(event: EventRecord) -> Row:
    return {
        "seq": event.seq,
        "at": rfc3339(event.at),
        "by": event.by or None,
        "console": event.console or None,
        "kind": event.kind,
        "body": msgspec.json.decode(event.body),
    }


def _alarm(alarm: IncidentAlarm) -> Row:
    return {
        "id": alarm.link.alarm,
        "device": alarm.link.device,
        "rule": alarm.link.rule,
        "priority": alarm.link.priority.name.lower(),
        "cause": alarm.link.cause or None,
        "active": alarm.active,
        "raised": rfc3339(alarm.link.raised_at),
        "joined": rfc3339(alarm.joined),
        "returned": _moment(alarm.returned),
    }


def _crew(task: CrewTask) -> Row:
    return {
        "crew": task.crew,
        "state": str(task.state),
        "by": task.by or None,
        "command": task.command or None,
        "assigned": _moment(task.assigned_at),
        "dispatched": _moment(task.dispatched_at),
        "en_route": _moment(task.en_route_at),
        "on_site": _moment(task.on_site_at),
        "ended": _moment(task.ended_at),
        "text": task.text or None,
    }


def _tick(tick: Tick) -> Row:
    told: Row = msgspec.to_builtins(tick.ticked)
    return {**told, "by": tick.by or None, "at": rfc3339(tick.at)}


def _moment(ms: int) -> str | None:
    return rfc3339(ms) if ms else None
