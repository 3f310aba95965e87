"""The consoles that are attached: accepts, proves, reads and writes, each console on threads of its own.

The engine's thread never waits for a console: frames for it are queued, and one that does not read is let go.
"""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import socket
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Client, Connection, Listener
from typing import Any

from app.domain.plain_text import plain
from app.wire.frames import REQUEST_LIMIT, Ask, FrameInvalid, decode
from app.wire.handshake import TIME_LIMIT_S, HandshakeFailed, prove
from app.wire.messages import Hello

log = logging.getLogger(__name__)

QUEUE_LIMIT = 2000
"""Frames waiting for one console; past it the console has stopped reading and is let go."""
ASKS_PER_S = 100
PENDING_HANDSHAKES = 8
BACKLOG = 16
MOST_LINKS = 64
LONGEST_NAME = 64

Joined = Callable[["ConsoleLink", Hello], None]
Asked = Callable[["ConsoleLink", Ask], None]
Left = Callable[["ConsoleLink"], None]


class ConsoleLink:
    """One attached console. `send` may be called from any thread and never waits."""

    def __init__(self, link: Connection) -> None:
        self._link = link
        self._frames: queue.Queue[bytes | None] = queue.Queue(QUEUE_LIMIT)
        self._sender = threading.Thread(target=self._send_all, name="console-sender", daemon=True)
        self.closed = threading.Event()
        self.console = ""
        """Where it says it stands."""
        self.role = "console"
        """`video` for the video supervisor, which is told no city."""
        self.attached = False
        """Set by the engine once the console has the whole city: from then on changes go to it."""

    def start(self) -> None:
        self._sender.start()

    def send(self, frame: bytes) -> None:
        if self.closed.is_set():
            return
        try:
            self._frames.put_nowait(frame)
        except queue.Full:
            log.warning("A console has stopped reading and is let go.")
            self.close()

    def receive(self) -> list[Any]:
        return decode(self._link.recv_bytes(REQUEST_LIMIT))

    def close(self) -> None:
        """Let the console go; what is queued is dropped. Safe from any thread, more than once."""
        if self.closed.is_set():
            return
        self.closed.set()
        with contextlib.suppress(queue.Full):
            self._frames.put_nowait(None)
        _wake(self._link)

    def dispose(self) -> None:
        """Close, and free the connection once nobody uses it any more. The reader's thread, at its end."""
        self.close()
        if self._sender.is_alive():
            self._sender.join()
        self._link.close()

    def finish(self, time_limit_s: float) -> None:
        """Send what is queued, then close."""
        with contextlib.suppress(queue.Full):
            self._frames.put_nowait(None)
        self._sender.join(time_limit_s)
        self.close()

    def _send_all(self) -> None:
        with contextlib.suppress(OSError):
            while (frame := self._frames.get()) is not None:
                self._link.send_bytes(frame)
                if self.closed.is_set():
                    break


class ConsoleServer:
    """Listens on a socket path or named pipe. Callbacks come from the consoles' reader threads."""

    def __init__(self, address: str, secret: bytes, *, joined: Joined, asked: Asked, left: Left) -> None:
        self._address, self.secret = address, secret
        self._joined, self._asked, self._left = joined, asked, left
        family = "AF_PIPE" if address.startswith("\\\\") else "AF_UNIX"
        self._listener = Listener(address, family=family, backlog=BACKLOG)
        self._handshakes = threading.BoundedSemaphore(PENDING_HANDSHAKES)
        self._links: set[ConsoleLink] = set()
        self._guard = threading.Lock()
        self._stopping = threading.Event()
        self._acceptor = threading.Thread(target=self._accept_all, name="console-acceptor", daemon=True)

    def start(self) -> None:
        self._acceptor.start()

    def broadcast(self, frame: bytes) -> None:
        for link in self.links():
            if link.attached:
                link.send(frame)

    def links(self) -> list[ConsoleLink]:
        with self._guard:
            return list(self._links)

    def stop(self, last_words: bytes, time_limit_s: float = 2.0) -> None:
        """Say `last_words` to every console and close."""
        self._stopping.set()
        for link in self.links():
            link.send(last_words)
            link.finish(time_limit_s)
        with contextlib.suppress(OSError), Client(self._address):
            pass  # wakes the acceptor, which a closed listener would not
        self._acceptor.join(time_limit_s)
        self._listener.close()

    def _accept_all(self) -> None:
        while not self._stopping.is_set():
            try:
                link = self._listener.accept()
            except OSError:
                continue
            full = len(self.links()) >= MOST_LINKS
            if self._stopping.is_set() or full or not self._handshakes.acquire(blocking=False):
                link.close()
                continue
            threading.Thread(target=self._serve, args=(link,), name="console-reader", daemon=True).start()

    def _serve(self, connection: Connection) -> None:
        link = ConsoleLink(connection)
        # `prove` waits for the beginning of a message only: one that is begun and never ended is cut off.
        late = threading.Timer(2 * TIME_LIMIT_S, _wake, (connection,))
        late.daemon = True
        late.start()
        try:
            try:
                prove(connection, self.secret, engine=True)
            finally:
                late.cancel()
                self._handshakes.release()
            self._converse(link)
        except HandshakeFailed as problem:
            log.warning("A connection was turned away: %s", problem)
        except FrameInvalid as problem:
            log.warning("A console broke the protocol and is let go: %s", problem)
        except (OSError, EOFError):
            pass
        finally:
            link.dispose()
            with self._guard:
                known = link in self._links
                self._links.discard(link)
            if known:
                self._left(link)

    def _converse(self, link: ConsoleLink) -> None:
        greeting = link.receive()
        if len(greeting) != 1 or not isinstance(greeting[0], Hello):
            raise FrameInvalid("the first message is not a greeting")
        link.console = plain(greeting[0].console, LONGEST_NAME)
        link.role = plain(greeting[0].role, LONGEST_NAME)
        link.start()
        with self._guard:
            self._links.add(link)
        self._joined(link, greeting[0])
        budget, checked = float(ASKS_PER_S), time.monotonic()
        while not link.closed.is_set():
            for item in link.receive():
                if not isinstance(item, Ask):
                    raise FrameInvalid(f"{type(item).__name__} is not for the engine")
                now = time.monotonic()
                budget = min(ASKS_PER_S, budget + (now - checked) * ASKS_PER_S) - 1
                checked = now
                if budget < 0:
                    time.sleep(-budget / ASKS_PER_S)
                self._asked(link, item)


def _wake(connection: Connection) -> None:
    """Make threads that are blocked in a connection return; closing its descriptor would not, and the
    number could be another file's by then."""
    if os.name == "nt":
        connection.close()
        return
    with contextlib.suppress(OSError):
        duplicate = socket.socket(fileno=os.dup(connection.fileno()))
        with duplicate:
            duplicate.shutdown(socket.SHUT_RDWR)
