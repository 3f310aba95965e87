"""What a backup holds of a data folder, and which names may come out of one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.settings.secrets.store import KEYS, REMARK_NAME

MANIFEST = "backup.json"
CARRIED = "secrets.json"
"""What was in the keyring of the other machine; in the stream alone, never a file."""
STORE = "store"
ATTACHMENTS = "attachments"
LEFT_OUT = frozenset({"run", "logs", "recordings", MANIFEST, CARRIED})
"""Folders that belong to one machine or to the video, and names that the backup itself uses."""
_LEFT_OUT_OF_KEYS = frozenset({REMARK_NAME, "secrets.lock"})
_ATTACHMENT = re.compile(r"attachments/[0-9a-f]{2}/[0-9a-f]{64}")
_LONGEST = 1024


class NameUnfit(Exception):
    """A name that could lead out of the folder, or mean something else on another system."""


@dataclass(frozen=True, slots=True)
class Member:
    """`name` is relative to the data folder, with slashes."""

    name: str
    path: Path


def parts_of(name: str) -> tuple[str, ...]:
    """The folders and the file of a member's name; raises NameUnfit."""
    parts = tuple(name.split("/"))
    if (
        len(name) > _LONGEST
        or any(part in {"", ".", ".."} for part in parts)
        or any(character in "\\:" or not character.isprintable() for character in name)
        or parts[0] in LEFT_OUT
        or parts[0].startswith(".")
    ):
        raise NameUnfit(f"The name {name[:_LONGEST]!r} cannot be in a backup.")
    return parts


def members(root: Path) -> Iterator[Member]:
    """All files but the databases. Raises NameUnfit; links are left out below the top of the folder."""
    for top in sorted(root.iterdir()):
        if top.name in LEFT_OUT or top.name == STORE or top.name.startswith("."):
            continue
        for path in _files(top.resolve()):
            inner = path.relative_to(top.resolve()).as_posix()
            name = top.name if inner == "." else f"{top.name}/{inner}"
            if _belongs(top.name, name, path.name):
                parts_of(name)
                yield Member(name, path)


def _belongs(top: str, name: str, file: str) -> bool:
    """What is still on its way into the attachments may be gone before it is read."""
    if top == ATTACHMENTS:
        return _ATTACHMENT.fullmatch(name) is not None
    return top != KEYS or file not in _LEFT_OUT_OF_KEYS


def databases(store: Path) -> list[Path]:
    return sorted(path for path in store.glob("*.db") if path.is_file())


def _files(top: Path) -> Iterator[Path]:
    if top.is_file():
        yield top
        return
    for folder, below, files in os.walk(top):
        below.sort()
        for name in sorted(files):
            path = Path(folder, name)
            if path.is_file() and not path.is_symlink():
                yield path
