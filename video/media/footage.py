"""Recorded files for playback and export: seek, packets, frames. One thread."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av

from video.media.faults import MediaFault, told_as_faults
from video.media.inputs import Decoding, Frame, Received


class FootageReader(Decoding):
    """A file of ours, also one whose writer was killed. Times are ms from its beginning.

    Raises MediaFault `FileNotFoundError`, `NoVideo`, or what a damaged file gives.
    """

    def __init__(self, path: Path) -> None:
        with told_as_faults():
            self._container = av.open(str(path))
        try:
            if not self._container.streams.video:
                raise MediaFault("NoVideo")
            self._stream = self._container.streams.video[0]
            super().__init__(self._stream.codec_context, self._stream.time_base or Fraction(1, 1000))
        except BaseException:
            self._container.close()
            raise

    @property
    def duration_ms(self) -> int:
        """0 where the file was never closed."""
        return 0 if self._container.duration is None else self._container.duration // 1000

    def seek(self, at_ms: int) -> None:
        """To the key frame at or before `at_ms`."""
        with told_as_faults():
            self._container.seek(max(0, at_ms) * 1000, backward=True)
        self.forget()

    def packets(self) -> Iterator[Received]:
        """From the last `seek` on, or from the beginning; ends where the file does or where it is damaged."""
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets, None)
            except (av.FFmpegError, OSError):
                return
            if packet is None:
                return
            if packet.size:
                yield self.received(packet)

    def frames(self) -> Iterator[tuple[int, Frame]]:
        """Time and frame, as `packets`; what cannot be decoded is left out."""
        for received in self.packets():
            for frame in self.decode(received):
                yield self.time_of(frame), frame
        for frame in self.held_back():
            yield self.time_of(frame), frame

    def held_back(self) -> list[Frame]:
        """After the last of `packets`: what the decoder kept until it should know what follows."""
        try:
            return self._context.decode(None)
        except (av.FFmpegError, ValueError):
            return []

    def time_of(self, frame: Frame) -> int:
        return 0 if frame.pts is None else round(float(frame.pts * self._time_base) * 1000)

    def close(self) -> None:
        self._container.close()
