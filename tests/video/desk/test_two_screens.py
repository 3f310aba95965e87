"""The wall over a whole screen where there are two of them, in a process that has two."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
RIGHT = [1366, 0, 1920, 1080]
DENSITY = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
SCREENS = {
    "screens": [
        {"name": "left", "x": 0, "y": 0, "width": 1366, "height": 768, **DENSITY},
        {"name": "right", **dict(zip(("x", "y", "width", "height"), RIGHT, strict=True)), **DENSITY},
    ]
}


@pytest.fixture
def run(tmp_path):
    """Have these words done; gives what is said after each."""

    def go(*words: str) -> list[dict]:
        screens = tmp_path / "screens.json"
        screens.write_text(json.dumps(SCREENS))
        done = subprocess.run(
            [sys.executable, "-m", "tests.video.desk.two_screens"],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screens}"},
            input="\n".join((*words, "end", "")),
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        return [json.loads(line) for line in done.stdout.splitlines()]

    return go


def test_it_goes_to_the_other_screen_and_comes_back(run):
    there, back, again, unplugged = run("toggle", "press Key_Escape", "toggle", "remove")
    assert (there["whole"], there["screen"], there["at"]) == (True, "right", RIGHT)
    for after in (back, unplugged):
        assert (after["whole"], after["home"], after["screen"], after["seen"]) == (False, True, "left", True)
    assert again["screen"] == "right"
