"""The demo as a visitor meets it: one command, a living city, alarms, a picture, and nothing left behind."""

import json
import os
import subprocess
from pathlib import Path

import psutil
import pytest

from app.bootstrap.processes import own_command
from tests.support.waiting import PATIENCE_S

pytestmark = pytest.mark.slow


def test_the_demo_shows_a_living_city_and_cleans_up_behind_itself(tmp_path: Path, xvfb: str) -> None:
    data, picture = tmp_path / "data", tmp_path / "demo.png"
    environment = {**os.environ, "DISPLAY": xvfb, "QT_QPA_PLATFORM": "xcb"}
    demo = subprocess.run(
        own_command(
            "demo",
            *("--data", str(data), "--devices", "2000", "--backfill", "2h"),
            *("--seconds", "55", "--screenshot", str(picture), "--size", "1366x768"),
        ),
        env=environment,
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert demo.returncode == 0, demo.stderr
    assert picture.stat().st_size > 50_000
    assert not [
        process
        for process in psutil.process_iter(["cmdline"])
        if str(data) in " ".join(process.info["cmdline"] or [])
    ]
    listed = subprocess.run(
        own_command("inspect", "alarms", "--json", "--data", str(data)),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=True,
    )
    alarms = json.loads(listed.stdout)
    cabinet = [alarm for alarm in alarms if alarm["device"] == "TAB-17" and not alarm["suppressed"]]
    lamps = [alarm for alarm in alarms if alarm["suppressed"] and alarm["suppressed"].startswith("TAB-17")]
    assert cabinet, "the cabinet has tripped"
    assert lamps, "its lamps are its consequences"
