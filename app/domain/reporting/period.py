"""The figures of a period: how many incidents of each kind, zone, priority and source, and how they went."""

from __future__ import annotations

import enum
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.alarms import Priority
from app.domain.incidents.incident import Incident
from app.domain.incidents.states import IncidentState
from app.domain.reporting.crews import CrewFigures, CrewFold
from app.domain.reporting.steps import (
    Step,
    StepFigures,
    StepTally,
    answered_for,
    steps_of,
    was_on_time,
)


class Grouping(enum.StrEnum):
    ALL = "all"
    KIND = "kind"
    ZONE = "zone"
    PRIORITY = "priority"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """`key` as the incident has it, of a priority its number. `opened` in the period; `closed` in it,
    whenever they were opened; `standing` at its end, and times, of those that were opened in it."""

    key: str
    opened: int
    closed: int
    standing: int
    steps: Mapping[Step, StepFigures]


@dataclass(frozen=True, slots=True)
class MonthCount:
    """Of one kind (empty for all) in one month, that is year × 12 + month from 0."""

    opened: int = 0
    closed: int = 0
    on_time: int = 0
    """Of the closed ones that count for times, those that met every target."""
    measured: int = 0
    """How many that was of."""


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """`since` up to, not including, `until`, epoch ms; `standing_before` were open when it began. `states`
    are those at the end of the reading of the incidents opened in it."""

    since: int
    until: int
    standing_before: int
    groups: Mapping[Grouping, tuple[GroupFigures, ...]]
    states: Mapping[str, int]
    resolutions: Mapping[str, int]
    crews: tuple[CrewFigures, ...]
    months: Mapping[tuple[str, int], MonthCount]
    """By kind and month."""

    @property
    def whole(self) -> GroupFigures:
        return self.groups[Grouping.ALL][0]


@dataclass(slots=True)
class _Group:
    opened: int = 0
    closed: int = 0
    standing: int = 0
    steps: dict[Step, StepTally] = field(default_factory=lambda: {step: StepTally() for step in Step})

    def join(self, other: _Group) -> None:
        self.opened += other.opened
        self.closed += other.closed
        self.standing += other.standing
        for step, tally in self.steps.items():
            tally.join(other.steps[step])

    def result(self, key: str) -> GroupFigures:
        steps = {step: tally.result() for step, tally in self.steps.items()}
        return GroupFigures(key, self.opened, self.closed, self.standing, steps)


@dataclass(slots=True)
class _Month:
    opened: int = 0
    closed: int = 0
    on_time: int = 0
    measured: int = 0


_Cell = tuple[str, str, Priority, str]
"""Kind, zone, priority and source."""

_KEYS: Mapping[Grouping, Callable[[_Cell], str]] = {
    Grouping.ALL: lambda _: "",
    Grouping.KIND: lambda cell: cell[0],
    Grouping.ZONE: lambda cell: cell[1],
    Grouping.PRIORITY: lambda cell: str(int(cell[2])),
    Grouping.SOURCE: lambda cell: cell[3],
}


class PeriodFold:
    """Takes every incident that was opened or closed in the period, each once, in any order."""

    def __init__(self, since: int, until: int, month_of: Callable[[int], int]) -> None:
        """`month_of` says of a moment (epoch ms) its year × 12 + month from 0, in the city's time."""
        self._since, self._until, self._month_of = since, until, month_of
        self._cells: defaultdict[_Cell, _Group] = defaultdict(_Group)
        self._states: Counter[IncidentState] = Counter()
        self._resolutions: Counter[str] = Counter()
        self._months: defaultdict[tuple[str, int], _Month] = defaultdict(_Month)
        self._crews = CrewFold()

    def add(self, incidents: Iterable[Incident]) -> None:
        for incident in incidents:
            cell = self._cells[incident.kind, incident.zone, incident.priority, incident.source]
            if self._within(incident.opened_at):
                self._opened(incident, cell)
            if self._within(incident.closed_at) and not incident.open:
                self._closed(incident, cell)

    def result(self, standing_before: int = 0) -> PeriodFigures:
        return PeriodFigures(
            self._since,
            self._until,
            standing_before,
            {grouping: self._ranked(grouping) for grouping in Grouping},
            {str(state): count for state, count in self._states.items()},
            dict(self._resolutions),
            self._crews.result(),
            {
                key: MonthCount(each.opened, each.closed, each.on_time, each.measured)
                for key, each in self._months.items()
            },
        )

    def _ranked(self, grouping: Grouping) -> tuple[GroupFigures, ...]:
        """What the cells of the same key have together, the most first."""
        groups: defaultdict[str, _Group] = defaultdict(_Group)
        if grouping is Grouping.ALL:
            groups[""] = _Group()
        for cell, group in self._cells.items():
            groups[_KEYS[grouping](cell)].join(group)
        found = [group.result(key) for key, group in groups.items()]
        return tuple(sorted(found, key=lambda each: (-each.opened, each.key)))

    def _within(self, at: int) -> bool:
        return self._since <= at < self._until

    def _opened(self, incident: Incident, cell: _Group) -> None:
        cell.opened += 1
        cell.standing += incident.open or incident.closed_at >= self._until
        if answered_for(incident):
            for step, taken, by in steps_of(incident):
                cell.steps[step].add(incident, taken, by, self._until)
        self._states[incident.state] += 1
        self._crews.add(incident.crews)
        for month in self._months_at(incident, incident.opened_at):
            month.opened += 1

    def _closed(self, incident: Incident, cell: _Group) -> None:
        cell.closed += 1
        self._resolutions[str(incident.resolution or "")] += 1
        measured = answered_for(incident)
        on_time = measured and was_on_time(incident)
        for month in self._months_at(incident, incident.closed_at):
            month.closed += 1
            month.measured += measured
            month.on_time += on_time

    def _months_at(self, incident: Incident, at: int) -> tuple[_Month, _Month]:
        """Of its kind, and of all."""
        month = self._month_of(at)
        return self._months[incident.kind, month], self._months["", month]
