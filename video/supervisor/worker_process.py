"""A worker as a process: started, spoken with over its standard input and output, ended."""

from __future__ import annotations

import contextlib
import logging
import queue
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from video.worker import link

log = logging.getLogger(__name__)

LOG_BYTES = 1_000_000

QUEUE_LIMIT = 2_000
"""Frames that wait for a worker; one that does not read so many hangs, and is ended for want of a beat."""


@dataclass(frozen=True, slots=True)
class Codec:
    """How one kind of worker is spoken with. `messages` reads an unbuffered stream to its end, and raises
    `broken` for what is no message."""

    encode: Callable[[object], bytes] = link.encode
    messages: Callable[[BinaryIO], Iterator[Any]] = link.messages_of
    broken: type[Exception] = link.LinkBroken


class WorkerProcess:
    """`on_item` and, once and last, `on_end` are called on its reader's thread. What it says to its standard
    error goes to `log_file`. It ends by itself when its standard input is closed, however we end."""

    def __init__(
        self,
        command: Sequence[str],
        codec: Codec,
        log_file: Path,
        *,
        on_item: Callable[[object], None],
        on_end: Callable[[], None],
    ) -> None:
        """Raises OSError."""
        self._codec, self._on_item, self._on_end = codec, on_item, on_end
        _keep_short(log_file)
        with log_file.open("ab") as trouble:
            self._process = subprocess.Popen(
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=trouble,
                bufsize=0,
            )
        self._frames: queue.Queue[bytes | None] = queue.Queue(QUEUE_LIMIT)
        self._reader = threading.Thread(target=self._read_all, name="worker-reader", daemon=True)
        self._writer = threading.Thread(target=self._write_all, name="worker-writer", daemon=True)
        self._reader.start()
        self._writer.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def send(self, item: object) -> None:
        """Any thread, never waits; dropped where the worker does not read."""
        with contextlib.suppress(queue.Full):
            self._frames.put_nowait(self._codec.encode(item))

    def kill(self) -> None:
        self._process.kill()

    def ended(self) -> bool:
        return self._process.poll() is not None

    def close(self, patience_s: float) -> None:
        """After it was asked to stop: wait so long, then end it; then free what it had. One thread."""
        with contextlib.suppress(queue.Full):
            self._frames.put_nowait(None)
        try:
            self._process.wait(patience_s)
        except subprocess.TimeoutExpired:
            log.warning("The worker %d does not end and is killed.", self._process.pid)
            self._process.kill()
            self._process.wait()
        self._writer.join(5.0)
        self._reader.join(5.0)

    def _read_all(self) -> None:
        assert self._process.stdout is not None
        try:
            for item in self._codec.messages(cast(BinaryIO, self._process.stdout)):
                self._on_item(item)
        except (self._codec.broken, OSError) as problem:
            log.warning("The worker %d said what nobody understands: %s", self._process.pid, problem)
            self._process.kill()
        finally:
            self._process.stdout.close()
            self._on_end()

    def _write_all(self) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            while (frame := self._frames.get()) is not None:
                left = memoryview(frame)
                while left:
                    left = left[self._process.stdin.write(left) :]
        with contextlib.suppress(OSError):
            self._process.stdin.close()


def _keep_short(log_file: Path) -> None:
    """Libraries may say much, and say it for ever."""
    with contextlib.suppress(OSError):
        if log_file.stat().st_size > LOG_BYTES:
            log_file.unlink()
