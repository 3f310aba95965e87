"""Pictures for the benches of video: of simulated streets and of files, as workers hand them to analysis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.demo.cameras.scene import Scene
from video.analytics.shrinking import colour_of, luma_of
from video.media.footage import FootageReader
from video.media.pixels import Converter

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Still:
    """(180, 320) luma and the same in blue green red, and when it is; ms."""

    luma: Pixels
    colour: Pixels
    at_ms: int


def of_scene(scene: Scene, since: float, until: float, fps: int) -> Iterator[Still]:
    """Of a simulated street between two times, in seconds."""
    for number in range(round((until - since) * fps)):
        moment = since + number / fps
        picture = scene.frame(moment)
        yield Still(luma_of(picture), colour_of(picture), round(moment * 1000))


def of_file(file: Path, fps: int) -> Iterator[Still]:
    """As many of a film's pictures a second as are asked for."""
    reader, converter, due = FootageReader(file), Converter(), 1_000.0
    try:
        for _, frame in reader.frames():
            at_ms = 1_000 + reader.time_of(frame)
            if at_ms >= due:
                due += 1000.0 / fps
                yield Still(converter.luma(frame).copy(), converter.bgr(frame, 320, 180).copy(), at_ms)
    finally:
        reader.close()
