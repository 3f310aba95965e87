"""One camera's packets into segments on the disk, with a row of the index for each."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.domain.video.recordings import FootageClass, Segment
from video.media.faults import MediaFault
from video.media.matroska import MatroskaWriter
from video.media.packets import PacketView
from video.recording.cutting import Cutter, Place
from video.recording.naming import ORDER
from video.recording.shelf import FILE_MODE, Shelf

TELL_MS = 10_000
"""So often it is told how far a segment has come that is being written."""


class Tape:
    """The thread that writes. `on_segment` hears of every row that is another than before. `write`, `end` and
    `raise_class` raise OSError or MediaFault; `abandon` must follow."""

    def __init__(self, shelf: Shelf, cutter: Cutter, on_segment: Callable[[Segment], None]) -> None:
        self._shelf, self._cutter, self._on_segment = shelf, cutter, on_segment
        self._file: MatroskaWriter | None = None
        self._path = Path()
        self._row: Segment | None = None
        self._ended = self._size = self._told = 0

    @property
    def running(self) -> bool:
        return self._row is not None

    @property
    def footage(self) -> FootageClass:
        """Of the segment that is being written."""
        return self._row.footage if self._row is not None else FootageClass.CONTINUOUS

    def write(self, packet: PacketView, footage: FootageClass) -> None:
        place = self._cutter.place(packet)
        if place is not Place.GOES_ON:
            self._finish()
        if place is Place.NOWHERE:
            return
        if place is Place.BEGINS:
            self._begin(packet, footage)
        assert self._file is not None
        assert self._row is not None
        at = self._row.began + self._file.write(packet)
        self._ended = max(self._ended, at)
        self._size += len(packet.data)
        if footage is not self._row.footage:
            self.raise_class(self._row.began, footage)
        if self._ended - self._told >= TELL_MS:
            self._tell()

    def raise_class(self, until: int, footage: FootageClass) -> None:
        """Of the segment that is being written, when it began before `until`."""
        row = self._row
        if row is None or row.began > until or ORDER[footage] <= ORDER[row.footage]:
            return
        self._shelf.mark(self._path, footage)
        self._row = replace(row, footage=footage)
        self._tell()

    def end(self) -> None:
        """Finish the segment; the next packet that can begin one does."""
        self._cutter.end()
        self._finish()

    def abandon(self) -> None:
        """After a failure: what is on the disk stays as it is, marked as cut off where that can be done."""
        file, row = self._file, self._row
        self._file = self._row = None
        self._cutter.end()
        with contextlib.suppress(MediaFault, OSError):
            if file is not None:
                file.close()
        if row is None:
            return
        with contextlib.suppress(OSError):
            if size := self._shelf.cut_off(self._path):
                self._on_segment(replace(row, ended=self._ended, size=size))

    def _begin(self, packet: PacketView, footage: FootageClass) -> None:
        self._path, self._row = self._shelf.new(packet.wall_ms, footage)
        self._path.touch(FILE_MODE)
        self._file = MatroskaWriter(self._path, packet)
        self._ended, self._size = self._row.ended, 0
        self._tell()

    def _finish(self) -> None:
        row, file = self._row, self._file
        if row is None or file is None:
            return
        file.close()
        self._file = self._row = None
        self._shelf.closed(self._path, self._ended)
        size = self._path.stat().st_size
        self._on_segment(replace(row, ended=self._ended, size=size, complete=True))

    def _tell(self) -> None:
        assert self._row is not None
        self._told = self._ended
        self._on_segment(replace(self._row, ended=self._ended, size=self._size))
