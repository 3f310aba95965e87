"""Bench `commands`: click to publish, answer to screen, and a group of 10,000 lamps followed to its end.

A real Mosquitto, a real engine, lamps that obey in a process of their own, and the real console, which runs
here: what is clicked is asked of the console's own bridge.
"""

from __future__ import annotations

import json
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

from app.bootstrap import bench_parts as parts
from app.bootstrap.bench import say
from app.bootstrap.bench_commands_console import Clicks, Group, Seen, measure
from app.bootstrap.bench_operator import signing_in as signing_in_at
from app.bootstrap.commands import Unable
from app.bootstrap.console_plan import ConsolePlan
from app.bootstrap.data_folder import DataFolder
from app.bootstrap.processes import own_command
from app.bootstrap.settings_file import load_settings

PER_S = 2000
CONTROL = f"[control]\nwave_per_second = {PER_S}\ngroup_limit = 10000\n"
NEEDED = {
    "click_to_publish_ms_p95": 50,
    "answer_to_screen_ms_p95": 250,
    "group_per_s": PER_S,
    "frame_ms_p95": 17,
}


def run(*, quick: bool) -> dict[str, Any]:
    lamps, clicks = (1_000, 20) if quick else (10_000, 200)
    with parts.folder() as place, parts.mosquitto(place) as port:
        _, operator, _, password = signing_in_at(place)
        settings = parts.write_settings(place, port, CONTROL)
        engine = parts.start_engine(place / "data", settings)
        street = _lamps(port, lamps, place / "heard.json")
        try:
            say(f"Introducing {lamps} lamps …")
            parts.wait_for_devices(place / "data", lamps, 120)
            seen = measure(
                _plan(place, settings, operator, Path(password)), Clicks(lamps, clicks, engine.pid)
            )
            heard = _end(street, place / "heard.json")
        finally:
            street.kill()
            parts.stop(engine)
    return {
        "needed": NEEDED,
        "lamps": lamps,
        "single": _single(seen, heard),
        "group": _group(seen.group, seen, heard),
    }


def _plan(place: Path, settings: Path, operator: str, password: Path) -> ConsolePlan:
    data = DataFolder(place / "data")
    return ConsolePlan(
        data=data,
        settings=load_settings(settings, data),
        config=settings,
        operator=operator,
        password=password.read_text("utf-8").strip(),
        size="1920x1080",
        simulated=True,
    )


def _lamps(port: int, count: int, log: Path) -> subprocess.Popen[bytes]:
    command = own_command("lamps", "--port", str(port), "--site", parts.SITE, "--lamps", str(count))
    street = subprocess.Popen([*command, "--log", str(log)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert street.stdout is not None
    if street.stdout.readline().strip() != b"introduced":
        raise Unable("The lamps of this benchmark did not start.")
    return street


def _end(street: subprocess.Popen[bytes], log: Path) -> dict[str, tuple[float, float]]:
    """By command: when a lamp heard it, and when it answered (monotonic seconds)."""
    street.communicate(timeout=30)
    heard: dict[str, tuple[float, float]] = json.loads(log.read_text())
    return heard


def _single(seen: Seen, heard: dict[str, tuple[float, float]]) -> dict[str, Any]:
    published = [(heard[id_][0] - at) * 1000 for id_, at in seen.clicked.items() if id_ in heard]
    shown = [
        (frame - heard[id_][1]) * 1000
        for id_, at in seen.answered.items()
        if id_ in heard and (frame := next((one for one in seen.painted if one >= at), None)) is not None
    ]
    return {
        "clicks": len(seen.clicked),
        "refused": seen.refused,
        "heard_by_a_lamp": len(published),
        **_spread("click_to_publish", published),
        "answers_seen": len(shown),
        **_spread("answer_to_screen", shown),
    }


def _group(group: Group, seen: Seen, heard: dict[str, tuple[float, float]]) -> dict[str, Any]:
    times = sorted(at for id_, (at, _) in heard.items() if group.clicked <= at and id_ not in seen.clicked)
    sending_s = times[-1] - times[0] if len(times) > 1 else float("nan")
    painted = [at for at in seen.painted if group.clicked <= at <= group.ended]
    gaps = [(after - before) * 1000 for before, after in pairwise(painted)]
    return {
        "refusal": group.refusal,
        "counts": group.counts,
        "skips": group.skips,
        "heard_by_lamps": len(times),
        "first_heard_ms": round((times[0] - group.clicked) * 1000, 1) if times else None,
        "sending_s": round(sending_s, 2),
        "per_s": round(len(times) / sending_s) if len(times) > 1 else None,
        "to_the_end_s": round(group.ended - group.clicked, 2),
        "engine_processor_s": round(group.processor_s, 2),
        "frames": len(gaps),
        "frame_ms_p50": round(parts.percentile(gaps, 0.5), 1),
        "frame_ms_p95": round(parts.percentile(gaps, 0.95), 1),
        "frame_ms_p99": round(parts.percentile(gaps, 0.99), 1),
        "frame_ms_max": round(max(gaps, default=float("nan")), 1),
    }


def _spread(name: str, milliseconds: list[float]) -> dict[str, float]:
    return {
        f"{name}_ms_p50": round(parts.percentile(milliseconds, 0.5), 1),
        f"{name}_ms_p95": round(parts.percentile(milliseconds, 0.95), 1),
    }
