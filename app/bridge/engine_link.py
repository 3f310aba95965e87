"""The console's end of the link: finds or starts the engine, attaches, reads frames, sends requests.

All of it on threads of its own; what comes in is handed to callbacks on the reader's thread.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Client, Connection
from pathlib import Path
from typing import Any

from app.bridge.engine_starter import EngineStarter
from app.bridge.views import EngineLink
from app.wire.endpoint import Endpoint, read
from app.wire.frames import FRAME_LIMIT, FrameInvalid, decode, encode
from app.wire.handshake import HandshakeFailed, prove
from app.wire.messages import PROTOCOL, Farewell, Hello

log = logging.getLogger(__name__)

RETRY_S = (0.2, 0.5, 1.0, 2.0, 4.0)
POLL_S = 0.2
LOOK_S = 0.05
"""How often it is looked whether an engine has made itself known, while the next try is waited for."""


@dataclass(frozen=True, slots=True)
class LinkPlan:
    """Where the engine is looked for, which console asks, and how it is started where it is not there."""

    data: Path
    console: str
    starter: EngineStarter | None


class EngineLinkThread(threading.Thread):
    """Runs until `stop`. `on_items` gets the items of a frame, `on_link` each change of state."""

    def __init__(
        self, plan: LinkPlan, *, on_items: Callable[[list[Any]], None], on_link: Callable[[EngineLink], None]
    ) -> None:
        super().__init__(name="engine-link", daemon=True)
        self._plan, self._on_items, self._on_link = plan, on_items, on_link
        self._stopping = threading.Event()
        self._wanted = threading.Event()
        self._outgoing: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._connection: Connection | None = None
        self._attempt = 0
        self._said: EngineLink | None = None
        self._tried: Endpoint | None = None

    def send(self, item: object) -> bool:
        """Queue a request; False when no engine is attached. Any thread, never waits."""
        if self._connection is None:
            return False
        self._outgoing.put(encode([item]))
        return True

    def start_again(self) -> None:
        """After the engine was stopped or given up: look for it, and start it, once more."""
        self._attempt = 0
        self._wanted.set()

    def stop(self, time_limit_s: float = 2.0) -> None:
        self._stopping.set()
        self._wanted.set()
        self._outgoing.put(None)
        self.join(time_limit_s)
        if self._plan.starter is not None:
            self._plan.starter.abandon()

    def run(self) -> None:
        while not self._stopping.is_set():
            ended = self._attach_once()
            if self._stopping.is_set():
                break
            if ended is not None:
                self._say("stopped", ended)
                self._wait_until_wanted()
            elif not self._pause():
                self._say("given_up", self._plan.starter.last_words() if self._plan.starter else "")
                self._wait_until_wanted()

    def _attach_once(self) -> str | None:
        """One try, and the conversation that follows; returns the engine's farewell, or None."""
        endpoint = self._tried = read(self._plan.data)
        connection = None if endpoint is None else self._connect(endpoint)
        if connection is None:
            self._start_engine()
            return None
        sender = threading.Thread(
            target=self._send_all, args=(connection,), name="engine-sender", daemon=True
        )
        try:
            self._connection = connection
            self._drop_outgoing()
            sender.start()
            return self._converse(connection)
        except (OSError, EOFError):
            return None
        except FrameInvalid as problem:
            log.warning("The engine speaks another version: %s", problem)
            return None
        finally:
            self._connection = None
            self._outgoing.put(None)
            sender.join(1.0)
            connection.close()

    def _connect(self, endpoint: Endpoint) -> Connection | None:
        try:
            connection = Client(endpoint.address)
        except OSError:
            return None
        try:
            prove(connection, endpoint.secret, engine=False)
            connection.send_bytes(encode([Hello(PROTOCOL, self._plan.console)]))
        except (HandshakeFailed, OSError):
            connection.close()
            return None
        return connection

    def _converse(self, connection: Connection) -> str | None:
        while not self._stopping.is_set():
            if not connection.poll(POLL_S):
                continue
            items = decode(connection.recv_bytes(FRAME_LIMIT))
            if self._attempt or self._said is None or self._said.phase != "up":
                self._attempt = 0
                self._say("up", "")
            self._on_items(items)
            for item in items:
                if isinstance(item, Farewell):
                    return item.reason
        return None

    def _send_all(self, connection: Connection) -> None:
        with contextlib.suppress(OSError):
            while (frame := self._outgoing.get()) is not None:
                connection.send_bytes(frame)

    def _drop_outgoing(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                self._outgoing.get_nowait()

    def _start_engine(self) -> None:
        starter = self._plan.starter
        now = time.monotonic()
        if starter is not None and starter.may_start(now):
            starter.start(now)

    def _pause(self) -> bool:
        """Wait before the next try; False when there is no use in going on by itself."""
        starter = self._plan.starter
        if (
            starter is not None
            and starter.exit_code() not in (None, 0)
            and not starter.may_start(time.monotonic())
        ):
            return False
        wait = RETRY_S[min(self._attempt, len(RETRY_S) - 1)]
        self._attempt += 1
        known = self._said is not None
        self._say(
            "lost" if known and self._said and self._said.phase in ("up", "lost", "hung") else "starting",
            "",
            wait,
        )
        self._wait_for_another_engine(wait)
        return True

    def _wait_for_another_engine(self, seconds: float) -> None:
        """So long, or until an engine is announced that was not tried yet."""
        deadline = time.monotonic() + seconds
        while not self._stopping.wait(LOOK_S) and time.monotonic() < deadline:
            announced = read(self._plan.data)
            if announced is not None and announced != self._tried:
                return

    def _wait_until_wanted(self) -> None:
        self._wanted.clear()
        if not self._stopping.is_set():
            self._wanted.wait()

    def _say(self, phase: str, reason: str, wait_s: float | None = None) -> None:
        now = int(time.time() * 1000)
        since = self._said.since_ms if self._said is not None and self._said.phase == phase else now
        next_try = None if wait_s is None else now + int(wait_s * 1000)
        self._said = EngineLink(phase, since, reason, self._attempt, next_try)
        self._on_link(self._said)
