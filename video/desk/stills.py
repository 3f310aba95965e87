"""Small pictures of events, read from the recordings folder on another thread and kept."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, QPointF, QSize, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QBrush, QImage, QImageReader, QPainter, QPen, QPolygonF

from app.domain.video.places import Polygons

KEPT = 300
SIZE = QSize(148, 92)
AGAIN_MS = 5_000
"""An event may be told before its picture is on the disk: what is shown without one is looked for again."""
EDGE = 3
_Key = tuple[str, Polygons]
"""The name of a picture, and what is black in it."""


class StillShelf(QObject):
    """GUI thread; `close` before its folder goes. `came` says that `still` may give more than before."""

    came = Signal()
    _read = Signal(object, QImage)

    def __init__(self, parent: QObject, *, again_ms: int = AGAIN_MS) -> None:
        super().__init__(parent)
        self.folder = ""
        self._kept: OrderedDict[_Key, QImage] = OrderedDict()
        self._asked: set[_Key] = set()
        """Those that are being read, and those that were not there."""
        self._again = QTimer(self, singleShot=True, interval=again_ms)
        self._again.timeout.connect(self._look_again)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._read.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def still(self, name: str, privacy: Polygons = ()) -> QImage | None:
        """The picture with this name, when it is there by now; asks for it otherwise. `privacy` is black in
        it: the camera's zones of now, whatever was hidden when it was kept."""
        key = name, privacy
        if key in self._kept:
            return self._kept[key]
        if name and self.folder and key not in self._asked and _inside(name):
            self._asked.add(key)
            path = Path(self.folder) / name
            self._pool.start(lambda: self._read.emit(key, _image(path, privacy)))
        return None

    def close(self) -> None:
        self._pool.clear()
        self._pool.waitForDone(2000)

    def _take(self, key: _Key, image: QImage) -> None:
        if image.isNull():
            if not self._again.isActive():
                self._again.start()
            return
        self._asked.discard(key)
        self._kept[key] = image
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


def _image(path: Path, privacy: Polygons) -> QImage:
    """A null image where there is none."""
    reader = QImageReader(str(path))
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(SIZE, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if not image.isNull() and privacy:
        image = image.convertToFormat(QImage.Format.Format_RGB32)
        _blacken(image, privacy)
    return image


def _blacken(image: QImage, privacy: Polygons) -> None:
    """Each by itself, with an edge to spare: scaling mixes what lies beside it into the picture."""
    painter = QPainter(image)
    painter.setBrush(QBrush(Qt.GlobalColor.black))
    painter.setPen(QPen(Qt.GlobalColor.black, EDGE))
    for polygon in privacy:
        corners = [QPointF(across * image.width(), down * image.height()) for across, down in polygon]
        painter.drawPolygon(QPolygonF(corners), Qt.FillRule.WindingFill)
    painter.end()
