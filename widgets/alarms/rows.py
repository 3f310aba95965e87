"""The alarm list without a screen: what each row says, which rows a filter lets through, in what order."""

from __future__ import annotations

import bisect
import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

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
    INCIDENT = 9
    GUIDANCE = 10
    ACTION = 11


class Show(enum.IntEnum):
    """Which alarms a list is about. What is suppressed or out of service has its own list only."""

    ALL = 0
    UNACKNOWLEDGED = 1
    SHELVED = 2
    OUT_OF_SERVICE = 3
    SUPPRESSED = 4


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
    incident: str
    """The id of the open one that it is in; empty for none."""
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

    @property
    def plain(self) -> bool:
        """Whether it only chooses a list."""
        return not (self.words or self.priorities or self.zone or self.kind)

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
    if alarm.unacknowledged:
        bits |= 1 << Show.UNACKNOWLEDGED
    return bits


def state_rank(alarm: Alarm) -> int:
    """Unacknowledged before acknowledged, active before returned, quiet last."""
    if alarm.quiet:
        return 8
    return 4 * (not alarm.unacknowledged) + 2 * (not alarm.active) + alarm.latched


Key = Callable[[Row], tuple[Any, ...]]

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
    Column.INCIDENT: lambda r: (r.incident, r.alarm.raised_at or 0),
    Column.GUIDANCE: lambda r: (r.folded[3],),
    Column.ACTION: lambda r: (r.alarm.unacknowledged,),
}


class AlarmRows:
    """All rows by alarm id. The order of those the filter lets through, and the count of each list, are
    kept as rows come and go, so that a change among 10,000 costs microseconds."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self.counts = [0] * len(Show)
        self._key: Key = _KEYS[Column.TIME]
        self._descending = True
        self._chosen = AlarmFilter()
        self._keys: dict[str, tuple[Any, ...]] = {}
        self._sorted: list[tuple[Any, ...]] = []

    @property
    def chosen(self) -> AlarmFilter:
        return self._chosen

    def choose(self, chosen: AlarmFilter) -> None:
        self._chosen = chosen
        self._sift()

    def clear(self) -> None:
        self.rows.clear()
        self.counts = [0] * len(Show)
        self._sift()

    def put(self, row: Row) -> None:
        alarm_id = row.alarm.id
        self._count(self.rows.get(alarm_id), -1)
        self._count(row, 1)
        self.rows[alarm_id] = row
        self._take_out(alarm_id)
        if self._chosen.admits(row):
            key = (*self._key(row), alarm_id)
            self._keys[alarm_id] = key
            bisect.insort(self._sorted, key)

    def drop(self, alarm_id: str) -> None:
        self._count(self.rows.pop(alarm_id, None), -1)
        self._take_out(alarm_id)

    def sort_by(self, column: Column, *, descending: bool) -> bool:
        """False when it was sorted so already."""
        key = _KEYS[column]
        if (key, descending) == (self._key, self._descending):
            return False
        if key is not self._key:
            self._key = key
            self._keys = {i: (*key(self.rows[i]), i) for i in self._keys}
            self._sorted = sorted(self._keys.values())
        self._descending = descending
        return True

    def admitted(self, ids: Iterable[str]) -> list[str]:
        """Those of `ids` that the filter lets through, in the same order."""
        return [i for i in ids if i in self._keys]

    def ordered(self) -> list[str]:
        """The ids the filter lets through, in the chosen order."""
        keys = reversed(self._sorted) if self._descending else self._sorted
        return [key[-1] for key in keys]

    def _sift(self) -> None:
        key, admits, bit = self._key, self._chosen.admits, 1 << self._chosen.show
        if self._chosen.plain:
            self._keys = {i: (*key(row), i) for i, row in self.rows.items() if row.shows & bit}
        else:
            self._keys = {i: (*key(row), i) for i, row in self.rows.items() if admits(row)}
        self._sorted = sorted(self._keys.values())

    def _take_out(self, alarm_id: str) -> None:
        key = self._keys.pop(alarm_id, None)
        if key is not None:
            del self._sorted[bisect.bisect_left(self._sorted, key)]

    def _count(self, row: Row | None, step: int) -> None:
        if row is None:
            return
        for show in range(len(self.counts)):
            if row.shows >> show & 1:
                self.counts[show] += step
