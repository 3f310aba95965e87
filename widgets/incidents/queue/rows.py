"""The queue without a screen: what each card says, which cards a filter lets through, in what order."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.alarms import Priority
from app.domain.incidents.incident import Incident
from app.domain.incidents.states import IncidentState
from widgets.incidents.queue.targets import Target

LARGE = 200
"""Groups of more cards than this begin as their heading alone."""
NEVER = 1 << 62
"""Stands for the due time of what has no target: after all that have one."""


class Scope(enum.IntEnum):
    """Which incidents the queue is about."""

    SHIFT = 0
    MINE = 1
    UNASSIGNED = 2
    WATCHED = 3
    CLOSED = 4


class Grouping(enum.IntEnum):
    NONE = 0
    ZONE = 1
    KIND = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One incident with the texts of its card, made once for each version of it. `key` is its id."""

    key: str
    incident: Incident
    kind: str
    zone: str
    where: str
    crew: str
    """Names of those on their task; empty for none."""
    crew_glyph: str
    state: str
    owner: str
    """Empty for nobody."""
    follows: str
    """What hangs from it: `41 luminaires`, `3 alarms`."""
    target: Target | None
    watched: bool
    searched: str
    """Folded text that the filter searches."""
    scopes: int
    """Bit `1 << Scope` for each list that the incident belongs to."""

    @property
    def new(self) -> bool:
        return self.incident.state is IncidentState.NEW


@dataclass(frozen=True, slots=True)
class Heading:
    """The line over a group; `key` begins as no id does, `new` counts those nobody has acknowledged, and
    `folded` says that the heading stands alone."""

    key: str
    title: str
    count: int
    new: int
    worst: Priority
    folded: bool = False


Entry = Row | Heading
Words = tuple[str, ...]


def urgency(row: Row) -> tuple[int, int, int, int]:
    """Worst priority first, then the nearest target, then the longest open. It does not hang on the time of
    day, so that nothing has to be put in order again because time goes by."""
    incident, target = row.incident, row.target
    return (
        -incident.priority,
        NEVER if target is None else target.due,
        incident.opened_at,
        incident.number,
    )


class QueueRows:
    """All open incidents by id. 5,000 are sifted and put in order in a few milliseconds."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self.counts = [0] * len(Scope)
        self.scope, self.grouping = Scope.SHIFT, Grouping.NONE
        self.words: Words = ()
        self.turned: set[str] = set()
        """Keys of the groups that the operator has folded, or unfolded where they are large."""
        self._urgency: dict[str, tuple[int, int, int, int]] = {}

    def clear(self) -> None:
        self.rows.clear()
        self._urgency.clear()
        self.counts = [0] * len(Scope)

    def put(self, row: Row) -> None:
        self._count(self.rows.get(row.key), -1)
        self._count(row, 1)
        self.rows[row.key] = row
        self._urgency[row.key] = urgency(row)

    def drop(self, incident: str) -> None:
        self._count(self.rows.pop(incident, None), -1)
        self._urgency.pop(incident, None)

    def admits(self, row: Row) -> bool:
        return bool(row.scopes >> self.scope & 1) and all(word in row.searched for word in self.words)

    def ordered(self) -> list[Entry]:
        """What the filter lets through, in order, with headings where it is grouped."""
        bit, words, key = 1 << self.scope, self.words, self._urgency
        found = [row for row in self.rows.values() if row.scopes & bit]
        if words:
            found = [row for row in found if all(word in row.searched for word in words)]
        found.sort(key=lambda row: key[row.key])
        return list(found) if self.grouping is Grouping.NONE else self._grouped(found)

    def _grouped(self, found: Iterable[Row]) -> list[Entry]:
        """Groups in the order of their most urgent card."""
        groups: dict[str, list[Row]] = {}
        zones = self.grouping is Grouping.ZONE
        for row in found:
            groups.setdefault(row.zone if zones else row.kind, []).append(row)
        entries: list[Entry] = []
        for title, rows in groups.items():
            top = self._heading(title, rows)
            entries.append(top)
            if not top.folded:
                entries.extend(rows)
        return entries

    def _heading(self, title: str, rows: list[Row]) -> Heading:
        """Over these rows, the most urgent of them first."""
        key, count = f"\n{title}", len(rows)
        folded = (count > LARGE) is not (key in self.turned)
        new = sum(row.new for row in rows)
        return Heading(key, title, count, new, rows[0].incident.priority, folded)

    def _count(self, row: Row | None, step: int) -> None:
        if row is None:
            return
        for scope in Scope:
            if row.scopes >> scope & 1:
                self.counts[scope] += step
