"""An open stream: packets as they come, frames from those that somebody wants to see.

Everything here blocks and belongs to one thread. What goes wrong is a `MediaFault`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, cast

import av
from av.container import InputContainer
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from video.media.access_units import length_prefixed, parameter_sets
from video.media.faults import MediaFault, told_as_faults
from video.media.packets import PacketView
from video.media.sources import Source, SourceKind
from video.media.ways import Way

Frame = av.VideoFrame
Wait = Callable[[float], bool]
"""Waits so many seconds; true when the thread is to end."""

GARBAGE_AFTER = 25
"""Packets in a row that no frame could be made of."""
UNTIMED = frozenset({"mpjpeg", "mjpeg"})
"""Pictures without times: the library counts them as 25 a second, whatever the camera's pace."""

av.logging.set_level(None)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds without an answer after which a stream is lost."""

    open_s: float = 5.0
    read_s: float = 5.0


@dataclass(slots=True)
class Received:
    """A packet as it came; `pts_s` are the camera's seconds, None where it gives none."""

    packet: av.Packet[VideoStream]
    pts_s: float | None
    keyframe: bool
    size: int
    wall_ms: int
    at: float
    """Monotonic seconds of its receipt."""
    decoded: bool = False


class VideoInput(Protocol):
    @property
    def codec(self) -> str: ...

    @property
    def size(self) -> tuple[int, int]: ...

    def packets(self) -> Iterator[Received]:
        """Until the stream ends, which for a live one means that it is lost."""

    def decode(self, received: Received) -> list[Frame]:
        """None, one or several frames. A packet with errors in it gives none; raises MediaFault `Garbage`
        after many of them in a row."""

    def view(self, received: Received) -> PacketView:
        """For storing; asked after `decode` where the packet is decoded at all."""

    def close(self) -> None: ...


class Decoding:
    """A decoder of one stream and what its packets have in common."""

    def __init__(self, context: VideoCodecContext, time_base: Fraction) -> None:
        context.thread_type = "NONE"
        context.thread_count = 1
        self._context, self._time_base = context, time_base
        self._unit_s = float(time_base)
        self.codec: str = context.codec.canonical_name
        self._timed = True
        """Whether the times of packets are the camera's, to be stored."""
        self._failed = 0
        extradata = context.extradata or b""
        self._prefixed = length_prefixed(extradata, self.codec)
        self._extradata = self._prefixed.sets if self._prefixed else parameter_sets(extradata, self.codec)

    @property
    def size(self) -> tuple[int, int]:
        return self._context.width, self._context.height

    def decode(self, received: Received) -> list[Frame]:
        received.decoded = True
        try:
            frames = self._context.decode(received.packet)
        except (av.FFmpegError, ValueError):
            frames = []
        self._failed = 0 if frames else self._failed + 1
        if self._failed >= GARBAGE_AFTER:
            raise MediaFault("Garbage")
        return frames

    def forget(self) -> None:
        """Before a jump."""
        self._context.flush_buffers()

    def view(self, received: Received) -> PacketView:
        packet, data = received.packet, bytes(received.packet)
        if self._prefixed is not None:
            data = self._prefixed.annex_b(data, keyframe=received.keyframe)
        elif received.keyframe and (sets := parameter_sets(data, self.codec)) and sets != self._extradata:
            self._renew(sets, received)
        width, height = self.size
        return PacketView(
            codec=self.codec,
            extradata=self._extradata,
            width=width,
            height=height,
            time_base=self._time_base,
            pts=packet.pts if self._timed else None,
            dts=packet.dts if self._timed else None,
            keyframe=received.keyframe,
            data=data,
            wall_ms=received.wall_ms,
        )

    def received(self, packet: av.Packet[VideoStream]) -> Received:
        pts = packet.pts
        pts_s = None if pts is None else pts * self._unit_s
        wall_ms = time.time_ns() // 1_000_000
        return Received(packet, pts_s, packet.is_keyframe, packet.size, wall_ms, time.monotonic())

    def _renew(self, sets: bytes, received: Received) -> None:
        """Another picture size may follow from other parameter sets: only decoding tells."""
        self._extradata = sets
        if not received.decoded:
            self.decode(received)


class ContainerInput(Decoding):
    """Anything that the library can open by an address."""

    def __init__(self, source: Source, patience: Patience, way: Way | None = None) -> None:
        """`way` is closed by it."""
        self._password, self._way = source.password, way or Way(source.address())
        try:
            self._container = self._opened(source, patience)
        except BaseException:
            self._way.close()
            raise
        try:
            self._stream = self._video_stream()
            super().__init__(self._stream.codec_context, self._stream.time_base or Fraction(1, 1000))
            self._timed = source.kind is not SourceKind.HTTP or self._container.format.name not in UNTIMED
        except BaseException:
            ContainerInput.close(self)
            raise

    def packets(self) -> Iterator[Received]:
        # Outside of the loop: what who receives them raises never comes in here.
        with told_as_faults(self._password):
            for packet in self._container.demux(self._stream):
                if packet.size:
                    yield self.received(packet)

    def close(self) -> None:
        self._container.close()
        self._way.close()

    def rewind(self) -> None:
        with told_as_faults():
            self._container.seek(0)
        self.forget()

    def _opened(self, source: Source, patience: Patience) -> InputContainer:
        with told_as_faults(source.password):
            return av.open(
                self._way.address,
                format=source.format,
                options=dict(source.options) | self._way.options,
                timeout=(patience.open_s, patience.read_s),
                io_open=self._way.fetch,
            )

    def _video_stream(self) -> VideoStream:
        streams = self._container.streams.video
        if not streams:
            raise MediaFault("NoVideo")
        # The library's types promise a decoder; a codec that this build lacks has none.
        if cast("object", streams[0].codec_context) is None:
            raise MediaFault("CodecUnknown")
        return streams[0]
