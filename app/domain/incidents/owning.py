"""Who has an incident in hand, and who watches it."""

from __future__ import annotations

from app.domain.acts import Refusal
from app.domain.incidents.acts import AcknowledgeIncident, GiveIncident, WatchIncident
from app.domain.incidents.case import LONGEST_NAME, Case, Decided, cleaned, decided, refuse
from app.domain.incidents.events import Acknowledged, EventBody, OwnerSet, Watched
from app.domain.incidents.incident import Record
from app.domain.incidents.states import IncidentState


def acknowledge(_act: AcknowledgeIncident, record: Record, case: Case) -> Decided:
    if record.incident.state is not IncidentState.NEW:
        refuse(Refusal.ALREADY)
    bodies: list[EventBody] = [Acknowledged()]
    if not record.incident.owner:
        bodies.append(OwnerSet(case.by))
    return decided(record, *bodies)


def give(act: GiveIncident, record: Record, case: Case) -> Decided:
    """What is somebody else's is given away, or taken, with a reason."""
    owner, to = record.incident.owner, cleaned(act.to, LONGEST_NAME)
    if to == owner:
        refuse(Refusal.ALREADY)
    reason = cleaned(act.reason)
    if owner not in ("", case.by) and not reason:
        refuse(Refusal.REASON_MISSING)
    return decided(record, OwnerSet(to, reason))


def watch(act: WatchIncident, record: Record, case: Case) -> Decided:
    if act.on == (case.by in record.incident.watchers):
        refuse(Refusal.ALREADY)
    return decided(record, Watched(case.by, act.on))
