"""The days of cameras, which go on after a restart."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from app.domain.video.cameras import CameraFault, Picture
from tests.video.supervisor.test_publishing import LIVE, NOW
from video.supervisor.days import DayBook


def test_a_day_goes_on_after_a_restart(tmp_path: Path) -> None:
    def book() -> DayBook:
        return DayBook(dt.UTC, tmp_path / "days.json", lambda _camera, _day: 7.0)

    first = book()
    lost = replace(LIVE, camera="B", picture=Picture.NO_SIGNAL, reason="timeout")
    blind = replace(LIVE, faults=(CameraFault.COVERED,))
    for second in range(4):
        first.count(float(second), NOW, {"CAM-1": blind if second == 3 else LIVE, "B": lost})
    first.received("CAM-1", NOW, 45, 9_000, 2.5)
    first.received("CAM-1", NOW, 5, 1_000, 0.5)
    first.keep(NOW)
    second_book = book()
    second_book.count(0.0, NOW, {"CAM-1": LIVE})
    second_book.count(1.0, NOW, {"CAM-1": LIVE})
    broken, whole = second_book.days(NOW)
    assert (whole.up_s, whole.blind_s, whole.recorded_s, whole.frames) == (4.0, 1.0, 14.0, 50)
    assert (whole.armed_s, broken.armed_s) == (3.0, 0.0)
    assert (broken.camera, broken.down_s, broken.reason) == ("B", 3.0, "timeout")
    assert second_book.days(NOW + 3 * 86_400_000) == ()
