"""Where recordings lie: a disk that is away ends nothing."""

from __future__ import annotations

from pathlib import Path

from app.bootstrap.video_paths import free_bytes, made


def test_a_folder_of_recordings_whose_disk_is_away_has_no_room_and_ends_nothing(tmp_path: Path) -> None:
    mount = tmp_path / "mount"
    mount.touch()
    away = made(mount / "recordings")
    assert (away, free_bytes(away)) == (mount / "recordings", 0)
    mount.unlink()
    assert free_bytes(made(away)) > 0
