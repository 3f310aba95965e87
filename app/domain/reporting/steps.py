"""How long incidents took to be acknowledged, assigned, reached, resolved and closed, and what on time."""

from __future__ import annotations

import enum
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.incidents.incident import Incident
from app.domain.incidents.states import Resolution


class Step(enum.StrEnum):
    ACKNOWLEDGE = "acknowledge"
    ASSIGN = "assign"
    ARRIVE = "arrive"
    RESOLVE = "resolve"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class StepFigures:
    """`count` incidents took the step; `due` of those with a target for it were to have taken it by the end
    of the period, `on_time` of these did. Times are seconds from the opening; None where nobody took it."""

    count: int = 0
    median_s: float | None = None
    p90_s: float | None = None
    due: int = 0
    on_time: int = 0

    @property
    def share(self) -> float | None:
        """Of what was due, from 0 to 1."""
        return self.on_time / self.due if self.due else None


def answered_for(incident: Incident) -> bool:
    """Whether its times count: one that is the same as another is measured there."""
    return incident.resolution not in (Resolution.MERGED, Resolution.DUPLICATE)


Taken = tuple[tuple[int, int], ...]
"""In the order of `Step`: when it was taken, and by when it should have been; epoch ms, 0 for neither."""


def steps_of(incident: Incident) -> Taken:
    return (
        (incident.acknowledged_at, incident.acknowledge_by),
        (incident.assigned_at, 0),
        (incident.arrived_at, incident.arrive_by),
        (incident.resolved_at or ended_at(incident), incident.resolve_by),
        (incident.closed_at, 0),
    )


def ended_at(incident: Incident) -> int:
    """Of a closed one when it was over, else 0. What was not needed any more before counts as taken then, as
    a false alarm needs no crew."""
    return 0 if incident.open else incident.resolved_at or incident.closed_at


class StepTally:
    """Gathers the times of one step for one group of incidents."""

    __slots__ = ("_due", "_on_time", "_took")

    def __init__(self) -> None:
        self._took = array("d")
        self._due = 0
        self._on_time = 0

    def note(self, took_ms: int) -> None:
        """It was taken so long after the opening; the wall clock may have been set back in between."""
        self._took.append(took_ms / 1000 if took_ms > 0 else 0.0)

    def judge(self, reached: int, by: int) -> None:
        """It was to be taken by then, and was, or 0 for not yet."""
        self._due += 1
        if 0 < reached <= by:
            self._on_time += 1

    def join(self, other: StepTally) -> None:
        """Take in what another one has gathered."""
        self._took.extend(other._took)
        self._due += other._due
        self._on_time += other._on_time

    def result(self) -> StepFigures:
        ordered = sorted(self._took)
        return StepFigures(
            len(ordered), quantile(ordered, 0.5), quantile(ordered, 0.9), self._due, self._on_time
        )


def quantile(ordered: Sequence[float], share: float) -> float | None:
    """Between the two nearest values where it lies between them; None of nothing."""
    if not ordered:
        return None
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def was_on_time(incident: Incident) -> bool:
    """Whether a closed incident met every target it had."""
    ended = ended_at(incident)
    return not any(by and (taken or ended) > by for taken, by in steps_of(incident))
