"""A packet as a camera sent it, with all that is needed to store or decode it later."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class PacketView:
    """One access unit of a video stream. Nothing here belongs to the library: it may be kept and handed on.

    `pts` and `dts` are in units of `time_base` as the camera counts: they may be missing, jump or go back;
    `wall_ms` (epoch ms, when it was received) never does within one camera.
    """

    codec: str
    """`h264`, `hevc`, `mjpeg` and the like, as FFmpeg names its decoders."""
    extradata: bytes = field(repr=False)
    """Parameter sets where the stream gives them apart; may be empty."""
    width: int
    height: int
    """Pixels; another size, codec or extradata than the packet before begins a new segment."""
    time_base: Fraction
    pts: int | None
    dts: int | None
    keyframe: bool
    data: bytes = field(repr=False)
    wall_ms: int

    def follows(self, before: PacketView) -> bool:
        """Whether it can stand behind `before` in one file."""
        return (self.codec, self.width, self.height, self.extradata, self.time_base) == (
            before.codec,
            before.width,
            before.height,
            before.extradata,
            before.time_base,
        )
