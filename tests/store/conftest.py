"""A small file system that a test can fill."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 4 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    tool = shutil.which("mount")
    if tool is None:
        pytest.skip("there is no mount command here")
    made = subprocess.run(
        [tool, "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("no permission to mount a file system here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)
