"""Puts a file in the place of another in one step, so that a reader finds the old one or the new one."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from app.bootstrap.commands import Unable


def place(source: Path, target: Path) -> None:
    """Copy `source` over `target`, safely on the disk; raises Unable and leaves `target` as it was."""
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with source.open("rb") as given, draft.open("xb") as written:
            shutil.copyfileobj(given, written)
            written.flush()
            os.fsync(written.fileno())
        draft.replace(target)
    except OSError as problem:
        draft.unlink(missing_ok=True)
        raise Unable(f"{target} cannot be written: {problem.strerror or problem}.") from problem
