"""What is not quite right in a real fleet: drifting clocks, silent sensors, data that comes late."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.demo.fleet.rhythm import Array, Ints

_DRIFTING = 0.012
_NEVER_HEARD = 0.001
_FALLING_SILENT = 0.004
_HOLDING_BACK = 0.006
_HOLD_PERIOD = 900.0
_HOLD_TIME = 240.0


class Quirks:
    """Drawn once from the seed. `sound` marks devices that must work (those of the script, moving ones);
    `clock_s` is how far a clock that is known to be wrong is ahead, NaN for all others."""

    def __init__(self, seed: int, sound: NDArray[np.bool_], clock_s: Array | None = None) -> None:
        rng = np.random.default_rng([seed, 90])
        count = len(sound)
        drifting = ~sound & (rng.random(count) < _DRIFTING)
        drift = np.where(drifting, rng.normal(0.0, 9_000.0, count).clip(-25_000, 25_000), 0.0)
        known = drift if clock_s is None else np.where(np.isnan(clock_s), drift, clock_s * 1000.0)
        self.clock_offset_ms = known.astype(np.int64)
        self.never_heard = ~sound & (rng.random(count) < _NEVER_HEARD)
        self._silent = ~sound & (rng.random(count) < _FALLING_SILENT)
        self._silent_from = rng.uniform(300.0, 6.0 * 3600.0, count)
        self._silent_for = rng.uniform(1200.0, 3600.0, count)
        self._holding = ~sound & ~self._silent & (rng.random(count) < _HOLDING_BACK)
        self._hold_phase = rng.uniform(0.0, _HOLD_PERIOD, count)

    def silent(self, index: Ints, elapsed: float) -> NDArray[np.bool_]:
        """Which of the devices say nothing, `elapsed` seconds after the start of the city."""
        since = (elapsed - self._silent_from[index]) % (8.0 * 3600.0)
        quiet = (
            self._silent[index] & (elapsed >= self._silent_from[index]) & (since < self._silent_for[index])
        )
        return np.asarray(self.never_heard[index] | quiet)

    def holding(self, index: Ints, elapsed: float) -> NDArray[np.bool_]:
        """Which of the devices keep their readings for later: they have no connection just now."""
        phase = (elapsed + self._hold_phase[index]) % _HOLD_PERIOD
        return np.asarray(self._holding[index] & (phase < _HOLD_TIME))

    def times_ms(self, index: Ints, t: Array) -> Ints:
        """Epoch milliseconds as the devices' own clocks have them."""
        return np.asarray((t * 1000.0).astype(np.int64) + self.clock_offset_ms[index])
