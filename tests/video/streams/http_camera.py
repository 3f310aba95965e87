"""A camera that speaks HTTP: MJPEG, single pictures, and all that can be wrong with one."""

import base64
import contextlib
import http.server
import threading

import cv2

from tests.support.streets import street
from video.streams.endings import Ending

JPEGS = [cv2.imencode(".jpg", street(number, 320, 180))[1].tobytes() for number in range(8)]
BOUNDARY = "frame"
REFUSALS = {
    "/401": (401, Ending.UNAUTHORISED),
    "/403": (403, Ending.FORBIDDEN),
    "/404": (404, Ending.NOT_FOUND),
    "/429": (429, Ending.TOO_MANY),
    "/500": (500, Ending.SERVER_ERROR),
    "/503": (503, Ending.SERVER_ERROR),
}
USER, PASSWORD = "us er", "p@ss:w/rd"


class HttpCamera(http.server.ThreadingHTTPServer):
    """`url("/mjpeg")` and others of `Answer.do_GET`, until `close`."""

    daemon_threads = True
    block_on_close = True

    def __init__(self, fps=30, address=("127.0.0.1", 0)):
        super().__init__(address, Answer)
        self.fps, self.asked, self.ending = fps, [], threading.Event()
        self.folder = None
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,), name="http-camera")
        self._thread.start()

    def url(self, path):
        return f"http://127.0.0.1:{self.server_address[1]}{path}"

    def close(self):
        self.ending.set()
        self.shutdown()
        self._thread.join()
        self.server_close()


class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.partition("?")[0]
        self.server.asked.append(path)
        with contextlib.suppress(OSError):
            if path in REFUSALS:
                self.send_error(REFUSALS[path][0])
            elif self.server.folder and (self.server.folder / path[1:]).is_file():
                data = (self.server.folder / path[1:]).read_bytes()
                self._head(200, **{"Content-Length": str(len(data))})
                self.wfile.write(data)
            elif path == "/moved":
                self._head(302, Location="/mjpeg")
            elif path == "/locked" and not self._known():
                self._head(401, **{"WWW-Authenticate": 'Basic realm="camera"', "Content-Length": "0"})
            else:
                self._stream(path)

    def _known(self):
        expected = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        return self.headers.get("Authorization") == f"Basic {expected}"

    def _stream(self, path):
        if path in {"/shot.jpg", "/locked"}:
            data = JPEGS[len(self.server.asked) % len(JPEGS)]
            self._head(200, **{"Content-Type": "image/jpeg", "Content-Length": str(len(data))})
            self.wfile.write(data)
        elif path == "/garbage":
            self._head(200, **{"Content-Type": "video/mp4", "Content-Length": "60000"})
            self.wfile.write(bytes(range(7, 247)) * 250)
        elif path == "/silent":
            self.rfile.read(1)  # until the other side hangs up
        else:
            self._motion_jpeg(frames=20 if path == "/ending" else 100_000)

    def _motion_jpeg(self, frames):
        self._head(200, **{"Content-Type": f"multipart/x-mixed-replace; boundary={BOUNDARY}"})
        for number in range(frames):
            data = JPEGS[number % len(JPEGS)]
            head = f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(data)}\r\n\r\n"
            self.wfile.write(head.encode() + data + b"\r\n")
            if self.server.ending.wait(1 / self.server.fps):
                return

    def _head(self, code, **headers):
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_):
        """Nothing on the screen of the tests."""
