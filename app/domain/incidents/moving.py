"""Alarms that go to another incident or to one of their own, and which of them is the first cause."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.acts import Refusal
from app.domain.incidents.acts import MarkCause, MoveAlarms
from app.domain.incidents.case import LONGEST_TITLE, Case, Decided, decided, drafts_of, needed, refuse
from app.domain.incidents.events import (
    AlarmsJoined,
    AlarmsMovedOut,
    AlarmsReturned,
    CauseMarked,
    EventBody,
    IncidentDraft,
    Opened,
    Source,
    SplitFrom,
)
from app.domain.incidents.incident import IncidentAlarm, Record
from app.domain.incidents.opening import first_cause, named_alarms, opened


def move_alarms(act: MoveAlarms, record: Record, case: Case) -> Decided:
    moving = [record.alarms.get(name) or refuse(Refusal.UNKNOWN_ALARM) for name in named_alarms(act.alarms)]
    if not moving:
        refuse(Refusal.UNKNOWN_ALARM)
    if act.to:
        arriving, incident = _join(act.to, moving, record, case), record.incident.id
        return Decided(incident, (*_leave(record, moving, act.to), *arriving))
    if len(moving) == len(record.alarms):
        refuse(Refusal.WRONG_STATE)
    title = needed(act.title, LONGEST_TITLE, Refusal.TEXT_MISSING)
    opening = _opening(record, moving, title, case)
    new = case.book.new_id()
    split = SplitFrom(record.incident.id, tuple([alarm.link for alarm in moving]), _active(moving))
    begun = drafts_of(new, opening, split, CauseMarked(_cause(moving)))
    return Decided(new, (*_leave(record, moving, new), *begun))


def mark_cause(act: MarkCause, record: Record, _case: Case) -> Decided:
    if act.alarm not in record.alarms:
        refuse(Refusal.UNKNOWN_ALARM)
    if act.alarm == record.incident.cause:
        refuse(Refusal.ALREADY)
    return decided(record, CauseMarked(act.alarm))


def _leave(record: Record, moving: Sequence[IncidentAlarm], to: str) -> tuple[IncidentDraft, ...]:
    """When the first cause goes, the first of those that stay takes its place."""
    names = tuple([alarm.link.alarm for alarm in moving])
    bodies: list[EventBody] = [AlarmsMovedOut(names, to)]
    if record.incident.cause in names:
        gone = frozenset(names)
        staying = [alarm for name, alarm in record.alarms.items() if name not in gone]
        bodies += [CauseMarked(_cause(staying))] if staying else []
    return drafts_of(record.incident.id, *bodies)


def _join(to: str, moving: Sequence[IncidentAlarm], record: Record, case: Case) -> tuple[IncidentDraft, ...]:
    target = case.record(to).incident
    if to == record.incident.id or not target.open:
        refuse(Refusal.WRONG_STATE)
    bodies: list[EventBody] = [AlarmsJoined(tuple([alarm.link for alarm in moving]))]
    if returned := tuple([alarm.link.alarm for alarm in moving if not alarm.active]):
        bodies.append(AlarmsReturned(returned))
    if not target.cause:
        bodies.append(CauseMarked(_cause(moving)))
    return drafts_of(to, *bodies)


def _opening(record: Record, moving: Sequence[IncidentAlarm], title: str, case: Case) -> Opened:
    """Of the same kind, at the device of its own first cause, as urgent as its most urgent alarm."""
    incident = record.incident
    kind = case.book.catalogue.kinds.get(incident.kind) or refuse(Refusal.UNKNOWN_KIND)
    cause = record.alarms[_cause(moving)].link
    device = case.city.device(cause.device)
    placed = device is not None and device.lat is not None
    return opened(
        kind,
        case.book,
        title,
        priority=max(alarm.link.priority for alarm in moving),
        source=Source.SPLIT,
        device=device,
        place="" if placed else incident.place,
        zone="" if device is not None and device.zone else incident.zone,
        position=(None, None) if placed else (incident.lat, incident.lon),
    )


def _cause(alarms: Sequence[IncidentAlarm]) -> str:
    return first_cause(alarm.link for alarm in alarms)


def _active(alarms: Sequence[IncidentAlarm]) -> tuple[str, ...]:
    return tuple([alarm.link.alarm for alarm in alarms if alarm.active])
