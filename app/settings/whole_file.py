"""Files that are written whole or not at all, and the lock that keeps two writers apart."""

from __future__ import annotations

import contextlib
import glob
import logging
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

log = logging.getLogger(__name__)

LOCK_LIMIT_S = 5.0
_POLL_S = 0.02
_NEW = ".new"


def write_whole(path: Path, content: bytes, ready: Callable[[], None] | None = None) -> None:
    """Put the content in the place of the file, for the owner alone; raises OSError, then changes nothing.

    A program that is killed, or a machine without power, leaves the old file or the new one.
    `ready` is called once the disk holds the content, before it takes the place; what it raises stops it.
    """
    new = path.with_name(f".{path.name}.{secrets.token_hex(6)}{_NEW}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(descriptor)
        if ready is not None:
            ready()
        new.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            new.unlink()
        raise
    _settle(path.parent)


def clear_leftovers(folder: Path, name: str = "") -> None:
    """Drop what killed writers left of this file, or of all files in the folder. Under the lock of `held`."""
    pattern = f".{glob.escape(name)}.*{_NEW}" if name else f".*{_NEW}"
    for leftover in folder.glob(pattern):
        with contextlib.suppress(OSError):
            leftover.unlink()


def _settle(folder: Path) -> None:
    """Put the new name on disk. Windows has no way to ask for that."""
    if sys.platform == "win32":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as fault:
        # The new file is in force and whole; only that it outlives a loss of power is not certain.
        log.warning("The disk does not confirm the new file in %s: %s.", folder, fault.strerror)


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock file, made where it is missing; raises OSError, TimeoutError after five seconds.

    The system lets go of it when the process ends, however that ends.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        limit = time.monotonic() + LOCK_LIMIT_S
        while not _taken(descriptor):
            if time.monotonic() > limit:
                raise TimeoutError(None, "another program is writing it")
            time.sleep(_POLL_S)
        yield
    finally:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
