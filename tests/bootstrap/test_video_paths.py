"""Where recordings lie: a disk that is away ends nothing, and a new one is taken when somebody says so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.bootstrap.commands import main
from app.bootstrap.data_folder import data_folder
from app.bootstrap.settings_file import load_settings
from app.bootstrap.video_paths import free_bytes, recordings_claim, recordings_folder
from video.recording.faults import RecordingFault
from video.recording.home import RecordingsHome


def test_a_folder_of_recordings_whose_disk_is_away_has_no_room(tmp_path: Path) -> None:
    mount = tmp_path / "mount"
    mount.touch()
    assert free_bytes(mount / "recordings") == 0
    mount.unlink()
    assert RecordingsHome(mount / "recordings", tmp_path / "claim").fault() == ""
    assert free_bytes(mount / "recordings") > 0


def test_the_administrator_says_that_another_disk_is_the_right_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = data_folder(tmp_path)
    (data.root / "run").mkdir()
    folder = recordings_folder(load_settings(None, data), data)
    home = RecordingsHome(folder, recordings_claim(data))
    assert home.fault() == ""
    shutil.rmtree(folder)
    assert home.fault() == RecordingFault.FOLDER_AWAY
    assert main(["video", "--data", str(data.root), "--adopt-recordings"]) == 0
    assert str(folder) in capsys.readouterr().out
    assert home.fault() == ""
    shutil.rmtree(folder)
    folder.touch()
    assert main(["video", "--data", str(data.root), "--adopt-recordings"]) == 1
    assert "cannot be used" in capsys.readouterr().err
