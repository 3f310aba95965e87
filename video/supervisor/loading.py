"""How much the workers have to do, put together from their beats."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from app.wire.video import VideoLoad
from video.supervisor.housekeeping import Housekeeping
from video.worker.messages import Beat


def load_of(
    beats: Sequence[Beat],
    housekeeping: Housekeeping,
    *,
    at: int,
    processor: float,
    cores: int,
    disk_free: int,
) -> VideoLoad:
    """`processor` in cores, `disk_free` in bytes."""
    costs = [beat.analysis_ms for beat in beats if beat.analysis_ms > 0]
    faults = [beat.disk_fault for beat in beats if beat.disk_fault]
    return VideoLoad(
        at=at,
        workers=len(beats),
        processor=processor,
        cores=cores,
        shed=sum(beat.shed for beat in beats),
        analysed=sum(beat.analysed for beat in beats),
        analysis_ms=statistics.median(costs) if costs else 0.0,
        skipped_fps=sum(beat.skipped_fps for beat in beats),
        disk_free=disk_free,
        disk_used=housekeeping.used,
        disk_fault=housekeeping.fault or (faults[0] if faults else ""),
    )
