"""Open a stream once, beside all others, and say what came."""

from __future__ import annotations

import threading
import time

from app.domain.acts import Outcome, Verdict
from app.domain.video.cameras import CameraStream, Point
from app.wire.video import CameraTried
from video.analytics.masking import blacken
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
DONE = Verdict(Outcome.APPLIED)
Polygons = tuple[tuple[Point, ...], ...]


def begin_trial(trial: TryStream, out: Outgoing) -> threading.Thread:
    """Answered through `out` within some seconds."""

    def run() -> None:
        out.tell(StreamTried(trial.ask, tried(trial.stream, trial.privacy)))

    thread = threading.Thread(target=run, name=f"trial {trial.ask}", daemon=True)
    thread.start()
    return thread


def tried(stream: CameraStream, privacy: Polygons = ()) -> CameraTried:
    """Blocks; always answers."""
    try:
        media = open_input(source_of(stream), _pause)
        try:
            return _looked_at(media, privacy)
        finally:
            media.close()
    except MediaFault as fault:
        return CameraTried(DONE, ending_of(fault, stream).value)


def _looked_at(media: VideoInput, privacy: Polygons) -> CameraTried:
    rate, frame, until = Rate(LOOKED_S), None, 0.0
    received: Received | None = None
    for received in media.packets():
        until = until or received.at + LOOKED_S
        rate.add(received.at)
        frame = next(iter(media.decode(received)), None) or frame
        if received.at >= until:
            break
    if received is None or frame is None:
        return CameraTried(DONE, (Ending.ENDED if received is None else Ending.GARBAGE).value)
    width, height = media.size
    return CameraTried(
        DONE,
        width=width,
        height=height,
        codec=media.codec,
        fps=round(rate.per_second(received.at), 1),
        picture=_picture(frame, privacy),
    )


def _picture(frame: Frame, privacy: Polygons) -> bytes:
    pixels = Converter().bgr(frame, *fitted(frame.width, frame.height, PICTURE_W))
    blacken(pixels, privacy)
    picture = jpeg_of(pixels)
    return picture if len(picture) <= LARGEST_PICTURE else jpeg_of(pixels, 40)


def _pause(seconds: float) -> bool:
    time.sleep(seconds)
    return False
