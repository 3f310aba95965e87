"""Ends the engine of a data folder in good order, through its own link."""

from __future__ import annotations

import time
from pathlib import Path

import psutil

from app.bootstrap.commands import Unable
from app.bootstrap.engine_client import NoEngine, items, visit
from app.wire.frames import Ask, encode
from app.wire.messages import Farewell, StopEngine

TIME_LIMIT_S = 20.0
WHO = "engine --stop"


def stop_running_engine(data: Path) -> int:
    """Ask the engine to stop and wait until its process is gone; raises Unable with a clear sentence."""
    try:
        with visit(data, WHO) as (endpoint, link):
            link.send_bytes(encode([Ask(1, WHO, StopEngine())]))
            any(isinstance(item, Farewell) for item in items(link, TIME_LIMIT_S))
    except (NoEngine, OSError) as problem:
        raise Unable(str(problem)) from problem
    _wait_for_end(endpoint.pid)
    return 0


def _wait_for_end(pid: int) -> None:
    deadline = time.monotonic() + TIME_LIMIT_S
    while _runs(pid):
        if time.monotonic() > deadline:
            raise Unable(f"The engine was asked to stop but its process {pid} still runs.")
        time.sleep(0.02)


def _runs(pid: int) -> bool:
    """A process that has ended but was not yet fetched by its parent does not run."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
