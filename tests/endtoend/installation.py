"""A whole installation in a folder: settings, engine processes, `inspect` and `mosquitto_pub`."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from app.bootstrap.commands import main
from app.bootstrap.engine_client import items, visit
from app.bootstrap.processes import own_command
from app.wire.endpoint import read
from app.wire.messages import Figures
from tests.support.broker import Mosquitto
from tests.support.machine import tool
from tests.support.waiting import PATIENCE_S, wait_until

SITE = "prueba"
START_LIMIT_S = PATIENCE_S
SETTINGS = """\
[site]
id = "{site}"
name = "Prueba"
[history]
act_wait_s = 60.0
[broker]
url = "{broker}"
"""
"""No act is refused because the disk of a busy machine is slow; a test may add to what is of the broker."""


class Installation:
    def __init__(self, folder: Path, broker: Mosquitto) -> None:
        self.folder, self.broker = folder, broker
        self.data = folder / "data"
        self.data.mkdir(mode=0o700)
        self.settings = folder / "settings.toml"
        self.settings.write_text(SETTINGS.format(site=SITE, broker=broker.url))
        self._engines: list[subprocess.Popen[bytes]] = []

    def engine_command(self) -> list[str]:
        return own_command("engine", "--data", str(self.data), "--config", str(self.settings))

    def start_engine(self) -> subprocess.Popen[bytes]:
        """A new engine, ready for consoles."""
        before = read(self.data)
        process = subprocess.Popen(self.engine_command(), stderr=subprocess.PIPE)
        self._engines.append(process)

        def ready() -> bool:
            now = read(self.data)
            return now is not None and (before is None or now.epoch != before.epoch)

        wait_until(ready, START_LIMIT_S, "the engine to be ready")
        with visit(self.data, "test") as (_, link):
            said = (item.feed.phase for item in items(link, START_LIMIT_S) if isinstance(item, Figures))
            assert "up" in said, "the engine did not reach its broker"
        return process

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command of the program to its end."""
        return subprocess.run(
            own_command(*arguments),
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
            encoding="utf-8",
        )

    def inspect(self, what: str, *arguments: str) -> list[dict[str, Any]]:
        """In this process: a test that waits asks often, and a process takes a second each time."""
        told, problem = io.StringIO(), io.StringIO()
        with redirect_stdout(told), redirect_stderr(problem):
            code = main(["inspect", what, "--json", "--data", str(self.data), *arguments])
        assert code == 0, problem.getvalue()
        rows: list[dict[str, Any]] = json.loads(told.getvalue())
        return rows

    def publish(self, topic: str, payload: dict[str, Any] | str, *, retain: bool = False) -> None:
        """With a client that knows nothing of this program."""
        body = payload if isinstance(payload, str) else json.dumps(payload)
        command = [
            tool("mosquitto_pub"),
            "-p",
            str(self.broker.port),
            "-q",
            "1",
            "-t",
            f"city/{SITE}/{topic}",
        ]
        subprocess.run([*command, *(["-r"] if retain else []), "-m", body], check=True, timeout=PATIENCE_S)

    def close(self) -> None:
        for process in self._engines:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(PATIENCE_S)
            assert process.stderr is not None
            process.stderr.close()
        left = read(self.data)
        if left is not None:
            self.run("engine", "--stop", "--data", str(self.data))


def now_ms() -> int:
    return int(time.time() * 1000)
