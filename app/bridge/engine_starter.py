"""Starts the engine as a process of its own, which outlives this console; gives up when it keeps dying."""

from __future__ import annotations

import collections
import logging
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

log = logging.getLogger(__name__)

DETACHED_FLAGS = 0
if sys.platform == "win32":
    DETACHED_FLAGS = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.DETACHED_PROCESS

STARTS = 5
WITHIN_S = 600.0


class EngineStarter:
    """At most `STARTS` starts in `WITHIN_S` seconds. Any thread, one at a time."""

    def __init__(self, command: Sequence[str], log_file: Path) -> None:
        self._command, self._log_file = list(command), log_file
        self._started: collections.deque[float] = collections.deque(maxlen=STARTS)
        self._process: subprocess.Popen[bytes] | None = None

    def may_start(self, now: float) -> bool:
        return len(self._started) < STARTS or now - self._started[0] > WITHIN_S

    def start(self, now: float) -> None:
        """Start the engine unless the one started last still runs. `now`: monotonic seconds."""
        if self._process is not None and self._process.poll() is None:
            return
        self._started.append(now)
        self._log_file.parent.mkdir(parents=True, exist_ok=True)
        log.info("Starting the engine.")
        with self._log_file.open("ab") as output:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                creationflags=DETACHED_FLAGS,
                start_new_session=True,
            )

    def exit_code(self) -> int | None:
        """How the engine started last has ended; None while it runs or when none was started."""
        return None if self._process is None else self._process.poll()

    def last_words(self) -> str:
        """The last line the engine wrote, which says why it could not start."""
        try:
            lines = self._log_file.read_text("utf-8", "replace").strip().splitlines()
        except OSError:
            return ""
        return lines[-1] if lines else ""

    def abandon(self) -> None:
        """Let the engine go on alone: it is no longer ours to wait for."""
        if self._process is not None and self._process.poll() is None:
            self._process.returncode = 0
