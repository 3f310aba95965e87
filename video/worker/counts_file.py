"""What a camera's lines have counted, kept beside its recordings: the worker after a killed one goes on."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

import msgspec

from video.analytics.seen import LineTally
from video.recording.naming import camera_folder
from video.recording.shelf import FILE_MODE, FOLDER_MODE
from video.recording.writing import WritingThread

NAME = "counts.json"
EVERY_MS = 1_000
MINUTE_MS = 60_000

_log = logging.getLogger(__name__)
_decoder = msgspec.json.Decoder(tuple[LineTally, ...])


class CountsFile:
    """One camera's, in the recordings folder. Written by the thread of the recordings, where that may record:
    a disk that is not mounted has its folder on another one."""

    def __init__(self, recordings: Path, camera: str, disk: WritingThread) -> None:
        self._path, self._disk = recordings / camera_folder(camera) / NAME, disk
        self._shown: object = None
        self._at = 0

    def load(self) -> tuple[LineTally, ...]:
        """Nothing where there is no such file, or none that can be read."""
        try:
            return _decoder.decode(self._path.read_bytes())
        except FileNotFoundError:
            return ()
        except (OSError, msgspec.MsgspecError) as problem:
            _log.warning("The counts in %s cannot be read: %s", self._path, type(problem).__name__)
            return ()

    def due(self, shown: object, at_ms: int) -> bool:
        """Whether to save: `shown` is another than before, or a minute is over."""
        just_now = shown == self._shown or 0 <= at_ms - self._at < EVERY_MS
        if just_now and at_ms // MINUTE_MS == self._at // MINUTE_MS:
            return False
        self._shown, self._at = shown, at_ms
        return True

    def save(self, tallies: tuple[LineTally, ...]) -> None:
        """From any thread; does not wait."""
        self._disk.put(partial(self._write, msgspec.json.encode(tallies)))

    def _write(self, content: bytes) -> None:
        if not self._disk.usable:
            return
        new = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
            # Not synced: this is for a worker's death, and many cameras would keep the disk from recording.
            new.touch(FILE_MODE)
            new.write_bytes(content)
            new.replace(self._path)
        except OSError as problem:
            _log.debug("counts are not written: %s", problem)
