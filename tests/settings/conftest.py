"""A settings file of an installation, and small disks to fill."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.catalogue import Catalogue
from app.settings.catalogue import load_catalogue
from app.settings.settings_file import SettingsFile

SOURCE = """\
# Puerto Sereno, planta baja.
[site]
id = "ps"                 # never change it
name = "Puerto Sereno"

# The broker of the water company.
[broker]
url = "mqtt://127.0.0.1:1883"
keepalive_s = 10          # seconds

[[alarms.rule]]           # the pump of the port
id = "pump.lost"
enabled = false
"""

Open = Callable[..., SettingsFile]


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text(SOURCE, "utf-8")
    return file


@pytest.fixture
def open_file(shipped: Catalogue) -> Open:
    def opened(path: Path, versions: Path | None = None, **more: object) -> SettingsFile:
        around = {"environ": {}, **more}
        return SettingsFile(path, versions or path.parent / "versions", catalogue=shipped, **around)

    return opened


@pytest.fixture
def file(open_file: Open, path: Path) -> SettingsFile:
    return open_file(path)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    tool = shutil.which("mount")
    if tool is None:
        pytest.skip("there is no mount command here")
    made = subprocess.run(
        [tool, "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("no permission to mount a file system here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)
