"""What every test runs under: a neutral machine, an intolerant run, and the shared parts to test against."""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.support.garbage", "tests.support.intolerance", "tests.support.parts"]

NEUTRAL = {
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "",
    "TZ": "UTC",
    "PYTHONUTF8": "1",
    "QT_SCALE_FACTOR": "1",
}


def neutralise() -> Path:
    """Give the run its own home and run folders, and take away what differs between machines."""
    folder = Path(tempfile.mkdtemp(prefix="atalaya-"))
    os.environ.update(NEUTRAL)
    # With it every program that a test starts would compile all of Atalaya anew, and pytest all tests.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    # Chosen before anything imports Qt; a test of real windows starts its own process under Xvfb.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name in ("ATALAYA_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        place = folder / name.lower()
        place.mkdir(mode=0o700)
        os.environ[name] = str(place)
    if hasattr(time, "tzset"):
        time.tzset()
    return folder


FOLDER = neutralise()

# Loaded machines make single examples slow without anything being wrong.
settings.register_profile(
    "atalaya",
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("atalaya")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests first: of two processes that share the run, none ends long after the other."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(autouse=True)
def _usual_umask() -> Iterator[None]:
    """Every command of ours makes its files owner-only; run within a test, it must not do so for the next."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture(autouse=True)
def _views_end_with_their_test() -> Iterator[None]:
    """Qt would delete them in the next test, after it has styled them once more with everything there is."""
    yield
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)


def pytest_unconfigure() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    sys.stdout.flush()
