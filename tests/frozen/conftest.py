"""The built folder, made once for as long as its sources stay the same."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ("app", "widgets", "maps", "video", "resources", "installer")
BUILDS = ROOT / "build" / "frozen"


def fingerprint() -> str:
    """What the build is made of, as one word."""
    digest = hashlib.sha256(sys.version.encode())
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(ROOT)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture(scope="session")
def built() -> Path:
    """The executable of the folder that `atalaya build` makes."""
    folder = BUILDS / fingerprint()
    done = folder / "built"
    if not done.exists():
        if BUILDS.exists():
            for old in BUILDS.iterdir():
                # PyInstaller's own notes make the next build quicker.
                if old.name != "work":
                    shutil.rmtree(old)
        places = ["--distpath", str(folder), "--workpath", str(BUILDS / "work")]
        command = [sys.executable, str(ROOT / "atalaya"), "build", *places]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stdout + made.stderr
        done.touch()
    return folder / "atalaya" / ("atalaya.exe" if sys.platform == "win32" else "atalaya")
