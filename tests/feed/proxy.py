"""A network that can be cut, and a broker that says what a test wants; each in one thread."""

import contextlib
import select
import socket
import threading
from typing import Self


class Proxy:
    """Forwards to `target`. `cut` drops all and refuses the new, `stall` keeps them open but still."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._stalled = self._cut = False
        self._ending = threading.Event()
        self.accepted = 0
        self._thread = threading.Thread(target=self._run, name="proxy")
        self._thread.start()

    def stall(self) -> None:
        self._stalled = True

    def cut(self) -> None:
        self._cut = True

    def mend(self) -> None:
        self._stalled = self._cut = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._thread.join()
        self._drop()
        self._listener.close()

    def _run(self) -> None:
        while not self._ending.is_set():
            if self._cut:
                self._drop()
            sources = [self._listener, *(() if self._stalled else self._pairs)]
            for ready in select.select(sources, [], [], 0.02)[0]:
                if ready is self._listener:
                    self._accept()
                elif ready in self._pairs:
                    self._forward(ready)

    def _accept(self) -> None:
        near, _ = self._listener.accept()
        if self._cut:
            near.close()
            return
        self.accepted += 1
        far = socket.create_connection(("127.0.0.1", self._target))
        self._pairs[near], self._pairs[far] = far, near

    def _forward(self, source: socket.socket) -> None:
        data = b""
        with contextlib.suppress(OSError):
            data = source.recv(65_536)
            if data:
                self._pairs[source].sendall(data)
        if not data:
            for end in (self._pairs.pop(source), source):
                self._pairs.pop(end, None)
                end.close()

    def _drop(self) -> None:
        for end in list(self._pairs):
            end.close()
        self._pairs.clear()


class Scripted:
    """Hears one CONNECT on each connection, gives the same answer and hangs up."""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.05)
        self.url = f"mqtt://127.0.0.1:{self._listener.getsockname()[1]}"
        self.asked: list[bytes] = []
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="scripted")
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._thread.join()
        self._listener.close()

    def _run(self) -> None:
        while not self._ending.is_set():
            with contextlib.suppress(OSError):
                near, _ = self._listener.accept()
                with near:
                    near.settimeout(1)
                    self.asked.append(near.recv(4096))
                    near.sendall(self._answer)
                    near.shutdown(socket.SHUT_WR)
                    near.recv(4096)
