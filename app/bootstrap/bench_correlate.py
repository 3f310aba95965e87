"""The bench `correlate`: 10,000 alarms in 10 s into their incidents, by the rules alone and in a real engine
behind a real Mosquitto."""

from __future__ import annotations

import itertools
import json
import random
import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from app.bootstrap import bench_correlate_rules
from app.bootstrap import bench_parts as parts
from app.bootstrap.bench import say
from app.bootstrap.bench_correlate_rules import SECONDS, Flood, flood
from app.bootstrap.bench_packets import opened, publish
from app.bootstrap.engine_client import items
from app.domain.devices import Device
from app.wire.incidents import AlarmLinked, IncidentMoved
from app.wire.messages import Figures

LIMIT_S = 110.0
"""Below that, nothing in the city is lost for want of another reading."""
CHUNK_S = 0.05
HEALTHY = tuple(Device(f"OK-{place:03d}", "luminaire", "", 13.0, place * 0.001, "D") for place in range(500))
"""They go on reporting, so that the lag is seen while incidents open."""
HEALTHY_PER_S = 400
NORMAL: dict[str, dict[str, float | bool]] = {
    "cabinet": {"voltage": 221.0},
    "luminaire": {"voltage": 221.0},
    "flow_meter": {"flow": 100.0},
    "pressure": {"pressure": 3.2},
    "camera": {"signal_present": True},
}
BAD: dict[str, dict[str, float | bool]] = {
    "cabinet": {"voltage": 0.0},
    "luminaire": {"voltage": 0.0},
    "flow_meter": {"flow": 400.0},
    "pressure": {"pressure": 1.1},
    "camera": {"signal_present": False},
}


def run(*, quick: bool) -> dict[str, Any]:
    alarms = 2_000 if quick else 10_000
    say("The rules and their book, in this process …")
    rules = bench_correlate_rules.measure(alarms)
    return {"rules": rules, "engine": _in_an_engine(alarms)}


@dataclass
class _Seen:
    """What a console hears: which incident each alarm is in, and how the engine is."""

    incident_of: dict[str, str] = field(default_factory=dict)
    alarms: dict[str, int] = field(default_factory=dict)
    figures: list[Figures] = field(default_factory=list)
    linked_after_s: float = 0.0

    def hear(self, item: object, wanted: set[str], began: float) -> None:
        if isinstance(item, AlarmLinked):
            self.incident_of[item.alarm] = item.incident
            wanted.discard(item.alarm)
            if not wanted and not self.linked_after_s:
                self.linked_after_s = time.monotonic() - began
        elif isinstance(item, IncidentMoved):
            self.alarms[item.incident.id] = item.incident.alarms
        elif isinstance(item, Figures):
            self.figures.append(item)


def _in_an_engine(alarms: int) -> dict[str, Any]:
    city = flood(alarms)
    with parts.folder() as place, parts.mosquitto(place) as port:
        data = place / "data"
        data.mkdir()
        engine = parts.start_engine(data, parts.write_settings(place, port))
        link = opened(("127.0.0.1", port), "correlate")
        try:
            everybody = (*city.devices, *HEALTHY)
            say(f"Introducing {len(everybody)} devices, which report once …")
            link.sendall(b"".join(_config(device) for device in everybody))
            parts.wait_for_devices(data, len(everybody), 120)
            link.sendall(b"".join(_telemetry(device, NORMAL) for device in everybody))
            _settle(data)
            say(f"{len(city.raised)} of them go wrong in {SECONDS} s …")
            with parts.wait_for_engine(data) as console:
                return _figures(_watch(console, link, city), city)
        finally:
            link.close()
            parts.stop(engine)


def _watch(console: Connection, link: socket.socket, city: Flood) -> _Seen:
    seen, wanted = _Seen(), {f"{device}:{rule}" for device, rule, _ in city.raised}
    heard = items(console, LIMIT_S)
    # The engine has told this console the whole city when its first figures come.
    next(item for item in heard if isinstance(item, Figures))
    enough = threading.Event()
    sender = threading.Thread(target=_send, args=(link, city.devices, enough), name="correlate-sender")
    began = time.monotonic()
    sender.start()
    for item in heard:
        seen.hear(item, wanted, began)
        if isinstance(item, Figures) and seen.linked_after_s:
            break
    enough.set()
    sender.join()
    return seen


def _send(link: socket.socket, devices: Sequence[Device], enough: threading.Event) -> None:
    """All of them go wrong, in any order, at a steady rate; healthy ones report until it is enough."""
    order = list(devices)
    random.Random(1).shuffle(order)
    size = max(1, round(len(order) * CHUNK_S / SECONDS))
    healthy = itertools.cycle(HEALTHY)
    began = time.monotonic()
    for place in itertools.count():
        if enough.wait(max(0.0, began + place * CHUNK_S - time.monotonic())):
            return
        bad = [_telemetry(device, BAD) for device in order[place * size : (place + 1) * size]]
        good = [_telemetry(next(healthy), NORMAL) for _ in range(round(HEALTHY_PER_S * CHUNK_S))]
        link.sendall(b"".join([*bad, *good]))


def _settle(data: Path) -> None:
    """All that was sent is taken."""
    for figures in parts.watch_figures(data, 60):
        if figures.feed.messages_per_s < 1:
            return


def _figures(seen: _Seen, city: Flood) -> dict[str, Any]:
    lags = [one.feed.lag_ms for one in seen.figures]
    return {
        "alarms": len(city.raised),
        "linked": sum(1 for device, rule, _ in city.raised if seen.incident_of.get(f"{device}:{rule}")),
        "incidents": len(seen.alarms),
        "incidents_expected": city.incidents,
        "largest_incident": max(seen.alarms.values(), default=0),
        "all_linked_after_s": round(seen.linked_after_s, 1) or None,
        "lag_ms_worst": round(max(lags, default=float("nan")), 1),
        "lag_ms_p99": round(parts.percentile(lags, 0.99), 1),
        "store_lag_s_worst": round(max((one.store.lag_s for one in seen.figures), default=0.0), 2),
        "dropped": sum(one.feed.dropped for one in seen.figures[-1:]),
        "engine_cores_worst": round(max((one.processor for one in seen.figures), default=0.0), 2),
    }


def _config(device: Device) -> bytes:
    config = {"name": device.name, "lat": device.lat, "lon": device.lon, "zone": device.zone}
    if device.parent:
        config["parent"] = device.parent
    return publish(_topic(device, "config"), json.dumps(config).encode(), retain=True)


def _telemetry(device: Device, values: dict[str, dict[str, float | bool]]) -> bytes:
    said = {"ts": int(time.time() * 1000), **values[device.kind]}
    return publish(_topic(device, "telemetry"), json.dumps(said).encode())


def _topic(device: Device, what: str) -> bytes:
    return f"city/{parts.SITE}/{device.kind}/{device.id}/{what}".encode()
