"""The stamp in `.venv`: which locks, system packages and interpreter the finished set-up stands for.

Every start imports this file, so it avoids slow imports and answers from one small file.
"""

import hashlib
import os
from collections.abc import Iterable

STAMP = "atalaya.stamp"
UNFINISHED = "atalaya.unfinished"
LOCKS = {"runtime": "requirements.lock", "dev": "requirements-dev.lock"}


def environment_of(root: str) -> str:
    """The folder of the virtual environment."""
    return os.path.join(root, ".venv")


def python_of(root: str) -> str:
    """The interpreter of the virtual environment, whether it exists or not."""
    parts = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return os.path.join(environment_of(root), *parts)


def lock_of(root: str, name: str) -> str:
    """The path of the lock file called `runtime` or `dev`."""
    return os.path.join(root, "installer", LOCKS[name])


def base_lines(root: str) -> set[str]:
    """The lines that say where the environment stands and on which interpreter."""
    return {f"folder {environment_of(root)}", f"interpreter {os.path.realpath(python_of(root))}"}


def lock_line(root: str, name: str) -> str:
    """The line that says that a lock file, as it is now, has been installed."""
    with open(lock_of(root, name), "rb") as file:
        return f"{name} {hashlib.sha256(file.read()).hexdigest()}"


def expected_lines(root: str, needs: Iterable[str]) -> set[str]:
    """The lines that must stand in the stamp before a command with these needs may start."""
    lines = base_lines(root)
    lines.add(lock_line(root, "runtime"))
    for need in needs:
        lines.add(lock_line(root, "dev") if need == "dev" else f"system {need}")
    return lines


def read(root: str) -> set[str]:
    """The lines of the stamp; none when the set-up never came to its end."""
    folder = environment_of(root)
    if os.path.exists(os.path.join(folder, UNFINISHED)):
        return set()
    try:
        with open(os.path.join(folder, STAMP), encoding="utf-8") as file:
            return set(file.read().splitlines())
    except OSError:
        return set()


def write(root: str, lines: Iterable[str]) -> None:
    """Put the stamp in place in one step, so that a reader never sees half of it."""
    path = os.path.join(environment_of(root), STAMP)
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in sorted(lines)))
    os.replace(path + ".new", path)


def ready(root: str, needs: Iterable[str]) -> bool:
    """Whether a command with these needs can start without any set-up."""
    return expected_lines(root, needs) <= read(root) and os.path.exists(python_of(root))
