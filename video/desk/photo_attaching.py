"""Brings the picture that is on the screen to an incident, as a file of its record."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QImage, QImageWriter

from app.bridge.hub import Hub
from app.domain.incidents.acts import BeginAttachment
from app.wire.frame_slots import SlotFrame
from widgets.formats import local
from widgets.incidents.record.attachment_files import safe_name
from widgets.incidents.record.requests import IncidentRequests, right_for
from widgets.incidents.record.uploads import Uploads

SQUARES_DOWN = 36
"""As the blurred stream: a face or a plate is then one or two squares."""
LEAST_SQUARE = 8


class PhotoAttaching(QObject):
    """GUI thread. The copy on this console's disk goes as soon as the engine has it or refused it."""

    said = Signal(str)
    """What became of it, in a sentence."""

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._requests = IncidentRequests(hub, self)
        self._uploads = Uploads(hub, self)
        self._folder: QTemporaryDir | None = None
        self._incident = self._refusal = ""
        self._uploads.refused.connect(self._refuse)
        self._uploads.finished.connect(self._finish)

    @property
    def busy(self) -> bool:
        return self._uploads.busy

    def why_not(self, incident: str) -> str:
        """Why nothing can be attached to it; empty when it can."""
        found = self._hub.incidents.get(incident)
        if found is None:
            return self.tr("This incident is closed.")
        return self._requests.why_not(right_for(BeginAttachment), found)

    def attach(self, incident: str, camera: str, frame: SlotFrame, *, blurred: bool, faces: bool) -> None:
        """The frame as it is seen here. Without `faces`, one that is not `blurred` yet is made coarse as a
        whole; its name says it, and a note in the incident where faces are shown."""
        if self.busy:
            return
        shown = faces and not blurred
        taken = f"{local(frame.media_ms or frame.captured):%Y-%m-%d %H-%M-%S}"
        name = "{0} {1}" if shown else self.tr("{0} {1} blurred")
        self._folder, self._incident, self._refusal = QTemporaryDir(), incident, ""
        path = Path(self._folder.path()) / f"{safe_name(name.format(camera, taken))}.png"
        try:
            path.write_bytes(png_of(frame, coarse=not faces and not blurred))
        except OSError:
            self._refusal = self.tr("There is no room on this console's disk for the picture.")
            self._finish()
            return
        self._uploads.add(incident, (path,), self.tr("Faces and plates are shown.") if shown else "")

    def _refuse(self, _file: str, why: str) -> None:
        self._refusal = why

    def _finish(self) -> None:
        self._folder = None
        self.said.emit(self._refusal or self.tr("Attached to {0}.").format(self._incident))


def png_of(frame: SlotFrame, *, coarse: bool = False) -> bytes:
    """Of its pixels, whole and without loss; `coarse` as a whole where nobody may be recognised."""
    high, wide = frame.pixels.shape[:2]
    image = QImage(frame.pixels.tobytes(), wide, high, wide * 4, QImage.Format.Format_RGB32)
    if coarse:
        image = _coarse(image)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def _coarse(image: QImage) -> QImage:
    side = max(LEAST_SQUARE, image.height() // SQUARES_DOWN)
    across, down = max(1, image.width() // side), max(1, image.height() // side)
    ratio, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(across, down, ratio, smooth).scaled(image.width(), image.height(), ratio)
