"""Files that were attached, taken out again: opened where that is harmless, or saved where somebody says."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "application/pdf": ".pdf",
    "video/mp4": ".mp4",
    "video/webm": ".webm",
    "video/x-matroska": ".mkv",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "audio/wav": ".wav",
}
"""Media that are opened with this machine's programs, by what a file begins with. Its name says nothing: what
is called a picture and is a program is not opened."""

Opener = Callable[[Path], bool]


def open_with_desktop(path: Path) -> bool:
    """With the program that this machine has for it; False where there is none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def safe_name(name: str) -> str:
    """The last part of a name that may have been made to look like a path."""
    last = name.replace("\\", "/").rpartition("/")[2].strip(" .")
    return "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*')[:120] or "file"


class AttachmentFiles:
    """Keeps the copies that were opened until the console ends. GUI thread; files are copied off it."""

    def __init__(self, opener: Opener = open_with_desktop) -> None:
        self._opener = opener
        self._folder: QTemporaryDir | None = None

    @staticmethod
    def opens(media: str) -> bool:
        return media in SUFFIXES

    async def open(self, kept: Path, media: str) -> bool:
        """Open a copy with the suffix of its media type; False where no program takes it. Raises OSError."""
        if self._folder is None:
            self._folder = QTemporaryDir()
        copy = Path(self._folder.path()) / f"{kept.name[:16]}{SUFFIXES[media]}"
        await self.save(kept, copy)
        return self._opener(copy)

    @staticmethod
    async def save(kept: Path, to: Path) -> None:
        """Raises OSError."""
        await asyncio.to_thread(shutil.copyfile, kept, to)
