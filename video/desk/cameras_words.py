"""What is said of a camera's settings, in the language of the console."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.video.cameras import Importance, RecordingMode
from app.wire.video import CameraTried
from video.wall.reason_words import reason_words
from widgets.formats import number


def importance_name(importance: Importance) -> str:
    return {
        Importance.HIGH: QCoreApplication.translate("CameraSettings", "High"),
        Importance.NORMAL: QCoreApplication.translate("CameraSettings", "Normal"),
        Importance.LOW: QCoreApplication.translate("CameraSettings", "Low"),
    }[importance]


def recording_name(mode: RecordingMode) -> str:
    return {
        RecordingMode.NEVER: QCoreApplication.translate("CameraSettings", "Never"),
        RecordingMode.EVENTS: QCoreApplication.translate("CameraSettings", "Around events"),
        RecordingMode.CONTINUOUS: QCoreApplication.translate("CameraSettings", "All the time"),
    }[mode]


def tried_words(tried: CameraTried) -> str:
    """What a trial came to."""
    if tried.problem:
        why = reason_words(tried.problem) or tried.problem
        return QCoreApplication.translate("CameraSettings", "No picture: the camera {0}.").format(why)
    said = [f"{tried.width} × {tried.height}", tried.codec.upper()]
    if tried.fps:
        said.append(QCoreApplication.translate("CameraSettings", "{0} fps").format(number(tried.fps, 1)))
    if tried.withheld:
        said.append(_withheld_words(tried.withheld))
    return " · ".join(said)


def _withheld_words(word: str) -> str:
    if word == "faces":
        return QCoreApplication.translate(
            "CameraSettings",
            "The camera works. Its picture is coarse: you may not see faces and plates of this camera.",
        )
    if word == "privacy":
        return QCoreApplication.translate(
            "CameraSettings",
            "The camera works. Its picture is not shown: a camera of this host has privacy zones, and nobody "
            "knows where they lie in this one. Try it under the id of that camera.",
        )
    return QCoreApplication.translate("CameraSettings", "The camera works. Its picture is not shown here.")
