"""A device in the street made of `mosquitto_sub` and `mosquitto_pub`: it knows nothing of this program."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from dataclasses import dataclass
from typing import Any, Self

from tests.endtoend.installation import SITE, Installation, now_ms
from tests.support.machine import tool
from tests.support.waiting import wait_until

READY = "ready"


@dataclass(frozen=True)
class Ordered:
    """A command as it came, with what MQTT 5 says of it."""

    expiry_s: int
    response_topic: str
    correlation: str
    body: dict[str, Any]


class StreetDevice:
    def __init__(self, installation: Installation, kind: str, id_: str) -> None:
        self._installation, self.topic = installation, f"{kind}/{id_}"
        self._heard: queue.SimpleQueue[Ordered] = queue.SimpleQueue()
        command = [tool("mosquitto_sub"), "-V", "5", "-q", "1", "-p", str(installation.broker.port)]
        command += ["-t", f"city/{SITE}/{self.topic}/command", "-F", "%E|%R|%D|%p"]
        command += ["-t", f"city/{SITE}/{self.topic}/ready"]
        self._subscribed = threading.Event()
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self._reader = threading.Thread(target=self._read, name="street-device")
        self._reader.start()
        wait_until(self._hears, 20, "mosquitto_sub to be subscribed")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(10)
        self._reader.join(10)

    def _hears(self) -> bool:
        """It tells nobody when it is ready, so it is asked."""
        self._installation.publish(f"{self.topic}/ready", READY)
        return self._subscribed.wait(0.5)

    def introduce(self, **more: object) -> None:
        body = {"name": self.topic, "lat": -12.09, "lon": -77.08, "zone": "Centro", "capabilities": []}
        self._installation.publish(f"{self.topic}/config", body | more, retain=True)

    def measure(self, **values: object) -> None:
        self._installation.publish(f"{self.topic}/telemetry", {"ts": now_ms(), **values})

    def prove_its_clock(self, **values: object) -> None:
        """Readings until the engine knows how its clock goes."""
        for _ in range(3):
            self.measure(**values)
            threading.Event().wait(1.7)

    def say(self, command: str, state: str, text: str = "") -> None:
        body = {"id": command, "ts": now_ms(), "state": state} | ({"text": text} if text else {})
        self._installation.publish(f"{self.topic}/reply", body)

    def next_order(self, limit_s: float = 15.0) -> Ordered:
        return self._heard.get(timeout=limit_s)

    def has_more(self) -> bool:
        return not self._heard.empty()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                expiry, response, correlation, body = line.rstrip("\n").split("|", 3)
                if body == READY:
                    self._subscribed.set()
                else:
                    self._heard.put(Ordered(int(expiry), response, correlation, json.loads(body)))


def state_of(installation: Installation, command: str) -> dict[str, Any]:
    """The command as `inspect` tells it."""
    rows = [row for row in installation.inspect("commands") if row["id"] == command]
    return rows[0] if rows else {"state": "unknown"}


def wait_for_state(installation: Installation, command: str, state: str) -> dict[str, Any]:
    wait_until(lambda: state_of(installation, command)["state"] == state, 30, f"{command} to be {state}")
    return state_of(installation, command)
