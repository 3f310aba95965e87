"""Which looks at live pictures are due for the record."""

from __future__ import annotations

from typing import Any

from app.engine.video.looks import AGAIN_MS, Looks

BETO: Any = object()
CARLA: Any = object()


def test_a_camera_is_due_at_first_and_each_hour_while_it_is_shown() -> None:
    looks, now = Looks(), 1_000
    assert looks.due(BETO, "beto", ["CAM-1", "CAM-2"], now) == ("CAM-1", "CAM-2")
    assert looks.due(BETO, "beto", ["CAM-2", "CAM-3"], now + 1) == ("CAM-3",)
    assert looks.due(BETO, "beto", ["CAM-1", "CAM-3"], now + AGAIN_MS) == ("CAM-1",)
    assert looks.due(CARLA, "carla", ["CAM-1"], now + AGAIN_MS) == ("CAM-1",), "each console for itself"


def test_somebody_else_at_the_console_looks_anew() -> None:
    looks = Looks()
    assert looks.due(BETO, "beto", ["CAM-1"], 1) == ("CAM-1",)
    assert looks.due(BETO, "ana", ["CAM-1"], 2) == ("CAM-1",)
    looks.left(BETO)
    assert looks.due(BETO, "ana", ["CAM-1"], 3) == ("CAM-1",)
