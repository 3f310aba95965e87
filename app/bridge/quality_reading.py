"""Folds the alarm log of a period into its quality, one page of the log at a time."""

from __future__ import annotations

from bisect import bisect_right

from app.domain.alarm_quality import AlarmQuality, Logged, QualityFold
from app.domain.incidents.flood import FloodLimits
from app.domain.shifts import Shift
from app.store.quality_reading import LOOK_BACK_MS, log_page, state_before
from app.store.reader import Reader

MOST_SHIFTS = 100_000


class QualityReading:
    """One for each question. `step` runs on the thread of the reader; the rest where it was made."""

    def __init__(self, since_ms: int, until_ms: int, limits: FloodLimits) -> None:
        """`limits` are those by which this site tells a flood."""
        self._since, self._until, self._limits = since_ms, until_ms, limits
        self._from = since_ms - LOOK_BACK_MS
        self._after = (0, 0)
        self._fold: QualityFold | None = None

    @property
    def share(self) -> float:
        """How much of the period is read, 0 to 1."""
        return max(0.0, min(1.0, (self._after[0] - self._from) / max(self._until - self._from, 1)))

    def step(self, reader: Reader) -> bool:
        """Read on; true when there is no more."""
        if self._fold is None:
            self._fold = self._begun(reader)
            return False
        page, self._after = reader.ask(
            lambda connection: log_page(connection, self._from, self._until, self._after)
        )
        self._fold.add(page)
        return not page

    def result(self) -> AlarmQuality:
        assert self._fold is not None
        return self._fold.result()

    def _begun(self, reader: Reader) -> QualityFold:
        shifts = reader.shifts(since_ms=0, until_ms=self._until, limit=MOST_SHIFTS)
        fold = QualityFold(self._since, self._until, Staff(shifts).at, self._limits)
        before: list[Logged] = reader.ask(lambda connection: state_before(connection, self._from))
        fold.add(before)
        return fold


class Staff:
    """How many shifts were open at a moment; at least one position counts as staffed."""

    def __init__(self, shifts: list[Shift]) -> None:
        self._began = sorted(shift.began for shift in shifts)
        self._ended = sorted(shift.ended for shift in shifts if shift.ended)

    def at(self, moment: int) -> int:
        """`moment` is wall time in epoch ms."""
        return max(1, bisect_right(self._began, moment) - bisect_right(self._ended, moment))
