"""A camera's settings as fields: what it sees, how important it is, what it records, what stays black."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.video.cameras import Camera, Importance, RecordingMode
from video.desk.cameras_compass import Compass
from video.desk.cameras_privacy import Ring
from video.desk.cameras_words import importance_name, recording_name
from widgets.calm import CalmBox, CalmDoubleSpin, CalmSpin
from widgets.look import Look
from widgets.plain_label import plain_label

_SCHEDULE = re.compile(
    r"\s*\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}\s*(?:,\s*\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}\s*)*"
)


class SettingsFields(QWidget):
    """GUI thread."""

    changed = Signal()
    draw_asked = Signal()
    """The privacy zones are to be drawn."""
    tune_asked = Signal()
    """What is looked for in the picture is to be set."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = Camera("")
        self._privacy: tuple[Ring, ...] = ()
        self.enabled = QCheckBox(self.tr("Switched on"))
        self.importance, self.recording = CalmBox(), CalmBox()
        self.compass = Compass(look)
        self.faces = QCheckBox(self.tr("Looks to a fixed side"))
        self.facing, self.angle, self.reach = CalmSpin(), CalmSpin(), CalmSpin()
        self.ptz = QCheckBox(self.tr("Can be steered (PTZ)"))
        self.presets, self.home, self.schedule = QLineEdit(), QLineEdit(), QLineEdit()
        self.keep_days, self.fps = CalmSpin(), CalmDoubleSpin()
        self.zones, self.draw_button = plain_label(look="support"), QPushButton(self.tr("Draw zones…"))
        self.stages, self.tune_button = plain_label(look="support"), QPushButton(self.tr("Set analytics…"))
        self._fill()
        self._lay_out()
        self._connect()

    def _fill(self) -> None:
        for importance in Importance:
            self.importance.addItem(importance_name(importance), str(importance))
        for mode in RecordingMode:
            self.recording.addItem(recording_name(mode), str(mode))
        for spin, low, high, unit in (
            (self.facing, 0, 359, "°"),
            (self.angle, 1, 360, "°"),
            (self.reach, 1, 10_000, " m"),
            (self.keep_days, 0, 3_650, " d"),
        ):
            spin.setRange(low, high)
            spin.setSuffix(unit)
        self.facing.setWrapping(True)
        self.keep_days.setSpecialValueText(self.tr("As the settings say"))
        self.fps.setRange(0.2, 30.0)
        self.fps.setSuffix(" fps")
        self.fps.setDecimals(1)
        self.fps.setLocale(QLocale.c())
        self.presets.setPlaceholderText(self.tr("Names as the camera has them, with commas"))
        self.home.setPlaceholderText(self.tr("The first one"))
        self.home.setToolTip(self.tr("Where privacy zones hold. Elsewhere the whole picture is black."))
        self.schedule.setPlaceholderText("22:00-06:00")
        self.draw_button.setProperty("look", "small")
        self.tune_button.setProperty("look", "small")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.enabled)
        column.addLayout(self._form(((self.tr("Importance"), self.importance),)))
        column.addWidget(plain_label(self.tr("What it sees"), look="caption"))
        view = QHBoxLayout()
        view.addWidget(self.compass, 0, Qt.AlignmentFlag.AlignTop)
        beside = QVBoxLayout()
        beside.addWidget(self.faces)
        beside.addLayout(
            self._form(
                (
                    (self.tr("Looks to"), self.facing),
                    (self.tr("View angle"), self.angle),
                    (self.tr("Sees as far as"), self.reach),
                )
            )
        )
        view.addLayout(beside, 1)
        column.addLayout(view)
        column.addWidget(self.ptz)
        column.addLayout(
            self._form(((self.tr("Presets"), self.presets), (self.tr("Home preset"), self.home)))
        )
        column.addWidget(plain_label(self.tr("Recording"), look="caption"))
        column.addLayout(
            self._form(
                (
                    (self.tr("Records"), self.recording),
                    (self.tr("At these times"), self.schedule),
                    (self.tr("Kept for"), self.keep_days),
                )
            )
        )
        column.addWidget(plain_label(self.tr("Privacy and analytics"), look="caption"))
        column.addLayout(_beside(self.zones, self.draw_button))
        column.addLayout(_beside(self.stages, self.tune_button))
        column.addLayout(self._form(((self.tr("Analysed at"), self.fps),)))

    def _form(self, rows: tuple[tuple[str, QWidget], ...]) -> QFormLayout:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for words, field in rows:
            field.setAccessibleName(words)
            form.addRow(words, field)
        return form

    def _connect(self) -> None:
        for box in (self.enabled, self.faces, self.ptz):
            box.toggled.connect(self._changed)
        for combo in (self.importance, self.recording):
            combo.currentIndexChanged.connect(self._changed)
        for spin in (self.facing, self.angle, self.reach, self.keep_days, self.fps):
            spin.valueChanged.connect(self._changed)
        for line in (self.presets, self.home, self.schedule):
            line.textChanged.connect(self._changed)
        self.compass.turned.connect(self._turned)
        self.draw_button.clicked.connect(self.draw_asked)
        self.tune_button.clicked.connect(self.tune_asked)

    # -- what stands in them -------------------------------------------------------------------------

    def show_camera(self, camera: Camera) -> None:
        self.blockSignals(True)
        self._base, self._privacy = camera, camera.privacy
        self.enabled.setChecked(camera.enabled)
        self.importance.setCurrentIndex(self.importance.findData(str(camera.importance)))
        self.recording.setCurrentIndex(self.recording.findData(str(camera.recording)))
        self.faces.setChecked(camera.facing is not None)
        self.facing.setValue(round(camera.facing or 0))
        self.angle.setValue(round(camera.view_angle))
        self.reach.setValue(round(camera.reach_m))
        self.ptz.setChecked(camera.ptz)
        self.presets.setText(", ".join(camera.presets))
        self.home.setText(camera.home_preset)
        self.schedule.setText(camera.recording_schedule)
        self.keep_days.setValue(camera.keep_days or 0)
        self.fps.setValue(camera.analysis_fps)
        self.stages.setText(self.tr("Stages of analytics: {0}").format(len(camera.stages)))
        self.blockSignals(False)
        self._changed()

    def camera(self) -> Camera:
        """As the fields have it; what was only rounded for them stays as it was."""
        base = self._base
        facing = float(self.facing.value()) if self.faces.isChecked() else None
        return replace(
            base,
            enabled=self.enabled.isChecked(),
            importance=Importance(self.importance.currentData()),
            facing=_kept(base.facing, facing),
            view_angle=_kept(base.view_angle, float(self.angle.value())) or 1.0,
            reach_m=_kept(base.reach_m, float(self.reach.value())) or 1.0,
            ptz=self.ptz.isChecked(),
            presets=self._presets(),
            home_preset=self.home.text().strip(),
            privacy=self._privacy,
            analysis_fps=base.analysis_fps
            if abs(base.analysis_fps - self.fps.value()) < 0.05
            else self.fps.value(),
            recording=RecordingMode(self.recording.currentData()),
            recording_schedule=self.schedule.text().strip(),
            keep_days=self.keep_days.value() or None,
        )

    def offer_presets(self, names: tuple[str, ...]) -> None:
        """Those that the camera tells, behind the ones that are written already."""
        if names:
            self.ptz.setChecked(True)
            # A comma within a name would make two of it.
            told = (name for name in names if "," not in name)
            self.presets.setText(", ".join(dict.fromkeys((*self._presets(), *told))))

    def _presets(self) -> tuple[str, ...]:
        return tuple(filter(None, (name.strip() for name in self.presets.text().split(","))))

    def set_privacy(self, rings: tuple[Ring, ...]) -> None:
        self._privacy = rings
        self._changed()

    @property
    def problem(self) -> str:
        schedule = self.schedule.text()
        if schedule.strip() and not _SCHEDULE.fullmatch(schedule):
            return self.tr("Times are written as 22:00-06:00, several with commas between.")
        return ""

    def _turned(self, facing: float) -> None:
        self.faces.setChecked(True)
        self.facing.setValue(round(facing) % 360)

    def _changed(self, _news: object = None) -> None:
        facing = float(self.facing.value()) if self.faces.isChecked() else None
        self.compass.show_view(facing, float(self.angle.value()))
        self.facing.setEnabled(self.faces.isChecked())
        self.presets.setEnabled(self.ptz.isChecked())
        self.home.setEnabled(self.ptz.isChecked())
        never = self.recording.currentData() == RecordingMode.NEVER
        self.schedule.setEnabled(not never)
        self.keep_days.setEnabled(not never)
        count = len(self._privacy)
        self.zones.setText(
            self.tr("Privacy zones: {0}").format(count) if count else self.tr("No privacy zones")
        )
        self.changed.emit()


def _beside(words: QWidget, button: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(words, 1)
    row.addWidget(button)
    return row


def _kept(before: float | None, now: float | None) -> float | None:
    """What was before, where it is only rounded now."""
    same = before is not None and now is not None and round(before) == now
    return before if same else now
