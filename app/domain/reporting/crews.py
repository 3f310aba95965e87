"""What crews did in a period: tasks, refusals, and how long they took to answer, to arrive and to be done."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.domain.incidents.incident import CrewTask
from app.domain.incidents.states import TaskState
from app.domain.reporting.steps import quantile


@dataclass(frozen=True, slots=True)
class CrewFigures:
    """Times are medians in seconds: from the assignment to the crew's answer and to its arrival, and from
    there to its end. None where that never happened."""

    crew: str
    tasks: int
    arrived: int
    refused: int
    answer_s: float | None
    arrive_s: float | None
    on_site_s: float | None


@dataclass(slots=True)
class _Tally:
    tasks: int = 0
    arrived: int = 0
    refused: int = 0
    answer: array[float] = field(default_factory=lambda: array("d"))
    arrive: array[float] = field(default_factory=lambda: array("d"))
    on_site: array[float] = field(default_factory=lambda: array("d"))


class CrewFold:
    def __init__(self) -> None:
        self._crews: dict[str, _Tally] = {}

    def add(self, tasks: Iterable[CrewTask]) -> None:
        for task in tasks:
            self._add(task, self._crews.setdefault(task.crew, _Tally()))

    def result(self) -> tuple[CrewFigures, ...]:
        """The crew with the most tasks first."""
        ranked = sorted(self._crews.items(), key=lambda item: (-item[1].tasks, item[0]))
        return tuple(
            CrewFigures(
                crew,
                tally.tasks,
                tally.arrived,
                tally.refused,
                *(quantile(sorted(times), 0.5) for times in (tally.answer, tally.arrive, tally.on_site)),
            )
            for crew, tally in ranked
        )

    @staticmethod
    def _add(task: CrewTask, tally: _Tally) -> None:
        tally.tasks += 1
        tally.refused += task.state is TaskState.REFUSED
        tally.arrived += bool(task.on_site_at)
        _note(tally.answer, task.assigned_at, task.dispatched_at)
        _note(tally.arrive, task.assigned_at, task.on_site_at)
        _note(tally.on_site, task.on_site_at, task.ended_at)


def _note(times: array[float], since: int, until: int) -> None:
    if since and until:
        times.append(max(0, until - since) / 1000)
