"""The stills of a package: frames that stood on the screen, and what the clips show when events began."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from app.domain.video.evidence import EvidenceCamera, EvidenceOrder, EvidenceStill
from video.analytics.masking import blacken, pixelate_all
from video.evidence.clips import Clip, burn
from video.evidence.footage import clip_name
from video.evidence.manifest import Still
from video.evidence.moments import SiteTime
from video.media.remux import FileDamaged, RecordedFile, frames

Pixels = NDArray[np.uint8]
MOST_OF_A_CLIP = 12
LARGEST_SIDE = 16_384


class StillUnreadable(Exception):
    """What came is no picture."""


def write_shown(order: EvidenceOrder, folder: Path, time: SiteTime) -> list[Still]:
    """Those of the order, as PNG. Raises StillUnreadable and OSError."""
    cameras = {camera.id: camera for camera in order.cameras}
    made: list[Still] = []
    for still in order.stills:
        frame = _picture(still)
        _mask(frame, still, cameras.get(still.camera), faces=order.faces)
        if order.burned_time:
            burn(frame, f"{still.camera}  {time.burned(still.at)}")
        name = _name(still.camera, still.at, made, ".png", time)
        _write(folder / name, frame)
        made.append(Still(name, still.camera, still.at))
    return made


def write_from_clips(
    order: EvidenceOrder, clips: Sequence[Clip], folder: Path, time: SiteTime, taken: list[Still]
) -> list[Still]:
    """The frame of each event's beginning, out of the clips as they leave: what is coarse there is coarse
    here. Raises OSError."""
    made = list(taken)
    for clip in clips:
        wanted = sorted(
            {one.began for one in order.events if one.camera == clip.camera and _within(clip, one.began)}
        )[:MOST_OF_A_CLIP]
        if wanted:
            made += _of_clip(clip, wanted, folder, time, made)
    return made[len(taken) :]


def _within(clip: Clip, at: int) -> bool:
    return clip.began <= at <= clip.ended


def _of_clip(
    clip: Clip, wanted: list[int], folder: Path, time: SiteTime, taken: Sequence[Still]
) -> list[Still]:
    made: list[Still] = []
    try:
        for frame, at in frames(RecordedFile(folder / clip.file, clip.began), wanted[0], clip.ended + 1):
            if wanted and at >= wanted[0]:
                name = _name(clip.camera, at, [*taken, *made], ".jpg", time)
                _write(folder / name, frame)
                made.append(Still(name, clip.camera, at))
                wanted = [each for each in wanted if each > at]
            if not wanted:
                break
    except FileDamaged:
        pass  # the clip itself says how far it goes
    return made


def _picture(still: EvidenceStill) -> Pixels:
    data = np.frombuffer(still.picture, np.uint8)
    frame: Pixels | None = cv2.imdecode(data, cv2.IMREAD_COLOR) if data.size else None
    if frame is None or max(frame.shape[:2]) > LARGEST_SIDE:
        raise StillUnreadable
    return frame


def _mask(frame: Pixels, still: EvidenceStill, camera: EvidenceCamera | None, *, faces: bool) -> None:
    # Whole: one picture does not show who moves, and who is tracked is not all who stand there.
    if not faces and not still.blurred:
        pixelate_all(frame)
    if camera is not None:
        blacken(frame, camera.privacy)


def _name(camera: str, at: int, taken: Sequence[Still], suffix: str, time: SiteTime) -> str:
    stamp = f"{time.in_name(at, '%Y%m%d-%H%M%S')}-{at % 1000:03d}"
    return clip_name(camera, stamp, [one.file for one in taken], suffix)


def _write(path: Path, frame: Pixels) -> None:
    done, data = cv2.imencode(path.suffix, frame)
    if not done:
        raise OSError(f"{path.name} cannot be written.")
    path.write_bytes(data.tobytes())
