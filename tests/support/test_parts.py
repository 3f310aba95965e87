"""The shared parts do what tests rely on, and the run is as intolerant as it says."""

import subprocess
import sys
from pathlib import Path

import paho.mqtt.client as mqtt

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
        "threading.Thread(target=time.sleep, args=(9,), name='forgotten', daemon=True).start()",
        "forgotten",
    ),
    "process": ("os.system('sleep 40 >/dev/null 2>&1 &')", "left behind: sleep 40"),
    "log": ("logging.getLogger('feed').error('lost')", "feed: lost"),
    "warning": ("warnings.warn('old')", "UserWarning: old"),
    "qt": ("QtCore.qWarning('careless')", "careless"),
}


def test_run_is_intolerant(tmp_path):
    bodies = {name: body for name, (body, _) in CARELESS.items()} | {"nothing": "None"}
    lines = ["import logging, os, threading, time, warnings", "from PySide6 import QtCore"]
    lines += [f"def test_{name}():\n    kept = {body}" for name, body in bodies.items()]
    (tmp_path / "test_it.py").write_text("\n".join(lines))
    options = ["-q", "-p", "no:cacheprovider", "-c", ROOT / "pyproject.toml", "--rootdir", ROOT]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-p", "tests.conftest", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    for name, (_, finding) in CARELESS.items():
        assert finding in done.stdout, f"{name} passed unseen\n{done.stdout}"
    # Leftovers show after the test itself has passed; `nothing` passes without a finding.
    assert "2 failed, 4 passed, 3 errors" in done.stdout, done.stdout
