"""The built folder runs where there is no Python and no network, and brings its engine back."""

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path

import psutil
import pytest

from tests.support.machine import tool
from tests.support.waiting import PATIENCE_S, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

SECONDS = 45


@pytest.fixture
def cut_off(tmp_path):
    """Runs a program with an empty path, an empty home and a network of its own that is only loopback."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    environment = {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "PATH": "/nowhere",
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
    }
    script = f'{tool("ip")} link set lo up && exec "$@"'
    prefix = [*namespace(), tool("sh"), "-c", script, "sh"]
    started = []

    def run(*command, output):
        with output.open("wb") as file:
            process = subprocess.Popen(
                [*prefix, *map(str, command)],
                env=environment,
                cwd=home,
                stdout=file,
                stderr=subprocess.STDOUT,
            )
        started.append(process)
        return process

    yield run
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait()


def namespace():
    """The command that makes a network namespace here: as an ordinary user, or else as root."""
    unshare = tool("unshare")
    for flags in ("-rn", "-n"):
        if subprocess.run([unshare, flags, "true"], capture_output=True, check=False).returncode == 0:
            return [unshare, flags]
    reason = "this machine gives no network namespace"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def nothing_left(built):
    """Whatever a test leaves of the built program is ended, and is a finding."""
    yield
    left = running(built)
    for process in left:
        process.kill()
    assert not left, "\n".join(" ".join(process.info["cmdline"]) for process in left)


def running(executable):
    """The processes of the built program."""
    processes = psutil.process_iter(["exe", "cmdline"])
    return [process for process in processes if process.info["exe"] == str(executable)]


def engine_pid(data):
    """The engine that has published itself, while it lives."""
    try:
        pid = json.loads((data / "run" / "engine.json").read_bytes())["pid"]
    except (OSError, ValueError):
        return None
    return pid if psutil.pid_exists(pid) else None


def attached(data):
    """How often a console has attached to an engine of this folder."""
    log = data / "logs" / "engine.log"
    return log.read_text(errors="replace").count("A console has attached") if log.exists() else 0


def said(path):
    return path.read_text(errors="replace")[-6000:]


def test_demo_runs_alone_and_its_engine_comes_back(built, cut_off, nothing_left, tmp_path):
    data, picture, output = tmp_path / "data", tmp_path / "demo.png", tmp_path / "demo.out"
    options = ["--seconds", SECONDS, "--devices", 600, "--data", data, "--screenshot", picture]
    demo = cut_off(built, "demo", *options, output=output)

    def up(times):
        return demo.poll() is not None or (engine_pid(data) and attached(data) >= times)

    wait_until(lambda: up(1), timeout=90, what=f"the first engine\n{said(output)}")
    assert demo.poll() is None, said(output)
    first = engine_pid(data)
    os.kill(first, signal.SIGKILL)

    wait_until(lambda: up(2), what=f"the engine's return\n{said(output)}")
    assert demo.poll() is None, said(output)
    assert engine_pid(data) not in {None, first}

    assert demo.wait(SECONDS + 60) == 0, said(output)
    assert "Traceback" not in said(output)
    assert picture.stat().st_size > 50_000

    listing = tmp_path / "devices.json"
    assert (
        cut_off(built, "inspect", "devices", "--json", "--data", data, output=listing).wait(PATIENCE_S) == 0
    ), said(listing)
    devices = json.loads(listing.read_bytes())
    assert len(devices) >= 300
    assert any(device["readings"] for device in devices)


def test_engine_runs_and_ends_by_itself(built, cut_off, nothing_left, tmp_path):
    output = tmp_path / "engine.out"
    engine = cut_off(built, "engine", "--seconds", 2, "--data", tmp_path / "data", output=output)
    assert engine.wait(PATIENCE_S) == 0, said(output)
    assert "Traceback" not in said(output)


def test_folder_holds_what_the_program_reads(built):
    inside = built.parent / "_internal"
    for part in ("resources", "app/store/migrations/env.py"):
        assert (inside / part).exists()
    assert not list(inside.rglob("libQt6WebEngine*"))
    assert (
        sum(path.stat().st_size for path in inside.rglob("*") if path.is_file() and not path.is_symlink())
        < 600e6
    )
    assert shutil.which("python3", path=str(Path(built).parent)) is None
