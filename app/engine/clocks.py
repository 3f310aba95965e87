"""How far each device's clock is from ours, from the times of its live messages alone.

A message that came `delay` after it was made shows offset + delay, and no delay is negative: the least that
was seen is nearest to the truth. Alone it proves nothing: a message that lay with the broker for ten minutes
makes a clock that is ten minutes fast look right. But what lay there comes all at once, though it was made
at times far apart; so an offset holds when a second message, received `SPAN_S` later or more, shows it too.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.domain.instant import Instant

AGREE_S = 1.0
"""Two messages show the same offset when they differ by no more."""
SPAN_S = 3.0
"""Between the receipts of two messages that prove an offset."""
STEP_S = 30.0
"""The same where the offset has grown: it may be a clock that was set back, or messages that are held up."""
SET_S = 1.0
"""Our own clock was set when wall time and monotonic time part by more."""
FOLLOW = 0.1
"""Share of a growth within `AGREE_S` that is followed at each message: clocks drift."""

Numbers = NDArray[np.float64]
Heard = tuple[int, int, float]
"""The device's row, its time in epoch ms, the receipt in monotonic seconds."""


class DeviceClocks:
    """By device row. Engine's thread only."""

    def __init__(self) -> None:
        self._least: Numbers = np.zeros(0)
        """Ours minus the device's, in seconds; NaN before the first message."""
        self._since: Numbers = np.zeros(0)
        """When the first message was received that showed it (monotonic seconds)."""
        self._more: Numbers = np.zeros(0)
        """What the newest messages show instead, where it is more; NaN where they do not."""
        self._more_since: Numbers = np.zeros(0)
        self._proven = np.zeros(0, dtype=bool)
        self._known: Numbers = np.zeros(0)
        """What `offset_s` gives; NaN where it is not known."""
        self._epoch_s: float | None = None
        """Our wall time at monotonic 0, as it was at the last look."""
        self._noted: list[Heard] = []
        self.add: Callable[[Heard], None] = self._noted.append
        """Note a live message of the device's own, whose time it gave itself: none that came through a
        mapping, and no historical one. Bound once: it is called for every message."""

    def settle(self, now: Instant) -> None:
        """Judge what was noted since the last time; `now` is the moment at which it was decoded."""
        self._look_at_ours(now)
        if not self._noted:
            return
        of, times, receipts = zip(*self._noted, strict=True)
        self._noted.clear()
        rows, made, received = np.array(of, dtype=np.intp), np.array(times), np.array(receipts)
        # A message without a time was given ours when it was decoded: that is no time of the device's.
        own = made != now.wall
        rows, made, received = rows[own], made[own], received[own]
        if not rows.size:
            return
        shown = now.wall / 1000.0 - (now.monotonic - received) - made / 1000.0
        self._grow(int(rows.max()) + 1)
        # Of several messages of a device the one that shows least.
        order = np.lexsort((shown, rows))
        rows, first = np.unique(rows[order], return_index=True)
        self._judge(rows, shown[order][first], received[order][first])

    def offset_s(self, row: int) -> float | None:
        """To be added to the device's time to have ours; None while it is not known."""
        if row >= self._known.size:
            return None
        offset = float(self._known[row])
        return None if math.isnan(offset) else offset

    def offsets(self, rows: NDArray[np.intp]) -> Numbers:
        """`offset_s` of each of these rows, NaN where it is not known or the row is negative."""
        heard = (rows >= 0) & (rows < self._known.size)
        found: Numbers = np.full(rows.size, np.nan)
        found[heard] = self._known[rows[heard]]
        return found

    def forget(self, row: int) -> None:
        """The device is gone, or must prove its clock anew."""
        if row < self._proven.size:
            self._least[row] = self._more[row] = self._known[row] = np.nan
            self._proven[row] = False

    def _look_at_ours(self, now: Instant) -> None:
        """Where our own clock was set, no device has proven that its own fits it. A slow correction is like a
        drift of the devices."""
        epoch_s = now.wall / 1000.0 - now.monotonic
        if self._epoch_s is not None and abs(epoch_s - self._epoch_s) > SET_S:
            self._least[:] = self._more[:] = self._known[:] = np.nan
            self._proven[:] = False
        self._epoch_s = epoch_s

    def _judge(self, rows: NDArray[np.intp], shown: Numbers, received: Numbers) -> None:
        growth = shown - self._least[rows]
        same, more = np.abs(growth) <= AGREE_S, growth > AGREE_S
        self._keep(rows[same], growth[same], received[same])
        self._doubt(rows[more], shown[more], received[more])
        anew = ~(same | more)  # less than ever, or the first
        self._begin(rows[anew], shown[anew], received[anew])
        known = self._proven[rows] & np.isnan(self._more[rows])
        self._known[rows] = np.where(known, self._least[rows], np.nan)

    def _keep(self, rows: NDArray[np.intp], growth: Numbers, received: Numbers) -> None:
        self._least[rows] += np.where(growth < 0.0, growth, FOLLOW * growth)
        self._proven[rows] |= received - self._since[rows] >= SPAN_S
        self._more[rows] = np.nan

    def _begin(self, rows: NDArray[np.intp], shown: Numbers, received: Numbers) -> None:
        self._least[rows], self._since[rows] = shown, received
        self._more[rows] = np.nan
        self._proven[rows] = False

    def _doubt(self, rows: NDArray[np.intp], shown: Numbers, received: Numbers) -> None:
        """Nothing is known while messages show more than before; after a while it is believed."""
        again = np.abs(shown - self._more[rows]) <= AGREE_S
        fresh = ~again
        self._more[rows[fresh]], self._more_since[rows[fresh]] = shown[fresh], received[fresh]
        lasting = again & (received - self._more_since[rows] >= STEP_S)
        self._least[rows[lasting]] = shown[lasting]
        self._since[rows[lasting]] = self._more_since[rows[lasting]]
        self._more[rows[lasting]] = np.nan
        self._proven[rows[lasting]] = True

    def _grow(self, size: int) -> None:
        missing = max(size, 2 * self._proven.size) - self._proven.size
        if size <= self._proven.size:
            return
        unknown: NDArray[Any] = np.full(missing, np.nan)
        self._least, self._more = np.append(self._least, unknown), np.append(self._more, unknown)
        self._known = np.append(self._known, unknown)
        self._since = np.append(self._since, np.zeros(missing))
        self._more_since = np.append(self._more_since, np.zeros(missing))
        self._proven = np.append(self._proven, np.zeros(missing, dtype=bool))
