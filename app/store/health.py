"""How the writing goes: since when it fails, what was given up, and what is told about it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from app.store.faults import Fault
from app.store.records import Gap, StoreState

GIVE_UP_AFTER_S = 10.0
SLOW_LAG_S = 3.0
CONFESSION_GAP_S = 60.0
"""At most so often is it told that readings were lost while the database can be written."""

_log = logging.getLogger(__name__)


def wall_ms() -> int:
    """Wall time in epoch milliseconds."""
    return time.time_ns() // 1_000_000


class Health:
    """Written by the writer thread, read from any."""

    def __init__(
        self,
        on_fault: Callable[[StoreState], None],
        on_gap: Callable[[Gap], None],
        *,
        give_up_after_s: float = GIVE_UP_AFTER_S,
    ) -> None:
        self._on_fault = on_fault
        self._on_gap = on_gap
        self._give_up_after_s = give_up_after_s
        self._lock = threading.Lock()
        self._phase = "ok"
        self._since_ms = wall_ms()
        self._reason = ""
        self._failing_since: float | None = None
        self._failing_since_ms = 0
        self.written_total = 0
        self.size_bytes = 0
        self.given_up = 0
        self._untold = 0
        self._lost_changes = 0
        self._lost_since_ms = 0
        self._next_confession = 0.0

    def failed(self, fault: Fault, detail: str) -> bool:
        """Note a failed transaction; true when what waits must be given up."""
        now = time.monotonic()
        if self._failing_since is None:
            self._failing_since = now
            self._failing_since_ms = wall_ms()
            _log.warning("history cannot be written (%s): %s", fault, detail)
        self._enter("failing", fault.value)
        return now - self._failing_since >= self._give_up_after_s

    def gave_up(self, readings: int, changes: int = 0) -> None:
        with self._lock:
            if not self._untold and not self._lost_changes:
                self._lost_since_ms = wall_ms()
            self.given_up += readings
            self._untold += readings
            self._lost_changes += changes

    def succeeded(self, rows: int, lag_s: float) -> None:
        """Note a transaction that was committed with so many readings; tell what was lost before it."""
        gap = self._gap()
        with self._lock:
            self.written_total += rows
        if gap is not None:
            self._tell_gap(gap)
        if self._failing_since is not None:
            _log.warning("history is written again")
        self._failing_since = None
        if lag_s > SLOW_LAG_S:
            self._enter("slow", Fault.SLOW.value)
        else:
            self._enter("ok", "")

    def _gap(self) -> Gap | None:
        """What was lost and not told yet; None when nothing was, or it was told just now."""
        now = time.monotonic()
        with self._lock:
            if not self._untold and not self._lost_changes:
                return None
            if self._failing_since is None and now < self._next_confession:
                return None
            self._next_confession = now + CONFESSION_GAP_S
            since = self._lost_since_ms if self._failing_since is None else self._failing_since_ms
            gap = Gap(since, wall_ms(), self._untold, self._lost_changes, self._reason)
            self._untold = self._lost_changes = 0
            return gap

    def _tell_gap(self, gap: Gap) -> None:
        try:
            self._on_gap(gap)
        except Exception:  # noqa: BLE001  a receiver's mistake must not make a commit look failed
            _log.exception("the receiver of a gap failed")

    def closed(self) -> None:
        self._enter("closed", "")

    @property
    def failing(self) -> bool:
        return self._failing_since is not None

    def state(self, *, lag_s: float = 0.0, queued: int = 0) -> StoreState:
        """A lag shows as *slow* even while the writer hangs on the disk and can say nothing itself."""
        with self._lock:
            hangs = self._phase == "ok" and lag_s > SLOW_LAG_S
            return StoreState(
                phase="slow" if hangs else self._phase,
                since_ms=wall_ms() - int(lag_s * 1000) if hangs else self._since_ms,
                reason=Fault.SLOW.value if hangs else self._reason,
                lag_s=lag_s,
                queued=queued,
                written_total=self.written_total,
                size_bytes=self.size_bytes,
                given_up=self.given_up,
            )

    def _enter(self, phase: str, reason: str) -> None:
        with self._lock:
            if (phase, reason) == (self._phase, self._reason):
                return
            self._phase, self._reason, self._since_ms = phase, reason, wall_ms()
        self._on_fault(self.state())
