"""Lets the library speak RTSP through a connection that was judged: it is told an address of this machine.

Cameras behind a router are spoken with in the same way, under an address that is not their own.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
import ssl
import threading
import time

AT_ONCE = 65_536
LOCAL = "127.0.0.1"
LOOKS_EVERY_S = 0.5


class Passage(threading.Thread):
    """Takes one caller, and ends with it, with the camera, or after `close`."""

    def __init__(self, far: ssl.SSLSocket, open_s: float, write_s: float) -> None:
        """`far` is closed by it. Nobody may call in for so long, and the camera may refuse to take anything
        for so long."""
        super().__init__(name="passage", daemon=True)
        self._far, self._open_s, self._write_s = far, open_s, write_s
        self._door = socket.create_server((LOCAL, 0), backlog=1)
        self._ending = threading.Event()
        self.port: int = self._door.getsockname()[1]

    def run(self) -> None:
        with self._far, contextlib.suppress(OSError):
            near = self._caller()
            if near is not None:
                with near, selectors.DefaultSelector() as watched:
                    watched.register(self._far, selectors.EVENT_READ)
                    watched.register(near, selectors.EVENT_READ)
                    self._carry(near, watched)

    def close(self) -> None:
        """Ends at once where its caller is gone, as it is after the library's close."""
        self._ending.set()
        self.join()

    def _caller(self) -> socket.socket | None:
        until = time.monotonic() + self._open_s
        with self._door, selectors.DefaultSelector() as watched:
            watched.register(self._door, selectors.EVENT_READ)
            while not self._ending.is_set() and time.monotonic() < until:
                if watched.select(LOOKS_EVERY_S):
                    return self._door.accept()[0]
        return None

    def _carry(self, near: socket.socket, watched: selectors.BaseSelector) -> None:
        while not self._ending.is_set():
            # What was decrypted already shows on no socket.
            came = {key.fileobj for key, _ in watched.select(0.0 if self._far.pending() else LOOKS_EVERY_S)}
            if (self._far in came or self._far.pending()) and not self._received(near):
                return
            if near in came and not self._sent(near):
                return

    def _received(self, near: socket.socket) -> bool:
        """False at the camera's end."""
        self._far.settimeout(0.0)
        try:
            data = self._far.recv(AT_ONCE)
        except ssl.SSLWantReadError:
            return True  # half a record, or one that is none of the stream's
        if data:
            near.sendall(data)
        return bool(data)

    def _sent(self, near: socket.socket) -> bool:
        """False at the caller's end."""
        data = near.recv(AT_ONCE)
        self._far.settimeout(self._write_s)
        if data:
            self._far.sendall(data)
        return bool(data)
