"""Small things that wait for the next transaction: rejects with their totals, last readings."""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass

from app.store.records import RejectRecord
from app.store.statements import REJECTS_KEPT


@dataclass(frozen=True, slots=True)
class Noted:
    rejects: list[RejectRecord]
    totals: dict[str, int]


class Notes:
    """Safe from any thread; bounded: of the rejects the last 1,000, the others only as totals."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rejects: deque[RejectRecord] = deque(maxlen=REJECTS_KEPT)
        self._totals: Counter[str] = Counter()

    def add_rejects(self, rejects: Iterable[RejectRecord]) -> None:
        with self._lock:
            for reject in rejects:
                self._rejects.append(reject)
                self._totals[reject.reason] += 1

    def take(self) -> Noted:
        with self._lock:
            noted = Noted(list(self._rejects), dict(self._totals))
            self._rejects.clear()
            self._totals.clear()
            return noted

    def put_back(self, noted: Noted) -> None:
        """What could not be written waits for the next transaction."""
        with self._lock:
            newer = list(self._rejects)
            self._rejects.clear()
            self._rejects.extend(noted.rejects + newer)
            self._totals.update(noted.totals)

    @property
    def waiting(self) -> bool:
        return bool(self._totals)


class LastReadings:
    """Last readings that history leaves out, until their snapshot. Safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._changed: dict[int, tuple[int, float]] = {}

    def note(self, rows: Iterable[tuple[int, int, float]]) -> None:
        with self._lock:
            changed = self._changed
            for point, ts, value in rows:
                known = changed.get(point)
                if known is None or ts >= known[0]:
                    changed[point] = (ts, value)

    def take(self, most: int) -> list[tuple[int, int, float]]:
        """Up to so many (point, ts ms, value), which are then no longer waiting."""
        with self._lock:
            points = list(self._changed)[:most] if most < len(self._changed) else list(self._changed)
            return [(point, *self._changed.pop(point)) for point in points]

    def __len__(self) -> int:
        return len(self._changed)
