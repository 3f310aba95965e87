"""What becomes of cameras where the settings switch analysis off."""

from __future__ import annotations

from dataclasses import replace

from app.domain.video.cameras import Camera
from app.domain.video.stages import Stage, StageKind

UNWATCHED = (Stage("tamper", StageKind.TAMPER, enabled=False),)
"""The stages of a camera that is not analysed."""


def prepared(camera: Camera, *, analysis: bool) -> Camera:
    """As workers get it. Without analysis nothing of it is decoded while nobody looks."""
    return camera if analysis else replace(camera, stages=UNWATCHED, analysis_fps=0.0)
