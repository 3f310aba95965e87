"""Bench `ingest`: 50,000 devices on a real Mosquitto, with history and alarms on and a console drawing."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path
from typing import Any

from app.bootstrap import bench_parts as parts
from app.bootstrap.bench import say
from app.bootstrap.bench_operator import signing_in as signing_in_at
from app.bootstrap.bench_packets import PacketCounter, opened, subscribe
from app.bootstrap.processes import own_command
from app.wire.messages import Figures

PUBLISH = 0x30
RATES = {0: 34_000.0, 1: 11_000.0}
"""What is offered, messages a second, above what must be taken."""


def run(*, quick: bool) -> dict[str, Any]:
    devices, seconds = (2_000, 8.0) if quick else (50_000, 60.0)
    with parts.folder() as place, parts.mosquitto(place) as port:
        say("A bare reader on the same broker …")
        bare = {qos: _bare_reader(port, devices, min(seconds, 10.0), qos) for qos in (0, 1)}
        data = place / "data"
        signing_in = signing_in_at(place)
        engine = parts.start_engine(data, parts.write_settings(place, port))
        try:
            say(f"Introducing {devices} devices …")
            parts.sent_by(parts.load(port, "--introduce", "--devices", str(devices)))
            known_after = parts.wait_for_devices(data, devices, 120)
            say("Every device reports once …")
            _warm_up(data, port, devices)
            return {
                "devices": devices,
                "introduced_s": round(known_after, 1),
                "qos0": _measure(place, port, devices, seconds, 0, bare[0], signing_in),
                "qos1": _measure(place, port, devices, seconds, 1, bare[1], signing_in),
            }
        finally:
            parts.stop(engine)


def _warm_up(data: Path, port: int, devices: int) -> None:
    """A city that has run for a while: every quantity of every device has been seen."""
    rate = 5000
    parts.sent_by(
        parts.load(port, "--devices", str(devices), "--rate", str(rate), "--seconds", str(devices / rate))
    )
    for figures in parts.watch_figures(data, 60):
        if figures.feed.messages_per_s < 1:
            break


def _bare_reader(port: int, devices: int, seconds: float, qos: int) -> float:
    """Messages a second that reach a reader which only counts packets, from a load without a brake."""
    reader = opened(("127.0.0.1", port), "bare-reader")
    reader.sendall(subscribe(f"city/{parts.SITE}/#", 0))
    sender = parts.load(port, "--devices", str(devices), "--seconds", str(seconds), "--qos", str(qos))
    counter, began = PacketCounter(), 0.0
    reader.settimeout(5)
    while sender.poll() is None:
        try:
            counter.feed(reader.recv(1 << 18))
        except TimeoutError:
            break
        began = began or time.monotonic()
    elapsed = time.monotonic() - began
    reader.close()
    parts.sent_by(sender)
    return counter.counts.get(PUBLISH, 0) / elapsed


def _measure(
    place: Path, port: int, devices: int, seconds: float, qos: int, bare: float, signing_in: tuple[str, ...]
) -> dict[str, Any]:
    say(f"QoS {qos}, {seconds:.0f} s, with a console drawing …")
    frames = place / f"frames-{qos}.json"
    console = subprocess.Popen(
        own_command(
            "run",
            *("--data", str(place / "data"), "--config", str(place / "settings.toml")),
            *signing_in,
            *("--size", "1920x1080", "--frames", str(frames)),
            *("--seconds", str(seconds + 14)),
        ),
        stderr=subprocess.DEVNULL,
    )
    time.sleep(8)
    arguments = (
        "--devices",
        str(devices),
        "--rate",
        str(RATES[qos]),
        "--seconds",
        str(seconds),
        "--qos",
        str(qos),
    )
    sender = parts.load(port, *arguments)
    seen = list(parts.watch_figures(place / "data", seconds + 4))
    sent = parts.sent_by(sender)
    console.wait(60)
    drawn = json.loads(frames.read_text()) if frames.exists() else {}
    return {
        **_figures(seen, sent, seconds),
        "bare_reader_per_s": round(bare),
        **_share(seen, bare),
        "console": drawn,
    }


def _figures(seen: list[Figures], sent: int, seconds: float) -> dict[str, Any]:
    busy = [one for one in seen if one.feed.messages_per_s > 100][1:-1] or seen
    received = seen[-1].feed.messages - seen[0].feed.messages
    return {
        "sent": sent,
        "received": received,
        "received_per_s": round(received / seconds),
        "steady_per_s": round(sum(one.feed.messages_per_s for one in busy) / len(busy)),
        "readings_per_s": round(sum(one.readings_per_s for one in busy) / len(busy)),
        "judged_per_s": round(sum(one.judged_per_s for one in busy) / len(busy)),
        "lag_ms_p99": round(parts.percentile([one.feed.lag_ms for one in busy], 0.99), 1),
        "dropped": seen[-1].feed.dropped - seen[0].feed.dropped,
        "rejects": seen[-1].feed.rejects - seen[0].feed.rejects,
        "stored_rows": seen[-1].store.written - seen[0].store.written,
        "store_lag_s_max": round(max(one.store.lag_s for one in seen), 2),
        "alarms_standing": seen[-1].standing_alarms,
        "engine_cores": round(sum(one.processor for one in busy) / len(busy), 2),
        "engine_mb_first_last": [round(busy[0].memory_bytes / 1e6), round(busy[-1].memory_bytes / 1e6)],
    }


def _share(seen: list[Figures], bare: float) -> dict[str, Any]:
    best = max(one.feed.messages_per_s for one in seen)
    return {
        "best_second_per_s": round(best),
        "best_second_share_of_bare": round(best / bare, 2) if bare else None,
    }
