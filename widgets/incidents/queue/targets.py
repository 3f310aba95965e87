"""The target time that an incident has to meet next, and how it stands to it at a moment."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.incidents.incident import Incident
from app.domain.incidents.states import IncidentState


@dataclass(frozen=True, slots=True)
class Target:
    """`name` is `acknowledge`, `arrive` or `resolve`; the rest epoch ms."""

    name: str
    began: int
    due: int

    def left_s(self, now_ms: int) -> float:
        """Negative when it is missed."""
        return (self.due - now_ms) / 1000

    def elapsed(self, now_ms: int) -> float:
        """The part of its time that is gone, from 0 to 1."""
        whole = max(1, self.due - self.began)
        return min(1.0, max(0.0, (now_ms - self.began) / whole))


TARGETS = ("acknowledge", "arrive", "resolve")


def target_of(incident: Incident, name: str) -> Target | None:
    """One of `TARGETS` while it is not met; None also where the incident has no such time."""
    if incident.state in (IncidentState.RESOLVED, IncidentState.CLOSED):
        return None
    met, due = {
        "acknowledge": (incident.acknowledged_at, incident.acknowledge_by),
        "arrive": (incident.arrived_at, incident.arrive_by),
        "resolve": (incident.resolved_at, incident.resolve_by),
    }[name]
    return Target(name, incident.opened_at, due) if due and not met else None


def next_target(incident: Incident) -> Target | None:
    """The first that is not met; None when nothing more is to be met in time."""
    return next((target for name in TARGETS if (target := target_of(incident, name)) is not None), None)
