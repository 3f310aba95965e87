"""Recorded files into clips: packets as they are into MP4, or decoded, changed by the caller, encoded anew.

A file's wall time is that of its first packet, as its row in the index says. Any thread, one clip at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeAlias, cast

import av
import cv2
import numpy as np
from av.container import OutputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Packet: TypeAlias = "av.Packet[Any]"
MS = Fraction(1, 1000)
_CLOCK = Fraction(1, 90_000)
COPIED = ("h264",)
"""What every browser plays out of an MP4."""
QUALITY, PACE = "20", "veryfast"
KEY_EVERY = 50
"""Frames, so that a person can move about in the clip."""


class FileDamaged(Exception):
    """`at` is the wall time (epoch ms) from which nothing can be read."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


@dataclass(frozen=True, slots=True)
class RecordedFile:
    path: Path
    began: int
    """Epoch ms of its first packet."""


@dataclass(frozen=True, slots=True)
class Form:
    """What must be the same for packets to stand in one clip."""

    codec: str
    width: int
    height: int
    extradata: bytes


def form_of(file: RecordedFile) -> Form:
    """Raises FileDamaged where it is no recording."""
    with _Reader(file) as reader:
        return reader.form


def length_ms(file: RecordedFile) -> int:
    """From its first packet to the end of its last, or as far as it can be read; raises FileDamaged."""
    last = file.began
    try:
        with _Reader(file) as reader:
            for _, at in reader.packets():
                last = max(last, at)
    except FileDamaged as damage:
        if last == file.began:
            raise damage from None
    return last - file.began


def key_times(file: RecordedFile) -> list[int]:
    """Wall times of its key frames, as far as it can be read; raises FileDamaged for none."""
    found: list[int] = []
    try:
        with _Reader(file) as reader:
            found += [at for packet, at in reader.packets() if packet.is_keyframe]
    except FileDamaged:
        pass
    if not found:
        raise FileDamaged(file.began)
    return found


def key_frames(file: RecordedFile) -> Iterator[Pixels]:
    """Its key frames as (h, w, 3) BGR, as far as it can be read; raises FileDamaged for none."""
    with _Reader(file) as reader:
        reader.stream.codec_context.skip_frame = "NONKEY"
        for frame, _ in reader.frames():
            yield _bgr(frame)


def frames(file: RecordedFile, since: int, until: int) -> Iterator[tuple[Pixels, int]]:
    """Frames of (h, w, 3) BGR with their wall times, `until` not included; raises FileDamaged on the way."""
    with _Reader(file) as reader:
        for frame, at in reader.frames():
            if at >= until:
                return
            if at >= since:
                yield _bgr(frame), at


def _bgr(frame: VideoFrame) -> Pixels:
    """FFmpeg's own conversion darkens each picture by a shade; it does what OpenCV cannot."""
    usual = frame.format.name == "yuv420p" and frame.color_range != ColorRange.JPEG
    if usual and frame.colorspace != Colorspace.ITU709:
        return cast("Pixels", cv2.cvtColor(frame.to_ndarray(), cv2.COLOR_YUV2BGR_I420))
    return cast("Pixels", frame.to_ndarray(format="bgr24"))


class ClipCopy:
    """Packets as they came, in MP4. Raises OSError."""

    def __init__(self, out: Path, began: int) -> None:
        self._out = av.open(str(out), "w", format="mp4", options={"movflags": "+faststart"})
        self._began = began
        self._stream: Any = None
        self._next = -1
        self.last, self.count = began, 0
        """Wall time of the newest packet, and how many there are."""

    def add_from(
        self,
        file: RecordedFile,
        since: int,
        until: int,
        told: Callable[[int], None],
        damaged: Callable[[int], None],
    ) -> None:
        """Copy from the first key frame not before `since`; `told` hears times that were reached, `damaged`
        the time from which nothing more could be read."""
        try:
            with _Reader(file) as reader:
                self._add(reader, since, until, told)
        except FileDamaged as damage:
            damaged(damage.at)

    def _add(self, reader: _Reader, since: int, until: int, told: Callable[[int], None]) -> None:
        if self._stream is None:
            self._stream = self._out.add_stream_from_template(reader.stream)
            self._stream.time_base = _CLOCK
        begun = False
        for packet, at in reader.packets():
            if at >= until:
                return
            begun = begun or (packet.is_keyframe and at >= since)
            if begun:
                self._mux(packet, at)
                self.count += 1
                told(at)

    def _mux(self, packet: Packet, at: int) -> None:
        behind = 0 if packet.pts is None or packet.dts is None else packet.pts - packet.dts
        lag = int(behind * (packet.time_base or MS) / _CLOCK)
        shown = int((at - self._began) * MS / _CLOCK)
        packet.time_base = _CLOCK
        packet.dts = self._next = max(self._next + 1, shown - lag)
        packet.pts = max(shown, packet.dts)
        packet.stream = self._stream
        self._out.mux(packet)
        self.last = max(self.last, at)

    def close(self) -> None:
        self._out.close()


class ClipEncoding:
    """Frames that the caller gives, encoded as H.264 in MP4. Raises OSError."""

    def __init__(self, out: Path, began: int, width: int, height: int) -> None:
        self._out: OutputContainer = av.open(str(out), "w", format="mp4", options={"movflags": "+faststart"})
        self._stream = self._out.add_stream("libx264", options={"crf": QUALITY, "preset": PACE})
        self._stream.width, self._stream.height = width & ~1, height & ~1
        self._stream.pix_fmt = "yuv420p"
        self._stream.codec_context.colorspace = int(Colorspace.SMPTE170M)
        self._stream.codec_context.color_range = int(ColorRange.MPEG)
        self._stream.codec_context.time_base = MS
        self._stream.codec_context.gop_size = KEY_EVERY
        self._stream.codec_context.max_b_frames = 0
        self._began, self._next = began, 0
        self.last, self.count = began, 0

    def add(self, frame: Pixels, at: int) -> None:
        """`frame` is (h, w, 3) BGR, at least of the clip's size."""
        wide, high = self._stream.width, self._stream.height
        planes = cv2.cvtColor(np.ascontiguousarray(frame[:high, :wide]), cv2.COLOR_BGR2YUV_I420)
        picture = VideoFrame.from_ndarray(planes, format="yuv420p")
        picture.pts, picture.time_base = max(self._next, at - self._began), MS
        self._next = picture.pts + 1
        self.last, self.count = max(self.last, at), self.count + 1
        self._out.mux(self._stream.encode(picture))

    def close(self) -> None:
        self._out.mux(self._stream.encode(None))
        self._out.close()


class _Reader:
    """Closes its file; what FFmpeg cannot read is FileDamaged at the time it got to."""

    def __init__(self, file: RecordedFile) -> None:
        self._file, self._at = file, file.began
        self._first: Fraction | None = None

    def __enter__(self) -> Self:
        try:
            self._input = av.open(str(self._file.path), "r")
        except (av.FFmpegError, OSError) as problem:
            raise FileDamaged(self._file.began) from problem
        if not self._input.streams.video:
            self._input.close()
            raise FileDamaged(self._file.began)
        self.stream = self._input.streams.video[0]
        self.stream.codec_context.thread_count = 1
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._input.close()

    @property
    def form(self) -> Form:
        context = self.stream.codec_context
        return Form(context.name, context.width, context.height, bytes(context.extradata or b""))

    def packets(self) -> Iterator[tuple[Packet, int]]:
        """With their wall times; a packet without a time takes that of the one before."""
        demuxed = self._input.demux(self.stream)
        while True:
            try:
                packet = next(demuxed)
            except StopIteration:
                return
            except av.FFmpegError as problem:
                raise FileDamaged(self._at) from problem
            if packet.size:
                yield packet, self._wall(packet.pts, packet.time_base)

    def frames(self) -> Iterator[tuple[VideoFrame, int]]:
        for packet, _ in self.packets():
            yield from self._decoded(packet)
        yield from self._decoded(None)

    def _decoded(self, packet: Packet | None) -> Iterator[tuple[VideoFrame, int]]:
        try:
            pictures = self.stream.codec_context.decode(packet)
        except av.FFmpegError as problem:
            raise FileDamaged(self._at) from problem
        for picture in pictures:
            yield picture, self._wall(picture.pts, picture.time_base)

    def _wall(self, pts: int | None, base: Fraction | None) -> int:
        if pts is not None and base is not None:
            if self._first is None:
                self._first = pts * base
            self._at = self._file.began + round((pts * base - self._first) / MS)
        return self._at
