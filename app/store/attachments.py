"""Files that hang from incidents, kept under the SHA-256 of their bytes: the same file is there once."""

from __future__ import annotations

import enum
import errno
import hashlib
import logging
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from app.settings.secrets.ownership import settle_folder

log = logging.getLogger(__name__)

LEAST_FREE = 500_000_000
SYNC_BYTES = 8 * 1024 * 1024
"""What has come of a file goes to the disk after so many bytes, that its end does not wait for all of it."""
_HASH = re.compile(r"[0-9a-f]{64}")
_PART = ".part"
_HEADS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
)
"""How files of well-known kinds begin."""
_EBML = b"\x1aE\xdf\xa3"
_WEBM = re.compile(rb"\x42\x82.{1,8}webm", re.DOTALL)
"""The type of document that the head of a WebM names; the head of any other Matroska file names another."""
_HEAD_BYTES = 64


class AttachmentFault(enum.StrEnum):
    DAMAGED = "damaged"
    """What came is not what was announced."""
    FULL = "full"
    FAILED = "failed"
    """The disk or its permissions; the message says more."""


class AttachmentRefused(Exception):
    def __init__(self, fault: AttachmentFault, message: str) -> None:
        super().__init__(message)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Finished:
    media: str
    new: bool
    """Nothing had this hash before."""


class AttachmentStore:
    """A folder of files; `least_free` bytes of its disk stay free. Blocks on the disk: never on the engine's
    thread while it runs, and one thread at a time."""

    def __init__(self, folder: Path, least_free: int = LEAST_FREE) -> None:
        self._folder, self._least_free = folder, least_free
        self._sums: dict[str, hashlib._Hash] = {}
        """Of what has come of each upload: its end is at hand, however large it is."""

    def clear_parts(self) -> None:
        """Forget what was never finished, at a start."""
        for part in self._folder.glob(f"*{_PART}"):
            try:
                part.unlink(missing_ok=True)
            except OSError as problem:
                log.warning("What is left of an upload cannot be removed: %s", problem)

    def path(self, sha256: str) -> Path | None:
        """Where the file stands; None when it is not there, or this is no hash."""
        if not _HASH.fullmatch(sha256):
            return None
        place = self._place(sha256)
        return place if place.is_file() else None

    def check_room(self, size: int) -> None:
        """Raises AttachmentRefused where so many bytes would fill the disk, which history needs too."""
        try:
            free = shutil.disk_usage(self._folder).free
        except OSError as problem:
            raise _refused(problem) from problem
        if free - size < self._least_free:
            raise AttachmentRefused(AttachmentFault.FULL, f"only {free} bytes are free")

    def write(self, upload: str, place: int, data: bytes) -> None:
        """The bytes of an upload from `place` on; in order. Raises AttachmentRefused."""
        end = place + len(data)
        try:
            with self._part(upload).open("ab" if place else "wb") as file:
                if file.tell() != place:
                    raise AttachmentRefused(AttachmentFault.DAMAGED, "a part of the file is missing")
                file.write(data)
                if end // SYNC_BYTES > place // SYNC_BYTES:
                    file.flush()
                    os.fsync(file.fileno())
        except OSError as problem:
            raise _refused(problem) from problem
        if not place:
            self._sums[upload] = hashlib.sha256()
        self._sums[upload].update(data)

    def finish(self, upload: str, size: int, sha256: str) -> Finished:
        """Put it in its place when it is what was announced. Raises AttachmentRefused; nothing is left of it
        then."""
        part = self._part(upload)
        try:
            with part.open("rb") as file:
                head = file.read(_HEAD_BYTES)
                if os.name != "nt":  # there only a file that is open for writing can be synced
                    os.fsync(file.fileno())
            if self._sums[upload].hexdigest() != sha256 or part.stat().st_size != size:
                raise AttachmentRefused(AttachmentFault.DAMAGED, "the file is not what was announced")
            place = self._place(sha256)
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            new = not place.exists()
            part.replace(place)
        except OSError as problem:
            raise _refused(problem) from problem
        finally:
            self.drop(upload)
        self._settle(place.parent)
        return Finished(media_type(head), new)

    def remove(self, sha256: str) -> None:
        """A finished file that no incident has."""
        found = self.path(sha256)
        if found is not None:
            found.unlink(missing_ok=True)

    def drop(self, upload: str) -> None:
        """Forget an upload that will not be finished."""
        self._sums.pop(upload, None)
        self._part(upload).unlink(missing_ok=True)

    def _settle(self, folder: Path) -> None:
        """The file is in its place and whole; now so that it outlives a loss of power."""
        try:
            settle_folder(folder)
            settle_folder(self._folder)
        except OSError as problem:
            log.warning("The disk does not confirm a new attachment: %s", problem)

    def _part(self, upload: str) -> Path:
        return self._folder / f"{upload}{_PART}"

    def _place(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256


def media_type(head: bytes) -> str:
    """By what a file begins with, never by its name; `application/octet-stream` where that says nothing."""
    if head[4:8] == b"ftyp":
        return "video/mp4"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head.startswith(_EBML):
        return "video/webm" if _WEBM.search(head) else "video/x-matroska"
    return next((kind for begin, kind in _HEADS if head.startswith(begin)), "application/octet-stream")


def _refused(problem: OSError) -> AttachmentRefused:
    full = problem.errno in (errno.ENOSPC, errno.EDQUOT)
    return AttachmentRefused(AttachmentFault.FULL if full else AttachmentFault.FAILED, str(problem))
