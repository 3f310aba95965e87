"""The shared parts do what tests rely on, and the run is as intolerant as it says."""

import os
import subprocess
import sys
from pathlib import Path

import paho.mqtt.client as mqtt
import pytest

from installer.tools import SUITE

ROOT = Path(__file__).parents[2]


def test_broker_keeps_its_port_over_a_restart(mosquitto, wait_until):
    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
    client.connect("127.0.0.1", mosquitto.port)
    client.loop_start()
    wait_until(client.is_connected)
    mosquitto.kill()
    wait_until(lambda: not client.is_connected())
    mosquitto.start()
    wait_until(client.is_connected)
    mosquitto.freeze()
    mosquitto.thaw()
    client.disconnect()
    client.loop_stop()


def test_display_answers(xvfb):
    done = subprocess.run(
        ["xdotool", "getdisplaygeometry"],
        env={"DISPLAY": xvfb, "PATH": "/usr/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["1920", "1080"]


CARELESS = {
    "thread": (
        "threading.Thread(target=time.sleep, args=(90,), name='forgotten', daemon=True).start()",
        "forgotten",
    ),
    "process": ("os.system('sleep 40 >/dev/null 2>&1 &')", "left behind: sleep 40"),
    "log": ("logging.getLogger('feed').error('lost')", "feed: lost"),
    "warning": ("warnings.warn('old')", "UserWarning: old"),
    "qt": ("QtCore.qWarning('careless')", "careless"),
}


PROCESSES = pytest.mark.parametrize("processes", [(), SUITE], ids=["one", "two"])


def run_pytest(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The tests in this folder, under the same conditions as ours."""
    ours = ["-q", "-p", "no:cacheprovider", "-p", "tests.conftest", "-c", ROOT / "pyproject.toml"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *ours, "--rootdir", ROOT, *options, folder],
        cwd=ROOT,
        env={**os.environ, "ATALAYA_TEST_GRACE_S": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@PROCESSES
def test_run_is_intolerant(tmp_path, processes):
    bodies = {name: body for name, (body, _) in CARELESS.items()} | {"nothing": "None"}
    for name, body in bodies.items():
        lines = ["import logging, os, threading, time, warnings", "from PySide6 import QtCore"]
        lines += [f"def test_{name}():", f"    kept = {body}"]
        (tmp_path / f"test_{name}.py").write_text("\n".join(lines))
    done = run_pytest(tmp_path, *processes)
    assert done.returncode == 1, done.stderr
    for name, (_, finding) in CARELESS.items():
        assert finding in done.stdout, f"{name} passed unseen\n{done.stdout}"
    # Leftovers show after the test itself has passed; `nothing` passes without a finding.
    assert "2 failed, 4 passed, 3 errors" in done.stdout, done.stdout


OUTLIVING = """
import os, pytest

@pytest.fixture(scope="session")
def outliving():
    os.system("sleep 41 >/dev/null 2>&1 &")

def test_with_it(outliving):
    pass
"""


@PROCESSES
def test_what_outlives_a_run_fails_it(tmp_path, processes):
    (tmp_path / "test_it.py").write_text(OUTLIVING)
    done = run_pytest(tmp_path, *processes)
    assert done.returncode == 1, done.stderr
    assert "1 passed" in done.stdout
    assert "left behind by the run: sleep 41" in done.stderr
