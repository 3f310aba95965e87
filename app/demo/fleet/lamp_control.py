"""What the controllers of lamps hold: overrides, programmes that they keep themselves, power."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.demo.fleet.rhythm import DAY, Array, Ints

_MOST_PROGRAMMES = 500
_KEPT_S = DAY
"""How long the last level of a programme holds; then a lamp goes by the sun again."""


@dataclass(frozen=True, slots=True)
class KeptLevels:
    """A programme as a lamp keeps it: from `at` on (epoch s, rising) `level` per cent within `ramp_s`."""

    at: tuple[float, ...]
    level: tuple[float, ...]
    ramp_s: tuple[float, ...]


class _Steps:
    """A programme as arrays."""

    def __init__(self, kept: KeptLevels) -> None:
        self._at, self._level = np.array(kept.at), np.array(kept.level)
        self._ramp = np.maximum(np.array(kept.ramp_s), 1e-3)

    def levels(self, t: Array, natural: Array) -> Array:
        """Per cent at each time; `natural` before the first level and long after the last."""
        place = np.searchsorted(self._at, t, side="right") - 1
        known = (place >= 0) & (t < self._at[-1] + _KEPT_S)
        here = place.clip(min=0)
        before = np.where(place > 0, self._level[here - 1], self._level[here])
        share = ((t - self._at[here]) / self._ramp[here]).clip(0.0, 1.0)
        return np.where(known, before + (self._level[here] - before) * share, natural)

    def stepped(self, since: float, until: float) -> bool:
        """Whether a level was reached in `since` < time ≤ `until`."""
        reached = self._at + self._ramp
        return bool(((reached > since) & (reached <= until)).any())


class LampControl:
    """Arrays by the lamps' order in their kind; city's thread only. Times are epoch seconds.

    `clock_s` is how far each lamp's own clock is ahead; `fed` whether its circuit has power.
    """

    def __init__(self, count: int) -> None:
        self.clock_s = np.zeros(count)
        self.fed = np.ones(count, dtype=bool)
        self._from, self._to = np.zeros(count), np.full(count, np.nan)
        self._start, self._ramp = np.zeros(count), np.full(count, 1e-3)
        self._until = np.full(count, np.inf)
        self._programme = np.full(count, -1)
        self._numbers: dict[KeptLevels, int] = {}
        self._steps: dict[int, _Steps] = {}
        self._told = False

    def override(
        self, lamp: int, before: float, level: float, start: float, ramp_s: float, until: float
    ) -> None:
        """From `before` to `level` from `start` on; `until` is by the lamp's own clock, inf for no end."""
        self._from[lamp], self._to[lamp] = before, level
        self._start[lamp], self._ramp[lamp], self._until[lamp] = start, max(ramp_s, 1e-3), until
        self._told = True

    def release(self, lamps: Ints | int) -> None:
        """Give up the override: the programme holds again."""
        self._to[lamps] = np.nan

    def keep(self, lamp: int, kept: KeptLevels) -> None:
        """Follow these levels from now on; none at all forgets the programme."""
        self._programme[lamp] = self._number(kept) if kept.at else -1
        self._told = True

    def levels(self, index: Ints, t: Array, natural: Array) -> Array:
        """Per cent that the controllers ask for; `natural` is what those without a programme do."""
        if not self._told:
            return natural
        own = t + self.clock_s[index]
        found = self._by_programme(index, own, natural)
        share = ((t - self._start[index]) / self._ramp[index]).clip(0.0, 1.0)
        by_hand = self._from[index] + (self._to[index] - self._from[index]) * share
        return np.where(self.overridden(index, t), by_hand, found)

    def overridden(self, index: Ints, t: Array) -> NDArray[np.bool_]:
        return np.asarray(~np.isnan(self._to[index]) & (t + self.clock_s[index] < self._until[index]))

    def stepped(self, since: float, until: float) -> Ints:
        """Lamps whose own programme reached a new level in `since` < time ≤ `until`."""
        hit = [number for number, steps in self._steps.items() if steps.stepped(since, until)]
        if not hit:
            return np.zeros(0, dtype=np.int64)
        lamps = np.flatnonzero(np.isin(self._programme, hit))
        return lamps[~self.overridden(lamps, np.full(len(lamps), until))]

    def _by_programme(self, index: Ints, own: Array, natural: Array) -> Array:
        numbers = self._programme[index]
        found = natural.copy()
        for number in np.unique(numbers[numbers >= 0]).tolist():
            rows = numbers == number
            found[rows] = self._steps[number].levels(own[rows], natural[rows])
        return found

    def _number(self, kept: KeptLevels) -> int:
        """Lamps with the same levels share them."""
        if kept not in self._numbers:
            if len(self._numbers) >= _MOST_PROGRAMMES:
                self._forget_unused()
            number = max(self._steps, default=-1) + 1
            self._numbers[kept], self._steps[number] = number, _Steps(kept)
        return self._numbers[kept]

    def _forget_unused(self) -> None:
        used = set(np.unique(self._programme).tolist())
        self._numbers = {kept: number for kept, number in self._numbers.items() if number in used}
        self._steps = {number: self._steps[number] for number in self._numbers.values()}


def kept_levels(levels: Sequence[tuple[float, float, float]]) -> KeptLevels:
    """Of (epoch seconds, per cent, ramp in seconds) in any order."""
    ordered = sorted(levels)
    return KeptLevels(*(tuple(row[column] for row in ordered) for column in range(3)))
