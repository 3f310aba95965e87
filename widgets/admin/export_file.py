"""A file of exported entries that is there whole, or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from app.domain.audit import Entry
from widgets.admin.audit_text import Format, body

_COPY_BYTES = 1 << 20


class ExportFile:
    """Takes pages from the newest to the oldest and leaves a file that begins with the oldest.

    Pages are gathered in one hidden file and turned round into a second one, which takes the place of
    `path` at the end: until then `path` is as it was. Both lie beside `path` and are the owner's alone.
    Its methods raise OSError and run on any thread, one after the other; `discard` waits for the one that
    runs.
    """

    def __init__(self, path: Path, format_: Format) -> None:
        self._path, self._format = path, format_
        self._lock = threading.Lock()
        self._pages: list[tuple[int, int]] = []
        self._gathered: tuple[BinaryIO, Path] | None = None
        self._whole: tuple[BinaryIO, Path] | None = None
        self._over = False

    def open(self) -> None:
        with self._lock:
            if not self._over:
                self._gathered = self._beside()

    def add(self, page: Sequence[Entry]) -> None:
        """A page whose entries come newest first, older than those before."""
        with self._lock:
            if self._over or self._gathered is None:
                return
            file, _ = self._gathered
            start = file.tell()
            file.write(body(self._format, reversed(page)))
            self._pages.append((start, file.tell() - start))

    def commit(self, heading: bytes) -> None:
        """Put the whole file in its place, on the disk, with what it is to begin with."""
        with self._lock:
            if self._over or self._gathered is None:
                return
            gathered, _ = self._gathered
            self._whole = whole, path = self._beside()
            whole.write(heading)
            for start, length in reversed(self._pages):
                gathered.seek(start)
                _copy(gathered, whole, length)
            whole.flush()
            os.fsync(whole.fileno())
            whole.close()
            path.replace(self._path)
            self._end()

    def discard(self) -> None:
        """Leave nothing behind, unless it was committed."""
        with self._lock:
            self._end()

    def _beside(self) -> tuple[BinaryIO, Path]:
        handle, name = tempfile.mkstemp(prefix=".atalaya-", suffix=".part", dir=self._path.parent)
        return os.fdopen(handle, "w+b"), Path(name)

    def _end(self) -> None:
        self._over = True
        for file, path in filter(None, (self._gathered, self._whole)):
            with contextlib.suppress(OSError):
                file.close()
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        self._gathered = self._whole = None


def _copy(source: BinaryIO, target: BinaryIO, length: int) -> None:
    while length > 0:
        piece = source.read(min(length, _COPY_BYTES))
        if not piece:
            raise OSError(errno.EIO, "The gathered pages are shorter than they were.")
        target.write(piece)
        length -= len(piece)
