"""The days of cameras that have their own: unknown until told, and kept when a camera is gone."""

from __future__ import annotations

from pathlib import Path

from app.domain.video.cameras import Camera
from video.recording.kept_days import KeptDays


def test_nothing_is_known_before_the_first_cameras(tmp_path: Path) -> None:
    days = KeptDays(tmp_path / "days.json")
    assert days.told(()) is None
    assert days.told((Camera("A"),)) == {}
    assert days.told(()) == {}


def test_a_camera_that_is_gone_keeps_its_days_over_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "days.json"
    KeptDays(file).told((Camera("A", keep_days=180), Camera("B", keep_days=7)))
    after = KeptDays(file)
    assert after.told((Camera("B"),)) == {"A": 180.0}, "B keeps what all keep from now on"
    assert KeptDays(file).told((Camera("C", keep_days=3),)) == {"A": 180.0, "C": 3.0}


def test_a_file_that_cannot_be_read_holds_none(tmp_path: Path) -> None:
    file = tmp_path / "days.json"
    file.write_bytes(b"{")
    assert KeptDays(file).told((Camera("A"),)) == {}
