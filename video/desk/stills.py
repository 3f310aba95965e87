"""Small pictures of events, read from the recordings folder on another thread and kept."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader

KEPT = 300
SIZE = QSize(148, 92)
AGAIN_MS = 5_000
"""An event may be told before its picture is on the disk: what is shown without one is looked for again."""


class StillShelf(QObject):
    """GUI thread; `close` before its folder goes. `came` says that `still` may give more than before."""

    came = Signal()
    _read = Signal(str, QImage)

    def __init__(self, parent: QObject, *, again_ms: int = AGAIN_MS) -> None:
        super().__init__(parent)
        self.folder = ""
        self._kept: OrderedDict[str, QImage] = OrderedDict()
        self._asked: set[str] = set()
        """Those that are being read, and those that were not there."""
        self._again = QTimer(self, singleShot=True, interval=again_ms)
        self._again.timeout.connect(self._look_again)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._read.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def still(self, name: str) -> QImage | None:
        """The picture with this name, when it is there by now; asks for it otherwise."""
        if name in self._kept:
            return self._kept[name]
        if name and self.folder and name not in self._asked and _inside(name):
            self._asked.add(name)
            path = Path(self.folder) / name
            self._pool.start(lambda: self._read.emit(name, _image(path)))
        return None

    def close(self) -> None:
        self._pool.clear()
        self._pool.waitForDone(2000)

    def _take(self, name: str, image: QImage) -> None:
        if image.isNull():
            if not self._again.isActive():
                self._again.start()
            return
        self._asked.discard(name)
        self._kept[name] = image
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self.came.emit()

    def _look_again(self) -> None:
        self._asked.clear()
        self.came.emit()


def _inside(name: str) -> bool:
    """Nothing outside the recordings folder is read, whatever the event says."""
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts


def _image(path: Path) -> QImage:
    """A null image where there is none."""
    reader = QImageReader(str(path))
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(SIZE, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
