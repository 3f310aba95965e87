"""What the attacks share: the console's event loop and look, and a watch on a file that nobody may open."""

import ctypes
import os
import sys
from pathlib import Path

import pytest

from tests.widgets.conftest import gui_loop, look

__all__ = ["gui_loop", "look"]

_IN_ACCESS, _IN_OPEN = 0x1, 0x20


class Watch:
    """Tells whether a file was opened or read by anybody since the watch began (Linux: inotify)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        libc = ctypes.CDLL(None, use_errno=True)
        self._fd = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        assert self._fd >= 0
        assert libc.inotify_add_watch(self._fd, bytes(path), _IN_ACCESS | _IN_OPEN) >= 0

    @property
    def opened(self) -> bool:
        try:
            return bool(os.read(self._fd, 4096))
        except BlockingIOError:
            return False

    def close(self) -> None:
        os.close(self._fd)


@pytest.fixture
def picture(tmp_path):
    """A picture beside the program, watched."""
    if not sys.platform.startswith("linux"):
        pytest.skip("inotify is Linux's")
    # 1 × 1 pixel, portable pixmap.
    (tmp_path / "secret.ppm").write_bytes(b"P6 1 1 255\n\xff\x00\x00")
    watch = Watch(tmp_path / "secret.ppm")
    yield watch
    watch.close()
