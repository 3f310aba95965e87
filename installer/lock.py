"""Renews the lock files from the ranges in pyproject.toml: run it with any Python, it needs only the net.

The locks hold for every platform the program runs on, name no index and no path, and keep the pins they
have unless `--upgrade` is given.
"""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

INSTALLER = Path(__file__).resolve().parent
UV = "uv>=0.8"
OPTIONS = (
    "--universal",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--python-version",
    "3.11",
    "--quiet",
)
LOCKS = {"requirements.lock": (), "requirements-dev.lock": ("--extra", "dev")}


def renew(uv: Path, name: str, extra: tuple[str, ...], more: list[str]) -> None:
    """Write one lock file; the dev lock is held to the pins of the runtime lock."""
    held = () if not extra else ("--constraint", str(INSTALLER / "requirements.lock"))
    subprocess.run(
        [uv, "pip", "compile", "pyproject.toml", *OPTIONS, *extra, *held, *more, "-o", INSTALLER / name],
        cwd=INSTALLER.parent,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    print(f"wrote installer/{name}")


def main() -> int:
    """Make a throw-away environment with uv and write both lock files."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        scripts = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin")
        subprocess.run([scripts / "python", "-m", "pip", "install", "--quiet", UV], check=True)
        for name, extra in LOCKS.items():
            renew(scripts / "uv", name, extra, sys.argv[1:])
    return 0


if __name__ == "__main__":
    sys.exit(main())
