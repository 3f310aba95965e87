"""What is wrong with a camera that answers: covered, dark, moved, blurred, frozen, its clock wrong."""

from __future__ import annotations

import statistics
from collections import deque

import cv2
import numpy as np
from numpy.typing import NDArray

from app.domain.video.cameras import Camera, CameraFault
from app.domain.video.stages import Stage
from video.analytics.events import Sight
from video.analytics.looks import Look, Told
from video.analytics.options import value_of
from video.analytics.views import View, alike, sharpness_of, shifted
from video.analytics.zone_stages import watch_of

Pixels = NDArray[np.uint8]

LOOK_EVERY_MS = 1_000
USUAL_LOOKS = 600
"""Over so many looks the usual view and sharpness follow slow changes of light."""
FIRST_LOOKS = 5
COVERED_SHARPNESS = 0.4
"""Of the usual, together with a picture that is no longer the usual one."""
OTHER_VIEW = 0.4
"""Likeness (-1 to 1) of edges below which it is another view."""
SAME_PICTURE = 0.6
"""Likeness of the coarse picture above which it is the same one, sharp or not."""
HALF_SHARPNESS = 20.0
"""Standard deviation of the Laplacian, grey levels, that is told as 50."""
BRIGHTEST = 0.98
CLOCK_FRAMES = 25
LONGEST_STEP_MS = 2_000
"""Between two frames that are the same: so much of the time counts as frozen."""


class TamperStage:
    """A camera that can be steered has moved of right; its new view becomes the usual one at once."""

    def __init__(self, camera: Camera, stage: Stage) -> None:
        self._watch = watch_of(camera.id, stage)
        self._steered = camera.ptz
        self._blurred, self._dark = (value_of(stage, name) / 100.0 for name in ("blurred", "dark"))
        frozen_s, seconds, accept_s = (value_of(stage, name) for name in ("frozen_s", "seconds", "accept_s"))
        self._frozen_ms = 1000.0 * max(0.0, frozen_s - seconds)
        self._accept_ms = 1000.0 * accept_s
        self._clock_s = value_of(stage, "clock_s")
        self._before: Pixels | None = None
        self._same_at = self._same_ms = 0
        self._clock: deque[float] = deque(maxlen=CLOCK_FRAMES)
        self._looked = 0
        self._view = View()
        self._usual: View | None = None
        self._usual_sharpness = 0.0
        self._looks = 0
        self._other_since = 0
        self._found: list[Sight] = []
        self._figures: dict[str, float] = {}

    def see(self, look: Look) -> Told:
        self._view.take(look.luma if look.small is None else look.small)
        frozen = self._frozen(look)
        if not self._looked or look.at_ms - self._looked >= LOOK_EVERY_MS:
            self._looked = look.at_ms
            self._found = self._spoiled(look)
        sights = list(self._found)
        if frozen:
            sights.append(_sight(CameraFault.FROZEN, self._same_ms / 1000.0))
        offset = self._offset(look)
        if offset is not None:
            self._figures["clock_offset"] = round(offset, 2)
            if abs(offset) > self._clock_s:
                sights.append(_sight(CameraFault.CLOCK_DRIFT, offset))
        news = self._watch.see(look.at_ms, sights)
        faults = tuple(fault for fault in CameraFault if fault in self._watch.active)
        figures = dict(self._figures)
        return Told(
            news, float(len(faults)), bool(faults), faults=faults, blind=bool(self._found), figures=figures
        )

    def _frozen(self, look: Look) -> bool:
        """Not one grey level of difference for long: a sensor always has some noise. Time in which no frame
        came shows nothing, and one that is given twice counts once."""
        if self._before is not None and look.at_ms == self._same_at:
            return self._same_ms >= self._frozen_ms
        same = self._before is not None and _same(look.luma, self._before)
        # A copy: the worker draws its next frame into the same memory.
        if self._before is None or self._before.shape != look.luma.shape:
            self._before = look.luma.copy()
        else:
            np.copyto(self._before, look.luma)
        step = min(look.at_ms - self._same_at, LONGEST_STEP_MS)
        self._same_ms = self._same_ms + step if same else 0
        self._same_at = look.at_ms
        return same and self._same_ms >= self._frozen_ms

    def _offset(self, look: Look) -> float | None:
        """Seconds by which the camera's clock is behind, the median of the last frames."""
        if look.stream_ms is None:
            self._clock.clear()
            return None
        self._clock.append((look.at_ms - look.stream_ms) / 1000.0)
        return statistics.median(self._clock)

    def _spoiled(self, look: Look) -> list[Sight]:
        """The first that holds; one cause is told once."""
        sharpness, brightness = sharpness_of(look.luma), cv2.mean(look.luma)[0] / 2.55
        self._figures["sharpness"] = round(100.0 * sharpness / (sharpness + HALF_SHARPNESS), 1)
        self._figures["brightness"] = round(brightness, 1)
        if _brightest(look.luma) < 255.0 * self._dark:
            return [_sight(CameraFault.DARK, brightness)]
        if self._usual is None or self._looks < FIRST_LOOKS:
            self._learn(sharpness)
            return []
        found = self._against_usual(sharpness, self._usual)
        self._settle(look.at_ms, sharpness, other=bool(found))
        return [] if self._steered and found and found[0].subject is CameraFault.MOVED else found

    def _against_usual(self, sharpness: float, usual: View) -> list[Sight]:
        dull = sharpness / max(1.0, self._usual_sharpness)
        picture = alike(self._view.coarse, usual.coarse)
        if dull < COVERED_SHARPNESS and picture < SAME_PICTURE:
            return [_sight(CameraFault.COVERED, 100.0 * dull)]
        if dull < self._blurred:
            return [_sight(CameraFault.BLURRED, 100.0 * dull)]
        if alike(self._view.edges(), usual.edges()) < OTHER_VIEW:
            return [_sight(CameraFault.MOVED, 100.0 * shifted(self._view, usual))]
        return []

    def _settle(self, at_ms: int, sharpness: float, *, other: bool) -> None:
        """The usual follows slowly what is well, and takes what stays otherwise for long enough."""
        if not other:
            self._other_since = 0
            self._learn(sharpness)
            return
        self._other_since = self._other_since or at_ms
        if self._steered or at_ms - self._other_since >= self._accept_ms:
            self._usual, self._looks, self._other_since = None, 0, 0

    def _learn(self, sharpness: float) -> None:
        self._looks += 1
        share = max(1.0 / self._looks, 1.0 / USUAL_LOOKS)
        if self._usual is None:
            self._usual, self._usual_sharpness = self._view.copy(), sharpness
            return
        self._usual.follow(self._view, share)
        self._usual_sharpness += share * (sharpness - self._usual_sharpness)


def _same(luma: Pixels, before: Pixels) -> bool:
    """The middle row says it of nearly all that are not."""
    middle = len(luma) // 2
    if luma[middle].tobytes() != before[middle].tobytes():
        return False
    return not cv2.norm(luma, before, cv2.NORM_INF)


def _brightest(luma: Pixels) -> float:
    """What two pixels of a hundred exceed."""
    some = luma[::4, ::4].ravel()
    place = int(BRIGHTEST * (some.size - 1))
    return float(np.partition(some, place)[place])


def _sight(fault: CameraFault, value: float) -> Sight:
    return Sight(fault, round(value, 1), detail=fault.value)
