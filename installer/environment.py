"""Makes `.venv` and installs the locked libraries: one set-up at a time, repeatable, safe to interrupt."""

import contextlib
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from installer import stamp, system_packages
from installer.say import say

PROGRESS_SECONDS = 5.0
SHOWN_ON_FAILURE = 12


class SetupStopped(Exception):
    """The set-up cannot go on; the text is one sentence for the person at the keyboard."""


def prepare(root: str, needs: tuple[str, ...]) -> bool:
    """Bring the folder to what a command needs; says why not and returns False when that is impossible."""
    try:
        with only_one(root) as held:
            if not stamp.ready(root, needs):
                bring_up(root, needs, held)
    except SetupStopped as stopped:
        say(f"set-up stopped: {stopped}")
        return False
    except system_packages.PackagesMissing as missing:
        say(f"set-up stopped: {missing}")
        return False
    except KeyboardInterrupt:
        say("set-up interrupted; the next start takes it up again.")
        return False
    return True


def bring_up(root: str, needs: tuple[str, ...], held: IO[bytes]) -> None:
    """Do what the stamp does not name yet; the stamp is written last."""
    before = stamp.read(root)
    done = {line for line in before if line.startswith("system ")}
    for group in ("python", *needs):
        if group != "dev" and f"system {group}" not in done and system_packages.ensure(group):
            done.add(f"system {group}")
    # Read before anything is installed: a lock that is renewed meanwhile is not what was installed.
    lines = {name: stamp.lock_line(root, name) for name in stamp.LOCKS}
    locks = {name: line for name, line in lines.items() if name == "runtime" or name in needs}
    known = {line for line in before if line.startswith(("runtime ", "dev "))}
    if not usable(root, before):
        make(root)
        known = set()
    if not set(locks.values()) <= known:
        widest = "dev" if "dev" in needs or any(line.startswith("dev ") for line in known) else "runtime"
        install(root, widest, held)
        known = {lines[name] for name in ("runtime", widest)}
    stamp.write(root, done | known | stamp.base_lines(root))
    (Path(stamp.environment_of(root)) / stamp.UNFINISHED).unlink(missing_ok=True)


def usable(root: str, lines: set[str]) -> bool:
    """Whether the environment stands; one made by hand is taken over when it works."""
    if lines:
        return stamp.base_lines(root) <= lines and Path(stamp.python_of(root)).exists()
    if (Path(stamp.environment_of(root)) / stamp.UNFINISHED).exists():
        say("the last set-up did not come to its end; starting afresh")
        return False
    probe = "import pip, sys; sys.exit(sys.version_info < (3, 11) or sys.prefix == sys.base_prefix)"
    try:
        command = [stamp.python_of(root), "-c", probe]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make(root: str) -> None:
    """Make an empty environment where there may be the rest of another."""
    folder = Path(stamp.environment_of(root))
    # Not `sys.executable`: started by the environment's own Python, that one is gone with the folder.
    base = getattr(sys, "_base_executable", sys.executable)
    say(f"making {folder} with Python {sys.version_info[0]}.{sys.version_info[1]}")
    try:
        old = folder.with_name(".venv.old")
        if folder.exists():
            # Renamed first: a removal cut short must not look like an environment.
            shutil.rmtree(old, ignore_errors=True)
            folder.rename(old)
        shutil.rmtree(old, ignore_errors=True)
        folder.mkdir()
        (folder / stamp.UNFINISHED).touch()
        subprocess.run([base, "-m", "venv", str(folder)], check=True, capture_output=True, text=True)
    except subprocess.CalledProcessError as failed:
        raise SetupStopped(
            f"Python could not make a virtual environment: {last_line(failed.stderr)}"
        ) from failed
    except OSError as failed:
        raise SetupStopped(f"{folder} cannot be written: {failed.strerror or failed}.") from failed


def install(root: str, name: str, held: IO[bytes]) -> None:
    """Install one lock file with pip, every file checked against its hash.

    pip inherits the lock on the folder: when this process is killed, the next one waits until pip has ended.
    """
    folder = Path(stamp.environment_of(root))
    (folder / stamp.UNFINISHED).touch()
    lock = stamp.lock_of(root, name)
    total = sum("==" in line for line in Path(lock).read_text(encoding="utf-8").splitlines())
    say(f"installing about {total} libraries; the first time this takes a few minutes")
    command = [stamp.python_of(root), "-m", "pip", "install", "--require-hashes", "--no-deps", "--no-input"]
    command += ["--progress-bar", "off", "--disable-pip-version-check", "-r", lock]
    environment = os.environ | {"PYTHONUNBUFFERED": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    pip = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=environment,
        pass_fds=(held.fileno(),) if os.name == "posix" else (),
    )
    with pip:
        last = follow(pip, folder, total)
    if pip.returncode != 0:
        sys.stderr.write("".join(f"  {line}\n" for line in last[-SHOWN_ON_FAILURE:]))
        raise SetupStopped("pip could not install the libraries; its last lines stand above.")
    link(root)


def follow(pip: subprocess.Popen[str], folder: Path, total: int) -> list[str]:
    """Show how far pip is, in plain lines; gives back the last of what it said."""
    last: list[str] = []
    seen = 0
    ended = threading.Event()
    counter: threading.Thread | None = None
    assert pip.stdout is not None
    try:
        for line in map(str.rstrip, pip.stdout):
            last = [*last[-SHOWN_ON_FAILURE:], line]
            if line.startswith(("Collecting ", "Processing ")):
                seen += 1
                say(f"  [{seen}/{total}] {library_of(line)}")
            elif line.startswith("Requirement already satisfied"):
                seen += 1
            elif line.startswith("Installing collected packages"):
                counter = threading.Thread(target=count_installed, args=(folder, ended))
                counter.start()
    finally:
        ended.set()
        if counter is not None:
            counter.join()
    return last


def library_of(line: str) -> str:
    """Name and version in pip's line about a library or about a file that holds it."""
    word = line.split()[1].replace("\\", "/").rpartition("/")[2]
    return " ".join(word.split("-")[:2]) if word.endswith(".whl") else word.replace("==", " ")


def count_installed(folder: Path, ended: threading.Event) -> None:
    """Say from time to time how many libraries are in place, while pip itself is silent."""
    begun = time.monotonic()
    while not ended.wait(PROGRESS_SECONDS):
        count = sum(1 for _ in folder.glob("**/site-packages/*.dist-info"))
        say(f"  {count} libraries in place after {time.monotonic() - begun:.0f} s")


def link(root: str) -> None:
    """Make the program importable in its environment from any folder it is started in."""
    folder = Path(stamp.environment_of(root))
    for site in (*folder.glob("lib/python3*/site-packages"), *folder.glob("Lib/site-packages")):
        (site / "atalaya.pth").write_text(f"{root}\n", encoding="utf-8")


@contextlib.contextmanager
def only_one(root: str) -> Iterator[IO[bytes]]:
    """Hold the folder for one set-up; a second one waits and then finds the work done."""
    try:
        file = (Path(root) / ".venv.lock").open("a+b")
    except OSError as failed:
        raise SetupStopped(f"{root} cannot be written: {failed.strerror}.") from failed
    with file:
        if not lock(file, wait=False):
            say("another set-up is running in this folder; waiting for it")
            lock(file, wait=True)
        yield file


def lock(file: IO[bytes], *, wait: bool) -> bool:
    """Take the operating system's lock on an open file; False when another process holds it."""
    if sys.platform == "win32":
        return lock_on_windows(file, wait=wait)
    import fcntl  # noqa: PLC0415 - exists on POSIX only

    try:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def lock_on_windows(file: IO[bytes], *, wait: bool) -> bool:
    """The same with the first byte of the file; Windows itself waits ten seconds at most, so ask again."""
    import msvcrt  # noqa: PLC0415 - exists on Windows only

    while True:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            if not wait:
                return False
        else:
            return True


def last_line(text: str) -> str:
    """The last line of a program's complaint."""
    lines = text.strip().splitlines()
    return lines[-1] if lines else "it said nothing."
