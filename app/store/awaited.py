"""What a caller waits for until it is on the disk, and may withdraw until its commit has begun."""

from __future__ import annotations

import enum
import threading

from app.store.faults import Fault, StoreUnavailable


class _Stage(enum.Enum):
    WAITING = enum.auto()
    TAKEN = enum.auto()
    COMMITTING = enum.auto()
    DONE = enum.auto()
    WITHDRAWN = enum.auto()


class Awaited:
    """One caller waits; one writer takes, commits and finishes. So what was answered *not recorded* is never
    recorded later."""

    def __init__(self) -> None:
        self._stage = _Stage.WAITING
        self._failure: Exception | None = None
        self._changed = threading.Condition()

    def take(self) -> bool:
        return self._move(_Stage.WAITING, _Stage.TAKEN)

    def begin_commit(self) -> bool:
        """False when the caller has stopped waiting: it must not be committed."""
        return self._move(_Stage.TAKEN, _Stage.COMMITTING)

    def finish(self, failure: Exception | None = None) -> None:
        with self._changed:
            if self._stage is not _Stage.WITHDRAWN:
                self._stage = _Stage.DONE
                self._failure = failure
            self._changed.notify_all()

    def wait(self, seconds: float) -> None:
        """Block until it is recorded. Raises StoreUnavailable when it was not and never will be, or what the
        writer finished it with."""
        with self._changed:
            self._changed.wait_for(lambda: self._stage is _Stage.DONE, seconds)
            if self._stage is _Stage.COMMITTING:
                self._changed.wait_for(lambda: self._stage is _Stage.DONE)
            if self._stage is not _Stage.DONE:
                self._stage = _Stage.WITHDRAWN
                raise StoreUnavailable(Fault.SLOW, f"not recorded within {seconds:g} s")
            if self._failure is not None:
                raise self._failure

    def _move(self, before: _Stage, after: _Stage) -> bool:
        with self._changed:
            if self._stage is not before:
                return False
            self._stage = after
            return True
