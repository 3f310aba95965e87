"""The file beside a detector's model, JSON or TOML: what goes in, what comes out, what its labels mean.

head = "yolov8"                 # or "yolov5", "ssd"
labels = ["person", "bicycle", "car"]
size = [320, 320]               # width and height of its input
scale = 0.00392156862           # what each pixel is multiplied with, after the mean is taken away
mean = [0, 0, 0]
rgb = true                      # the order of colours it was trained with
background = true               # SSD: the first class is none
anchors = [[0.5, 0.5, 0.1, 0.2]]  # SSD: middles and sizes, 0 to 1, where its boxes are offsets
variances = [0.1, 0.2]
classes = { van = "vehicle" }   # labels of its own; the usual ones are known
"""

from __future__ import annotations

import enum
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.video.stages import TrackClass


class Fault(enum.StrEnum):
    """Why a detector is not used; everything else goes on."""

    NO_FILE = "no_file"
    NOT_A_MODEL = "not_a_model"
    UNKNOWN_OPERATOR = "unknown_operator"
    BAD_NOTES = "bad_notes"
    """The file beside it is missing or does not say what is needed."""
    WRONG_OUTPUT = "wrong_output"
    """What comes out is not what its head should give."""


class DetectorFault(Exception):
    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault.value}: {detail}" if detail else fault.value)
        self.fault = fault


class Head(enum.StrEnum):
    YOLO_V5 = "yolov5"
    """(1, N, 5 + classes): middle, size, objectness, scores."""
    YOLO_V8 = "yolov8"
    """(1, 4 + classes, N): middle, size, scores."""
    SSD = "ssd"
    """(1, 1, N, 7): picture, class, score, corners; or (1, N, 4) boxes and (1, N, classes) scores."""


@dataclass(frozen=True, slots=True)
class Notes:
    head: Head
    labels: tuple[str, ...]
    kinds: tuple[TrackClass, ...]
    """Of each label; UNKNOWN for what is not followed."""
    hidden: tuple[bool, ...]
    """Of each label: whether somebody can be recognised by it."""
    width: int = 320
    height: int = 320
    scale: float = 1.0 / 255.0
    mean: tuple[float, float, float] = (0.0, 0.0, 0.0)
    rgb: bool = True
    background: bool = True
    anchors: tuple[tuple[float, float, float, float], ...] = ()
    variances: tuple[float, float] = (0.1, 0.2)


LARGEST_SIDE = 2048
_RECOGNISED_BY = frozenset({"face", "head", "plate", "licenseplate", "licenceplate", "numberplate"})
"""Without blanks and the like, as in `license_plate`."""
_USUAL: Mapping[str, TrackClass] = {
    "person": TrackClass.PERSON,
    "pedestrian": TrackClass.PERSON,
    "bicycle": TrackClass.TWO_WHEELER,
    "motorcycle": TrackClass.TWO_WHEELER,
    "motorbike": TrackClass.TWO_WHEELER,
    "car": TrackClass.VEHICLE,
    "bus": TrackClass.VEHICLE,
    "truck": TrackClass.VEHICLE,
    "van": TrackClass.VEHICLE,
    "vehicle": TrackClass.VEHICLE,
}


def read_notes(model: Path) -> Notes:
    """Of the model's file. Raises DetectorFault."""
    try:
        if (file := model.with_suffix(".json")).is_file():
            return _notes(json.loads(file.read_text(encoding="utf-8")))
        return _notes(tomllib.loads(model.with_suffix(".toml").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as problem:
        raise DetectorFault(Fault.BAD_NOTES, str(problem)) from problem


def _notes(said: Mapping[str, Any]) -> Notes:
    labels = tuple(str(label) for label in said["labels"])
    own = {str(label): TrackClass(kind) for label, kind in said.get("classes", {}).items()}
    width, height = (int(side) for side in said.get("size", (320, 320)))
    if not labels or not 16 <= min(width, height) <= max(width, height) <= LARGEST_SIDE:
        raise ValueError("labels or size")
    kinds = tuple(own.get(label, _USUAL.get(label, TrackClass.UNKNOWN)) for label in labels)
    mean = tuple(float(part) for part in said.get("mean", (0.0, 0.0, 0.0)))
    anchors = tuple(tuple(float(part) for part in anchor) for anchor in said.get("anchors", ()))
    variances = tuple(float(part) for part in said.get("variances", (0.1, 0.2)))
    if len(mean) != 3 or len(variances) != 2 or any(len(anchor) != 4 for anchor in anchors):
        raise ValueError("mean, anchors or variances")
    return Notes(
        Head(said["head"]),
        labels,
        kinds,
        tuple(
            kind is TrackClass.PERSON or _plain(label) in _RECOGNISED_BY
            for label, kind in zip(labels, kinds, strict=True)
        ),
        width,
        height,
        float(said.get("scale", 1.0 / 255.0)),
        (mean[0], mean[1], mean[2]),
        bool(said.get("rgb", True)),
        bool(said.get("background", True)),
        tuple((a, b, c, d) for a, b, c, d in anchors),
        (variances[0], variances[1]),
    )


def _plain(label: str) -> str:
    return "".join(letter for letter in label.lower() if letter.isalpha())
