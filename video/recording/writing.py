"""The one thread of a process that writes recordings: a disk that is slow or full holds up no camera."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from video.recording.faults import RecordingFault, fault_of

MOST_WAITING = 64 << 20
"""Bytes of packets; what comes while more wait is not recorded."""
EACH = 1 << 10
"""Bytes that a packet takes beside its data: those of a night without motion have hardly any."""
LEAST_FREE = 64 << 20
PROBE_S = 2.0
GATHERED_S = 0.05
"""What comes within this time is written in one go; a killed process loses that much more."""
CLOSE_S = 5.0
_MOST_TOLD = 100
_PROBE = ".probe"
_PROBE_BYTES = 64 << 10

_log = logging.getLogger(__name__)


class WritingThread:
    """`folder` is the recordings folder. Everything but `failed` may be called from any thread and never
    waits, `close` apart. After a fault it looks every `probe_s` whether the disk takes something again."""

    def __init__(
        self,
        folder: Path,
        *,
        most_waiting: int = MOST_WAITING,
        least_free: int = LEAST_FREE,
        probe_s: float = PROBE_S,
    ) -> None:
        self._folder, self._most_waiting = folder, most_waiting
        self._least_free, self._probe_s = least_free, probe_s
        self._changed = threading.Condition()
        self._waiting: deque[tuple[Callable[[], None], int]] = deque()
        self._bytes = 0
        self._closing = False
        self._ending = threading.Event()
        self._allowed = True
        self._fault = ""
        self._slow_until = 0.0
        self._next_probe = 0.0
        self._told: set[str] = set()
        self._thread = threading.Thread(target=self._run, name="recording", daemon=True)
        self._thread.start()

    @property
    def fault(self) -> str:
        """Word of `RecordingFault`; empty when all is well."""
        if self._fault:
            return self._fault
        return RecordingFault.DISK_SLOW if time.monotonic() < self._slow_until else ""

    @property
    def usable(self) -> bool:
        return self._allowed and not self._fault

    @property
    def waiting(self) -> int:
        """Bytes that are not on the disk yet."""
        return self._bytes

    def allow(self, allowed: bool) -> None:
        """Whether there is room, as somebody knows who looks after the whole disk."""
        self._allowed = allowed

    def put(self, work: Callable[[], None], size: int = 0) -> bool:
        """Do this in its turn; `size` is that of a packet's data, 0 for what must not be left out. False when
        the disk does not follow: it will not be done."""
        size += EACH if size else 0
        with self._changed:
            if self._closing or (size and self._bytes + size > self._most_waiting):
                self._slow_until = time.monotonic() + self._probe_s
                return False
            self._waiting.append((work, size))
            self._bytes += size
            self._changed.notify()
            return True

    def failed(self, problem: Exception) -> None:
        """Called on this thread by what could not write: looks whether it was the disk, unless it has just
        looked. A camera whose codec nobody can store fails at each of its key frames."""
        if time.monotonic() < self._next_probe:
            return
        fault = self._probed()
        told = f"recording failed ({fault or 'not the disk'}): {problem}"
        _log.log(logging.DEBUG if told in self._told else logging.WARNING, "%s", told)
        self._told.add(told)
        self._enter(fault)

    def close(self, seconds: float = CLOSE_S) -> bool:
        """Do what waits and end; false when that took longer than so."""
        with self._changed:
            self._closing = True
            self._ending.set()
            self._changed.notify()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (work := self._next()) is not None:
            try:
                work()
            except Exception:  # noqa: BLE001  one camera's mistake must not end the recording of all
                _log.exception("a recording failed for a reason that nobody thought of")

    def _next(self) -> Callable[[], None] | None:
        while True:
            if self._fault and time.monotonic() >= self._next_probe:
                self._enter(self._probed())
            with self._changed:
                if self._waiting:
                    work, size = self._waiting.popleft()
                    self._bytes -= size
                    return work
                if self._closing:
                    return None
                self._changed.wait(self._probe_s if self._fault else None)
            # To be woken for every packet would cost more than to write it.
            self._ending.wait(GATHERED_S)

    def _enter(self, fault: str) -> None:
        if self._fault and not fault:
            _log.warning("recording goes on")
        if bool(self._fault) != bool(fault) or len(self._told) > _MOST_TOLD:
            self._told.clear()
        self._fault = fault
        self._next_probe = time.monotonic() + self._probe_s

    def _probed(self) -> str:
        """Put something on the disk and take it away again."""
        probe = self._folder / f"{_PROBE}-{os.getpid()}"
        try:
            if shutil.disk_usage(self._folder).free < self._least_free:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            try:
                probe.write_bytes(bytes(_PROBE_BYTES))
            finally:
                probe.unlink(missing_ok=True)
        except OSError as problem:
            return fault_of(problem)
        return ""
