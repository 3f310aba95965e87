"""One process at a time: a lock on a file, let go by the system when its holder dies."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

WAIT_S = 10.0
PAUSE_S = 0.02


@contextlib.contextmanager
def turn(path: Path, *, wait_s: float = WAIT_S) -> Iterator[None]:
    """Hold the lock file `path`; raises TimeoutError after `wait_s`."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        until = time.monotonic() + wait_s
        while not _taken(descriptor):
            if time.monotonic() > until:
                raise TimeoutError(f"Another process keeps {path} for too long.")
            time.sleep(PAUSE_S)
        yield
    finally:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
