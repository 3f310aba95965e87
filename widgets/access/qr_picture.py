"""A QR picture drawn module by module: sharp at every size, dark on white in both themes."""

from __future__ import annotations

import segno
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

QUIET = 4
"""White modules round the picture, as the standard asks."""
MODULE_PX = 5


def qr_image(text: str) -> QImage:
    """One pixel a module, with the quiet zone."""
    rows = [bytes(row) for row in segno.make_qr(text, error="m").matrix]
    side = len(rows) + 2 * QUIET
    image = QImage(side, side, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                image.setPixelColor(x + QUIET, y + QUIET, Qt.GlobalColor.black)
    return image


class QrPicture(QWidget):
    """Forgets its picture with itself; nothing of it is written anywhere."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._image = qr_image(text)
        self.setFixedSize(self.sizeHint())
        self.setAccessibleName(self.tr("Picture for the app; the key is written below it"))

    def sizeHint(self) -> QSize:
        return QSize(self._image.width() * MODULE_PX, self._image.height() * MODULE_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(self.rect(), self._image)
