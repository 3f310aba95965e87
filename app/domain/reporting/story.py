"""Who took part in an incident, and with what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.incidents.events import IncidentEvent


@dataclass(frozen=True, slots=True)
class Participant:
    """`by` an operator or a crew; moments in epoch ms, by the clock; `acts` how many of each type of event,
    the first one first."""

    by: str
    first: int
    last: int
    acts: tuple[tuple[str, int], ...]


def participants(events: Iterable[IncidentEvent]) -> tuple[Participant, ...]:
    """In the order in which they came in. What the program did has nobody."""
    acts: dict[str, Counter[str]] = {}
    times: dict[str, list[int]] = {}
    for event in events:
        if event.by:
            acts.setdefault(event.by, Counter())[type(event.body).__name__] += 1
            times.setdefault(event.by, []).append(event.at)
    return tuple(
        Participant(by, min(times[by]), max(times[by]), tuple(done.items())) for by, done in acts.items()
    )
