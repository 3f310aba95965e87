"""Bench `startup`: the second start with 50,000 known devices until the map shows them; memory then."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path
from typing import Any

import psutil

from app.bootstrap import bench_parts as parts
from app.bootstrap.bench import say
from app.bootstrap.bench_operator import signing_in as signing_in_at
from app.bootstrap.commands import Unable
from app.bootstrap.processes import own_command
from app.wire.endpoint import read

TRIES = 3
WATCH_S = 20
"""Seconds a console is watched for its first screen."""
SETTLE_S = 4.0


def run(*, quick: bool) -> dict[str, Any]:
    devices, tries = (2_000, 1) if quick else (50_000, TRIES)
    with parts.folder() as place, parts.mosquitto(place) as port:
        data = place / "data"
        data.mkdir()
        settings = parts.write_settings(place, port)
        say(f"A first start that learns {devices} devices …")
        signing_in = signing_in_at(place)
        engine = parts.start_engine(data, settings)
        parts.sent_by(parts.load(port, "--introduce", "--devices", str(devices)))
        parts.wait_for_devices(data, devices, 180)
        parts.sent_by(
            parts.load(port, "--devices", str(devices), "--rate", "5000", "--seconds", str(devices / 5000))
        )
        parts.stop(engine)
        say("Second starts …")
        with_engine = [_start(place, settings, signing_in, running=False) for _ in range(tries)]
        engine = parts.start_engine(data, settings)
        parts.wait_for_devices(data, devices, 60)
        console_only = [_start(place, settings, signing_in, running=True) for _ in range(tries)]
        parts.stop(engine)
    return {
        "devices": devices,
        "engine_and_console": _summary(with_engine),
        "console_alone": _summary(console_only),
    }


def _start(place: Path, settings: Path, signing_in: tuple[str, ...], *, running: bool) -> dict[str, Any]:
    """One start of the console, which starts the engine unless it runs; seconds and megabytes."""
    data, frames = place / "data", place / "frames.json"
    console = subprocess.Popen(
        own_command(
            "run",
            *("--data", str(data), "--config", str(settings), *signing_in),
            *("--size", "1920x1080", "--frames", str(frames), "--seconds", str(WATCH_S)),
        ),
        stderr=subprocess.DEVNULL,
    )
    engine = _engine_of(data)
    engine_mb = engine.memory_info().rss / 1e6
    console.wait(60)
    drawn = json.loads(frames.read_text())
    if not running:
        engine.terminate()
        engine.wait(30)
    return {
        "first_screen_s": drawn["first_screen_s"],
        "console_mb": drawn["memory_mb"],
        "engine_mb": round(engine_mb),
    }


def _engine_of(data: Path) -> psutil.Process:
    """The engine's process, once it is there and has told its city."""
    deadline = time.monotonic() + parts.START_LIMIT_S
    while (endpoint := read(data)) is None:
        if time.monotonic() > deadline:
            raise Unable("The console did not get its engine started.")
        time.sleep(0.1)
    time.sleep(SETTLE_S)
    return psutil.Process(endpoint.pid)


def _summary(starts: list[dict[str, Any]]) -> dict[str, Any]:
    """Medians, and every start's first screen; one that had none in time is told as null."""
    whole = [start for start in starts if start["first_screen_s"] is not None]
    medians = {name: parts.percentile([start[name] for start in whole], 0.5) for name in starts[0]}
    return medians | {"starts": [start["first_screen_s"] for start in starts]}
