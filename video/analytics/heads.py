"""What comes out of object detectors, as boxes, labels and scores: YOLO v5 and v8, SSD."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from video.analytics.detector_notes import DetectorFault, Fault, Head, Notes

Floats = NDArray[np.float32]


class Found(NamedTuple):
    """`boxes` (N, 4) corners, 0 to 1 of the model's input; `labels` (N,) indices; `scores` (N,) 0 to 1."""

    boxes: Floats
    labels: NDArray[np.intp]
    scores: Floats


def decode(outputs: Sequence[Floats], notes: Notes) -> Found:
    """All boxes, unsorted and with doubles. Raises DetectorFault where shapes do not fit the head."""
    return _DECODERS[notes.head](outputs, notes)


def _yolo_v5(outputs: Sequence[Floats], notes: Notes) -> Found:
    rows = _rows(outputs, 5 + len(notes.labels))
    return _of_middles(rows[:, :4], rows[:, 5:] * rows[:, 4:5], notes)


def _yolo_v8(outputs: Sequence[Floats], notes: Notes) -> Found:
    output, wide = np.squeeze(outputs[0]), 4 + len(notes.labels)
    # One box alone loses its last axis.
    rows = output.reshape(wide, -1).T if output.ndim in {1, 2} and output.shape[0] == wide else None
    if rows is None:
        raise DetectorFault(Fault.WRONG_OUTPUT, f"{outputs[0].shape}")
    return _of_middles(rows[:, :4], rows[:, 4:], notes)


def _ssd(outputs: Sequence[Floats], notes: Notes) -> Found:
    if len(outputs) == 1:
        rows = _rows(outputs, 7)
        rows = rows[rows[:, 2] > 0.0]
        labels = rows[:, 1].astype(np.intp) - notes.background
        known = (labels >= 0) & (labels < len(notes.labels))
        return Found(rows[known, 3:7], labels[known], rows[known, 2])
    wide = len(notes.labels) + notes.background
    boxes = next((each.reshape(-1, 4) for each in outputs if each.shape[-1] == 4), None)
    scores = next((each.reshape(-1, wide) for each in reversed(outputs) if each.shape[-1] == wide), None)
    if boxes is None or scores is None or len(boxes) != len(scores):
        raise DetectorFault(Fault.WRONG_OUTPUT, f"{[each.shape for each in outputs]}")
    if notes.anchors:
        boxes = _from_anchors(boxes, notes)
    scores = scores[:, int(notes.background) :]
    labels = scores.argmax(axis=1)
    return Found(boxes, labels, scores[np.arange(len(labels)), labels])


_DECODERS: Mapping[Head, Callable[[Sequence[Floats], Notes], Found]] = {
    Head.YOLO_V5: _yolo_v5,
    Head.YOLO_V8: _yolo_v8,
    Head.SSD: _ssd,
}


def _rows(outputs: Sequence[Floats], wide: int) -> Floats:
    if not outputs or outputs[0].shape[-1] != wide:
        raise DetectorFault(Fault.WRONG_OUTPUT, f"{[each.shape for each in outputs]}, not (…, {wide})")
    rows: Floats = outputs[0].reshape(-1, wide)
    return rows


def _of_middles(middles: Floats, scores: Floats, notes: Notes) -> Found:
    """From middle and size in pixels of the input."""
    labels = scores.argmax(axis=1)
    size = np.array([notes.width, notes.height], np.float32)
    middle, half = middles[:, :2] / size, middles[:, 2:4] / size / 2.0
    boxes = np.concatenate([middle - half, middle + half], axis=1)
    return Found(boxes, labels, scores[np.arange(len(labels)), labels])


def _from_anchors(offsets: Floats, notes: Notes) -> Floats:
    """Liu et al. 2016, SSD: offsets of the middle in anchors, sizes as logarithms."""
    anchors: Any = np.asarray(notes.anchors, np.float32)
    if len(anchors) != len(offsets):
        raise DetectorFault(Fault.WRONG_OUTPUT, f"{len(offsets)} boxes for {len(anchors)} anchors")
    place, size = notes.variances
    middle = anchors[:, :2] + offsets[:, :2] * place * anchors[:, 2:]
    half = anchors[:, 2:] * np.exp(np.clip(offsets[:, 2:] * size, -8.0, 8.0)) / 2.0
    boxes: Floats = np.concatenate([middle - half, middle + half], axis=1)
    return boxes
