"""The supervisor's link to the engine: looks for it, proves itself as a console does, comes back to it."""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import time
from multiprocessing.connection import Client, Connection
from pathlib import Path
from typing import Any, Protocol

from app.wire.endpoint import Endpoint, read
from app.wire.frames import FRAME_LIMIT, FrameInvalid, decode, encode
from app.wire.handshake import HandshakeFailed, prove
from app.wire.messages import PROTOCOL, Hello

log = logging.getLogger(__name__)

ROLE = "video"
LOOK_S = 0.25
"""Between two looks for an engine; a look reads one small file."""
POLL_S = 0.2


class EngineHears(Protocol):
    """What becomes of the link; on its thread."""

    def engine_attached(self) -> None: ...

    def engine_said(self, items: list[Any]) -> None: ...

    def engine_lost(self) -> None: ...


class EngineLink:
    """One thread that reads and one that writes, from `start` to `stop`."""

    def __init__(self, data: Path, name: str, hears: EngineHears) -> None:
        self._data, self._name, self._hears = data, name, hears
        self._stopping = threading.Event()
        self._outgoing: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._connection: Connection | None = None
        self._thread = threading.Thread(target=self._run, name="engine-link", daemon=True)

    @property
    def up(self) -> bool:
        return self._connection is not None

    def start(self) -> None:
        self._thread.start()

    def send(self, item: object) -> bool:
        """False when no engine is attached. Any thread, never waits."""
        if self._connection is None:
            return False
        self._outgoing.put(encode([item]))
        return True

    def stop(self, time_limit_s: float = 2.0) -> None:
        self._stopping.set()
        self._thread.join(time_limit_s)

    def _run(self) -> None:
        while not self._stopping.is_set():
            endpoint = read(self._data)
            connection = None if endpoint is None else self._connect(endpoint)
            if connection is not None:
                self._serve(connection)
            self._stopping.wait(LOOK_S)

    def _connect(self, endpoint: Endpoint) -> Connection | None:
        try:
            connection = Client(endpoint.address)
        except OSError:
            return None
        try:
            prove(connection, endpoint.secret, engine=False)
            connection.send_bytes(encode([Hello(PROTOCOL, self._name, ROLE)]))
        except (HandshakeFailed, OSError):
            connection.close()
            return None
        return connection

    def _serve(self, connection: Connection) -> None:
        """The conversation, until either side is gone."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._outgoing.get_nowait()
        sender = threading.Thread(
            target=self._send_all, args=(connection,), name="engine-sender", daemon=True
        )
        self._connection = connection
        sender.start()
        self._hears.engine_attached()
        try:
            self._converse(connection)
        except (OSError, EOFError):
            pass
        except FrameInvalid as problem:
            log.warning("The engine speaks another version: %s", problem)
            self._stopping.wait(5.0)
        finally:
            self._connection = None
            self._outgoing.put(None)
            sender.join(1.0)
            connection.close()
            self._hears.engine_lost()

    def _converse(self, connection: Connection) -> None:
        while True:
            if self._stopping.is_set():
                self._finish()
                return
            if connection.poll(POLL_S):
                self._hears.engine_said(decode(connection.recv_bytes(FRAME_LIMIT)))

    def _finish(self) -> None:
        """What is queued goes out, for half a second at most."""
        until = time.monotonic() + 0.5
        while not self._outgoing.empty() and time.monotonic() < until:
            time.sleep(0.01)

    def _send_all(self, connection: Connection) -> None:
        with contextlib.suppress(OSError):
            while (frame := self._outgoing.get()) is not None:
                connection.send_bytes(frame)
