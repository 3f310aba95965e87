"""A recorded file and a package made from it, once for all tests, and a browser that looks at packages."""

import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.video.evidence.chromium import chromium
from tests.video.evidence.scenes import ALARMS, STORY, order_of, ports, record
from video.evidence.packing import make_package


@pytest.fixture(scope="session")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """CAM-118 with one file of 8 s, CAM-061 with one as a camera without H.264 sends it."""
    root = tmp_path_factory.mktemp("recordings")
    record(root / "CAM-118" / "2026-03-13" / "190000000.mkv")
    record(root / "CAM-061" / "2026-03-13" / "190000000.mkv", codec="mjpeg", seconds=4)
    return root


@pytest.fixture(scope="session")
def package(recordings: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of an incident; not to be changed."""
    folder = tmp_path_factory.mktemp("package")
    order = order_of(recordings, folder / "work", faces=True, alarms=ALARMS, story=STORY)
    return Path(make_package(order, ports()).file)


@pytest.fixture
def copy(package: Path, tmp_path: Path) -> Path:
    """The package, to be changed."""
    return Path(shutil.copy(package, tmp_path / package.name))


@pytest.fixture
def folder(package: Path, tmp_path: Path) -> Path:
    """The package unpacked by another program, to be changed."""
    place = tmp_path / "unpacked"
    with ZipFile(package) as opened:
        opened.extractall(place)
    return place


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory):
    with chromium(tmp_path_factory.mktemp("chromium") / "profile") as page:
        yield page
