"""The fixtures that several areas share: broker, ports, waiting, a display for real windows."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support import machine, waiting
from tests.support.broker import MANUAL_SETTINGS, Mosquitto
from tests.support.patient_bot import PatientBot
from tests.support.waiting import PATIENCE_S


@pytest.fixture(name="free_port")
def _free_port() -> int:
    """A loopback port nobody listens on."""
    return machine.free_port()


@pytest.fixture(name="wait_until")
def _wait_until() -> Callable[..., None]:
    """`wait_until(condition, what="…")`; in tests of widgets use `qtbot.waitUntil`."""
    return waiting.wait_until


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> PatientBot:
    """That of pytest-qt, with patience."""
    return PatientBot(request)


@pytest.fixture
def make_mosquitto(tmp_path: Path) -> Iterator[Callable[..., Mosquitto]]:
    """A function that starts brokers; its keywords are lines of mosquitto.conf."""
    brokers: list[Mosquitto] = []

    def make(**settings: object) -> Mosquitto:
        folder = tmp_path / f"mosquitto-{len(brokers)}"
        folder.mkdir()
        brokers.append(Mosquitto(folder, **settings))
        brokers[-1].start()
        return brokers[-1]

    yield make
    for broker in brokers:
        broker.close()


@pytest.fixture
def mosquitto(make_mosquitto: Callable[..., Mosquitto]) -> Mosquitto:
    """A broker with the settings that the manual gives, already started."""
    return make_mosquitto(**MANUAL_SETTINGS)


@pytest.fixture(scope="session")
def xvfb() -> Iterator[str]:
    """A display such as `:7` with one 1920x1080 screen, for programs started with DISPLAY set to it."""
    reader, writer = os.pipe()
    command = [
        machine.tool("Xvfb"),
        "-displayfd",
        str(writer),
        "-screen",
        "0",
        "1920x1080x24",
        "-nolisten",
        "tcp",
    ]
    process = subprocess.Popen(
        command,
        pass_fds=(writer,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as numbers:
        number = numbers.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    process.terminate()
    process.wait(PATIENCE_S)
