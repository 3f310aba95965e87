"""The detector slot: which models look when, within their time, and what they say of the blobs."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from app.domain.video.stages import Stage, TrackClass
from video.analytics.blobs import Boxes, areas, overlaps
from video.analytics.detector import Box, Detection, Detector
from video.analytics.detector_notes import DetectorFault, Fault
from video.analytics.geometry import inside, zone_mask
from video.analytics.looks import HEIGHT, WIDTH
from video.analytics.options import value_of
from video.analytics.sizes import CLASSES

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float64]

HIDDEN_LOOKS = 3
"""What was to be hidden in one of the last looks is so: a detector misses a face now and then."""
SAME_COVER = 0.5
"""Of the smaller one of a blob and a detection: they are one thing."""


@dataclass(slots=True)
class _Slot:
    stage: Stage
    zone: Pixels
    detector: Detector | None
    owed_ms: float = 0.0
    """Time used beyond what its frames so far allow."""
    hidden: deque[list[Box]] = field(default_factory=lambda: deque(maxlen=HIDDEN_LOOKS))


class Detecting:
    """One camera's. A model that cannot be used is named in `faults` (stage and word) and left out."""

    def __init__(self, stages: Sequence[Stage], models: Path | None, timer: Callable[[], float]) -> None:
        self._timer = timer
        self._faults: dict[str, Fault] = {}
        self._slots = [
            _Slot(stage, zone_mask(stage.points, WIDTH, HEIGHT), self._opened(stage, models))
            for stage in stages
        ]

    @property
    def faults(self) -> tuple[tuple[str, str], ...]:
        return tuple((stage, fault.value) for stage, fault in self._faults.items())

    @property
    def hidden(self) -> list[Box]:
        """Corners (0 to 1) of persons, faces and plates in the last looks. Without motion none is taken, and
        what was there is there yet."""
        return [box for slot in self._slots for look in slot.hidden for box in look]

    def see(self, mask: Pixels, colour: Pixels | None, found: Boxes) -> tuple[Boxes, Floats | None]:
        """Boxes of blobs with those that detectors saw in their stead, and what was said of each (see
        `Tracker.see`); None where no detector looked."""
        said = [
            detection
            for slot in self._slots
            if colour is not None
            for detection in self._ask(slot, mask, colour)
        ]
        if not said:
            return found, None
        boxes = np.array([each.box for each in said]) * (WIDTH, HEIGHT, WIDTH, HEIGHT)
        left = found[~_same(found, boxes)]
        scores = np.zeros((len(left) + len(said), len(CLASSES) + 1))
        for row, each in enumerate(said, start=len(left)):
            scores[row, CLASSES.index(each.kind)] = scores[row, -1] = each.score
        return np.concatenate([left, boxes]), scores

    def _ask(self, slot: _Slot, mask: Pixels, colour: Pixels) -> list[Detection]:
        slot.owed_ms = max(0.0, slot.owed_ms - value_of(slot.stage, "budget_ms"))
        if (
            slot.detector is None
            or slot.owed_ms > 0.0
            or not cv2.countNonZero(cv2.bitwise_and(mask, slot.zone))
        ):
            return []
        began = self._timer()
        try:
            seen = slot.detector.see(
                colour,
                score=value_of(slot.stage, "score") / 100.0,
                overlap=value_of(slot.stage, "overlap") / 100.0,
            )
        except DetectorFault as problem:
            self._faults[slot.stage.id], slot.detector = problem.fault, None
            return []
        slot.owed_ms += 1000.0 * (self._timer() - began)
        slot.hidden.append([each.box for each in seen if each.hidden])
        return [each for each in seen if _wanted(each, slot)]

    def _opened(self, stage: Stage, models: Path | None) -> Detector | None:
        try:
            # A name only: no way leads out of the folder.
            if models is None or not stage.model or Path(stage.model).name != stage.model:
                raise DetectorFault(Fault.NO_FILE, stage.model)
            return Detector(models / stage.model)
        except DetectorFault as problem:
            self._faults[stage.id] = problem.fault
            return None


def _wanted(detection: Detection, slot: _Slot) -> bool:
    left, _, right, bottom = detection.box
    if detection.kind is TrackClass.UNKNOWN:
        return False
    if slot.stage.classes and detection.kind not in slot.stage.classes:
        return False
    return inside(slot.zone, ((left + right) / 2.0 * WIDTH, bottom * HEIGHT))


def _same(found: Boxes, detected: Boxes) -> NDArray[np.bool_]:
    """(N,): which blobs a detection speaks for."""
    least = np.minimum(areas(found)[:, None], areas(detected)[None, :])
    covered: NDArray[np.float64] = (overlaps(found, detected) / least).max(axis=1)
    return covered > SAME_COVER
