"""The demo: a simulated city with its broker in a process of its own, its engine, and the console on top.

Whatever it started, it ends.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from app.bootstrap.camera_city import TRUTH
from app.bootstrap.commands import Unable
from app.bootstrap.console import run_console
from app.bootstrap.console_plan import ConsolePlan
from app.bootstrap.data_folder import DataFolder, add_data_argument, data_folder
from app.bootstrap.demo_operators import demo_operators
from app.bootstrap.engine_stop import stop_running_engine
from app.bootstrap.guarded import guarded
from app.bootstrap.processes import own_command
from app.bootstrap.simulation import TIME_ZONE
from app.bootstrap.spans import span_seconds
from app.demo.city.frame import ORIGIN_LAT, ORIGIN_LON
from app.engine.run_folder import claim
from app.settings.secrets.backend import SecretsState
from app.settings.secrets.passphrase_sources import PASSPHRASE_VARIABLE
from app.settings.secrets.store import KEYS, SEALED_NAME
from app.settings.settings import Settings, load
from app.wire.endpoint import read

CONFIG = "demo.toml"
ROLE = "supervisor"
"""Whose place the demo takes when it signs in by itself."""
SITE = "puerto-sereno"
SETTINGS = """\
# Written anew by every demo.
[site]
id = "{site}"
name = "Puerto Sereno"
time_zone = "{zone}"
lat = {lat}
lon = {lon}
language = "{language}"
[broker]
url = "mqtt://{broker}"
protocol = "{protocol}"
[control]
wave_per_second = 30.0
[control.supplies]
VAL-0344 = ["Hospital San Telmo"]
[control.pump_outlets]
BOM-04 = ["VAL-0342"]
[control.needs_closed]
VAL-0342 = ["VAL-0351"]
[history]
act_wait_s = 10.0
[video]
disk_budget_gb = 4.0
[lighting]
tariff_per_kwh = 0.62
currency = "PEN"
co2_kg_per_kwh = 0.21
"""
"""How this invented city is piped and pays for its light."""
END_LIMIT_S = 15.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_data_argument(parser)
    parser.add_argument("--broker", metavar="HOST:PORT", help="use this broker instead of the embedded one")
    parser.add_argument("--seconds", type=float, metavar="N", help="end by itself after N seconds")
    parser.add_argument("--screenshot", type=Path, metavar="FILE", help="save a picture at the end")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another city for another number")
    parser.add_argument("--devices", type=int, default=6000, metavar="N", help="how large the city is")
    parser.add_argument("--rate", type=float, default=400.0, metavar="N", help="messages per second")
    parser.add_argument("--backfill", default="", metavar="SPAN", help="first write a past, such as 30d")
    parser.add_argument("--language", choices=("es", "en"), default="es")
    parser.add_argument("--theme", choices=("dark", "light"), default="dark")
    parser.add_argument("--size", default="1920x1080", metavar="WxH", help="the window's size")


def main(options: argparse.Namespace) -> int:
    if options.backfill:
        span_seconds(options.backfill)  # a wrong span is told before anything is started
    data = data_folder(options.data, default_name="demo")
    _refuse_a_real_installation(data)
    _end_old_engine(data)
    with simulated_city(data, options) as broker:
        print(f"What truly passes before its cameras: {data.logs / TRUTH}", file=sys.stderr, flush=True)
        config = data.root / CONFIG
        config.write_text(
            SETTINGS.format(
                site=SITE,
                broker=broker,
                zone=TIME_ZONE,
                lat=ORIGIN_LAT,
                lon=ORIGIN_LON,
                language=options.language,
                protocol="auto" if options.broker else "3.1.1",
            ),
            "utf-8",
        )
        settings = load(config)
        name, password = _operators(data, settings)
        plan = ConsolePlan(
            data=data,
            settings=settings,
            config=config,
            operator=name,
            password=password,
            language=options.language,
            theme=options.theme,
            size=options.size,
            seconds=options.seconds,
            screenshot=options.screenshot,
            simulated=True,
        )
        try:
            return run_console(plan)
        finally:
            _end_old_engine(data)


def _refuse_a_real_installation(data: DataFolder) -> None:
    """The demo gives its operators new passwords and drops its secrets: never where people work."""
    if (data.store / "vault.db").exists() and not (data.root / CONFIG).exists():
        raise Unable(f"{data.root} is not a folder of the demo; choose another one with --data.")


def _operators(data: DataFolder, settings: Settings) -> tuple[str, str]:
    """Operators of the demo's own, with passwords that are new at every start and said once.

    Returns the name and password with which the demo signs in.
    """
    lock = claim(data.root)
    try:
        (data.root / KEYS / SEALED_NAME).unlink(missing_ok=True)  # its passphrase went with the demo before
        with guarded(data, lambda: settings) as guards:
            made = demo_operators(guards.vault, int(time.time() * 1000))
            if guards.secrets.state is SecretsState.UNSET:
                guards.secrets.set_passphrase(passphrase := secrets.token_urlsafe(24))
                os.environ[PASSPHRASE_VARIABLE] = passphrase  # for the engine, which is ours
    finally:
        lock.release()
    print("Operators of this demo (valid in its own folder, new at every start):", file=sys.stderr)
    for name, _shown, role, password in made:
        print(f"  {name:<14} {role:<14} {password}", file=sys.stderr, flush=True)
    return next((name, password) for name, _shown, role, password in made if role == ROLE)


@contextlib.contextmanager
def simulated_city(data: DataFolder, options: argparse.Namespace) -> Iterator[str]:
    """The city's process, ready; yields the address of its broker."""
    command = own_command(
        "simulate",
        *("--maps", str(data.maps), "--log", str(data.logs / "simulation.log"), "--site", SITE),
        *("--seed", str(options.seed), "--devices", str(options.devices), "--rate", str(options.rate)),
        *(("--broker", options.broker) if options.broker else ()),
        *("--data", str(data.root)),
        *(("--backfill", options.backfill) if options.backfill else ()),
    )
    with (data.logs / "simulation.err").open("wb") as trouble:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=trouble)
    try:
        yield _wait_until_ready(process, data)
    finally:
        _end(process)


def _wait_until_ready(process: subprocess.Popen[bytes], data: DataFolder) -> str:
    assert process.stdout is not None
    steps = {
        "city": "Building the city …",
        "past": "Writing the city's past: {0} …",
        "broker": "Starting its broker …",
    }
    for line in process.stdout:
        word, _, rest = line.decode().strip().partition(" ")
        if word == "ready":
            return rest
        print(steps.get(word, word).format(rest), file=sys.stderr, flush=True)
    raise Unable(f"The simulated city could not start; {data.logs / 'simulation.err'} says why.")


def _end(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    try:
        process.wait(END_LIMIT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    process.stdout.close()


def _end_old_engine(data: DataFolder) -> None:
    """End the engine of this folder: ours when the demo is over, or one that a killed demo left behind."""
    if read(data.root) is not None:
        with contextlib.suppress(Unable):
            stop_running_engine(data.root)
