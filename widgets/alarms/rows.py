"""The alarm list without a screen: what each row says, which rows a filter lets through, in what order."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from app.domain.alarms import Alarm


class Column(enum.IntEnum):
    SYMBOL = 0
    TIME = 1
    POINT = 2
    ALARM = 3
    ZONE = 4
    VALUE = 5
    LIMIT = 6
    STATE = 7
    OPERATOR = 8
    GUIDANCE = 9
    ACTION = 10


class Show(enum.IntEnum):
    """Which alarms a list is about. What is suppressed or out of service has its own list only."""

    ALL = 0
    UNACKNOWLEDGED = 1
    SHELVED = 2
    OUT_OF_SERVICE = 3
    SUPPRESSED = 4
    OPEN = 5
    """What is asked of operators now: standing and not quiet."""


@dataclass(frozen=True, slots=True)
class Row:
    """One alarm with the texts of its line, made once for each version of it."""

    alarm: Alarm
    kind: str
    name: str
    label: str
    zone: str
    value: str
    limit: str
    state: str
    guidance: str
    number: float
    """The value as a number for sorting; NaN sorts after all others as `-inf`."""
    searched: str
    """Folded text that the filter searches."""
    folded: tuple[str, str, str, str]
    """Point, label, zone and guidance without case and accents, for sorting."""
    shows: int
    """Bit `1 << Show` for each list the alarm belongs to."""


@dataclass(frozen=True, slots=True)
class AlarmFilter:
    """Empty sets and texts let everything through. `words` are folded."""

    show: Show = Show.ALL
    words: tuple[str, ...] = ()
    priorities: frozenset[int] = frozenset()
    zone: str = ""
    kind: str = ""

    def admits(self, row: Row) -> bool:
        if not row.shows >> self.show & 1:
            return False
        if self.priorities and row.alarm.priority not in self.priorities:
            return False
        if (self.zone and row.zone != self.zone) or (self.kind and row.kind != self.kind):
            return False
        return all(word in row.searched for word in self.words)


def shows(alarm: Alarm) -> int:
    """The lists an alarm belongs to, as bits; 0 when there is nothing to show of it."""
    if alarm.out_of_service:
        return 1 << Show.OUT_OF_SERVICE
    if alarm.suppressed_by:
        return 1 << Show.SUPPRESSED if alarm.standing else 0
    bits = 1 << Show.ALL if alarm.standing else 0
    if alarm.shelved_until is not None:
        return bits | 1 << Show.SHELVED
    if bits:
        bits |= 1 << Show.OPEN
    if alarm.unacknowledged:
        bits |= 1 << Show.UNACKNOWLEDGED
    return bits


def state_rank(alarm: Alarm) -> int:
    """Unacknowledged before acknowledged, active before returned, quiet last."""
    if alarm.quiet:
        return 8
    return 4 * (not alarm.unacknowledged) + 2 * (not alarm.active) + alarm.latched


Key = Callable[[Row], tuple[object, ...]]

_KEYS: dict[Column, Key] = {
    Column.SYMBOL: lambda r: (r.alarm.priority, -state_rank(r.alarm), r.alarm.raised_at or 0),
    Column.TIME: lambda r: (r.alarm.raised_at or 0,),
    Column.POINT: lambda r: (r.folded[0],),
    Column.ALARM: lambda r: (r.folded[1], r.folded[0]),
    Column.ZONE: lambda r: (r.folded[2], r.folded[0]),
    Column.VALUE: lambda r: (r.number, r.value),
    Column.LIMIT: lambda r: (r.alarm.limit if r.alarm.limit is not None else float("-inf"),),
    Column.STATE: lambda r: (state_rank(r.alarm), r.alarm.priority),
    Column.OPERATOR: lambda r: (r.alarm.acknowledged_by, r.alarm.acknowledged_at or 0),
    Column.GUIDANCE: lambda r: (r.folded[3],),
    Column.ACTION: lambda r: (r.alarm.unacknowledged,),
}


def urgency(row: Row) -> tuple[object, ...]:
    """Worst priority first, then the one that has waited longest; sort it descending."""
    return (row.alarm.priority, -(row.alarm.raised_at or 0))


@dataclass(slots=True)
class AlarmRows:
    """All rows by alarm id, with the count of each list kept as they change."""

    key: Key = _KEYS[Column.TIME]
    descending: bool = True
    chosen: AlarmFilter = field(default_factory=AlarmFilter)
    rows: dict[str, Row] = field(default_factory=dict)
    counts: list[int] = field(default_factory=lambda: [0] * len(Show))
    _keys: dict[str, tuple[object, ...]] = field(default_factory=dict)

    def clear(self) -> None:
        self.rows.clear()
        self._keys.clear()
        self.counts = [0] * len(Show)

    def put(self, row: Row) -> None:
        alarm_id = row.alarm.id
        self._count(self.rows.get(alarm_id), -1)
        self._count(row, 1)
        self.rows[alarm_id] = row
        self._keys[alarm_id] = (*self.key(row), alarm_id)

    def drop(self, alarm_id: str) -> None:
        self._count(self.rows.pop(alarm_id, None), -1)
        self._keys.pop(alarm_id, None)

    def sort_by(self, column: Column, *, descending: bool) -> None:
        self.sort_with(_KEYS[column], descending=descending)

    def sort_with(self, key: Key, *, descending: bool) -> None:
        self.key, self.descending = key, descending
        self._keys = {alarm_id: (*key(row), alarm_id) for alarm_id, row in self.rows.items()}

    def admitted(self, ids: Iterable[str]) -> list[str]:
        """Those of `ids` that the filter lets through, in the same order."""
        rows, admits = self.rows, self.chosen.admits
        return [i for i in ids if i in rows and admits(rows[i])]

    def ordered(self) -> list[str]:
        """The ids the filter lets through, in the chosen order."""
        found = self.admitted(self.rows)
        found.sort(key=self._keys.__getitem__, reverse=self.descending)
        return found

    def _count(self, row: Row | None, step: int) -> None:
        if row is None:
            return
        for show in Show:
            if row.shows >> show & 1:
                self.counts[show] += step
