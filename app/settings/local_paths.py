"""Paths in a settings file: on this machine, ordinary, and nothing that reads or writes somewhere else.

A settings file may come from somebody who means harm. On Windows the mere look at `\\\\host\\share` sends the
user's credentials to that host; a device or a pipe blocks its reader or acts when it is opened.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

LONGEST_PATH = 500
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_WILD = re.compile(r'[<>|?*"]')
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_KERNEL = ("/dev", "/proc", "/sys")
"""What the kernel shows as files."""


def local_path(text: object) -> object:
    """The text unchanged; raises ValueError with the end of a sentence. What is no text is left to pydantic.

    The same on every system, so that a file that was checked on one can be taken to another. Touches no disk.
    """
    if not isinstance(text, str):
        return text
    if not text.strip() or len(text) > LONGEST_PATH:
        raise ValueError(f"must be a path of 1 to {LONGEST_PATH} characters")
    if re.match(r"[\\/]{2}|[\\/]\?\?", text):
        raise ValueError("must not be a network path; mount the share and name the drive or folder")
    rest = text[2:] if _DRIVE.match(text) else text
    if ":" in rest:
        raise ValueError("must be a path of this machine, without ':' except after the letter of a drive")
    if _WILD.search(text):
        raise ValueError('must be a path without any of < > | ? * "')
    if any(_DEVICE.fullmatch(part.partition(".")[0].strip()) for part in re.split(r"[\\/]", rest)):
        raise ValueError("must not name a device")
    if in_kernel(text):
        raise ValueError("must not name a device or a file of the kernel")
    return text


def in_kernel(path: str) -> bool:
    """Whether it lies in a folder of the kernel, once `.` and `..` are worked out."""
    plain = re.sub(r"/+", "/", os.path.normpath(path).replace("\\", "/"))
    return any(plain == folder or plain.startswith(f"{folder}/") for folder in _KERNEL)


def placed(path: Path, folder: Path) -> Path:
    """Where the path leads when it counts from `folder`; raises ValueError when that is nowhere fit.

    A link into a folder of the kernel is found here: it needs the disk.
    """
    try:
        place = folder / path.expanduser()
        real = place.resolve()
    except (OSError, RuntimeError, ValueError):
        raise ValueError("cannot be followed on this machine") from None
    if in_kernel(str(real)):
        raise ValueError("must not lead to a device or a file of the kernel")
    return place


def is_file(path: Path) -> bool:
    """False as well where the disk does not let one look."""
    try:
        return path.is_file()
    except OSError:
        return False
