"""One camera's pictures by wall time, over the ends of files, gaps and damage."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from video.media.faults import MediaFault
from video.media.footage import FootageReader
from video.media.inputs import Frame
from video.playback.faults import PlaybackFault
from video.playback.files import CameraFiles, Reach

MISSING_MS = 2_000
"""A file that was closed and ends so much earlier than it says is damaged."""
GROWN_S = 0.5
"""A file that is being written is looked at again after so long."""


@dataclass(frozen=True, slots=True)
class Shown:
    wall: int
    """Epoch ms at which it was taken."""
    frame: Frame


class Reel:
    """One thread at a time. Where a file cannot be read, its fault is said and the next one goes on."""

    def __init__(self, files: CameraFiles, clock: Callable[[], float] = time.monotonic) -> None:
        self.files, self._clock = files, clock
        self._file: Reach | None = None
        self._reader: FootageReader | None = None
        self._frames: Iterator[Shown] = iter(())
        self._ahead: Shown | None = None
        self._last = 0
        self._damaged = (0, -1)
        """Of this time nothing can be read."""
        self._keys_only = False
        self._look_again = 0.0
        self.fault = ""
        """Word of `PlaybackFault`; empty when its picture is that of the time."""

    @property
    def file(self) -> Reach | None:
        return self._file

    def seek(self, wall: int, *, keys_only: bool = False) -> Shown | None:
        """The picture at that time: the newest that is not later. None where nothing is recorded of it or
        nothing can be read."""
        self._leave()
        self._last = 0
        self._keys_only = keys_only
        return self.advance(wall, keys_only=keys_only)

    def advance(self, wall: int, *, keys_only: bool = False) -> Shown | None:
        """The newest picture up to that time, when it is another than the last one."""
        if keys_only != self._keys_only:
            return self.seek(wall, keys_only=keys_only)
        while (file := self.files.at(wall)) is not None and not self._stands_in(file):
            self._open(file, wall)
        newest = self._drained(wall)
        if newest is None and file is not None and file.growing and self._clock() >= self._look_again:
            newest = self._grown(file, wall)
        self._judge(wall, file, newest)
        return newest

    def following(self, wall: int) -> int | None:
        """When the picture after the one of that time was taken; None where there is none."""
        if self._ahead is None:
            self._ahead = self._taken()
        if self._ahead is not None:
            return self._ahead.wall
        after = self.files.after(max(self._last, wall))
        return after.began if after is not None else None

    def preceding(self, wall: int) -> int | None:
        """When the last picture before that time was taken; None where there is none. Leaves the reel where
        no picture comes next: seek then."""
        while (file := self.files.before(wall)) is not None:
            last = None
            if self._open(file, wall - 1):
                while (shown := self._taken()) is not None and shown.wall < wall:
                    last = shown.wall
            if last is not None:
                return last
            wall = file.began
        return None

    def close(self) -> None:
        self._leave()

    def _stands_in(self, file: Reach) -> bool:
        return self._file is not None and self._file.path == file.path

    def _drained(self, wall: int) -> Shown | None:
        newest = None
        while True:
            self._ahead = self._ahead or self._taken()
            if self._ahead is None or self._ahead.wall > wall:
                return newest
            newest, self._ahead = self._ahead, None
            self._last = newest.wall

    def _grown(self, file: Reach, wall: int) -> Shown | None:
        """What was written since it was read to its end."""
        self._look_again = self._clock() + GROWN_S
        if self._ahead is not None:
            return None
        last = self._last
        if not self._open(file, max(last, file.began)):
            return None
        shown = self._drained(wall)
        return shown if shown is not None and shown.wall > last else None

    def _taken(self) -> Shown | None:
        """Of the open file; one that turns out to be damaged is refused."""
        file = self._file
        try:
            shown = next(self._frames, None)
        except MediaFault:
            if file is not None:
                self._refuse(file)
            return None
        if shown is None and file is not None and file.whole and not self._keys_only:
            self._missed(file)
        return shown

    def _missed(self, file: Reach) -> None:
        if self._last < file.ended - MISSING_MS:
            self._damaged = (self._last, file.ended)

    def _open(self, file: Reach, wall: int) -> bool:
        self._leave()
        self._file = file
        try:
            self._reader = FootageReader(file.path)
            if wall > file.began:
                self._reader.seek(wall - file.began)
        except MediaFault:
            self._refuse(file)
            return False
        self._frames = self._decoded(self._reader, file.began)
        return True

    def _decoded(self, reader: FootageReader, began: int) -> Iterator[Shown]:
        for received in reader.packets():
            if received.keyframe or not self._keys_only:
                for frame in reader.decode(received):
                    yield Shown(began + reader.time_of(frame), frame)
        for frame in reader.held_back():
            yield Shown(began + reader.time_of(frame), frame)

    def _refuse(self, file: Reach) -> None:
        self._leave()
        self.files.refuse(file)
        if not file.growing:
            self._damaged = (file.began, file.ended)

    def _judge(self, wall: int, file: Reach | None, newest: Shown | None) -> None:
        since, until = self._damaged
        if newest is None and since <= wall <= until:
            self.fault = PlaybackFault.DAMAGED
        elif file is None:
            self.fault = PlaybackFault.NO_FOOTAGE
        else:
            self.fault = ""

    def _leave(self) -> None:
        self._frames, self._ahead, self._file = iter(()), None, None
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()
