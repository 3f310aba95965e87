"""Bench `durability`: QoS 1 at 5,000 msg/s while the engine is killed five times; what is missing afterwards.

Every message carries its own time and value; all of them are read back from history.
"""

from __future__ import annotations

import random
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

from app.bootstrap import bench_parts as parts
from app.bootstrap.bench import say
from app.bootstrap.bench_load import NUMBERED, device_ids
from app.store.reader import Reader

RATE = 5_000.0
KILLS = 5
DRAIN_LIMIT_S = 120.0
EVERY_READING = "[history]\nevery_reading = true\n"


def run(*, quick: bool) -> dict[str, Any]:
    seconds, devices = (12.0, 200) if quick else (40.0, 1000)
    return {
        "rate_per_s": RATE,
        "kills": KILLS,
        "manual_settings": _trial(seconds, devices, parts.MANUAL),
        "mosquitto_defaults": _trial(seconds, devices, parts.DEFAULTS),
    }


def _trial(seconds: float, devices: int, broker: str) -> dict[str, Any]:
    with parts.folder() as place, parts.mosquitto(place, broker) as port:
        data = place / "data"
        data.mkdir()
        settings = parts.write_settings(place, port, EVERY_READING)
        say(f"{seconds:.0f} s with {'the manual`s settings' if broker else 'the defaults'} …")
        engine = parts.start_engine(data, settings)
        list(parts.watch_figures(data, 3))
        arguments = ("--devices", str(devices), "--rate", str(RATE), "--seconds", str(seconds))
        sender = parts.load(port, *arguments, "--qos", "1", "--numbered")
        engine = _kill_now_and_then(engine, data, settings, seconds)
        sent = parts.sent_by(sender)
        drained = _wait_until_drained(data)
        parts.stop(engine)
        return {"sent": sent, **_count(data, devices, sent), "drained_after_s": round(drained, 1)}


def _kill_now_and_then(
    engine: subprocess.Popen[bytes], data: Path, settings: Path, seconds: float
) -> subprocess.Popen[bytes]:
    moments = random.Random(5)
    for _ in range(KILLS):
        time.sleep(seconds / (KILLS + 1) * moments.uniform(0.7, 1.0))
        parts.stop(engine, signal.SIGKILL)
        engine = parts.start_engine(data, settings)
    return engine


def _wait_until_drained(data: Path) -> float:
    """Seconds until nothing has come in for three figures in a row."""
    began, quiet = time.monotonic(), 0
    for figures in parts.watch_figures(data, DRAIN_LIMIT_S):
        settled = figures.feed.phase == "up" and figures.feed.messages_per_s < 1 and figures.store.queued == 0
        quiet = quiet + 1 if settled else 0
        if quiet >= 3:
            break
    return time.monotonic() - began


def _count(data: Path, devices: int, sent: int) -> dict[str, Any]:
    """Distinct readings of the first quantity of each message, against what was sent."""
    reader = Reader(data / "store")
    stored = 0
    try:
        for kind, name in device_ids(devices):
            series = reader.series(
                name, NUMBERED[kind].decode(), 0, int(time.time() * 1000) + 3_600_000, 10**9
            )
            stored += len(series)
    finally:
        reader.close()
    return {"stored": stored, "lost": sent - stored, "lost_share": round((sent - stored) / sent, 5)}
