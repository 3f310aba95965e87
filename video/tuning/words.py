"""What stages, classes and their figures are called where a camera's analysis is tuned."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.plain_text import shown
from app.domain.video.stages import Stage, StageKind, TrackClass
from video.tuning.figure import Shape

CLASSED = frozenset(
    {
        StageKind.LINE,
        StageKind.INTRUSION,
        StageKind.LOITERING,
        StageKind.WRONG_WAY,
        StageKind.MOTION,
        StageKind.DETECTOR,
    }
)
"""Kinds of stage that may look for some classes alone."""


def kind_name(kind: StageKind) -> str:
    return {
        StageKind.MOTION: QCoreApplication.translate("Tuning", "Motion in zone"),
        StageKind.LINE: QCoreApplication.translate("Tuning", "Line crossing"),
        StageKind.INTRUSION: QCoreApplication.translate("Tuning", "Intrusion"),
        StageKind.LOITERING: QCoreApplication.translate("Tuning", "Loitering"),
        StageKind.OBJECT_LEFT: QCoreApplication.translate("Tuning", "Object left behind"),
        StageKind.OBJECT_TAKEN: QCoreApplication.translate("Tuning", "Object taken away"),
        StageKind.STOPPED_VEHICLE: QCoreApplication.translate("Tuning", "Stopped vehicle"),
        StageKind.WRONG_WAY: QCoreApplication.translate("Tuning", "Wrong way"),
        StageKind.QUEUE: QCoreApplication.translate("Tuning", "Length of a queue"),
        StageKind.CROWD: QCoreApplication.translate("Tuning", "Crowd"),
        StageKind.SMOKE_FLAME: QCoreApplication.translate("Tuning", "Smoke or flame (indicative)"),
        StageKind.TAMPER: QCoreApplication.translate("Tuning", "Camera and scene"),
        StageKind.DETECTOR: QCoreApplication.translate("Tuning", "Object detector"),
    }[kind]


def stage_title(stage: Stage) -> str:
    """What it is, behind its id where there can be several of a kind."""
    name = kind_name(stage.kind)
    return name if stage.kind is StageKind.TAMPER else f"{stage.id} · {name}"


def class_name(kind: TrackClass) -> str:
    return {
        TrackClass.PERSON: QCoreApplication.translate("Tuning", "Persons"),
        TrackClass.TWO_WHEELER: QCoreApplication.translate("Tuning", "Two-wheelers"),
        TrackClass.VEHICLE: QCoreApplication.translate("Tuning", "Vehicles"),
        TrackClass.UNKNOWN: QCoreApplication.translate("Tuning", "Others"),
    }[kind]


def detector_fault_name(word: str) -> str:
    """Why a detector is not used, for a word of `video.analytics.detector_notes.Fault`."""
    return {
        "no_file": QCoreApplication.translate("Tuning", "Detector not used: its file is not in the folder"),
        "not_a_model": QCoreApplication.translate("Tuning", "Detector not used: its file is no ONNX model"),
        "unknown_operator": QCoreApplication.translate(
            "Tuning", "Detector not used: the model asks for an operator that is not known here"
        ),
        "bad_notes": QCoreApplication.translate(
            "Tuning", "Detector not used: the file of its labels is missing or wrong"
        ),
        "wrong_output": QCoreApplication.translate(
            "Tuning", "Detector not used: it answers in another form than its labels say"
        ),
    }.get(word, QCoreApplication.translate("Tuning", "Detector not used: {0}").format(shown(word)))


def draw_hint(shape: Shape) -> str:
    """How a figure of this shape is drawn."""
    return {
        "line": QCoreApplication.translate(
            "Tuning", "Press on the two ends. The dot shows the side that counts as forward."
        ),
        "zone": QCoreApplication.translate(
            "Tuning", "Press on the corners. Without corners the whole picture is looked at."
        ),
        "way": QCoreApplication.translate(
            "Tuning", "Press on the corners; the last two presses are the way that is allowed."
        ),
    }[shape]
