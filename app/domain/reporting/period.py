"""The figures of a period: how many incidents of each kind, zone, priority and source, and how they went."""

from __future__ import annotations

import enum
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.incidents.incident import Incident
from app.domain.reporting.crews import CrewFigures, CrewFold
from app.domain.reporting.steps import (
    Step,
    StepFigures,
    StepTally,
    answered_for,
    ended_at,
    steps_of,
    was_on_time,
)

STEPS = tuple(Step)


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
    steps: tuple[StepTally, ...] = field(default_factory=lambda: tuple(StepTally() for _ in STEPS))
    """In the order of `Step`: members of an enumeration are slow keys."""

    def join(self, other: _Group) -> None:
        self.opened += other.opened
        self.closed += other.closed
        self.standing += other.standing
        for tally, more in zip(self.steps, other.steps, strict=True):
            tally.join(more)

    def result(self, key: str) -> GroupFigures:
        steps = {step: tally.result() for step, tally in zip(STEPS, self.steps, strict=True)}
        return GroupFigures(key, self.opened, self.closed, self.standing, steps)


@dataclass(slots=True)
class _Month:
    opened: int = 0
    closed: int = 0
    on_time: int = 0
    measured: int = 0

    def join(self, other: _Month) -> None:
        self.opened += other.opened
        self.closed += other.closed
        self.on_time += other.on_time
        self.measured += other.measured


_Cell = tuple[str, str, int, str]
"""Kind, zone, priority and source."""

_KEYS: Mapping[Grouping, Callable[[_Cell], str]] = {
    Grouping.ALL: lambda _: "",
    Grouping.KIND: lambda cell: cell[0],
    Grouping.ZONE: lambda cell: cell[1],
    Grouping.PRIORITY: lambda cell: str(cell[2]),
    Grouping.SOURCE: lambda cell: cell[3],
}


class PeriodFold:
    """Takes every incident that was opened or closed in the period, each once, in any order."""

    def __init__(self, since: int, until: int, month_of: Callable[[int], int]) -> None:
        """`month_of` says of a moment (epoch ms) its year × 12 + month from 0, in the city's time."""
        self._since, self._until, self._month_of = since, until, month_of
        self._cells: defaultdict[_Cell, _Group] = defaultdict(_Group)
        self._states: Counter[str] = Counter()
        self._resolutions: Counter[str] = Counter()
        self._months: defaultdict[tuple[str, int], _Month] = defaultdict(_Month)
        self._crews = CrewFold()

    def add(self, incidents: Iterable[Incident]) -> None:
        for incident in incidents:
            cell = self._cells[incident.kind, incident.zone, int(incident.priority), incident.source]
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
            dict(self._states),
            dict(self._resolutions),
            self._crews.result(),
            self._counted(),
        )

    def _counted(self) -> dict[tuple[str, int], MonthCount]:
        """Of each kind, and of all together."""
        months: defaultdict[tuple[str, int], _Month] = defaultdict(_Month)
        for (kind, month), each in self._months.items():
            for key in {(kind, month), ("", month)}:
                months[key].join(each)
        return {
            key: MonthCount(each.opened, each.closed, each.on_time, each.measured)
            for key, each in months.items()
        }

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
            self._measure(incident, cell)
        self._states[str(incident.state)] += 1
        self._crews.add(incident.crews)
        self._months[incident.kind, self._month_of(incident.opened_at)].opened += 1

    def _measure(self, incident: Incident, cell: _Group) -> None:
        began, ended, until = incident.opened_at, ended_at(incident), self._until
        for tally, (taken, by) in zip(cell.steps, steps_of(incident), strict=True):
            if taken:
                tally.note(taken - began)
            if by and (taken or ended or by < until):
                tally.judge(taken or ended, by)

    def _closed(self, incident: Incident, cell: _Group) -> None:
        cell.closed += 1
        self._resolutions[str(incident.resolution or "")] += 1
        measured = answered_for(incident)
        on_time = measured and was_on_time(incident)
        month = self._months[incident.kind, self._month_of(incident.closed_at)]
        month.closed += 1
        month.measured += measured
        month.on_time += on_time
