"""The video supervisor as a process that the engine starts, and starts again when it has ended."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from filelock import FileLock, Timeout

from app.bootstrap.lock_holder import end_holder
from app.domain.instant import Instant
from app.feed.backoff import Backoff

log = logging.getLogger(__name__)

LASTED_S = 60.0
ATTACH_S = 30.0
"""A supervisor that does not attach for so long hangs."""
END_S, TERMINATE_S = 8.0, 3.0
if sys.platform == "win32":
    _FLAGS = subprocess.CREATE_NEW_PROCESS_GROUP
else:
    _FLAGS = 0


class VideoProcess:
    """Engine's thread. One that an engine before this one has started is let be, as it attaches by itself;
    if it does not, it hangs and is ended."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        lock: Path,
        holder: Path,
        log_file: Path,
        first_words: Callable[[], bytes],
        backoff: Backoff | None = None,
    ) -> None:
        """`first_words` go to its standard input: what may stand in no command line."""
        self._command, self._log_file = list(command), log_file
        self._lock, self._holder = lock, holder
        self._first_words = first_words
        self._backoff = backoff or Backoff(first_s=1.0, longest_s=60.0)
        self._process: subprocess.Popen[bytes] | None = None
        self._not_before = self._started = self._attached = 0.0
        self._held_since: float | None = None

    def attend(self, now: Instant, *, wanted: bool, attached: bool) -> None:
        """Once a second: start it where it is wanted and not there."""
        at = now.monotonic
        if attached:
            self._attached, self._held_since = at, None
        if self._process is not None:
            self._look_after(self._process, at)
        elif wanted and not attached and at >= self._not_before:
            if self._held():
                self._wait_for_other(at)
            else:
                self._held_since = None
                self._start(at)

    def close(self) -> None:
        """At the engine's end, after its farewell: wait for the one that is ours, and end it if need be."""
        process, self._process = self._process, None
        if process is None:
            return
        for patience, go_on in ((END_S, process.terminate), (TERMINATE_S, process.kill)):
            try:
                process.wait(patience)
            except subprocess.TimeoutExpired:
                log.warning("The video supervisor does not end by itself.")
                go_on()
        process.wait()

    def _start(self, at: float) -> None:
        self._started = self._attached = at
        log.info("Starting the video supervisor.")
        try:
            with self._log_file.open("ab") as output:
                self._process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    creationflags=_FLAGS,
                    start_new_session=True,
                )
            assert self._process.stdin is not None
            with self._process.stdin as words:
                words.write(self._first_words())
        except OSError as problem:
            log.warning("The video supervisor could not be started: %s", problem)
            self._not_before = at + self._backoff.next()

    def _look_after(self, process: subprocess.Popen[bytes], at: float) -> None:
        code = process.poll()
        if code is None:
            if at - self._attached > ATTACH_S:
                log.warning("The video supervisor does not attach and is ended.")
                self._attached = at
                process.kill()
            return
        self._process = None
        if at - self._started >= LASTED_S:
            self._backoff.reset()
        wait = self._backoff.next()
        self._not_before = at + wait
        log.warning("The video supervisor has ended (%d); it is started again in %.1f s.", code, wait)

    def _wait_for_other(self, at: float) -> None:
        if self._held_since is None:
            self._held_since = at
        elif at - self._held_since > ATTACH_S:
            self._held_since = at
            if end_holder(self._holder):
                log.warning("The video supervisor of an earlier engine did not attach and is ended.")

    def _held(self) -> bool:
        """Whether somebody is the supervisor already."""
        self._lock.parent.mkdir(mode=0o700, exist_ok=True)
        lock = FileLock(self._lock, mode=0o600)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            return True
        lock.release()
        return False
