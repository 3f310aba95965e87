"""Ends the engine of a data folder in good order, through its own link."""

from __future__ import annotations

import time
from multiprocessing.connection import Client
from pathlib import Path

import psutil

from app.bootstrap.commands import Unable
from app.wire.endpoint import read
from app.wire.frames import FRAME_LIMIT, Ask, FrameInvalid, decode, encode
from app.wire.handshake import HandshakeFailed, prove
from app.wire.messages import PROTOCOL, Farewell, Hello, StopEngine

TIME_LIMIT_S = 20.0


def stop_running_engine(data: Path) -> int:
    """Ask the engine to stop and wait until its process is gone; raises Unable with a clear sentence."""
    endpoint = read(data)
    if endpoint is None:
        raise Unable(f"No engine is running on {data}.")
    try:
        with Client(endpoint.address) as link:
            prove(link, endpoint.secret, engine=False)
            link.send_bytes(encode([Hello(PROTOCOL, "engine --stop", "command line")]))
            link.send_bytes(encode([Ask(1, "engine --stop", StopEngine())]))
            deadline = time.monotonic() + TIME_LIMIT_S
            while link.poll(max(0.0, deadline - time.monotonic())):
                if any(isinstance(item, Farewell) for item in decode(link.recv_bytes(FRAME_LIMIT))):
                    break
    except EOFError:
        pass
    except (OSError, HandshakeFailed, FrameInvalid) as problem:
        raise Unable(
            f"The engine on {data} does not answer ({problem}); its process is {endpoint.pid}."
        ) from problem
    _wait_for_end(endpoint.pid)
    return 0


def _wait_for_end(pid: int) -> None:
    try:
        psutil.Process(pid).wait(TIME_LIMIT_S)
    except psutil.NoSuchProcess:
        return
    except psutil.TimeoutExpired:
        raise Unable(f"The engine was asked to stop but its process {pid} still runs.") from None
