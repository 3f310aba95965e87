"""Folders and files for one account alone, and files that are written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

OWNER_ONLY = 0o700
_BINARY = getattr(os, "O_BINARY", 0)


def own_folder(folder: Path) -> Path:
    """Make `folder` for this account alone, or take the rights of others on it away.

    Raises PermissionError when it is somebody else's, or one that all accounts share. On Windows a new folder
    takes the rights of the one it is in.
    """
    folder.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
    if os.name != "nt":
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
            raise PermissionError(f"{folder} belongs to somebody else.")
        if found.st_mode & stat.S_ISVTX:
            raise PermissionError(f"{folder} is shared by all accounts; name a folder of its own.")
        if stat.S_IMODE(found.st_mode) != OWNER_ONLY:
            folder.chmod(OWNER_ONLY)
    return folder


def new_file(path: Path) -> BinaryIO:
    """An owner-only file that was not there before, open for writing; raises FileExistsError."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600), "wb")


def settle_folder(folder: Path) -> None:
    """Bring a new name in `folder` to the disk, where the system has a way to."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
