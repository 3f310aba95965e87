"""The folder of the frame slots: for the owner alone, in memory where there is any, new at every start."""

from __future__ import annotations

import getpass
import hashlib
import os
import secrets
import shutil
from pathlib import Path

from app.settings.secrets.ownership import own_folder


def open_slots(data: Path) -> Path:
    """A new folder; those of dead supervisors are removed. For the holder of the lock alone."""
    base = own_folder(_memory_backed(data))
    for old in base.iterdir():
        shutil.rmtree(old, ignore_errors=True)
    return own_folder(base / secrets.token_hex(6))


def close_slots(folder: Path) -> None:
    """Remove it; consoles keep what they have mapped."""
    shutil.rmtree(folder, ignore_errors=True)


def _memory_backed(data: Path) -> Path:
    shm = Path("/dev/shm")
    if shm.is_dir() and os.access(shm, os.W_OK | os.X_OK):
        name = hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:12]
        account = str(os.getuid()) if os.name != "nt" else getpass.getuser()
        return own_folder(shm / f"atalaya-{account}") / f"video-{name}"
    return data / "run" / "slots"
