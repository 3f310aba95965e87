"""What cameras and their servers say in one word of themselves and of what they see, for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

NO_FAULT = "none"


def picture_fault(word: str) -> str:
    """For a word of `CameraFault`; one that is not known as it came."""
    return {
        NO_FAULT: QCoreApplication.translate("CameraHealth", "no fault"),
        "moved": QCoreApplication.translate("CameraHealth", "moved"),
        "blurred": QCoreApplication.translate("CameraHealth", "blurred"),
        "covered": QCoreApplication.translate("CameraHealth", "covered"),
        "dark": QCoreApplication.translate("CameraHealth", "dark"),
        "frozen": QCoreApplication.translate("CameraHealth", "frozen"),
        "clock_drift": QCoreApplication.translate("CameraHealth", "clock off"),
    }.get(word, word)


def recording_fault(word: str) -> str:
    """For a word of `video.recording.faults`; one that is not known as it came."""
    return {
        NO_FAULT: QCoreApplication.translate("DiskFaults", "no fault"),
        "disk_full": QCoreApplication.translate("DiskFaults", "disk full"),
        "read_only": QCoreApplication.translate("DiskFaults", "disk read-only"),
        "disk_slow": QCoreApplication.translate("DiskFaults", "disk too slow"),
        "disk_failed": QCoreApplication.translate("DiskFaults", "disk fails"),
        "folder_away": QCoreApplication.translate("DiskFaults", "disk missing"),
    }.get(word, word)


def scene_name(word: str) -> str:
    """For a word of `StageKind`, which is also that of the event a camera tells; empty for an unknown one."""
    return {
        "motion": QCoreApplication.translate("SceneWords", "Motion"),
        "line": QCoreApplication.translate("SceneWords", "Line crossing"),
        "intrusion": QCoreApplication.translate("SceneWords", "Intrusion"),
        "loitering": QCoreApplication.translate("SceneWords", "Somebody loiters"),
        "object_left": QCoreApplication.translate("SceneWords", "Object left"),
        "object_taken": QCoreApplication.translate("SceneWords", "Object taken"),
        "stopped_vehicle": QCoreApplication.translate("SceneWords", "Stopped vehicle"),
        "wrong_way": QCoreApplication.translate("SceneWords", "Wrong way"),
        "queue": QCoreApplication.translate("SceneWords", "Queue"),
        "crowd": QCoreApplication.translate("SceneWords", "Crowd"),
        "smoke_flame": QCoreApplication.translate("SceneWords", "Perhaps smoke or fire"),
        "tamper": QCoreApplication.translate("SceneWords", "Camera health"),
        "detector": QCoreApplication.translate("SceneWords", "Detected object"),
    }.get(word, "")


SAID_OF: Mapping[str, Callable[[str], str]] = {"blind": picture_fault, "recording_fault": recording_fault}
"""By the quantity whose words they are."""


def video_value(quantity: str, word: str) -> str:
    """What is measured of this quantity, as people say it; of any other one as it came."""
    said = SAID_OF.get(quantity)
    return word if said is None else said(word)
