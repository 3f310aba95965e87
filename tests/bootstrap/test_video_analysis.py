"""How much of a camera is decoded while nobody looks, from its table in the file on."""

from __future__ import annotations

import pytest

from app.bootstrap.video_analysis import prepared
from app.settings.camera_rows import CameraRow
from video.streams.policy import Audience, Decode, Situation, manner_of, sparse

TAMPER = {"id": "t", "kind": "tamper"}
MOTION = {"id": "m", "kind": "motion"}


def decoded(stages: list[dict[str, object]], *, analysis: bool, audience: Audience) -> Decode:
    row = CameraRow.model_validate({"id": "CAM-1", "url": "rtsp://camera/1", "stage": stages})
    camera = prepared(row.camera(), analysis=analysis)
    analysed = camera.analysis_fps > 0
    now = Situation(audience, analysed, moving=False, shed=False, sparse=sparse(camera.stages))
    return manner_of(now).decode


@pytest.mark.parametrize(
    ("stages", "analysis", "expected"),
    [
        ([], False, Decode.NOTHING),
        ([MOTION], False, Decode.NOTHING),
        ([], True, Decode.KEY_FRAMES),
        ([TAMPER], True, Decode.KEY_FRAMES),
        ([TAMPER, {**MOTION, "enabled": False}], True, Decode.KEY_FRAMES),
        ([MOTION], True, Decode.ALL),
        ([TAMPER, MOTION], True, Decode.ALL),
    ],
)
def test_out_of_sight_no_more_is_decoded_than_somebody_looks_at(
    stages: list[dict[str, object]], *, analysis: bool, expected: Decode
) -> None:
    assert decoded(stages, analysis=analysis, audience=Audience.NOBODY) is expected
    for audience in (Audience.SMALL, Audience.LARGE):
        assert decoded(stages, analysis=analysis, audience=audience) is Decode.ALL


def test_a_camera_that_is_analysed_stays_as_it_is() -> None:
    camera = CameraRow.model_validate({"id": "CAM-1", "url": "rtsp://camera/1", "stage": [MOTION]}).camera()
    assert prepared(camera, analysis=True) is camera
