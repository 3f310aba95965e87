"""Reading a file that somebody else may have written: an ordinary one, of a bounded size, in UTF-8."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from app.settings.problems import Problem, SettingsInvalid

LARGEST_BYTES = 1_048_576
# A pipe in the place of the file would block who opens it.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOCTTY", 0)
)


def read_bytes(path: Path, *, shown: str = "") -> bytes:
    """What the file holds; raises SettingsInvalid when it cannot be read, is no file or exceeds 1 MB."""
    file = shown or str(path)
    try:
        return _read(path, file)
    except FileNotFoundError:
        raise SettingsInvalid([Problem(file, 0, "The file does not exist.")]) from None
    except OSError as fault:
        raise SettingsInvalid([Problem(file, 0, f"The file cannot be read: {fault.strerror}.")]) from None


def _read(path: Path, file: str) -> bytes:
    descriptor = os.open(path, _FLAGS)
    with os.fdopen(descriptor, "rb") as opened:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise SettingsInvalid([Problem(file, 0, "The file cannot be read: it is no ordinary file.")])
        content = opened.read(LARGEST_BYTES + 1)
    refuse_large(len(content), file)
    return content


def decoded(content: bytes, file: str) -> str:
    """The text of a file, without a byte order mark; raises SettingsInvalid."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsInvalid(
            [Problem(file, 0, "The file is not UTF-8 text.", "Save it as UTF-8.")]
        ) from None


def encoded(text: str, file: str) -> bytes:
    """The bytes of a text; raises SettingsInvalid when they exceed 1 MB or a character has none."""
    try:
        content = text.encode("utf-8")
    except UnicodeEncodeError:
        raise SettingsInvalid([Problem(file, 0, "The text holds half a character.")]) from None
    refuse_large(len(content), file)
    return content


def refuse_large(size: int, file: str) -> None:
    if size > LARGEST_BYTES:
        raise SettingsInvalid([Problem(file, 0, "The file is larger than 1 MB.", "Is it a settings file?")])
