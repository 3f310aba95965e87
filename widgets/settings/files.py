"""Reads and writes settings files off the GUI thread, with a sentence for what goes wrong."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.settings.whole_file import write_whole

LARGEST = 1_048_576


class FileTrouble(Exception):
    """`str()` is the sentence."""


async def read_text(path: Path) -> str:
    return await asyncio.to_thread(_read, path)


async def write_text(path: Path, text: str) -> None:
    await asyncio.to_thread(_write, path, text)


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as problem:
        words = QCoreApplication.translate("SettingsFiles", "The file cannot be read: {0}.")
        raise FileTrouble(words.format(problem.strerror or problem)) from None
    if len(content) > LARGEST:
        raise FileTrouble(QCoreApplication.translate("SettingsFiles", "The file is too large for settings."))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise FileTrouble(QCoreApplication.translate("SettingsFiles", "The file is no text.")) from None


def _write(path: Path, text: str) -> None:
    try:
        write_whole(path, text.encode())
    except OSError as problem:
        words = QCoreApplication.translate("SettingsFiles", "The file cannot be written: {0}.")
        raise FileTrouble(words.format(problem.strerror or problem)) from None
