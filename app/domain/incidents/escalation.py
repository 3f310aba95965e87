"""What happens when nobody reacts: steps that follow a missed target, each once and in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from app.domain.incidents.events import Escalated, IncidentDraft
from app.domain.incidents.incident import Incident
from app.domain.incidents.kinds import EscalationStep
from app.domain.incidents.states import IncidentState


def _acknowledge_by(incident: Incident) -> int:
    return incident.acknowledge_by if incident.state is IncidentState.NEW else 0


def _arrive_by(incident: Incident) -> int:
    awaited = not incident.arrived_at and incident.state is not IncidentState.RESOLVED
    return incident.arrive_by if awaited else 0


def _resolve_by(incident: Incident) -> int:
    return incident.resolve_by if incident.state is not IncidentState.RESOLVED else 0


_STILL_DUE: Mapping[str, Callable[[Incident], int]] = {
    "acknowledge": _acknowledge_by,
    "arrive": _arrive_by,
    "resolve": _resolve_by,
}
"""When each target is over, epoch ms; 0 where it was met or there is none."""


def due(incidents: Iterable[Incident], steps: Sequence[EscalationStep], now_ms: int) -> list[IncidentDraft]:
    """The steps that are to be taken now, `level` being their place in `steps` from 1 on."""
    return [
        IncidentDraft(incident.id, Escalated(level, steps[level - 1].target))
        for incident in incidents
        if incident.open and _overdue(incident, now_ms)
        for level in _levels(incident, steps, now_ms)
    ]


def _overdue(incident: Incident, now_ms: int) -> bool:
    return any(
        by and now_ms >= by for by in (incident.acknowledge_by, incident.arrive_by, incident.resolve_by)
    )


def _levels(incident: Incident, steps: Sequence[EscalationStep], now_ms: int) -> Iterator[int]:
    """Until one whose target was missed, but not long enough ago: those behind it wait for it."""
    for level, step in enumerate(steps, start=1):
        by = _STILL_DUE[step.target](incident)
        if level <= incident.escalation or not by or now_ms < by:
            continue
        if now_ms < by + step.after_s * 1000:
            return
        yield level
