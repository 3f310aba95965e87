"""Two incidents of one cause made one: what hangs from the one goes over, and it is closed."""

from __future__ import annotations

from dataclasses import replace

from app.domain.acts import Refusal
from app.domain.incidents.acts import MergeIncident
from app.domain.incidents.case import Case, Decided, drafts_of, refuse
from app.domain.incidents.ending import handing_over
from app.domain.incidents.events import Absorbed, CauseMarked, Closed, EventBody
from app.domain.incidents.incident import Record
from app.domain.incidents.states import Resolution


def merge(act: MergeIncident, record: Record, case: Case) -> Decided:
    """Both are open, and what was merged is never opened again: no way of merges comes back to its
    beginning. Its crews go on for the one that stays."""
    into = case.record(act.into)
    if act.into == act.incident or not into.incident.open:
        refuse(Refusal.WRONG_STATE)
    bodies: list[EventBody] = [_absorbed(record, into)]
    if record.incident.cause and not into.incident.cause:
        bodies.append(CauseMarked(record.incident.cause))
    ended = handing_over(record, Closed(Resolution.MERGED, "", into.incident.id, record.incident.active))
    return replace(ended, drafts=(*drafts_of(into.incident.id, *bodies), *ended.drafts))


def _absorbed(record: Record, into: Record) -> Absorbed:
    """Its owner goes on watching it, and the device it was opened for belongs to what stays."""
    incident, alarms = record.incident, record.alarms.values()
    devices = (*record.devices, incident.device) if incident.device else record.devices
    owner = (incident.owner,) if incident.owner not in ("", into.incident.owner) else ()
    return Absorbed(
        incident.id,
        tuple([alarm.link for alarm in alarms]),
        tuple([alarm.link.alarm for alarm in alarms if alarm.active]),
        tuple(dict.fromkeys(devices)),
        tuple(dict.fromkeys((*incident.watchers, *owner))),
    )
