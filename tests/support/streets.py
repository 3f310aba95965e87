"""Street pictures for tests of cameras: a car crosses a grey street, the frame's number in a corner."""

import functools
import subprocess
from pathlib import Path

import numpy as np

from tests.support.machine import tool

BITS, BIT_PX = 8, 16
ENCODERS = {
    "h264": ["-c:v", "libx264", "-x264-params", "aud=1:repeat-headers=1", "-f", "h264"],
    "h265": ["-c:v", "libx265", "-x265-params", "aud=1:repeat-headers=1:log-level=error", "-f", "hevc"],
}


def street(number, width=640, height=360, *, still=False):
    """One picture, (height, width, 3) blue green red: its number in the upper left corner, as 8 bits."""
    frame = np.full((height, width, 3), 90, np.uint8)
    frame[height * 2 // 3 :] = 60
    if not still:
        left = number * width // 64 % width
        frame[height // 2 : height // 2 + height // 6, left : left + width // 6] = (40, 40, 220)
    for bit in range(BITS):
        frame[:BIT_PX, bit * BIT_PX : (bit + 1) * BIT_PX] = 235 if number >> bit & 1 else 16
    return frame


def number_of(frame, width=640):
    """The number that stands in a picture, whatever size it was brought to; colours come second."""
    block = BIT_PX * frame.shape[1] / width
    grey = frame.reshape(*frame.shape[:2], -1)[..., :3].mean(axis=2)
    middles = [int((bit + 0.5) * block) for bit in range(BITS)]
    return sum(1 << bit for bit, across in enumerate(middles) if grey[int(block / 2), across] > 126)


@functools.cache
def encoded(
    folder: Path, *, codec="h264", width=640, height=360, fps=15, frames=60, still=False, key_every=30
) -> Path:
    """Access units of a street, begun by a key frame each second or two; made once for each session."""
    path = folder / f"street-{width}x{height}-{fps}-{frames}-{still}-{key_every}.{codec}"
    pictures = b"".join(street(number, width, height, still=still).tobytes() for number in range(frames))
    source = ["-f", "rawvideo", "-pix_fmt", "bgr24", "-s", f"{width}x{height}", "-r", str(fps), "-i", "-"]
    quality = ["-preset", "ultrafast", "-pix_fmt", "yuv420p", "-bf", "0", "-g", str(key_every)]
    order = [tool("ffmpeg"), "-v", "error", "-y", *source, *quality, *ENCODERS[codec], str(path)]
    subprocess.run(order, input=pictures, check=True, capture_output=True)
    return path
