"""What does the work of each kind of stage, as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from app.domain.video.cameras import Camera
from app.domain.video.stages import Stage, StageKind
from video.analytics.line_stage import LineStage
from video.analytics.looks import Work
from video.analytics.seen import LineTally
from video.analytics.smoke import SmokeFlameStage
from video.analytics.tamper import TamperStage
from video.analytics.track_stages import StillObjectStage, StoppedVehicleStage, WrongWayStage
from video.analytics.zone_stages import (
    CrowdStage,
    IntrusionStage,
    LoiteringStage,
    MotionStage,
    QueueStage,
)

_WORKS: Mapping[StageKind, Callable[[str, Stage, dt.tzinfo], Work]] = {
    StageKind.MOTION: MotionStage,
    StageKind.INTRUSION: IntrusionStage,
    StageKind.LOITERING: LoiteringStage,
    StageKind.OBJECT_LEFT: StillObjectStage,
    StageKind.OBJECT_TAKEN: StillObjectStage,
    StageKind.STOPPED_VEHICLE: StoppedVehicleStage,
    StageKind.WRONG_WAY: WrongWayStage,
    StageKind.QUEUE: QueueStage,
    StageKind.CROWD: CrowdStage,
    StageKind.SMOKE_FLAME: SmokeFlameStage,
}


def work_of(camera: Camera, stage: Stage, zone: dt.tzinfo, before: LineTally | None) -> Work | None:
    """None for a stage that says nothing itself: a detector only helps the others."""
    if stage.kind is StageKind.LINE:
        return LineStage(camera.id, stage, zone, before)
    if stage.kind is StageKind.TAMPER:
        return TamperStage(camera, stage)
    builder = _WORKS.get(stage.kind)
    return builder(camera.id, stage, zone) if builder else None
