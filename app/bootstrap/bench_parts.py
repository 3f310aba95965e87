"""What several benchmarks need: a Mosquitto of their own, the load, an engine, its figures."""

from __future__ import annotations

import contextlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from app.bootstrap.commands import Unable
from app.bootstrap.engine_client import NoEngine, items, visit
from app.bootstrap.processes import own_command
from app.wire.messages import Figures

SITE = "bench"
START_LIMIT_S = 60.0
MANUAL = "max_inflight_messages 20000\nmax_queued_messages 1000000\nmax_queued_bytes 0\n"
"""What the manual asks of a Mosquitto."""
DEFAULTS = ""


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="atalaya-bench-") as name:
        yield Path(name)


@contextlib.contextmanager
def mosquitto(place: Path, settings: str = MANUAL) -> Iterator[int]:
    """A broker on loopback that keeps sessions; yields its port."""
    program = shutil.which("mosquitto") or shutil.which("/usr/sbin/mosquitto")
    if program is None:
        raise Unable("This benchmark needs Mosquitto: apt-get install mosquitto.")
    port = free_port()
    config = place / "mosquitto.conf"
    config.write_text(
        f"listener {port} 127.0.0.1\nallow_anonymous true\npersistence true\n"
        f"persistence_location {place}/\n{settings}"
    )
    place.chmod(0o777)
    process = subprocess.Popen([program, "-c", str(config)], stderr=subprocess.DEVNULL)
    try:
        _wait_for_port(port)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def write_settings(place: Path, port: int, more: str = "") -> Path:
    path = place / "settings.toml"
    path.write_text(f'[site]\nid = "{SITE}"\n[broker]\nurl = "mqtt://127.0.0.1:{port}"\n{more}')
    return path


def start_engine(data: Path, settings: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        own_command("engine", "--data", str(data), "--config", str(settings)),
        stdout=subprocess.DEVNULL,
        stderr=(data / "engine.err").open("ab"),
    )


def stop(process: subprocess.Popen[bytes], how: int = signal.SIGTERM) -> None:
    process.send_signal(how)
    process.wait(60)


def load(port: int, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        own_command("load", "--port", str(port), "--site", SITE, *arguments), stdout=subprocess.PIPE
    )


def sent_by(process: subprocess.Popen[bytes]) -> int:
    """Wait for a load to end; the number of messages it sent."""
    output, _ = process.communicate()
    return int(output.split()[-1])


def watch_figures(data: Path, seconds: float) -> Iterator[Figures]:
    """The engine's figures as they come, for so long once it is there; raises Unable when it never is."""
    with wait_for_engine(data) as link:
        for item in items(link, seconds):
            if isinstance(item, Figures):
                yield item


@contextlib.contextmanager
def wait_for_engine(data: Path) -> Iterator[Connection]:
    deadline = time.monotonic() + START_LIMIT_S
    with contextlib.ExitStack() as stack:
        while True:
            try:
                _, link = stack.enter_context(visit(data, "bench"))
                break
            except NoEngine as problem:
                if time.monotonic() > deadline:
                    raise Unable(str(problem)) from problem
                time.sleep(0.1)
        yield link


def wait_for_devices(data: Path, count: int, limit_s: float) -> float:
    """Seconds until the engine knows so many devices."""
    began = time.monotonic()
    for figures in watch_figures(data, limit_s):
        if figures.devices >= count:
            return time.monotonic() - began
    raise Unable(f"The engine did not learn {count} devices in {limit_s:.0f} s.")


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def _wait_for_port(port: int) -> None:
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise Unable("Mosquitto did not start in time.")
