"""Where a camera's pictures come from, as fields, and a trial that shows one or says why there is none."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.bridge.hub import Hub
from app.bridge.views import EngineAway
from app.domain.acts import Outcome
from app.domain.video.cameras import CameraStream
from app.wire.video import CameraTried, FoundCamera, TryCamera
from video.desk.cameras_words import tried_words
from widgets import tasks
from widgets.admin.verdict_words import away_words, verdict_words
from widgets.calm import CalmBox
from widgets.clipping import one_line
from widgets.plain_label import plain_label

PICTURE_WIDTH = 300
LONGEST_URL = 1_000


class StreamFields(QWidget):
    """What is kept of a stream is never told to consoles: fields of a known camera begin empty, and what is
    written replaces all of it. GUI thread."""

    changed = Signal()
    presets_told = Signal(tuple)
    """Names of the places that the camera says it can be turned to."""

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._camera = ""
        self._trial = 0
        self.url, self.sub_url, self.onvif = QLineEdit(), QLineEdit(), QLineEdit()
        self.user, self.password, self.transport = QLineEdit(), QLineEdit(), CalmBox()
        self.try_button = QPushButton(self.tr("Try"))
        self.result, self.picture = plain_label(look="support", wraps=True), plain_label()
        self._fill()
        self._lay_out()
        for field in (self.url, self.sub_url, self.onvif, self.user, self.password):
            field.textChanged.connect(self._changed)
        self.transport.currentIndexChanged.connect(self._changed)
        self.try_button.clicked.connect(self.try_it)

    def _fill(self) -> None:
        self.url.setPlaceholderText("rtsp://192.168.1.20:554/main")
        self.sub_url.setPlaceholderText(self.tr("The small stream, where it has one"))
        self.onvif.setPlaceholderText(self.tr("Host, or host:port"))
        self.url.setMaxLength(LONGEST_URL)
        self.sub_url.setMaxLength(LONGEST_URL)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setMaxLength(200)
        self.user.setMaxLength(120)
        for name in ("tcp", "udp"):
            self.transport.addItem(name.upper(), name)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for words, field in (
            (self.tr("Address"), self.url),
            (self.tr("Small stream"), self.sub_url),
            (self.tr("Transport"), self.transport),
            (self.tr("ONVIF"), self.onvif),
            (self.tr("User"), self.user),
            (self.tr("Password"), self.password),
        ):
            field.setAccessibleName(words)
            form.addRow(words, field)
        row = QHBoxLayout()
        row.addWidget(self.try_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.result, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(form)
        column.addLayout(row)
        column.addWidget(self.picture)
        self.picture.hide()

    # -- what stands in them -------------------------------------------------------------------------

    def begin(self, camera: str, found: FoundCamera | None = None) -> None:
        """Empty, or with what a camera told when it was found."""
        self._camera = camera
        streams = found.streams if found is not None else ()
        self.url.setText(streams[0] if streams else "")
        self.sub_url.setText(streams[-1] if len(streams) > 1 else "")
        self.onvif.setText(found.host if found is not None else "")
        self.user.clear()
        self.password.clear()
        self.transport.setCurrentIndex(0)
        self._forget_trial("")
        if found is not None:
            self.presets_told.emit(found.presets)

    def stream(self, camera: str) -> CameraStream:
        return CameraStream(
            camera,
            self.url.text().strip(),
            self.sub_url.text().strip(),
            self.transport.currentData(),
            onvif=self.onvif.text().strip(),
            user=self.user.text().strip(),
            password=self.password.text(),
        )

    @property
    def written(self) -> bool:
        fields = (self.url, self.sub_url, self.onvif, self.user, self.password)
        return any(field.text().strip() for field in fields)

    @property
    def problem(self) -> str:
        url = self.url.text().strip()
        if not url and self.onvif.text().strip():
            return self.tr("Try it: the camera is asked for the address of its streams.")
        if not url:
            return self.tr("Write the address of its stream.")
        if "@" in url.partition("//")[2].partition("/")[0]:
            return self.tr("User and password have fields of their own: take them out of the address.")
        return ""

    def _changed(self) -> None:
        self._forget_trial("")
        self.changed.emit()

    # -- trying it -----------------------------------------------------------------------------------

    def try_it(self) -> None:
        """Open it once; with an ONVIF address alone the camera is asked for its streams."""
        self._trial += 1
        trial = self._trial
        self.try_button.setEnabled(False)
        self.picture.hide()
        self.result.setText(self.tr("Opening the stream"))
        tasks.run(
            self,
            self._hub.video.try_camera(TryCamera(self.stream(self._camera))),
            lambda tried: self._take(trial, tried),
            lambda problem: self._lost(trial, problem),
        )

    def _take(self, trial: int, tried: CameraTried) -> None:
        if trial != self._trial:
            return
        self.try_button.setEnabled(True)
        if tried.verdict.outcome is not Outcome.APPLIED:
            self.result.setText(verdict_words(tried.verdict))
            return
        for field, url in ((self.url, tried.url), (self.sub_url, tried.sub_url)):
            if url and not field.text().strip():
                field.setText(url)
        self._trial = trial
        self.try_button.setEnabled(True)
        self.presets_told.emit(tried.presets)
        self.result.setText(tried_words(tried))
        picture = QPixmap()
        if tried.picture and picture.loadFromData(tried.picture, "JPG"):  # type: ignore[call-overload]
            self.picture.setPixmap(
                picture.scaledToWidth(PICTURE_WIDTH, Qt.TransformationMode.SmoothTransformation)
            )
            self.picture.show()

    def _lost(self, trial: int, problem: Exception) -> None:
        if trial == self._trial:
            self.try_button.setEnabled(True)
            away = isinstance(problem, EngineAway)
            self.result.setText(away_words() if away else one_line(str(problem)))

    def _forget_trial(self, words: str) -> None:
        """What was tried is no longer what stands here."""
        self._trial += 1
        self.try_button.setEnabled(True)
        self.result.setText(words)
        self.picture.hide()
