"""Encoding where packets as they came will not do: what is recorded of a camera with privacy zones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, cast

import av
import cv2
import numpy as np
from av.video.codeccontext import VideoCodecContext
from numpy.typing import NDArray

from video.media.access_units import parameter_sets
from video.media.faults import told_as_faults
from video.media.inputs import Frame
from video.media.packets import PacketView
from video.media.pixels import Converter, fitted

Pixels = NDArray[np.uint8]
MILLISECONDS = Fraction(1, 1000)
KEY_FRAME_EVERY = 30
LIVE = {"preset": "ultrafast", "tune": "zerolatency", "crf": "24", "x264-params": "repeat-headers=1"}


class LiveEncoder:
    """H.264 packets from frames that `change` was let at first, as (height, width, 3) blue green red.

    Costs about what decoding costs again. One thread; at most 1920x1080. `options` are those of x264.
    """

    def __init__(self, change: Callable[[Pixels], None], options: dict[str, str] = LIVE) -> None:
        self._change, self._options, self._converter = change, options, Converter()
        self._context: VideoCodecContext | None = None
        self._extradata = b""

    def packets(self, frame: Frame, wall_ms: int) -> Iterator[PacketView]:
        width, height = fitted(frame.width, frame.height)
        if self._context is None or (self._context.width, self._context.height) != (width, height):
            self._context = _encoder(width, height, self._options)
        pixels = self._converter.bgr(frame, width, height)
        self._change(pixels)
        changed = av.VideoFrame.from_ndarray(_i420(pixels), format="yuv420p")
        changed.pts, changed.time_base = wall_ms, MILLISECONDS
        with told_as_faults():
            for packet in self._context.encode(changed):
                yield self._view(packet, wall_ms)

    def _view(self, packet: av.Packet[Any], wall_ms: int) -> PacketView:
        assert self._context is not None
        data = bytes(packet)
        self._extradata = parameter_sets(data, "h264") or self._extradata
        return PacketView(
            codec="h264",
            extradata=self._extradata,
            width=self._context.width,
            height=self._context.height,
            time_base=MILLISECONDS,
            pts=packet.pts,
            dts=packet.dts,
            keyframe=packet.is_keyframe,
            data=data,
            wall_ms=wall_ms,
        )


def _encoder(width: int, height: int, options: dict[str, str]) -> VideoCodecContext:
    context = av.CodecContext.create("libx264", "w")
    context.width, context.height, context.pix_fmt = width, height, "yuv420p"
    context.time_base, context.gop_size, context.thread_count = MILLISECONDS, KEY_FRAME_EVERY, 1
    context.options = options
    return context


def _i420(pixels: Pixels) -> Pixels:
    return cast("Pixels", cv2.cvtColor(pixels, cv2.COLOR_BGR2YUV_I420))
