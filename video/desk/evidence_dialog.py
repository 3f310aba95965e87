"""Asks what an export of footage needs: which cameras and time, why, whether faces are shown, where to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDateTime, QStandardPaths, QStorageInfo, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDateTimeEdit,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.bridge.evidence import EvidenceWanted
from app.bridge.hub import Hub
from app.domain.acts import LONGEST_REMARK
from app.domain.plain_text import shown
from app.domain.rights import Right
from app.domain.video.evidence import EvidenceCamera, EvidenceStill
from video.desk.evidence_incident import EvidenceIncident
from widgets.access.permits import Permits
from widgets.calm import CalmBox
from widgets.incidents.record.file_size import file_size
from widgets.plain_label import plain_label

LONGEST_MS = 24 * 3_600_000
ROWS, ROW = 4, 24
TIME_FORM = "dd/MM/yyyy HH:mm:ss"


class EvidenceDialog(QDialog):
    """Open it with `open()`; Esc leaves everything as it is. With `stills` it is about those alone."""

    wanted = Signal(object)
    """An `EvidenceWanted`; it closes with it."""

    def __init__(
        self,
        hub: Hub,
        parent: QWidget,
        *,
        cameras: Sequence[str],
        since: int,
        until: int,
        incident: str = "",
        stills: tuple[EvidenceStill, ...] = (),
    ) -> None:
        super().__init__(parent)
        self._hub, self._permits, self._stills = hub, Permits(hub), stills
        title = self.tr("Save a photo as evidence") if stills else self.tr("Save a clip as evidence")
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        self.cameras = QListWidget()
        self.since, self.until = _time_field(since), _time_field(until)
        self.reason, self.incident = QLineEdit(), EvidenceIncident(hub, incident)
        self.faces = QCheckBox(self.tr("Show &faces and plates"))
        self.masked = plain_label(look="small", wraps=True)
        self.burned = QCheckBox(self.tr("Write the &time into the picture"))
        self.place, self.room = CalmBox(), plain_label(look="small")
        self.other = QPushButton(self.tr("Other folder…"))
        self.why = plain_label(look="small", wraps=True)
        self.leave, self.press = QPushButton(self.tr("Leave")), QPushButton(self.tr("Save"))
        self._fill(cameras)
        self._lay_out(title)
        self._connect()
        self.judge()

    def _fill(self, cameras: Sequence[str]) -> None:
        for camera in cameras:
            device = self._hub.devices.get(camera)
            name = f"{camera}  {shown(device.name)}" if device is not None and device.name else camera
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, camera)
            item.setCheckState(Qt.CheckState.Checked)
            self.cameras.addItem(item)
        self.cameras.setFixedHeight(ROW * max(1, min(ROWS, self.cameras.count())) + 6)
        self.reason.setMaxLength(LONGEST_REMARK)
        self.reason.setPlaceholderText(self.tr("Official letter, request or case"))
        for name, folder in _places():
            self.place.addItem(name, str(folder))

    def _lay_out(self, title: str) -> None:
        form = QFormLayout()
        form.setSpacing(8)
        where = QHBoxLayout()
        where.addWidget(self.place, 1)
        where.addWidget(self.other)
        form.addRow(self.tr("&Cameras"), self.cameras)
        if not self._stills:
            form.addRow(self.tr("F&rom"), self.since)
            form.addRow(self.tr("&Until"), self.until)
        form.addRow(self.tr("R&eason"), self.reason)
        form.addRow(self.tr("&Incident"), self.incident)
        for row in (self.faces, self.masked, self.burned):
            form.addRow("", row)
        place = QLabel(self.tr("&Place"))
        place.setBuddy(self.place)
        form.addRow(place, where)
        form.addRow("", self.room)
        feet = QHBoxLayout()
        feet.addWidget(self.why, 1)
        feet.addWidget(self.leave)
        feet.addWidget(self.press)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(plain_label(title, look="title"))
        column.addLayout(form)
        column.addLayout(feet)
        self.press.setProperty("look", "primary")
        self.press.setDefault(True)
        for button in (self.leave, self.other):
            button.setAutoDefault(False)
        self.reason.setFocus()

    def _connect(self) -> None:
        self.press.clicked.connect(self._give)
        self.leave.clicked.connect(self.reject)
        self.other.clicked.connect(self._choose_folder)
        self.cameras.itemChanged.connect(self.judge)
        self.reason.textChanged.connect(self.judge)
        self.incident.editTextChanged.connect(self.judge)
        for time in (self.since, self.until):
            time.dateTimeChanged.connect(self.judge)
        self.place.currentIndexChanged.connect(self.judge)
        self.faces.toggled.connect(self.judge)
        self._hub.access.session_changed.connect(self.judge)
        self.finished.connect(self.deleteLater)

    # -- what is entered -----------------------------------------------------------------------------

    def chosen(self) -> tuple[str, ...]:
        """The cameras that are ticked."""
        items = (self.cameras.item(row) for row in range(self.cameras.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def add_place(self, folder: Path) -> None:
        """Offer it and choose it."""
        self.place.insertItem(0, str(folder), str(folder))
        self.place.setCurrentIndex(0)

    def _choose_folder(self) -> None:
        picker = QFileDialog(self, self.tr("Where to"), str(self.place.currentData() or ""))
        picker.setFileMode(QFileDialog.FileMode.Directory)
        picker.fileSelected.connect(lambda name: self.add_place(Path(name)))
        picker.finished.connect(picker.deleteLater)
        picker.open()

    def judge(self, *_: object) -> None:
        """Look again whether it can be pressed, and why not."""
        self._judge_faces()
        missing = self._missing()
        self.why.setText(missing)
        self.press.setEnabled(not missing)
        folder = str(self.place.currentData() or "")
        storage = QStorageInfo(folder)
        free = file_size(storage.bytesAvailable()) if folder and storage.isValid() else ""
        self.room.setText(self.tr("{0} free").format(free) if free else "")

    def _judge_faces(self) -> None:
        why_not = self._lacking(Right.VIDEO_FACES)
        if why_not and self.faces.isChecked():
            self.faces.setChecked(False)
        self.faces.setEnabled(not why_not)
        blurred = self.tr(
            "What moves is blurred, or everything where the settings say so. Otherwise whoever stands still "
            "all the time may be seen."
        )
        shown_ = self.tr("Faces and plates can be seen. It goes on record.")
        self.masked.setText(why_not or (shown_ if self.faces.isChecked() else blurred))

    def _lacking(self, right: Right) -> str:
        found = (self._permits.why_not(right, camera, briefly=True) for camera in self.chosen())
        return next((why for why in found if why), "")

    def _missing(self) -> str:
        if not self.chosen():
            return self.tr("Choose a camera.")
        if lacking := self._lacking(Right.VIDEO_EXPORT):
            return lacking
        if not self._stills and not 0 < _ms(self.until) - _ms(self.since) <= LONGEST_MS:
            return self.tr("The time must end after it begins, within 24 hours.")
        if not self.reason.text().strip():
            return self.tr("Write the reason.")
        if barred := self.incident.barred(self.incident.number()):
            return barred
        return "" if self.place.currentData() else self.tr("Choose a place.")

    def _give(self) -> None:
        since = self._stills[0].at if self._stills else _ms(self.since)
        until = since if self._stills else _ms(self.until)
        chosen = self.chosen()
        wanted = EvidenceWanted(
            cameras=tuple(self._camera(camera) for camera in chosen),
            since=since,
            until=until,
            reason=self.reason.text().strip(),
            folder=Path(str(self.place.currentData())),
            recordings=self._hub.video.recordings,
            operator=self._operator(),
            incident=self.incident.number(),
            faces=self.faces.isChecked(),
            burned_time=self.burned.isChecked(),
            stills=tuple(still for still in self._stills if still.camera in chosen),
        )
        self.accept()
        self.wanted.emit(wanted)

    def _camera(self, id_: str) -> EvidenceCamera:
        device, video = self._hub.devices.get(id_), self._hub.video
        camera = video.cameras.get(id_) or video.past.get(id_)
        name, zone = ("", "") if device is None else (device.name, device.zone)
        return EvidenceCamera(id_, name, zone, () if camera is None else camera.privacy)

    def _operator(self) -> str:
        """Id and name, as `rquispe (R. Quispe)`."""
        session = self._hub.access.session
        return "" if session is None else f"{session.operator} ({session.name})"


def _time_field(ms: int) -> QDateTimeEdit:
    field = QDateTimeEdit(QDateTime.fromMSecsSinceEpoch(ms))
    field.setDisplayFormat(TIME_FORM)
    field.setCalendarPopup(True)
    return field


def _ms(field: QDateTimeEdit) -> int:
    return int(field.dateTime().toMSecsSinceEpoch())


def _places() -> list[tuple[str, Path]]:
    """Sticks and other disks first, then the person's documents."""
    home = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    found = []
    for volume in QStorageInfo.mountedVolumes():
        root = Path(volume.rootPath())
        removable = root.parts[1:2] in (("media",), ("mnt",), ("Volumes",)) or root.parts[1:3] == (
            "run",
            "media",
        )
        if (
            volume.isReady()
            and not volume.isReadOnly()
            and (removable or (root.drive and not volume.isRoot()))
        ):
            found.append((f"{volume.displayName()}  {root}", root))
    return [*found, (str(home), home)] if home.is_dir() else found
