"""How an incident begins: what it is opened with, and the alarms that it begins with."""

from __future__ import annotations

import math
from collections.abc import Iterable

from app.domain.acts import LARGEST_ACT, Refusal
from app.domain.alarms import Alarm, Priority
from app.domain.devices import Device
from app.domain.incidents.acts import OpenIncident
from app.domain.incidents.book import IncidentBook
from app.domain.incidents.case import (
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_PLACE,
    LONGEST_TITLE,
    Case,
    Decided,
    cleaned,
    drafts_of,
    needed,
    refuse,
)
from app.domain.incidents.events import (
    AlarmsJoined,
    CauseMarked,
    EventBody,
    LinkedAlarm,
    Noted,
    Opened,
    Source,
)
from app.domain.incidents.kinds import IncidentCatalogue, IncidentKind, Targets

Position = tuple[float | None, float | None]


def open_incident(act: OpenIncident, case: Case) -> Decided:
    kind = case.book.catalogue.kinds.get(act.kind) or refuse(Refusal.UNKNOWN_KIND)
    title = needed(act.title, LONGEST_TITLE, Refusal.TEXT_MISSING)
    links = _links(act.alarms, case)
    cause = first_cause(links)
    device = _device(act.device, links, cause, case)
    body = opened(
        kind,
        case.book,
        title,
        priority=act.priority or kind.priority,
        source=Source.OPERATOR,
        device=device,
        place=cleaned(act.place, LONGEST_PLACE),
        zone=cleaned(act.zone, LONGEST_NAME),
        position=position(act.lat, act.lon),
    )
    bodies: list[EventBody] = [body]
    if links:
        bodies += [AlarmsJoined(links), CauseMarked(cause)]
    if note := cleaned(act.note, LONGEST_NOTE):
        bodies.append(Noted(note))
    incident = case.book.new_id()
    return Decided(incident, drafts_of(incident, *bodies))


def opened(
    kind: IncidentKind,
    book: IncidentBook,
    title: str,
    *,
    priority: Priority,
    source: Source,
    device: Device | None = None,
    place: str = "",
    zone: str = "",
    position: Position = (None, None),
    follows: str = "",
) -> Opened:
    """With the targets and the newest procedure of its kind; zone and position are the device's where they
    are not given."""
    targets = targets_of(book.catalogue, kind.id, priority)
    procedure = book.procedures.get(kind.procedure)
    if procedure is not None and procedure.retired:
        procedure = None
    lat, lon = position
    if lat is None and device is not None:
        lat, lon = device.lat, device.lon
    return Opened(
        kind.id,
        title,
        priority,
        source,
        device=device.id if device else "",
        place=place,
        zone=zone or (device.zone if device else ""),
        lat=lat,
        lon=lon,
        procedure=procedure.id if procedure else "",
        procedure_version=procedure.version if procedure else 0,
        follows=follows,
        acknowledge_s=targets.acknowledge_s,
        arrive_s=targets.arrive_s,
        resolve_s=targets.resolve_s,
    )


def targets_of(catalogue: IncidentCatalogue, kind: str, priority: Priority) -> Targets:
    """None of a kind that is gone from the settings."""
    known = catalogue.kinds.get(kind)
    return Targets() if known is None else known.targets.get(priority, Targets())


def linked(alarm: Alarm) -> LinkedAlarm:
    """The alarm as it is when it joins."""
    return LinkedAlarm(
        alarm=alarm.id,
        device=alarm.device,
        rule=alarm.rule,
        priority=alarm.priority,
        raised_at=alarm.raised_at or 0,
        cause=alarm.suppressed_by,
        activations=alarm.activations,
    )


def first_cause(links: Iterable[LinkedAlarm]) -> str:
    """Of several alarms, the one that was raised first and that no other suppresses; empty of none."""
    order = sorted(links, key=lambda link: (bool(link.cause), link.raised_at))
    return order[0].alarm if order else ""


def position(lat: float | None, lon: float | None) -> Position:
    if lat is None and lon is None:
        return None, None
    if lat is None or lon is None or not (math.isfinite(lat) and math.isfinite(lon)):
        return refuse(Refusal.AREA_INVALID)
    if not (-90.0 <= lat <= 90.0 and -180.0 <= lon <= 180.0):
        return refuse(Refusal.AREA_INVALID)
    return lat, lon


def named_alarms(alarms: Iterable[str]) -> tuple[str, ...]:
    """Each once."""
    names = tuple(dict.fromkeys(alarms))
    return refuse(Refusal.TOO_MANY) if len(names) > LARGEST_ACT else names


def _links(alarms: Iterable[str], case: Case) -> tuple[LinkedAlarm, ...]:
    """They must stand, and be in no other incident that is open."""
    links = []
    for name in named_alarms(alarms):
        links.append(linked(case.city.alarm(name) or refuse(Refusal.UNKNOWN_ALARM)))
        if elsewhere := case.book.of_alarm(name):
            refuse(Refusal.ALREADY, elsewhere)
    return tuple(links)


def _device(given: str, links: Iterable[LinkedAlarm], cause: str, case: Case) -> Device | None:
    """The one that was named, or that of the first cause."""
    if given:
        return case.city.device(given) or refuse(Refusal.UNKNOWN_DEVICE)
    return next((case.city.device(link.device) for link in links if link.alarm == cause), None)
