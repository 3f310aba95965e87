"""A camera of the network as a test holds it: MJPEG over HTTP, a car that crosses, a lens to cover."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import cv2
import numpy as np

from tests.support.waiting import PATIENCE_S

WIDTH, HEIGHT, FPS = 640, 360, 10
CROSSING_S = 4.0
"""A car needs so long from one side to the other."""


class StreetCamera:
    """Serves from the moment it is made until `close`."""

    def __init__(self) -> None:
        self.covered, self.held = threading.Event(), threading.Event()
        """A hand on its lens; and a network that lets nothing through for the moment."""
        self.sent_ms = 0
        """When the newest picture was on its way, epoch ms."""
        self._ended = threading.Event()
        self._begun = time.monotonic()
        self._grain = np.random.default_rng(1).integers(0, 40, (HEIGHT, WIDTH), np.uint8)
        self._server = _Server(("127.0.0.1", 0), self)
        self._thread = threading.Thread(target=self._server.serve_forever, name="street-camera", daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/street"

    def picture(self) -> bytes:
        """The street now, as JPEG."""
        image = np.full((HEIGHT, WIDTH), 90, np.uint8) + self._grain
        image[HEIGHT // 2 :] -= 30
        if self.covered.is_set():
            image[:] = 45
        else:
            passed = (time.monotonic() - self._begun) % CROSSING_S / CROSSING_S
            left = int(passed * (WIDTH + 120)) - 120
            cv2.rectangle(image, (left, 210), (left + 110, 260), 230, cv2.FILLED)
            cv2.rectangle(image, (left + 25, 185), (left + 85, 212), 200, cv2.FILLED)
        return bytes(cv2.imencode(".jpg", image)[1])

    def pictures(self) -> Any:
        while not self._ended.wait(1 / FPS):
            if not self.held.is_set():
                yield self.picture()
                self.sent_ms = time.time_ns() // 1_000_000

    def close(self) -> None:
        self._ended.set()
        self._server.shutdown()
        self._thread.join(PATIENCE_S)
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True

    def __init__(self, address: tuple[str, int], camera: StreetCamera) -> None:
        self.camera = camera
        super().__init__(address, _Handler)

    def handle_error(self, *_: object) -> None:
        """Who watches may go at any time."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        for picture in self.server.camera.pictures():
            head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(picture)}\r\n\r\n"
            self.wfile.write(head.encode() + picture + b"\r\n")

    def log_message(self, *_: object) -> None:
        """Nothing that a test would read."""
