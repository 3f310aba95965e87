"""Work that a process of our own does: heard line by line, ended at any time, and nothing is left of it."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

Answer = TypeVar("Answer")

ENDS_WITHIN_S = 5.0
LONGEST_LINE = 400
HIDDEN = 0
if sys.platform == "win32":
    HIDDEN = subprocess.CREATE_NO_WINDOW

OnProgress = Callable[[float], None]
"""Told the share that is made, from 0 to 1, on the GUI thread."""


class ErrandStopped(Exception):
    """It was ended before it could begin, or while it waited for somebody's answer."""


class Errand:
    """One process, and a work folder beside the place of what it makes, so that this can be moved there
    whole. `stop` and `tell` from any thread, the rest on the thread of `Errands`."""

    def __init__(self, prefix: str, beside: Path, on_progress: OnProgress) -> None:
        """The work folder will be in the folder `beside`, under a name that begins so."""
        self._prefix, self._beside = prefix, beside
        self.tell = on_progress
        self._lock = threading.Lock()
        self._stopped = False
        self._process: subprocess.Popen[bytes] | None = None
        self._waiting: Future[Any] | None = None
        self._folder: Path | None = None

    def make_folder(self) -> Path:
        """The work folder, new and empty; raises OSError."""
        self._folder = Path(tempfile.mkdtemp(prefix=self._prefix, dir=self._beside))
        return self._folder

    def start(self, command: Sequence[str], *, listens: bool = False) -> None:
        """`listens`: something will be said to it. Raises ErrandStopped and OSError."""
        with self._lock:
            self._raise_stopped()
            self._process = subprocess.Popen(
                list(command),
                stdin=subprocess.PIPE if listens else subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                creationflags=HIDDEN,
            )

    def say(self, line: bytes) -> None:
        """What the process says tells why, when it does not listen any more."""
        process = self._started()
        assert process.stdin is not None
        with contextlib.suppress(OSError):
            process.stdin.write(line)
            process.stdin.flush()

    def hear(self, take: Callable[[str], bool]) -> tuple[bool, str]:
        """Hand on each line until the process ends. Whether it ended well, and the last line that `take` did
        not understand."""
        process, remark = self._started(), ""
        assert process.stdout is not None
        for raw in process.stdout:
            line = raw.decode("utf-8", "replace").strip()
            if not take(line):
                remark = line[:LONGEST_LINE] or remark
        return process.wait() == 0, remark

    def answered(self, ask: Callable[[], Future[Answer]]) -> Answer:
        """Wait for what somebody else says; raises ErrandStopped, and what the future does."""
        with self._lock:
            self._raise_stopped()
            self._waiting = waiting = ask()
        try:
            return waiting.result()
        except CancelledError:
            raise ErrandStopped from None

    def stop(self) -> None:
        """End the process if it runs; one that is not started yet never is."""
        with self._lock:
            self._stopped = True
            if self._waiting is not None:
                self._waiting.cancel()
            if self._process is not None and self._process.poll() is None:
                self._process.terminate()

    def clear(self) -> None:
        """Wait for the process, and leave nothing but what was moved out of the work folder."""
        if self._process is not None:
            try:
                self._process.wait(ENDS_WITHIN_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                with contextlib.suppress(OSError):  # what was not written to a process that is gone
                    if pipe is not None:
                        pipe.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _started(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "nothing has been started"
        return self._process

    def _raise_stopped(self) -> None:
        if self._stopped:
            raise ErrandStopped


class Errands:
    """One at a time. GUI thread; the process is started, heard and waited for by a thread."""

    def __init__(self, name: str) -> None:
        """`name` is that of the thread."""
        self._name = name
        self._worker: ThreadPoolExecutor | None = None
        self._errand: Errand | None = None
        self._closed = False

    @property
    def running(self) -> bool:
        return self._errand is not None

    @contextlib.contextmanager
    def one(self, prefix: str, beside: Path, on_progress: OnProgress) -> Iterator[Errand]:
        """An errand that ends with the block, and nothing is left of it. Raises RuntimeError while another
        one is under way."""
        if self._errand is not None:
            raise RuntimeError(f"{self._name}: one is being made")
        loop = asyncio.get_running_loop()

        def told(share: float) -> None:
            if self._errand is errand:
                on_progress(share)

        errand = Errand(prefix, beside, lambda share: _soon(loop, told, share))
        self._errand = errand
        try:
            yield errand
        finally:
            self._errand = None
            errand.stop()
            if not self._closed:
                self._threads().submit(errand.clear)

    async def do(self, work: Callable[[], Answer]) -> Answer:
        """Work of the errand, on the thread."""
        return await asyncio.get_running_loop().run_in_executor(self._threads(), work)

    def close(self) -> None:
        """End what is under way, and wait for its process to be gone."""
        self._closed = True
        if self._worker is None:
            return
        if self._errand is not None:
            self._errand.stop()
            self._worker.submit(self._errand.clear)
        self._worker.shutdown(wait=True)

    def _threads(self) -> ThreadPoolExecutor:
        self._worker = self._worker or ThreadPoolExecutor(1, thread_name_prefix=self._name)
        return self._worker


def _soon(loop: asyncio.AbstractEventLoop, told: OnProgress, share: float) -> None:
    loop.call_soon_threadsafe(told, share)
