"""Fails a test that leaves threads or processes behind or logs what nobody looked at."""

import logging
import os
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

GRACE_S = float(os.environ.get("ATALAYA_TEST_GRACE_S", "30"))
"""How long what ends anyway may take to be gone; it costs time only where something stays."""

# Every process that a test starts inherits this, also one that has left its parent. Where several processes
# share the tests, each adds a word of its own: it sees what it started itself, the one above them sees all.
RUN_VARIABLE = "ATALAYA_TEST_RUN"
RUN = os.environ[RUN_VARIABLE] = f"{os.environ.get(RUN_VARIABLE, '')}/{uuid.uuid4().hex}"


class Records(logging.Handler):
    """Keeps the log records of level ERROR and above."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_leftovers(request: pytest.FixtureRequest) -> Iterator[None]:
    """Set up first and torn down last, so that the test's own fixtures have had their chance to clean."""
    threads, processes = set(threading.enumerate()), all_processes()
    yield
    if request.node.get_closest_marker("expects_leftovers"):
        return
    left_threads = outlasting(lambda: new_threads(threads))
    left_processes = outlasting(lambda: new_processes(processes))
    for pid in left_processes:
        end(pid)
    if left_threads:
        pytest.fail(f"threads left behind: {', '.join(sorted(left_threads))}", pytrace=False)
    if left_processes:
        pytest.fail(f"processes left behind: {'; '.join(left_processes.values())}", pytrace=False)


@pytest.fixture(autouse=True)
def no_stray_errors(request: pytest.FixtureRequest) -> Iterator[None]:
    """A record of level ERROR is a finding unless the test says that it provokes it."""
    handler = Records()
    root = logging.getLogger()
    root.addHandler(handler)
    yield
    root.removeHandler(handler)
    if handler.records and not request.node.get_closest_marker("expects_errors"):
        lines = "\n".join(f"  {record.name}: {record.getMessage()}" for record in handler.records)
        pytest.fail(f"logged at level ERROR:\n{lines}", pytrace=False)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """What outlived the whole run, such as the part of a fixture with a longer scope, fails the run.

    Of several processes the one above looks, after the others have ended or crashed.
    """
    if hasattr(session.config, "workerinput"):
        return
    left = outlasting(lambda: new_processes(set()))
    for pid, command in left.items():
        sys.stderr.write(f"\nleft behind by the run: {command}\n")
        end(pid)
    if left and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def outlasting(look):
    """What is still there after a grace time; returns as soon as nothing is."""
    until = time.monotonic() + GRACE_S
    while (left := look()) and time.monotonic() < until:
        time.sleep(0.02)
    return left


def new_threads(before: set[threading.Thread]) -> set[str]:
    """Names of the live threads that were not there; Qt's own show as dummies and stay listed."""
    return {
        thread.name
        for thread in threading.enumerate()
        if thread not in before and thread.is_alive() and not isinstance(thread, threading._DummyThread)
    }


def all_processes() -> set[int]:
    """The numbers of all processes of this machine."""
    return set(psutil.pids())


def new_processes(before: set[int]) -> dict[int, str]:
    """Processes of this run that were not there: number and command line."""
    found = {}
    for pid in all_processes() - before - {os.getpid()}:
        try:
            process = psutil.Process(pid)
            if belongs_to_run(process) and process.status() != psutil.STATUS_ZOMBIE:
                found[pid] = " ".join(process.cmdline()) or process.name()
        except psutil.Error:
            continue
    return found


def belongs_to_run(process: psutil.Process) -> bool:
    """Whether this run started the process, at first or second hand."""
    if sys.platform == "linux":
        ours = f"{RUN_VARIABLE}={RUN}".encode()
        return any(line.startswith(ours) for line in environment_of(process.pid))
    return any(parent.pid == os.getpid() for parent in process.parents())


def environment_of(pid: int) -> list[bytes]:
    """What a process was started with; one that is just being started shows nothing and is asked again."""
    for _ in range(3):
        try:
            text = Path(f"/proc/{pid}/environ").read_bytes()
        except OSError:
            return []
        if text:
            return text.split(b"\0")
        time.sleep(0.02)
    return []


def end(pid: int) -> None:
    """Kill one process that a test forgot."""
    try:
        psutil.Process(pid).kill()
    except psutil.Error:
        return
