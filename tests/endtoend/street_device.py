"""A device in the street made of `mosquitto_sub` and `mosquitto_pub`: it knows nothing of this program."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from dataclasses import dataclass
from typing import Any, Self

from app.bootstrap.moments import rfc3339
from app.engine.clocks import SPAN_S
from tests.endtoend.installation import SITE, Installation, now_ms
from tests.support.machine import tool
from tests.support.waiting import PATIENCE_S, wait_until

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
        wait_until(self._hears, what="mosquitto_sub to be subscribed")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(PATIENCE_S)
        self._reader.join(PATIENCE_S)

    def _hears(self) -> bool:
        """It tells nobody when it is ready, so it is asked."""
        self._installation.publish(f"{self.topic}/ready", READY)
        return self._subscribed.wait(0.5)

    def introduce(self, **more: object) -> None:
        body = {"name": self.topic, "lat": -12.09, "lon": -77.08, "zone": "Centro", "capabilities": []}
        self._installation.publish(f"{self.topic}/config", body | more, retain=True)

    def measure(self, **values: object) -> int:
        """Gives the time of the reading, in ms."""
        made = now_ms()
        self._installation.publish(f"{self.topic}/telemetry", {"ts": made, **values})
        return made

    def prove_its_clock(self, **values: object) -> None:
        """Two readings received as far apart as the engine asks before it knows how a clock goes."""
        self._wait_for_reading(self.measure(**values))
        threading.Event().wait(SPAN_S)
        self._wait_for_reading(self.measure(**values))

    def _wait_for_reading(self, made: int) -> None:
        wait_until(lambda: rfc3339(made) in self._held(), what="the reading to be with the engine")

    def _held(self) -> set[str]:
        """The times of the values that the engine holds."""
        devices = self._installation.inspect("devices", "--device", self.topic.partition("/")[2])
        return {reading["ts"] for device in devices for reading in device["readings"].values()}

    def say(self, command: str, state: str, text: str = "") -> None:
        body = {"id": command, "ts": now_ms(), "state": state} | ({"text": text} if text else {})
        self._installation.publish(f"{self.topic}/reply", body)

    def next_order(self) -> Ordered:
        return self._heard.get(timeout=PATIENCE_S)

    def has_more(self) -> bool:
        """Whether another command came before a word of our own, which takes the same way as commands do."""
        self._subscribed.clear()
        wait_until(self._hears, what="the device to hear its own word")
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
    wait_until(lambda: state_of(installation, command)["state"] == state, what=f"{command} to be {state}")
    return state_of(installation, command)
