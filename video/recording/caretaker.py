"""Looks after a recordings folder: whether it is the right one, what may go, and what has gone by itself."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from app.domain.video.recordings import Segment
from video.recording.comparing import Comparing
from video.recording.faults import fault_of
from video.recording.retention import BUSY_S, REST_S, Keeper

LOOK_S = 2.0
"""So often it is looked whether the folder is still the right one."""

_log = logging.getLogger(__name__)


class Caretaker:
    """One thread. `home` tells why nothing may be recorded in the folder, a word of `RecordingFault`, or
    nothing; it raises OSError. While there is something, the folder is let be."""

    def __init__(
        self, home: Callable[[], str], keeper: Keeper, comparing: Comparing, *, look_s: float = LOOK_S
    ) -> None:
        self._home, self._keeper, self._comparing = home, keeper, comparing
        self._look_s = look_s
        self._away = ""
        self._next_look = 0.0

    @property
    def used(self) -> int:
        return self._keeper.used

    @property
    def fault(self) -> str:
        return self._away or self._keeper.fault

    def note(self, row: Segment) -> None:
        self._keeper.note(row)

    def step(self) -> float:
        """One slice of work; seconds to leave it alone afterwards. Raises nothing."""
        if time.monotonic() >= self._next_look:
            self._look()
        if self._away:
            return REST_S
        rest = self._keeper.step()
        return BUSY_S if rest >= REST_S and not self._keeper.fault and self._compared() else rest

    def _look(self) -> None:
        try:
            fault, detail = self._home(), "it is another folder than the one in which recordings were"
        except OSError as problem:
            fault, detail = fault_of(problem), str(problem)
        if fault and fault != self._away:
            _log.warning("the recordings folder cannot be used (%s): %s", fault, detail)
        elif self._away and not fault:
            _log.warning("the recordings folder can be used again")
        self._away, self._next_look = fault, time.monotonic() + self._look_s

    def _compared(self) -> bool:
        try:
            return self._comparing.step()
        except OSError as problem:
            _log.warning("what the index has could not be compared with the disk: %s", problem)
            return False
