"""In which camera's thread a worker died: a file says which thread is whose, and the interpreter adds in
which one a signal has ended it. A decoder that crashes takes the whole worker with it and says nothing."""

from __future__ import annotations

import contextlib
import faulthandler
import re
import threading
from pathlib import Path
from urllib.parse import quote, unquote

SUFFIX = ".crash"
_OURS = re.compile(r"^camera 0x([0-9a-f]+) (\S+)$", re.MULTILINE)
_DIED = re.compile(r"^Current thread 0x0*([0-9a-f]+) ", re.MULTILINE)
"""As `faulthandler` has it."""


def crash_file(slots: Path, worker: int) -> Path:
    """In the folder of the frame slots, which is new at every start of the supervisor."""
    return slots / f"worker-{worker}{SUFFIX}"


class CrashNotes:
    """A worker's own: it takes hold of the signals of the whole process. Any thread."""

    def __init__(self, path: Path) -> None:
        """Raises OSError."""
        self._path = path
        path.unlink(missing_ok=True)
        path.touch(0o600, exist_ok=False)
        self._lock = threading.Lock()
        self._file = path.open("a", encoding="ascii")
        faulthandler.enable(self._file)

    def begins(self, camera: str) -> None:
        """On the camera's own thread, before it does anything else."""
        with self._lock, contextlib.suppress(OSError, ValueError):
            self._file.write(f"camera {threading.get_ident():#x} {quote(camera, safe='')}\n")
            self._file.flush()

    def close(self) -> None:
        """All is well: the file goes."""
        faulthandler.disable()
        with self._lock, contextlib.suppress(OSError):
            self._file.close()
            self._path.unlink(missing_ok=True)


def take_crash(path: Path) -> str:
    """The camera in whose thread the worker died that wrote there last; empty where it was another thread, or
    it ended otherwise. The file is removed: each crash is told once."""
    try:
        told = path.read_text(encoding="ascii", errors="replace")
        path.unlink(missing_ok=True)
    except OSError:
        return ""
    died = _DIED.search(told)
    # A thread may have the number of an earlier one that has ended.
    cameras: dict[str, str] = dict(_OURS.findall(told))
    return unquote(cameras.get(died.group(1), "")) if died else ""
