"""The commands of development: `check`, `test` and `build`, each a short list of tools of `.venv`."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from installer.say import say

# Name shown, and the module with its arguments.
CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ruff check", ("-m", "ruff", "check", "--quiet", ".")),
    ("ruff format", ("-m", "ruff", "format", "--quiet", "--check", "--diff", ".")),
    ("mypy", ("-m", "mypy", "--no-error-summary")),
    (
        "lint-imports",
        ("-c", "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"),
    ),
    (
        "bandit",
        ("-m", "bandit", "-q", "-c", "pyproject.toml", "-r", "app", "widgets", "maps", "video", "installer"),
    ),
    ("advisories", ("-m", "installer.advisories")),
)
# Checkers whose first line is worth reading also when they found nothing.
SPOKEN = frozenset({"advisories"})

# The whole suite in two processes, file by file in the order that tests/conftest.py gives; a crash ends it.
SUITE = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "--max-worker-restart", "0")

PYTEST_WRONG_USE = 4


def run(command: list[str], *, root: str | None = None) -> int:
    """Run a program in the foreground; an interrupt goes to it, and its own end is waited for."""
    with subprocess.Popen(command, cwd=root) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue


def check(root: str, python: str, arguments: list[str]) -> int:
    """Run every checker, two at a time, one line each; the findings of those that fail follow their line."""
    if arguments:
        say("check takes no arguments.")
        return 2
    with ThreadPoolExecutor(2) as two:
        begun = [two.submit(check_one, root, python, name, module) for name, module in CHECKS]
    return 0 if all(one.result() for one in begun) else 1


def check_one(root: str, python: str, name: str, module: tuple[str, ...]) -> bool:
    """Run one checker; True when it found nothing."""
    begun = time.monotonic()
    done = subprocess.run(
        [python, *module],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=os.environ | {"PYTHONUTF8": "1"},
        check=False,
    )
    passed = done.returncode == 0
    told = done.stdout.partition("\n")[0] if passed and name in SPOKEN else ""
    line = f"{name:<14}{'passed' if passed else 'FAILED'}  {time.monotonic() - begun:5.1f} s  {told}"
    findings = "" if passed else f"{done.stdout.rstrip()}\n"
    # In one piece, as another checker may be telling its own.
    sys.stdout.write(f"{line.rstrip()}\n{findings}")
    sys.stdout.flush()
    return passed


def test(root: str, python: str, arguments: list[str]) -> int:
    """Check, then the whole suite; with arguments only pytest, with these arguments."""
    checked = 0 if arguments else check(root, python, [])
    if not arguments:
        print(flush=True)
    code = run([python, "-m", "pytest", *(arguments or SUITE)], root=root)
    if checked != 0:
        print("The checks above found something; the test run counts as failed.", file=sys.stderr)
    if code == PYTEST_WRONG_USE:
        return 2
    return 1 if code != 0 or checked != 0 else 0


def build(root: str, python: str, arguments: list[str]) -> int:
    """Make the folder that runs without Python: `dist/atalaya` unless told otherwise."""
    spec = str(Path(root) / "installer" / "atalaya.spec")
    places = ["--distpath", str(Path(root) / "dist"), "--workpath", str(Path(root) / "build")]
    command = [python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places, *arguments, spec]
    say("building; this takes one to three minutes")
    code = run(command, root=root)
    if code == 0:
        say("built" if arguments else "built; start it with dist/atalaya/atalaya demo")
    return 0 if code == 0 else 1


COMMANDS = {"check": check, "test": test, "build": build}
