"""Packets of a camera that films a bar going from left to right, encoded once for all tests."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import replace
from fractions import Fraction

import av
import numpy as np

from video.media.packets import PacketView

T0 = 1_790_000_000_000
ZONE = dt.timezone(dt.timedelta(hours=-5))
FPS = 10
STEP_MS = 1000 // FPS
WIDTH, HEIGHT = 160, 96
FENCE = 80
"""The row where it begins."""


LOOP_S = 10
"""After so long the bar is where it began: a whole number of its rounds."""


@functools.cache
def encoded(seconds: int, codec: str = "mpeg4", *, fence: bool = False) -> tuple[PacketView, ...]:
    """From T0 on, a key frame a second; a fence in the lowest rows never moves."""
    once = _encoded_once(codec, fence)
    looped = (packet for at in range(0, seconds, LOOP_S) for packet in later(once, at * 1000))
    return tuple(packet for packet in looped if packet.wall_ms < T0 + seconds * 1000)


@functools.cache
def _encoded_once(codec: str, fence: bool) -> tuple[PacketView, ...]:
    context = av.CodecContext.create(codec, "w")
    context.width, context.height = WIDTH, HEIGHT
    context.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
    context.time_base, context.framerate, context.gop_size = Fraction(1, 1000), FPS, FPS
    if codec == "libx264":
        context.options = {"preset": "ultrafast", "tune": "zerolatency", "x264-params": "repeat-headers=1"}
    name = "h264" if codec == "libx264" else codec
    found: list[PacketView] = []
    for number in range(LOOP_S * FPS):
        drawn = picture(number)
        if fence:
            drawn[FENCE:, ::4] = 220
        frame = av.VideoFrame.from_ndarray(drawn, format="gray")
        frame = frame.reformat(format=context.pix_fmt)
        frame.pts, frame.time_base = number * STEP_MS, context.time_base
        found += [_view(name, packet, number) for packet in context.encode(frame)]
    return tuple(found)


def _view(codec: str, packet: av.Packet, number: int) -> PacketView:
    return PacketView(
        codec,
        b"",
        WIDTH,
        HEIGHT,
        Fraction(1, 1000),
        packet.pts,
        packet.dts,
        packet.is_keyframe,
        bytes(packet),
        T0 + number * STEP_MS,
    )


def picture(number: int) -> np.ndarray:
    """Two stripes whose place says which frame it is; coarse squares leave nothing of them."""
    drawn = np.full((HEIGHT, WIDTH), 40, np.uint8)
    left = number * 8 % WIDTH
    drawn[:, left : left + 2] = drawn[:, left + 4 : left + 6] = 220
    return drawn


def later(packets: tuple[PacketView, ...], ms: int) -> list[PacketView]:
    """The same at another time, the camera's own count going on with it."""
    return [replace(p, wall_ms=p.wall_ms + ms, pts=p.pts + ms, dts=p.dts + ms) for p in packets]


def plain(wall_ms: int, *, keyframe: bool = False, size: int = 100, **other: object) -> PacketView:
    """A packet that nobody will decode."""
    pts = wall_ms - T0
    made = PacketView(
        "mpeg4", b"", WIDTH, HEIGHT, Fraction(1, 1000), pts, pts, keyframe, bytes(size), wall_ms
    )
    return replace(made, **other)
