"""The console in a real window, driven by real keys, with its real engine behind it."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator

import psutil
import pytest

from app.bootstrap.processes import own_command
from app.wire.endpoint import Endpoint, read
from tests.endtoend.installation import Installation, now_ms
from tests.support.machine import tool
from tests.support.people import PASSWORD, make_people
from tests.support.waiting import PATIENCE_S, wait_until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.expects_leftovers("consoles and engines are processes of their own; fixtures end them"),
]

Start = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture
def start_console(installation: Installation, xvfb: str) -> Iterator[Start]:
    """Starts a console whose engine is its own to start; returns when it has attached."""
    started: list[subprocess.Popen[bytes]] = []
    environment = {**os.environ, "DISPLAY": xvfb, "QT_QPA_PLATFORM": "xcb"}

    def attached() -> int:
        log = installation.data / "logs" / "engine.log"
        return log.read_text().count("A console has attached: ") if log.exists() else 0

    def start() -> subprocess.Popen[bytes]:
        before = attached()
        command = own_command(
            "run",
            *("--data", str(installation.data), "--config", str(installation.settings)),
            *("--operator", "r.quispe", "--size", "1366x768"),
        )
        started.append(subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL))
        wait_until(lambda: attached() > before, what="the console to attach")
        return started[-1]

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
            process.wait(PATIENCE_S)


ANSWERED_S = 40.0
"""After so long without a try on record, what was typed is taken for lost."""


def press(xvfb: str, *keys: str) -> None:
    """Real key presses in the console's window, which no window manager has given the focus."""
    command = [tool("xdotool"), "search", "--onlyvisible", "--name", "Atalaya", "windowfocus", "--sync"]
    for key in keys:
        command += ["key", key, "sleep", "0.2"]
    subprocess.run(command, env={**os.environ, "DISPLAY": xvfb}, check=True, timeout=PATIENCE_S)


def sign_in(installation: Installation, xvfb: str) -> None:
    """Type the password, as the operator does whose name stands there already.

    Keys that come before the field has shown are lost, which is not seen from outside: then typed again.
    """
    window = [tool("xdotool"), "search", "--onlyvisible", "--name", "Atalaya", "windowfocus", "--sync"]
    command = [*window, "key", "ctrl+a", "type", "--delay", "20", PASSWORD]

    def tries() -> list[str]:
        return [one["outcome"] for one in installation.inspect("audit") if one["act"] == "sign_in"]

    def typed() -> bool:
        before = len(tries())
        subprocess.run(command, env={**os.environ, "DISPLAY": xvfb}, check=True, timeout=PATIENCE_S)
        press(xvfb, "Return")
        # Typed once more into a window that is just being signed in, it would be so many shortcuts.
        until = time.monotonic() + ANSWERED_S
        while len(tries()) == before and time.monotonic() < until:
            time.sleep(0.1)
        return "applied" in tries()

    wait_until(typed, what="the sign-in")


def engine_of(installation: Installation) -> Endpoint:
    endpoint = read(installation.data)
    assert endpoint is not None
    return endpoint


def test_an_operator_acknowledges_with_the_keyboard_alone(
    installation: Installation, start_console: Start, xvfb: str
) -> None:
    make_people(installation.data, "r.quispe")
    start_console()
    sign_in(installation, xvfb)
    installation.publish(
        "panic_button/PAN-088/config", {"name": "Mercado", "lat": -12.1, "lon": -77.1}, retain=True
    )
    installation.publish("panic_button/PAN-088/event", {"ts": now_ms(), "type": "panic", "active": True})
    wait_until(lambda: installation.inspect("alarms"), what="the alarm")

    def acknowledged() -> bool:
        press(xvfb, "Escape", "F8", "space")
        alarms = installation.inspect("alarms")
        return bool(alarms) and bool(alarms[0]["acknowledged"])

    wait_until(acknowledged, what="the acknowledgement")
    alarm = installation.inspect("alarms")[0]
    assert (alarm["acknowledged_by"], alarm["active"]) == ("r.quispe", True)
    act = next(one for one in installation.inspect("audit") if one["act"] == "acknowledge")
    assert (act["operator"], act["outcome"]) == ("r.quispe", "applied")


def test_a_killed_engine_is_started_again_by_the_console(
    installation: Installation, start_console: Start
) -> None:
    console = start_console()
    first = engine_of(installation)
    os.kill(first.pid, signal.SIGKILL)

    def another() -> bool:
        now = read(installation.data)
        return now is not None and now.epoch != first.epoch

    wait_until(another, what="another engine")
    assert console.poll() is None
    log = installation.data / "logs" / "engine.log"
    wait_until(lambda: log.read_text().count("A console has attached: ") == 2, what="the console's return")


def test_a_killed_console_leaves_the_engine_to_the_next_one(
    installation: Installation, start_console: Start
) -> None:
    console = start_console()
    first = engine_of(installation)
    console.kill()
    console.wait(PATIENCE_S)
    assert psutil.pid_exists(first.pid)
    start_console()
    assert engine_of(installation).epoch == first.epoch


def test_a_second_console_shares_the_engine(installation: Installation, start_console: Start) -> None:
    start_console()
    start_console()
    engines = [
        process
        for process in psutil.process_iter(["cmdline"])
        if "engine" in (process.info["cmdline"] or []) and str(installation.data) in process.info["cmdline"]
    ]
    assert len(engines) == 1
