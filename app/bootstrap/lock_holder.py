"""Which process holds a lock: written down by itself, so that another one can end it when it hangs."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import psutil

from app.settings.whole_file import write_whole

log = logging.getLogger(__name__)
SAME_S = 1.0
"""A process that began at another time has only the number of the one that is meant."""


def say_holder(file: Path) -> None:
    """This process holds the lock. Where that cannot be written, nobody ends it."""
    own = psutil.Process()
    try:
        write_whole(file, json.dumps({"pid": own.pid, "began": own.create_time()}).encode())
    except OSError as problem:
        log.warning("It could not be written down who holds the lock: %s", problem)


def end_holder(file: Path) -> bool:
    """Kill the process that has said that it holds the lock; False where it is none any more."""
    try:
        told = json.loads(file.read_bytes())
        process = psutil.Process(int(told["pid"]))
        if abs(process.create_time() - float(told["began"])) > SAME_S:
            return False
        process.kill()
    except (OSError, ValueError, KeyError, TypeError, psutil.Error):
        return False
    return True
