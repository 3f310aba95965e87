"""An object detector of the administrator's own: an ONNX file run by OpenCV."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from app.domain.video.stages import TrackClass
from video.analytics.detector_notes import DetectorFault, Fault, Head, Notes, read_notes
from video.analytics.heads import decode

Pixels = NDArray[np.uint8]
Box = tuple[float, float, float, float]

GREY = 114
"""What YOLO models are used to seeing around a picture that does not fill their input."""
UNKNOWN_WORDS = ("can't create layer", "parse error", "not implemented", "unknown layer")
"""How OpenCV says that it reads the file and does not know what to do with a part of it."""


@dataclass(frozen=True, slots=True)
class Detection:
    """`box` are corners from 0 to 1 of the picture."""

    kind: TrackClass
    """UNKNOWN for what is not followed, only hidden."""
    score: float
    box: Box
    hidden: bool = False
    """Somebody can be recognised by it: a person, a face, a number plate."""


class Detector:
    """Raises DetectorFault when it cannot be used, at its making or at its first picture."""

    def __init__(self, file: Path) -> None:
        if not file.is_file():
            raise DetectorFault(Fault.NO_FILE, file.name)
        self._notes = read_notes(file)
        self._net = _opened(file)

    def see(self, colour: Pixels, *, score: float, overlap: float) -> list[Detection]:
        """What is in a (h, w, 3) BGR picture with at least this score (0 to 1), without doubles that have
        more than `overlap` (0 to 1) in common."""
        notes = self._notes
        fitted, shares = _fitted(colour, notes)
        blob = cv2.dnn.blobFromImage(
            fitted, notes.scale, (notes.width, notes.height), notes.mean, swapRB=notes.rgb, crop=False
        )
        found = decode(self._forward(blob), notes)
        enough = (found.scores >= score) & np.isfinite(found.boxes).all(axis=1)
        boxes, labels, scores = found.boxes[enough] / shares, found.labels[enough], found.scores[enough]
        return [
            Detection(
                notes.kinds[labels[each]],
                float(min(1.0, scores[each])),
                (float(boxes[each][0]), float(boxes[each][1]), float(boxes[each][2]), float(boxes[each][3])),
                notes.hidden[labels[each]],
            )
            for each in _without_doubles(boxes, labels, scores, score, overlap)
            if notes.kinds[labels[each]] is not TrackClass.UNKNOWN or notes.hidden[labels[each]]
        ]

    def _forward(self, blob: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        try:
            self._net.setInput(blob)
            outputs = self._net.forward(self._net.getUnconnectedOutLayersNames())
        except cv2.error as problem:
            raise _fault_of(problem, Fault.WRONG_OUTPUT) from problem
        return [np.asarray(output, np.float32) for output in outputs]


def _opened(file: Path) -> cv2.dnn.Net:
    try:
        net = cv2.dnn.readNetFromONNX(str(file))
    except cv2.error as problem:
        raise _fault_of(problem, Fault.NOT_A_MODEL) from problem
    if net.empty():
        raise DetectorFault(Fault.NOT_A_MODEL, file.name)
    return net


def _fault_of(problem: cv2.error, otherwise: Fault) -> DetectorFault:
    text = str(problem)
    unknown = any(word in text.lower() for word in UNKNOWN_WORDS)
    return DetectorFault(Fault.UNKNOWN_OPERATOR if unknown else otherwise, text.strip()[:300])


def _fitted(colour: Pixels, notes: Notes) -> tuple[Pixels, NDArray[np.float32]]:
    """The picture as the model wants it, and which shares of its input it fills (left, top, right, bottom).
    SSD models are trained on stretched pictures, YOLO models on such with bars."""
    if notes.head is Head.SSD:
        return colour, np.ones(4, np.float32)
    height, width = colour.shape[:2]
    scale = min(notes.width / width, notes.height / height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    fitted = np.full((notes.height, notes.width, 3), GREY, np.uint8)
    fitted[: size[1], : size[0]] = cv2.resize(colour, size, interpolation=cv2.INTER_LINEAR)
    share = (size[0] / notes.width, size[1] / notes.height)
    return fitted, np.array([*share, *share], np.float32)


def _without_doubles(
    boxes: NDArray[np.float32],
    labels: NDArray[np.intp],
    scores: NDArray[np.float32],
    least: float,
    overlap: float,
) -> list[int]:
    if not len(boxes):
        return []
    corners = np.concatenate([boxes[:, :2], boxes[:, 2:] - boxes[:, :2]], axis=1)
    kept = cv2.dnn.NMSBoxesBatched(corners.tolist(), scores.tolist(), labels.tolist(), least, overlap)
    return [int(each) for each in np.asarray(kept).ravel()]
