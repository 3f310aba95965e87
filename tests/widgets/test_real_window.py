"""The main window on a real display, driven by the display's own keys and mouse."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.machine import tool
from tests.support.waiting import PATIENCE_S, wait_until

ROOT = Path(__file__).resolve().parents[2]


class Screen:
    """A console in a process of its own, and the hands that use it."""

    def __init__(self, display: str, folder: Path) -> None:
        self._env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
        self._xdotool = tool("xdotool")
        self.state: dict = {}
        self.complaints: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.widgets.soft_console", str(folder)],
            cwd=ROOT,
            env=self._env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._readers = [
            threading.Thread(target=self._read, name="states"),
            threading.Thread(target=self._complain, name="complaints"),
        ]
        for reader in self._readers:
            reader.start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self.state = json.loads(line)

    def _complain(self) -> None:
        self.complaints.extend(line.strip() for line in self.process.stderr)

    def do(self, *words: str) -> None:
        subprocess.run(
            [self._xdotool, *words], env=self._env, check=True, capture_output=True, timeout=PATIENCE_S
        )

    def focus(self) -> None:
        found = subprocess.run(
            [self._xdotool, "search", "--sync", "--onlyvisible", "--name", "Atalaya"],
            env=self._env, check=True, capture_output=True, text=True, timeout=PATIENCE_S,
        )  # fmt: skip
        self.do("windowfocus", found.stdout.split()[0])

    def until(self, what: str, **wanted: object) -> None:
        """Wait until the console says so."""
        wait_until(
            lambda: all(self.state.get(key) == value for key, value in wanted.items()),
            what=f"{what}: {wanted}",
        )

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE_S)
        for reader in self._readers:
            reader.join(PATIENCE_S)
        self.process.stdout.close()
        self.process.stderr.close()


@pytest.fixture
def screen(xvfb: str, tmp_path: Path) -> Iterator[Screen]:
    made = Screen(xvfb, tmp_path)
    yield made
    made.close()


@pytest.mark.slow
def test_an_operator_works_through_alarms_with_keys_and_mouse(screen: Screen):
    wait_until(lambda: screen.state.get("visible"), what="the window")
    screen.focus()
    screen.until("the focus", active=True)
    waiting = screen.state["waiting"]

    screen.do("key", "F8")
    wait_until(lambda: screen.state["alarm"], what="a selected alarm")
    screen.do("key", "space")
    screen.until("an acknowledged alarm", waiting=waiting - 1, asked=1)

    screen.do("mousemove", *(str(place) for place in screen.state["button"]), "click", "1")
    screen.until("another by its button", waiting=waiting - 2, asked=2)

    screen.do("key", "F7")
    screen.until("Diagnostics", workspace="diagnostics")
    screen.do("key", "F1")
    screen.until("Operation", workspace="operation")

    screen.do("key", "ctrl+k")
    screen.until("the palette", palette=True)
    screen.do("type", "--delay", "20", "siren")
    screen.do("key", "Return")
    screen.until("its end", palette=False)
    wait_until(lambda: screen.state["device"].startswith("SIR"), what="the siren")

    assert screen.process.poll() is None
    assert [line for line in screen.complaints if "Traceback" in line or "Error" in line] == []
