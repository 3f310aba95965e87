"""Keeps how an operator arranged the console: one small file each, written whole or not at all."""

from __future__ import annotations

import json
import logging
import os
import re
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

VERSION = 1
_UNSAFE = re.compile(r"[^a-z0-9._-]+")


@dataclass(slots=True)
class Arrangement:
    """What is kept. `pages` and `window` are base64 of Qt's own states."""

    theme: str = "dark"
    language: str = ""
    comfortable: bool = False
    still: bool = False
    workspace: str = "operation"
    window: str = ""
    pages: dict[str, str] = field(default_factory=dict)


def file_for(folder: Path, operator: str) -> Path:
    """The file of the operator with this id. Something else than an id leads to a file in the folder too.
    The first word keeps ids such as `con` from being a device of Windows."""
    name = _UNSAFE.sub("-", operator.casefold()) or "nobody"
    return folder / f"desk-{name[:60]}.json"


def load(path: Path) -> Arrangement | None:
    """What was kept, or None; a file that cannot be read is said in the log and left as it is."""
    try:
        stored: Any = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as failure:
        log.warning("The saved arrangement %s cannot be read: %s", path.name, failure)
        return None
    if not isinstance(stored, dict) or stored.get("version") != VERSION:
        return None
    found = Arrangement()
    for name, default in asdict(found).items():
        value = stored.get(name)
        if isinstance(value, type(default)):
            setattr(found, name, value)
    found.pages = {str(key): str(value) for key, value in found.pages.items()}
    return found


def save(path: Path, arrangement: Arrangement) -> None:
    """Write beside, then replace. Any thread; a disk that refuses is said in the log."""
    text = json.dumps({"version": VERSION, **asdict(arrangement)}, indent=1)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(beside).replace(path)
    except OSError as failure:
        log.warning("The arrangement of the console cannot be kept: %s", failure)
