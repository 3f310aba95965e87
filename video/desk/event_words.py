"""What an event that analytics saw is called, how important it is, and into which list it belongs."""

from __future__ import annotations

import enum

from PySide6.QtCore import QCoreApplication

from app.bridge.books import AlarmBook
from app.domain.alarms import Priority
from app.domain.video.cameras import Camera, CameraFault
from app.domain.video.scenes import SceneEvent
from app.domain.video.stages import StageKind, TrackClass
from widgets.formats import number
from widgets.video_values import picture_fault, scene_name

UNRULED: dict[StageKind, Priority] = {
    StageKind.INTRUSION: Priority.HIGH,
    StageKind.SMOKE_FLAME: Priority.CRITICAL,
    StageKind.OBJECT_LEFT: Priority.MEDIUM,
    StageKind.OBJECT_TAKEN: Priority.MEDIUM,
    StageKind.WRONG_WAY: Priority.HIGH,
    StageKind.LOITERING: Priority.MEDIUM,
    StageKind.CROWD: Priority.MEDIUM,
    StageKind.QUEUE: Priority.MEDIUM,
    StageKind.STOPPED_VEHICLE: Priority.LOW,
    StageKind.TAMPER: Priority.MEDIUM,
}
"""Where no rule is known for the event; what is missing here raises none."""


class Filter(enum.StrEnum):
    ALERTS = "alerts"
    ALL = "all"
    PERSONS = "persons"
    CARS = "cars"
    HEALTH = "health"


def rule_of(event: SceneEvent) -> str:
    """The id of the alarm rule for what a camera publishes of it."""
    tampered = event.kind is StageKind.TAMPER and event.detail
    if not tampered:
        return f"camera.{event.kind}"
    return (
        "camera.clock_drift" if event.detail == CameraFault.CLOCK_DRIFT else f"camera.camera_{event.detail}"
    )


def priority_of(event: SceneEvent, alarms: AlarmBook) -> Priority | None:
    """That of the alarm it raises, so that it has one colour everywhere."""
    rule = alarms.rule(rule_of(event))
    return rule.priority if rule.kind else UNRULED.get(event.kind)


def belongs(event: SceneEvent, to: Filter, alarms: AlarmBook) -> bool:
    match to:
        case Filter.ALERTS:
            return priority_of(event, alarms) is not None
        case Filter.PERSONS:
            return event.track is TrackClass.PERSON and event.kind is not StageKind.TAMPER
        case Filter.CARS:
            return event.track in (TrackClass.VEHICLE, TrackClass.TWO_WHEELER)
        case Filter.HEALTH:
            return event.kind is StageKind.TAMPER
    return True


def title(event: SceneEvent, camera: Camera | None) -> str:
    """`Queue of 12 · Gate 2`; the stage is called as the administrator named it."""
    stage = None if camera is None else next((one for one in camera.stages if one.id == event.stage), None)
    words = _kind_words(event)
    return f"{words} · {stage.name}" if stage is not None and stage.name else words


def _kind_words(event: SceneEvent) -> str:
    if event.kind is StageKind.TAMPER:
        return QCoreApplication.translate("SceneWords", "Picture: {0}").format(picture_fault(event.detail))
    if event.kind is StageKind.LINE:
        return _crossing(event)
    counted = {
        StageKind.CROWD: QCoreApplication.translate("SceneWords", "Crowd of {0}"),
        StageKind.QUEUE: QCoreApplication.translate("SceneWords", "Queue of {0}"),
    }.get(event.kind)
    if counted is not None:
        return counted.format(number(event.value))
    return scene_name(event.kind)


def _crossing(event: SceneEvent) -> str:
    who = {
        TrackClass.PERSON: QCoreApplication.translate("SceneWords", "Person crosses"),
        TrackClass.TWO_WHEELER: QCoreApplication.translate("SceneWords", "Two-wheeler crosses"),
        TrackClass.VEHICLE: QCoreApplication.translate("SceneWords", "Car crosses"),
    }.get(event.track, QCoreApplication.translate("SceneWords", "Something crosses"))
    return f"{who} {'↓' if event.detail == 'backward' else '↑'}"
