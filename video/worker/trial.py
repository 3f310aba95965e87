"""Open a stream once, beside all others, and say what came."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, replace

import cv2
import numpy as np

from app.domain.acts import Outcome, Verdict
from app.domain.video.cameras import CameraStream, Point
from app.wire.video import CameraTried
from video.analytics.masking import blacken, pixelate_all
from video.media.certificates import Certificates
from video.media.faults import MediaFault
from video.media.inputs import Frame, Received, VideoInput
from video.media.opening import open_input
from video.media.pixels import Converter, fitted, jpeg_of
from video.media.sources import source_of
from video.streams.endings import Ending, ending_of
from video.streams.meters import Rate
from video.worker.messages import StreamTried, TryStream
from video.worker.outgoing import Outgoing

LOOKED_S = 2.0
"""How long packets are counted for the frame rate."""
PICTURE_W = 640
LARGEST_PICTURE = 200_000
PRIVACY, FACES = "privacy", "faces"
"""Words of `CameraTried.withheld`."""
DONE = Verdict(Outcome.APPLIED)
Polygons = tuple[tuple[Point, ...], ...]


def begin_trial(trial: TryStream, out: Outgoing, certificates: Certificates) -> threading.Thread:
    """Answered through `out` within some seconds."""

    def run() -> None:
        found = tried(trial.stream, trial.privacy, certificates)
        if trial.withheld and found.picture:
            found = replace(found, picture=b"", withheld=PRIVACY)
        if trial.coarse and found.picture:
            found = replace(found, picture=_coarse(found.picture), withheld=FACES)
        out.tell(StreamTried(trial.ask, found))

    thread = threading.Thread(target=run, name=f"trial {trial.ask}", daemon=True)
    thread.start()
    return thread


def tried(
    stream: CameraStream, privacy: Polygons = (), certificates: Certificates | None = None
) -> CameraTried:
    """Blocks; always answers."""
    try:
        source = source_of(stream)
        media = open_input(source, _pause, certificates=certificates)
        try:
            return looked_at(media, privacy, source.every_s)
        finally:
            media.close()
    except MediaFault as fault:
        return CameraTried(DONE, ending_of(fault, stream).value)


def looked_at(media: VideoInput, privacy: Polygons, every_s: float) -> CameraTried:
    """`every_s` over 0: single pictures are fetched so often, and the first one tells all."""
    rate, seen = Rate(LOOKED_S), _Seen()
    try:
        for received in media.packets():
            rate.add(received.at)
            seen.add(received, media.decode(received))
            if seen.enough(every_s):
                break
    except MediaFault:
        if seen.frame is None:
            raise
    if seen.last is None or seen.frame is None:
        return CameraTried(DONE, (Ending.ENDED if seen.last is None else Ending.GARBAGE).value)
    width, height = media.size
    return CameraTried(
        DONE,
        width=width,
        height=height,
        codec=media.codec,
        fps=round(1 / every_s if every_s else rate.per_second(seen.last.at), 2 if every_s else 1),
        picture=_picture(seen.frame, privacy),
    )


@dataclass(slots=True)
class _Seen:
    """What has come so far: the newest packet, and the newest frame."""

    last: Received | None = None
    frame: Frame | None = None
    until: float = 0.0

    def add(self, received: Received, frames: list[Frame]) -> None:
        self.last, self.until = received, self.until or received.at + LOOKED_S
        self.frame = next(iter(frames), None) or self.frame

    def enough(self, every_s: float) -> bool:
        """Of single pictures one; of a stream so many that their rate is known."""
        if every_s and self.frame is not None:
            return True
        return self.last is not None and self.last.at >= self.until


def _picture(frame: Frame, privacy: Polygons) -> bytes:
    pixels = Converter().bgr(frame, *fitted(frame.width, frame.height, PICTURE_W))
    blacken(pixels, privacy)
    picture = jpeg_of(pixels)
    return picture if len(picture) <= LARGEST_PICTURE else jpeg_of(pixels, 40)


def _coarse(picture: bytes) -> bytes:
    """The same JPEG with nobody in it to be recognised."""
    pixels = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    assert pixels is not None
    coarse = np.asarray(pixels, np.uint8)
    pixelate_all(coarse)
    return jpeg_of(coarse)


def _pause(seconds: float) -> bool:
    time.sleep(seconds)
    return False
