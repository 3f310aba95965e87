"""A joystick for steering. Qt 6 has no module for it; Linux gives its events as a file, which a thread reads.

On other systems, and without a joystick, nothing happens. Format: linux/Documentation/input/joydev, 8 bytes
an event: time in ms, value -32767 to 32767, kind, number.
"""

from __future__ import annotations

import contextlib
import select
import struct
import threading
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QObject, Qt, Signal

DEVICES = Path("/dev/input")
EVENT = struct.Struct("<IhBB")
BUTTON, AXIS = 0x01, 0x02
AT_START = 0x80
"""Said for each axis and button when it is opened."""
DEAD = 0.15
WAIT_S = 0.25
LOOK_S = 3.0
"""How often it is looked whether one has been plugged in."""


def axis_value(raw: int) -> float:
    """-1 to 1; 0 near the middle, where no joystick stands still."""
    value = max(-1.0, min(1.0, raw / 32767))
    if abs(value) < DEAD:
        return 0.0
    return round((abs(value) - DEAD) / (1 - DEAD) * (1 if value > 0 else -1), 2)


class Joystick(QObject):
    """`start` begins its thread, `close` ends it. Signals arrive on the GUI thread."""

    pushed = Signal(float, float, float)
    """Pan, tilt and zoom from -1 to 1."""
    pressed = Signal(int)
    """A button; the first has number 1."""
    _came = Signal(int, int, int)

    def __init__(self, parent: QObject | None = None, folder: Path = DEVICES) -> None:
        super().__init__(parent)
        self._folder = folder
        self._axes = [0.0, 0.0, 0.0]
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._came.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Where there is no folder of devices there is no thread either."""
        if self._thread is None and self._folder.is_dir():
            self._thread = threading.Thread(target=self._run, name="joystick", daemon=True)
            self._thread.start()

    def close(self) -> None:
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(2.0)
            self._thread = None

    def _run(self) -> None:
        while not self._stopping.is_set():
            found = sorted(self._folder.glob("js*"))
            if found:
                with contextlib.suppress(OSError), found[0].open("rb", buffering=0) as device:
                    self._read(device)
                self._came.emit(AXIS, -1, 0)
            self._stopping.wait(LOOK_S)

    def _read(self, device: BinaryIO) -> None:
        """Until it is pulled out."""
        while not self._stopping.is_set():
            if select.select([device], [], [], WAIT_S)[0]:
                event = device.read(EVENT.size)
                if len(event) < EVENT.size:
                    return
                _, value, kind, number = EVENT.unpack(event)
                self._came.emit(kind & ~AT_START, number, value)

    def _take(self, kind: int, number: int, value: int) -> None:
        if kind == BUTTON and value:
            self.pressed.emit(number + 1)
        elif kind == AXIS and number < 3:
            before = tuple(self._axes)
            if number < 0:
                self._axes = [0.0, 0.0, 0.0]
            else:
                self._axes[number] = axis_value(value) if number == 0 else -axis_value(value)
            if tuple(self._axes) != before:
                self.pushed.emit(*self._axes)
