"""A program that changes a settings file until it is killed, or kills itself at one of its steps.

settings_writer.py PATH VERSIONS [STEP]: with STEP it dies by SIGKILL before its STEP-th act on the disk.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from app.settings.catalogue import load_catalogue
from app.settings.settings_file import SettingChange, SettingsFile

ACTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.listdir", "os.scandir", "fcntl.flock"}


def main(path: Path, versions: Path, step: int | None) -> None:
    file = SettingsFile(path, versions, catalogue=load_catalogue(), environ={})
    if step is not None:
        _die_at(step)
        _say("ready")
        file.change([SettingChange("site.name", "B" * 100)], 1)
        _say("whole")
        return
    _say("ready")
    for turn in range(1_000_000):
        file.change([SettingChange("site.name", "AB"[turn % 2] * 100)], turn)


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def _die_at(step: int) -> None:
    left = step

    def count(event: str, _arguments: object) -> None:
        nonlocal left
        if event in ACTS:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else None)
