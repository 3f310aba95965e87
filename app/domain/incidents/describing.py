"""What an incident is said to be: notes, priority, kind, title, place, and the devices that belong to it."""

from __future__ import annotations

from app.domain.acts import Refusal
from app.domain.alarms import Priority
from app.domain.incidents.acts import DescribeIncident, LinkDevice, NoteIncident, SetPriority
from app.domain.incidents.case import (
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_PLACE,
    LONGEST_TITLE,
    Case,
    Decided,
    cleaned,
    decided,
    needed,
    refuse,
)
from app.domain.incidents.events import Described, DeviceLinked, EventBody, Noted, PrioritySet
from app.domain.incidents.incident import Incident, Record
from app.domain.incidents.opening import position, targets_of


def note(act: NoteIncident, record: Record, _case: Case) -> Decided:
    return decided(record, Noted(needed(act.text, LONGEST_NOTE, Refusal.TEXT_MISSING)))


def set_priority(act: SetPriority, record: Record, case: Case) -> Decided:
    incident, reason = record.incident, cleaned(act.reason)
    if act.priority == incident.priority:
        refuse(Refusal.ALREADY)
    if act.priority < incident.priority and not reason:
        refuse(Refusal.REASON_MISSING)
    return decided(record, _priority(incident.kind, act.priority, case, reason))


def describe(act: DescribeIncident, record: Record, case: Case) -> Decided:
    """An incident of another kind has the targets of that one."""
    incident = record.incident
    if act.kind != incident.kind and act.kind not in case.book.catalogue.kinds:
        refuse(Refusal.UNKNOWN_KIND)
    lat, lon = position(act.lat, act.lon)
    said = Described(
        act.kind,
        needed(act.title, LONGEST_TITLE, Refusal.TEXT_MISSING),
        cleaned(act.place, LONGEST_PLACE),
        cleaned(act.zone, LONGEST_NAME),
        lat,
        lon,
    )
    if said == _description(incident):
        refuse(Refusal.ALREADY)
    bodies: list[EventBody] = [said]
    if act.kind != incident.kind:
        bodies.append(_priority(act.kind, incident.priority, case))
    return decided(record, *bodies)


def link_device(act: LinkDevice, record: Record, case: Case) -> Decided:
    """One that is gone from the city can still be taken off."""
    if act.on and case.city.device(act.device) is None:
        refuse(Refusal.UNKNOWN_DEVICE)
    if act.on == (act.device in record.devices):
        refuse(Refusal.ALREADY)
    return decided(record, DeviceLinked(act.device, act.on))


def _priority(kind: str, priority: Priority, case: Case, reason: str = "") -> PrioritySet:
    targets = targets_of(case.book.catalogue, kind, priority)
    return PrioritySet(priority, reason, targets.acknowledge_s, targets.arrive_s, targets.resolve_s)


def _description(incident: Incident) -> Described:
    return Described(incident.kind, incident.title, incident.place, incident.zone, incident.lat, incident.lon)
