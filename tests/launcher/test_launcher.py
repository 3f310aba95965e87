"""The launcher sets a folder up once, survives interruption, and costs nothing afterwards.

The folders under test hold the real launcher with locks of their own that name no library, so that no test
needs a network.
"""

import os
import runpy
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.bootstrap.commands import COMMANDS
from installer import stamp
from tests.support.waiting import PATIENCE_S

ROOT = Path(__file__).parents[2]

PROGRAM = """
import os, sys
print("program", sys.argv[1:], os.getcwd(), sys.prefix != sys.base_prefix)
sys.exit(7 if "seven" in sys.argv else 0)
"""


def lay_out(root):
    """A copy of the launcher over a program of three lines."""
    (root / "app").mkdir(parents=True)
    (root / "app" / "__init__.py").touch()
    (root / "app" / "__main__.py").write_text(PROGRAM)
    shutil.copy2(ROOT / "atalaya", root)
    shutil.copytree(ROOT / "installer", root / "installer", ignore=shutil.ignore_patterns("__pycache__"))
    for lock in (root / "installer").glob("*.lock"):
        lock.write_text("")
    return root


@pytest.fixture
def folder(tmp_path):
    """A folder as it comes from a clone."""
    return lay_out(tmp_path / "a folder")


@pytest.fixture(scope="module")
def once_set_up(tmp_path_factory):
    """A folder after its first start, and what that start said."""
    root = lay_out(tmp_path_factory.mktemp("ready") / "a folder")
    return root, run(root, "engine", "--seconds", "1", cwd=root.parent)


@pytest.fixture
def ready(once_set_up):
    """The folder after its first start, as every test finds it."""
    root, _ = once_set_up
    written = (root / ".venv" / stamp.STAMP).read_text()
    yield root
    (root / ".venv" / stamp.STAMP).write_text(written)
    (root / ".venv" / stamp.UNFINISHED).unlink(missing_ok=True)
    (root / "installer" / "requirements.lock").write_text("")


def start(root, *arguments, **options):
    command = [sys._base_executable, str(root / "atalaya"), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def run(root, *arguments, **options):
    process = start(root, *arguments, **options)
    out, err = process.communicate(timeout=PATIENCE_S)
    return process.returncode, out, err


def test_usage_needs_no_environment(folder):
    code, out, _ = run(folder, "--help")
    assert code == 0
    assert "usage: atalaya" in out
    code, _, err = run(folder)
    assert code == 2
    assert "usage: atalaya" in err
    assert not (folder / ".venv").exists()


def test_unknown_command_is_wrong_use(folder):
    code, _, err = run(folder, "fly")
    assert code == 2
    assert "no command 'fly'" in err
    assert not (folder / ".venv").exists()


def test_first_start_sets_up_and_keeps_the_folder_it_was_called_in(once_set_up):
    root, (code, out, err) = once_set_up
    assert code == 0, err
    assert out == f"program ['engine', '--seconds', '1'] {root.parent} True\n"
    assert "making" in err


def test_second_start_says_nothing_and_gives_back_the_exit_code(ready):
    code, out, err = run(ready, "engine", "seven", cwd=ready)
    assert (code, err) == (7, "")
    assert out == f"program ['engine', 'seven'] {ready} True\n"


def test_second_start_loads_nothing_of_the_set_up(ready):
    command = [sys._base_executable, "-S", "-X", "importtime", str(ready / "atalaya"), "engine"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    launcher, _, _ = done.stderr.partition("runpy")
    assert "installer.stamp" in launcher
    for slow in ("subprocess", "pathlib", "tempfile", "installer.environment", "installer.tools"):
        assert f" {slow}\n" not in launcher


def test_changed_lock_is_installed_without_a_new_environment(ready):
    witness = ready / ".venv" / "witness"
    witness.touch()
    (ready / "installer" / "requirements.lock").write_text("# renewed\n")
    code, _, err = run(ready, "engine")
    assert code == 0, err
    assert "installing" in err
    assert witness.exists()


def test_library_that_cannot_be_had_is_one_sentence(ready):
    lock = f"nowhere @ file:///nowhere.whl --hash=sha256:{64 * '0'}\n"
    (ready / "installer" / "requirements.lock").write_text(lock)
    code, out, err = run(ready, "engine")
    assert (code, out) == (1, "")
    assert "pip could not install" in err
    assert "Traceback" not in err
    assert not stamp.ready(str(ready), ())


def test_environment_that_moved_is_not_taken_for_ready(ready, tmp_path):
    assert stamp.ready(str(ready), ())
    moved = ready.rename(tmp_path / "moved")
    assert not stamp.ready(str(moved), ())
    moved.rename(ready)


def test_tools_of_development_are_asked_for_only_by_their_commands(ready):
    assert not stamp.ready(str(ready), ("dev",))
    assert not stamp.ready(str(ready), ("qt",))


def test_killed_set_up_is_taken_up_again_by_one_of_two_starts(folder, wait_until):
    process = start(folder, "engine", start_new_session=True)
    wait_until((folder / ".venv" / stamp.UNFINISHED).exists)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    rest = folder / ".venv" / "rest"
    rest.touch()
    both = [start(folder, "engine") for _ in range(2)]
    ends = [(*process.communicate(timeout=PATIENCE_S), process.returncode) for process in both]
    assert [code for _, _, code in ends] == [0, 0], ends
    assert all(out.startswith("program") for out, _, _ in ends)
    assert sum("did not come to its end" in err for _, err, _ in ends) == 1
    assert sum("making" in err for _, err, _ in ends) == 1
    assert not rest.exists()


def test_interrupted_set_up_says_so(folder, wait_until):
    process = start(folder, "engine", start_new_session=True)
    wait_until((folder / ".venv" / stamp.UNFINISHED).exists)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 1
    assert "the next start takes it up again" in err
    assert "Traceback" not in err


def test_locks_name_no_place_and_hash_every_file():
    for lock in (ROOT / "installer").glob("*.lock"):
        text = lock.read_text()
        assert "://" not in text
        assert "--index" not in text
        assert "--find-links" not in text
        pins = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert pins
        assert all("==" in pin and pin.endswith("\\") for pin in pins)


def test_launcher_lists_every_command_of_the_program():
    launcher = runpy.run_path(str(ROOT / "atalaya"))
    visible = {command.name for command in COMMANDS if not command.hidden}
    assert visible | {"check", "test", "build"} == set(launcher["NEEDS"])
    assert all(f"  {name} " in launcher["USAGE"] for name in launcher["NEEDS"])
