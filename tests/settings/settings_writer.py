"""A program that changes a settings file until it is killed, or kills itself at one of its steps.

settings_writer.py PATH VERSIONS [steps]: with `steps` it reads numbers from its standard input; for each, a
copy of it changes the file and dies by SIGKILL before that act on the disk. It says `killed` or `whole`.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from app.domain.catalogue import Catalogue
from app.settings.catalogue import load_catalogue
from app.settings.settings_file import SettingChange, SettingsFile

ACTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.listdir", "os.scandir", "fcntl.flock"}


def main(path: Path, versions: Path, *, by_steps: bool) -> None:
    catalogue = load_catalogue()
    if by_steps:
        _say("ready")
        for line in sys.stdin:
            _say("killed" if _killed_at(int(line), path, versions, catalogue) else "whole")
        return
    file = SettingsFile(path, versions, catalogue=catalogue, environ={})
    _say("ready")
    for turn in range(1_000_000):
        file.change([SettingChange("site.name", "AB"[turn % 2] * 100)], turn)


def _killed_at(step: int, path: Path, versions: Path, catalogue: Catalogue) -> bool:
    child = os.fork()
    if not child:
        file = SettingsFile(path, versions, catalogue=catalogue, environ={})
        _die_at(step)
        file.change([SettingChange("site.name", "B" * 100)], 1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return os.WTERMSIG(status) == signal.SIGKILL
    assert status == 0
    return False


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
    main(Path(sys.argv[1]), Path(sys.argv[2]), by_steps=sys.argv[3:] == ["steps"])
