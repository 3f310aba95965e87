"""The folder of the frame slots: for the owner alone, in memory where there is any, new at every start."""

from __future__ import annotations

import getpass
import hashlib
import os
import secrets
import shutil
from pathlib import Path

from app.settings.secrets.ownership import own_folder

MEMORY = Path("/dev/shm")
LEAST_FREE = 256 << 20
"""A wall of large tiles takes half of it."""


def open_slots(data: Path, memory: Path = MEMORY, least_free: int = LEAST_FREE) -> Path:
    """A new folder; those of dead supervisors are removed. For the holder of the lock alone."""
    base = own_folder(_base(data, memory, least_free))
    for old in base.iterdir():
        shutil.rmtree(old, ignore_errors=True)
    return own_folder(base / secrets.token_hex(6))


def close_slots(folder: Path) -> None:
    """Remove it; consoles keep what they have mapped."""
    shutil.rmtree(folder, ignore_errors=True)


def _base(data: Path, memory: Path, least_free: int) -> Path:
    """In memory where there is enough of it: containers often have 64 MB, and a full one shows nothing."""
    if _takes_files(memory) and shutil.disk_usage(memory).free >= least_free:
        name = hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:12]
        account = str(os.getuid()) if os.name != "nt" else getpass.getuser()
        return own_folder(memory / f"atalaya-{account}") / f"video-{name}"
    return data / "run" / "slots"


def _takes_files(memory: Path) -> bool:
    return memory.is_dir() and os.access(memory, os.W_OK | os.X_OK)
