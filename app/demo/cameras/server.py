"""Serves the simulated cameras as MJPEG over HTTP, as cheap network cameras do."""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from app.demo.cameras.studio import Channel, Studio

_BOUNDARY = "frame"
_SEND_LIMIT_S = 15.0
"""Who takes nothing for so long is let go."""
_WAIT_S = 1.0
_POLL_S = 0.1
_SEND_BUFFER = 128 * 1024
_log = logging.getLogger(__name__)


class CameraServer:
    """`/cam/CAM-118` streams, `/still/CAM-118.jpg` is one picture; loopback only. `stop` ends all threads."""

    def __init__(self, studio: Studio) -> None:
        """Raises OSError where no port is free."""
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.studio = studio
        self._studio = studio
        self._closed = socket.socket()
        self._closed.bind(("127.0.0.1", 0))  # nobody listens: whoever connects is refused
        self._thread = threading.Thread(target=self._serve, name="demo-cameras-http", daemon=True)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def dead_port(self) -> int:
        """Where every connection is refused."""
        return int(self._closed.getsockname()[1])

    def start(self) -> None:
        self._studio.start()
        self._thread.start()

    def _serve(self) -> None:
        self._server.serve_forever(_POLL_S)

    def stop(self) -> None:
        """Within seconds, also with clients that take nothing."""
        self._server.shutdown()
        self._studio.stop()
        self._server.let_go()
        self._server.server_close()
        self._thread.join()
        self._closed.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 64
    studio: Studio

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(address, handler)
        self._clients: set[socket.socket] = set()
        self._lock = threading.Lock()

    def client_came(self, client: socket.socket) -> None:
        with self._lock:
            self._clients.add(client)

    def client_went(self, client: socket.socket) -> None:
        with self._lock:
            self._clients.discard(client)

    def let_go(self) -> None:
        """End all connections, so that no thread waits for a client."""
        with self._lock:
            for client in self._clients:
                with contextlib.suppress(OSError):
                    client.shutdown(socket.SHUT_RDWR)

    def handle_error(self, *_client: object) -> None:
        _log.warning("a client of the cameras failed", exc_info=True)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = _SEND_LIMIT_S

    def setup(self) -> None:
        self.request.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)
        self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().setup()
        self.server.client_came(self.request)

    def finish(self) -> None:
        self.server.client_went(self.request)
        super().finish()

    def do_GET(self) -> None:
        kind, _, name = self.path.strip("/").partition("/")
        channel = self.server.studio.channels.get(name.removesuffix(".jpg"))
        if channel is None or kind not in ("cam", "still"):
            self.send_error(HTTPStatus.NOT_FOUND)
        elif not channel.reachable(self.server.studio.wall()):
            self.send_error(HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            self._serve(channel, still=kind == "still")

    def log_message(self, *_request: object) -> None:
        """Requests are no news."""

    def _serve(self, channel: Channel, *, still: bool) -> None:
        channel.enter()
        try:
            if still:
                self._still(channel)
            else:
                self._stream(channel)
        except OSError:
            self.close_connection = True  # the client went, or takes nothing
        finally:
            channel.leave()

    def _still(self, channel: Channel) -> None:
        found = channel.newer(channel.number, _SEND_LIMIT_S)
        if found is None:
            self.send_error(HTTPStatus.SERVICE_UNAVAILABLE)
            return
        self._head("image/jpeg", len(found[1]))
        self.wfile.write(found[1])

    def _stream(self, channel: Channel) -> None:
        self._head(f"multipart/x-mixed-replace; boundary={_BOUNDARY}")
        for jpeg in self._pictures(channel):
            part = f"--{_BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
            self.wfile.write(part.encode() + jpeg + b"\r\n")
        self.close_connection = True

    def _pictures(self, channel: Channel) -> Iterator[bytes]:
        """Until the camera is gone or the server stops."""
        number = channel.number
        while channel.reachable(self.server.studio.wall()):
            if found := channel.newer(number, _WAIT_S):
                number, jpeg = found
                yield jpeg

    def _head(self, content: str, length: int | None = None) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", content)
        self.send_header("Cache-Control", "no-store")
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()
