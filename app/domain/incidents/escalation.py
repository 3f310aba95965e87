"""What happens when nobody reacts: steps that follow a missed target, each once and in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from app.domain.incidents.events import Escalated, IncidentDraft
from app.domain.incidents.incident import Incident
from app.domain.incidents.kinds import EscalationStep
from app.domain.incidents.states import IncidentState
from app.domain.instant import Instant


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


MOST_AT_ONCE = 500
"""Steps that are taken in one look: after a long pause the others follow at the next."""

_Targets = tuple[int, int, int]


class Escalation:
    """Looks at the open incidents again and again. Their targets are wall times; how much of them is left
    goes by the monotonic clock from when they were set, or first seen in this run: a wall clock that is put
    right makes nobody late, and nobody waits longer for it. One thread."""

    def __init__(self) -> None:
        self._set: dict[str, tuple[_Targets, int]] = {}

    def due(
        self, incidents: Iterable[Incident], steps: Sequence[EscalationStep], now: Instant
    ) -> list[IncidentDraft]:
        """The steps that are to be taken now, `level` being their place in `steps` from 1 on."""
        monotonic_ms = int(now.monotonic * 1000)
        ahead = now.wall - monotonic_ms
        known, self._set = self._set, {}
        drafts: list[IncidentDraft] = []
        for incident in incidents:
            if not incident.open:
                continue
            targets = (incident.acknowledge_by, incident.arrive_by, incident.resolve_by)
            held = known.get(incident.id)
            if held is None or held[0] != targets:
                held = (targets, ahead)
            self._set[incident.id] = held
            at = monotonic_ms + held[1]
            if len(drafts) < MOST_AT_ONCE and any(0 < by <= at for by in targets):
                drafts += [
                    IncidentDraft(incident.id, Escalated(level, steps[level - 1].target))
                    for level in _levels(incident, steps, at)
                ]
        return drafts


def _levels(incident: Incident, steps: Sequence[EscalationStep], now_ms: int) -> Iterator[int]:
    """Until one whose target was missed, but not long enough ago: those behind it wait for it."""
    for level, step in enumerate(steps, start=1):
        by = _STILL_DUE[step.target](incident)
        if level <= incident.escalation or not by or now_ms < by:
            continue
        if now_ms < by + step.after_s * 1000:
            return
        yield level
