"""A console's hub on a real engine process and a real broker, driven by Qt's own loop."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

import psutil
import qasync

from app.bootstrap.processes import own_command
from app.bridge.engine_link import LinkPlan
from app.bridge.engine_starter import EngineStarter
from app.bridge.history import History
from app.bridge.hub import Hub, HubIdentity
from app.bridge.views import EngineLink
from app.settings.catalogue import load_catalogue
from app.wire.endpoint import read
from tests.support.broker import Mosquitto
from tests.support.machine import tool
from tests.support.people import PASSWORD, make_people
from tests.support.waiting import PATIENCE_S

SITE = "prueba"
T = TypeVar("T")


class Scene:
    """`phases` lists what the hub said of its engine, without what it repeated; `snapshots` counts cities."""

    def __init__(self, folder: Path, loop: qasync.QEventLoop, command: list[str]) -> None:
        self.data, self._loop = folder, loop
        self.starter = EngineStarter(command, folder / "engine.out")
        catalogue = load_catalogue()
        self.hub = Hub(
            catalogue,
            HubIdentity("es", SITE, "Prueba"),
            LinkPlan(folder, "test", self.starter),
            History(folder / "store", catalogue),
        )
        self.phases: list[str] = []
        self.snapshots = 0
        self.hub.link_changed.connect(self._note_link)
        self.hub.snapshot_loaded.connect(self._note_snapshot)

    def _note_link(self, link: EngineLink) -> None:
        if self.phases[-1:] != [link.phase]:
            self.phases.append(link.phase)

    def _note_snapshot(self) -> None:
        self.snapshots += 1

    @property
    def engine(self) -> int:
        """The number of the engine's process."""
        endpoint = read(self.data)
        assert endpoint is not None, "there is no engine"
        return endpoint.pid

    def send(self, name: signal.Signals) -> None:
        os.kill(self.engine, name)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        result: T = self._loop.run_until_complete(work)
        return result

    def wait(self, condition: Callable[[], object], what: str, limit_s: float = PATIENCE_S) -> None:
        """Turn the console's loop until the condition holds."""
        self.run(until(condition, what, limit_s))

    def wait_for(self, phase: str) -> None:
        self.wait(lambda: self.hub.link.phase == phase, f"'{phase}' after {self.phases}")

    def wait_for_city(self, number: int) -> None:
        self.wait(lambda: self.snapshots >= number, f"city {number} after {self.phases}")

    def sign_in(self) -> None:
        """A supervisor, in the place of whoever sits there."""
        answer = self.run(self.hub.access.sign_in("r.quispe", PASSWORD))
        assert answer.session is not None, answer

    def wait_for_broker(self) -> None:
        def up() -> bool:
            return self.hub.figures is not None and self.hub.figures.feed.phase == "up"

        self.wait(up, "the engine to reach its broker")

    def close(self) -> None:
        self.hub.close()
        if read(self.data) is not None:
            engine = psutil.Process(self.engine)
            engine.resume()
            engine.terminate()
            engine.wait(PATIENCE_S)


async def until(condition: Callable[[], object], what: str, limit_s: float = PATIENCE_S) -> None:
    """Turn the running loop until the condition holds."""
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > limit_s:
            raise AssertionError(f"waited {limit_s:g} s in vain for {what}")
        await asyncio.sleep(0.01)


def engine_command(folder: Path, broker: Mosquitto) -> list[str]:
    """The engine of a folder, with settings for that broker."""
    make_people(folder, "r.quispe")
    config = folder / "settings.toml"
    config.write_text(
        f'[site]\nid = "{SITE}"\nname = "Prueba"\n[broker]\nurl = "{broker.url}"\n'
        "[history]\nact_wait_s = 60.0\n"  # no act is refused because the disk of a busy machine is slow
    )
    return own_command("engine", "--data", str(folder), "--config", str(config))


def publish(broker: Mosquitto, topic: str, payload: dict[str, Any], *, retain: bool = False) -> None:
    command = [tool("mosquitto_pub"), "-p", str(broker.port), "-q", "1", *(["-r"] if retain else [])]
    message = ["-t", f"city/{SITE}/{topic}", "-m", json.dumps(payload)]
    subprocess.run([*command, *message], check=True, timeout=PATIENCE_S)
