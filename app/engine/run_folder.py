"""Who is the engine of a data folder, and where this epoch's columns and socket live, for the owner alone."""

from __future__ import annotations

import getpass
import hashlib
import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from app.settings.secrets.ownership import own_folder as own_folder
from app.wire.endpoint import lock_file

SOCKET_PATH_LIMIT = 100
"""Bytes; a socket's path may have 108 on Linux and 104 on macOS."""


class EngineRunning(Exception):
    """Another engine holds the lock of this data folder."""


@dataclass(frozen=True, slots=True)
class RunFolder:
    """`columns` holds the mapped tables of `epoch`; `address` is where consoles connect."""

    epoch: int
    columns: Path
    address: str


def claim(data: Path) -> FileLock:
    """Become the engine of `data`, or raise EngineRunning. The lock is free when the process dies."""
    own_folder(data)
    own_folder(data / "run")
    lock = FileLock(lock_file(data), mode=0o600, thread_local=False)
    try:
        lock.acquire(blocking=False)
    except Timeout as held:
        raise EngineRunning(f"Another engine is already running on {data}.") from held
    return lock


def open_epoch(data: Path) -> RunFolder:
    """Folders for a new epoch; those of dead epochs are deleted. For the holder of the lock only."""
    base = own_folder(_memory_backed(data))
    for old in base.iterdir():
        shutil.rmtree(old, ignore_errors=True)
    epoch = secrets.randbits(48)
    return RunFolder(epoch, own_folder(base / f"{epoch:012x}"), _address(data, epoch))


def close_epoch(run: RunFolder) -> None:
    """Delete what this epoch left on disk; consoles keep what they have mapped."""
    shutil.rmtree(run.columns, ignore_errors=True)
    if os.name != "nt":
        Path(run.address).unlink(missing_ok=True)


def _memory_backed(data: Path) -> Path:
    shm = Path("/dev/shm")
    if shm.is_dir() and os.access(shm, os.W_OK | os.X_OK):
        return own_folder(shm / f"atalaya-{_account()}") / _short_name(data)
    return data / "run" / "epochs"


def _address(data: Path, epoch: int) -> str:
    if os.name == "nt":
        return rf"\\.\pipe\atalaya-{_short_name(data)}-{epoch:012x}"
    base = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    folder = own_folder(base / f"atalaya-{_account()}")
    address = folder / f"{_short_name(data)}.sock"
    if len(os.fsencode(address)) > SOCKET_PATH_LIMIT:
        address = own_folder(Path("/tmp") / f"atalaya-{_account()}") / f"{_short_name(data)}.sock"
    address.unlink(missing_ok=True)
    return str(address)


def _short_name(data: Path) -> str:
    return hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:12]


def _account() -> str:
    return str(os.getuid()) if os.name != "nt" else getpass.getuser()
