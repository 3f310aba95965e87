"""Very many cameras on one port: tiny MJPEG, lost all at once, and answering only while they are let."""

import asyncio
import contextlib
import threading
from collections import Counter

import cv2

from tests.support.streets import street
from tests.support.waiting import PATIENCE_S

BOUNDARY = "frame"
AT_ONCE = 4
"""Pictures at the beginning of a stream, so that it is known for one without waiting; then one a second."""


def _part():
    jpeg = cv2.imencode(".jpg", street(0, 64, 36))[1].tobytes()
    head = f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
    return head.encode() + jpeg + b"\r\n"


HEAD = f"HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary={BOUNDARY}\r\n\r\n".encode()


class ManyCameras:
    """`url(group, camera)` is a stream. Of each group it is known how many are asking and get no answer yet,
    now and at most. A loop on a thread of its own."""

    def __init__(self):
        self.asking, self.most, self.opened = Counter(), Counter(), Counter()
        self._answers = asyncio.Event()
        self._answers.set()
        self._streams = set()
        self._loop = asyncio.new_event_loop()
        self._server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self._port = self._server.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=self._loop.run_forever, name="many-cameras")
        self._thread.start()

    def url(self, group, camera):
        return f"http://127.0.0.1:{self._port}/{group}/{camera}"

    def lose_all(self):
        """All streams break off; who asks again gets no answer before `answer`."""
        self._do(self._lose)

    def answer(self):
        self._do(self._answers.set)

    def close(self):
        self._do(self._end)
        asyncio.run_coroutine_threadsafe(self._ended(), self._loop).result(30)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _do(self, work):
        done = threading.Event()
        self._loop.call_soon_threadsafe(lambda: (work(), done.set()))
        assert done.wait(PATIENCE_S)

    def _lose(self):
        self._answers.clear()
        self.most.clear()
        for writer in self._streams:
            writer.transport.abort()

    def _end(self):
        self._server.close()
        self._answers.set()
        self._lose()

    async def _ended(self):
        while others := asyncio.all_tasks() - {asyncio.current_task()}:
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader, writer):
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            request = await reader.readuntil(b"\r\n\r\n")
            group = request.split(b"/")[1].decode()
            await self._open(reader, writer, group)
            while True:
                await asyncio.sleep(1)
                writer.write(PART)
                await writer.drain()
        self._streams.discard(writer)
        writer.close()

    async def _open(self, reader, writer, group):
        self.asking[group] += 1
        self.most[group] = max(self.most[group], self.asking[group])
        gone = asyncio.ensure_future(reader.read(1))
        answers = asyncio.ensure_future(self._answers.wait())
        await asyncio.wait({gone, answers}, return_when=asyncio.FIRST_COMPLETED)
        self.asking[group] -= 1
        answers.cancel()
        if gone.done():
            raise ConnectionResetError
        gone.cancel()
        self.opened[group] += 1
        self._streams.add(writer)
        writer.write(HEAD + PART * AT_ONCE)
        await writer.drain()


PART = _part()
