"""What an administrator does with the cameras, and what the engine is asked for it."""

from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QImage

from app.domain.acts import Outcome, Verdict

DONE = Verdict(Outcome.APPLIED, 1)


PASSWORD = "cl@ve:/ñ"


def choose(page, camera):
    page.table.selectRow(page.model.place(camera))


def asked(hub, kind):
    return [one for one in hub.cameras.asked if isinstance(one, kind)]


def picture() -> bytes:
    image, buffer = QImage(320, 180, QImage.Format.Format_RGB32), QBuffer()
    image.fill(Qt.GlobalColor.darkGray)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG")
    return bytes(buffer.data())
