"""A short visit to a running engine from the command line: attach, take what is wanted, leave."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from multiprocessing.connection import Client, Connection
from pathlib import Path
from typing import Any

from app.wire.endpoint import Endpoint, read
from app.wire.frames import FRAME_LIMIT, FrameInvalid, decode, encode
from app.wire.handshake import HandshakeFailed, prove
from app.wire.messages import PROTOCOL, Hello


class NoEngine(Exception):
    """No engine runs on the data folder, or it does not answer; `str()` is one sentence."""


@contextlib.contextmanager
def visit(data: Path, who: str) -> Iterator[tuple[Endpoint, Connection]]:
    """An attached link to the engine of `data`; raises NoEngine. The engine sends the whole city first."""
    endpoint = read(data)
    if endpoint is None:
        raise NoEngine(f"No engine is running on {data}.")
    try:
        link = Client(endpoint.address)
    except OSError as problem:
        raise NoEngine(f"The engine on {data} does not answer: {problem}.") from problem
    with link:
        try:
            prove(link, endpoint.secret, engine=False)
            link.send_bytes(encode([Hello(PROTOCOL, who)]))
        except (HandshakeFailed, OSError) as problem:
            raise NoEngine(f"The engine on {data} does not answer: {problem}.") from problem
        yield endpoint, link


def items(link: Connection, time_limit_s: float) -> Iterator[Any]:
    """What the engine says, item by item, until it leaves or the time is over."""
    deadline = time.monotonic() + time_limit_s
    try:
        while link.poll(max(0.0, deadline - time.monotonic())):
            yield from decode(link.recv_bytes(FRAME_LIMIT))
    except (OSError, EOFError, FrameInvalid):
        return
