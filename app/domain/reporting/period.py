"""The figures of a period: how many incidents of each kind, zone, priority and source, and how they went."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.incidents.incident import Incident
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

    def result(self, key: str) -> GroupFigures:
        steps = {step: tally.result() for step, tally in self.steps.items()}
        return GroupFigures(key, self.opened, self.closed, self.standing, steps)


@dataclass(slots=True)
class _Month:
    opened: int = 0
    closed: int = 0
    on_time: int = 0
    measured: int = 0


class PeriodFold:
    """Takes every incident that was opened or closed in the period, each once, in any order."""

    def __init__(self, since: int, until: int, month_of: Callable[[int], int]) -> None:
        """`month_of` says of a moment (epoch ms) its year × 12 + month from 0, in the city's time."""
        self._since, self._until, self._month_of = since, until, month_of
        self._groups: dict[Grouping, dict[str, _Group]] = {each: {} for each in Grouping}
        self._groups[Grouping.ALL][""] = _Group()
        self._states: Counter[str] = Counter()
        self._resolutions: Counter[str] = Counter()
        self._months: dict[tuple[str, int], _Month] = {}
        self._crews = CrewFold()

    def add(self, incidents: Iterable[Incident]) -> None:
        for incident in incidents:
            opened, closed = self._within(incident.opened_at), self._within(incident.closed_at)
            groups = self._groups_of(incident)
            if opened:
                self._opened(incident, groups)
            if closed and not incident.open:
                self._closed(incident, groups)

    def result(self, standing_before: int = 0) -> PeriodFigures:
        return PeriodFigures(
            self._since,
            self._until,
            standing_before,
            {grouping: self._ranked(groups) for grouping, groups in self._groups.items()},
            dict(self._states),
            dict(self._resolutions),
            self._crews.result(),
            {
                key: MonthCount(each.opened, each.closed, each.on_time, each.measured)
                for key, each in self._months.items()
            },
        )

    @staticmethod
    def _ranked(groups: Mapping[str, _Group]) -> tuple[GroupFigures, ...]:
        ranked = sorted(groups.items(), key=lambda item: (-item[1].opened, item[0]))
        return tuple(group.result(key) for key, group in ranked)

    def _within(self, at: int) -> bool:
        return self._since <= at < self._until

    def _groups_of(self, incident: Incident) -> list[_Group]:
        keys = {
            Grouping.ALL: "",
            Grouping.KIND: incident.kind,
            Grouping.ZONE: incident.zone,
            Grouping.PRIORITY: str(int(incident.priority)),
            Grouping.SOURCE: incident.source,
        }
        return [self._groups[grouping].setdefault(key, _Group()) for grouping, key in keys.items()]

    def _opened(self, incident: Incident, groups: list[_Group]) -> None:
        stands = incident.open or incident.closed_at >= self._until
        steps = tuple(steps_of(incident)) if answered_for(incident) else ()
        for group in groups:
            group.opened += 1
            group.standing += stands
            for step, taken, by in steps:
                group.steps[step].add(incident, taken, by, self._until)
        self._states[str(incident.state)] += 1
        self._crews.add(incident.crews)
        for month in self._months_at(incident, incident.opened_at):
            month.opened += 1

    def _closed(self, incident: Incident, groups: list[_Group]) -> None:
        for group in groups:
            group.closed += 1
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
        return (
            self._months.setdefault((incident.kind, month), _Month()),
            self._months.setdefault(("", month), _Month()),
        )
