"""What a machine is called at the broker: two machines are never one."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.bootstrap.broker_names import client_id, video_server_id
from app.bootstrap.data_folder import DataFolder
from app.settings.sections import SiteSettings
from app.settings.settings import Settings
from app.settings.video import VideoSettings


@pytest.mark.parametrize(
    ("machine", "id_"),
    [
        ("", "VID-01"),
        ("video-norte", "VID-video-norte"),
        ("Cámaras 2/a+b#c", "VID-C-maras-2-a-b-c"),
        ("video.norte.local.", "VID-video.norte.local"),
        ("+/#", "VID-01"),
        ("x" * 300, "VID-" + "x" * 60),
    ],
)
def test_video_that_is_alone_is_called_after_its_machine(machine: str, id_: str) -> None:
    assert video_server_id(VideoSettings(), machine) == id_
    assert VideoSettings.model_validate({"server_id": id_}).server_id == id_, "fit for a topic"


@pytest.mark.parametrize("named", ["VID-07", "VID-01"])
def test_what_the_settings_say_goes_before(named: str) -> None:
    assert video_server_id(VideoSettings(server_id=named), "video-norte") == named


def test_folders_of_the_same_name_on_two_machines_are_two_clients(tmp_path: Path) -> None:
    settings, data = Settings(SiteSettings(id="puerto")), DataFolder(tmp_path)
    known = {client_id(settings, data, machine) for machine in ("", "norte", "sur")}
    assert len(known) == 3
    assert client_id(settings, data) == client_id(settings, data)
    assert all(name.startswith("atalaya-puerto-") for name in known)
