"""The form beside the list of cameras: one camera, its stream, and what can be done with it."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.devices import Device
from app.domain.video.cameras import Camera, CameraStream
from app.wire.video import FoundCamera
from video.desk.cameras_place import PlaceFields
from video.desk.cameras_settings import SettingsFields
from video.desk.cameras_stream import StreamFields
from widgets.clipping import one_line
from widgets.look import Look
from widgets.plain_label import plain_label

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class CameraForm(QWidget):
    """Says what is wanted; what is written stays until it is answered. GUI thread."""

    save_asked = Signal(object, object)
    """The `Camera`, and the `CameraStream` or None where that of before stays."""
    remove_asked = Signal(str)
    discarded = Signal()
    changed = Signal()

    def __init__(self, hub: Hub, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel")
        self._hub = hub
        self._base: Camera | None = None
        self._new, self._usable, self._streaming = False, True, False
        self.title, self.unsaved = plain_label(look="title", wraps=True), plain_label(look="tag")
        self.unsaved.setText(self.tr("Unsaved"))
        self.id, self.place = QLineEdit(), PlaceFields()
        self.stream, self.settings = StreamFields(hub), SettingsFields(look)
        self.kept = plain_label(self.tr("Address and password stay as they are."), look="support", wraps=True)
        self.restream = QPushButton(self.tr("Other stream…"))
        self.problem, self.answer = (plain_label(look="support", wraps=True) for _ in range(2))
        self.save, self.discard = QPushButton(self.tr("Save")), QPushButton(self.tr("Discard"))
        self.remove = QPushButton(self.tr("Remove camera…"))
        self._lay_out()
        self._connect()
        self.show_nobody()

    def _lay_out(self) -> None:
        self.id.setPlaceholderText("CAM-118")
        self.id.setAccessibleName(self.tr("Id"))
        self.id.setMaxLength(64)
        self.save.setProperty("look", "primary")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.unsaved, 0, Qt.AlignmentFlag.AlignTop)
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        body.addWidget(plain_label(self.tr("Id, the same as that of its device"), look="caption"))
        body.addWidget(self.id)
        body.addWidget(plain_label(self.tr("Name and place"), look="caption"))
        body.addWidget(self.place)
        body.addWidget(plain_label(self.tr("Stream"), look="caption"))
        row = QHBoxLayout()
        row.addWidget(self.kept, 1)
        row.addWidget(self.restream)
        body.addLayout(row)
        for part in (self.stream, self.settings):
            body.addWidget(part)
        body.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 10, 12, 10)
        column.addLayout(head)
        column.addWidget(self._body)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area, 1)
        outer.addLayout(self._foot())

    def _foot(self) -> QVBoxLayout:
        """Save and its answer are always in sight."""
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.discard)
        row.addWidget(self.save)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 4, 12, 10)
        foot.addWidget(self.problem)
        foot.addWidget(self.answer)
        foot.addLayout(row)
        return foot

    def _connect(self) -> None:
        self.id.textChanged.connect(self._judge)
        self.place.changed.connect(self._judge)
        self.stream.changed.connect(self._judge)
        self.stream.presets_told.connect(self.settings.offer_presets)
        self.settings.changed.connect(self._judge)
        self.restream.clicked.connect(self._begin_stream)
        self.save.clicked.connect(self._save)
        self.discard.clicked.connect(self.discarded)
        self.remove.clicked.connect(lambda: self.remove_asked.emit(self.camera))

    # -- what is shown -------------------------------------------------------------------------------

    @property
    def camera(self) -> str:
        """The id of the camera that is shown; empty for none and for a new one."""
        return "" if self._base is None or self._new else self._base.id

    @property
    def base(self) -> Camera | None:
        """As it was when it was shown."""
        return None if self._new else self._base

    @property
    def has_changes(self) -> bool:
        if self._base is None:
            return False
        if self._new:
            return bool(self.id.text().strip()) or self.stream.written
        return self._written() != self._base or (self._streaming and self.stream.written)

    def show_nobody(self) -> None:
        self._base, self._new, self._streaming = None, False, False
        self.title.setText(self.tr("Select a camera, or add one"))
        self.say("")
        self._judge()

    def show_new(self, found: FoundCamera | None = None) -> None:
        """Empty fields, or with what a camera told when it was found."""
        self._fill(Camera(""), new=True)
        self.stream.begin("", found)
        self.title.setText(self.tr("New camera"))
        self.id.setFocus()

    def show_camera(self, camera: Camera, device: Device | None) -> None:
        """What the engine has, in place of whatever was written; `device` as the city has heard of it."""
        self._fill(camera, device)
        self._entitle(camera, device)

    def hear(self, device: Device | None) -> None:
        """The city has heard something else of the camera that is shown."""
        if self._base is not None and not self._new:
            self.place.hear(device)
            self._entitle(self._base, device)

    def _entitle(self, camera: Camera, device: Device | None) -> None:
        name = one_line((device or camera).name, 60)
        self.title.setText(f"{camera.id} · {name}" if name else camera.id)

    def _fill(self, camera: Camera, device: Device | None = None, *, new: bool = False) -> None:
        self._base = None  # nothing counts as a change while the fields are filled
        self.say("")
        self.id.setText(camera.id)
        self.id.setReadOnly(not new)
        self.place.show_camera(camera, device, {one.zone for one in self._hub.devices if one.zone})
        self.settings.show_camera(camera)
        self.stream.begin(camera.id)
        self._base, self._new, self._streaming = camera, new, new
        self._judge()

    def say(self, sentence: str) -> None:
        self.answer.setText(sentence)
        self.answer.setVisible(bool(sentence))

    def set_usable(self, usable: bool) -> None:
        self._usable = usable
        self._judge()

    def _begin_stream(self) -> None:
        self._streaming = True
        self.stream.begin(self.camera)
        self.stream.url.setFocus()
        self._judge()

    # -- what is wanted ------------------------------------------------------------------------------

    def _written(self) -> Camera:
        camera = self.place.onto(self.settings.camera())
        return replace(camera, id=self.id.text().strip()) if self._new else camera

    def _problem(self) -> str:
        if not _ID.fullmatch(self.id.text().strip()):
            return self.tr("Id: letters, digits, dot, hyphen, underscore, as its device has it.")
        if self._new or (self._streaming and self.stream.written):
            return self.stream.problem or self.place.problem or self.settings.problem
        return self.place.problem or self.settings.problem

    def _judge(self) -> None:
        here = self._base is not None
        changed = self.has_changes
        problem = self._problem() if here else ""
        self._body.setVisible(here)
        self._body.setEnabled(self._usable)
        self.stream.setVisible(self._streaming)
        for part in (self.kept, self.restream):
            part.setVisible(here and not self._streaming)
        self.remove.setVisible(here and not self._new)
        self.settings.tune_button.setEnabled(here and not self._new and not changed)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem) and changed)
        self.unsaved.setVisible(changed)
        for button in (self.save, self.discard):
            button.setVisible(here)
        self.save.setEnabled(changed and not problem and self._usable)
        self.discard.setEnabled(changed or self._new)
        self.changed.emit()

    def _save(self) -> None:
        if not self.save.isEnabled():
            return
        self.say("")
        camera = self._written()
        stream: CameraStream | None = None
        if self._streaming and self.stream.written:
            stream = self.stream.stream(camera.id)
        self.save_asked.emit(camera, stream)
