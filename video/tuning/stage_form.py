"""One stage as fields: name, schedule, what it looks for, and its numbers from the catalogue."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLayoutItem,
    QLineEdit,
    QWidget,
)

from app.domain.video.stages import Stage, StageKind, TrackClass
from video.analytics.options import OPTIONS, SCENE, Option
from video.tuning import words
from widgets.plain_label import plain_label

LONGEST_NAME = 60


class StageForm(QWidget):
    """GUI thread. What is written is emitted whole; numbers left at their default are not written down."""

    edited = Signal(object)
    """A `Stage`, without its points, which are the canvas's."""

    def __init__(self, language: str, models: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._language, self._models = language, models
        self.stage: Stage | None = None
        self.numbers: dict[str, QDoubleSpinBox | QCheckBox] = {}
        self.classes: dict[TrackClass, QCheckBox] = {}
        self.kind = plain_label(look="card")
        self.name, self.schedule = QLineEdit(), QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.schedule.setPlaceholderText("22:00-06:00")
        self.enabled = QCheckBox(self.tr("In use"))
        self.model = QComboBox()
        self.model.setEditable(True)
        self._rows = QFormLayout(self)
        self._rows.setContentsMargins(8, 6, 8, 6)
        self._rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for field in (self.name, self.schedule):
            field.textEdited.connect(self._tell)
        self.enabled.toggled.connect(self._tell)
        self.model.editTextChanged.connect(self._tell)

    def show_stage(self, stage: Stage | None, *, editable: bool) -> None:
        """The fields of its kind; None empties the form."""
        self.stage = None
        self._clear()
        if stage is None:
            return
        self.kind.setText(words.kind_name(stage.kind))
        self._rows.addRow(self.kind)
        self._rows.addRow(self.enabled)
        self._add(self.tr("Name"), self.name)
        self._add(self.tr("Schedule"), self.schedule)
        blockers = [QSignalBlocker(part) for part in (self.name, self.schedule, self.enabled, self.model)]
        self.name.setText(stage.name)
        self.schedule.setText(stage.schedule)
        self.enabled.setChecked(stage.enabled)
        if stage.kind is StageKind.DETECTOR:
            self.model.clear()
            self.model.addItems(self._models)
            self.model.setEditText(stage.model)
            self._add(self.tr("Model file"), self.model)
        del blockers
        if stage.kind in words.CLASSED:
            self._add_classes(stage)
        for option in self._options(stage.kind):
            self._add_number(option, stage)
        self.stage = stage
        self.setEnabled(editable)

    def _options(self, kind: StageKind) -> tuple[Option, ...]:
        return (*OPTIONS[kind], *(SCENE if kind is StageKind.TAMPER else ()))

    def _clear(self) -> None:
        kept = (self.kind, self.name, self.schedule, self.enabled, self.model)
        while self._rows.rowCount():
            row = self._rows.takeRow(0)
            for part in (_held(row.labelItem), _held(row.fieldItem)):
                if part is not None and part in kept:
                    part.setParent(None)
                elif part is not None:
                    part.hide()
                    part.deleteLater()
        self.numbers, self.classes = {}, {}

    def _add(self, label: str, field: QWidget) -> None:
        caption = plain_label(label, look="support", wraps=True)
        caption.setBuddy(field)
        field.setAccessibleName(label)
        self._rows.addRow(caption, field)
        field.show()

    def _add_classes(self, stage: Stage) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        for kind in (TrackClass.PERSON, TrackClass.TWO_WHEELER, TrackClass.VEHICLE):
            box = QCheckBox(words.class_name(kind))
            box.setChecked(not stage.classes or kind in stage.classes)
            box.toggled.connect(self._tell)
            self.classes[kind] = box
            line.addWidget(box)
        line.addStretch(1)
        self._rows.addRow(row)

    def _add_number(self, option: Option, stage: Stage) -> None:
        value = stage.option(option.name, option.default)
        label = option.label.in_language(self._language)
        if option.switch:
            box = QCheckBox(label)
            box.setChecked(value >= 0.5)
            box.toggled.connect(self._tell)
            self.numbers[option.name] = box
            self._rows.addRow(box)
            return
        spin = QDoubleSpinBox()
        spin.setDecimals(option.decimals)
        spin.setRange(option.low, option.high)
        spin.setSingleStep(max(10.0**-option.decimals, (option.high - option.low) / 100))
        spin.setSuffix(f" {option.unit}" if option.unit else "")
        spin.setValue(value)
        spin.setKeyboardTracking(False)
        spin.valueChanged.connect(self._tell)
        self.numbers[option.name] = spin
        self._add(label, spin)

    def _tell(self, *_: object) -> None:
        if self.stage is None:
            return
        self.stage = replace(
            self.stage,
            name=self.name.text().strip(),
            schedule=self.schedule.text().strip(),
            enabled=self.enabled.isChecked(),
            model=self.model.currentText().strip() if self.stage.kind is StageKind.DETECTOR else "",
            classes=self._classes(),
            options=self._numbers(self.stage.kind),
        )
        self.edited.emit(self.stage)

    def _classes(self) -> tuple[TrackClass, ...]:
        """All of them is written as none, which means the same."""
        chosen = tuple(kind for kind, box in self.classes.items() if box.isChecked())
        return () if len(chosen) == len(self.classes) else chosen

    def _numbers(self, kind: StageKind) -> tuple[tuple[str, float], ...]:
        found = []
        for option in self._options(kind):
            field = self.numbers[option.name]
            value = float(field.isChecked()) if isinstance(field, QCheckBox) else field.value()
            if value != option.default:
                found.append((option.name, value))
        return tuple(found)


def _held(item: QLayoutItem | None) -> QWidget | None:
    """A row may lack either."""
    return None if item is None else item.widget()
