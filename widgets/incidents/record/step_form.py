"""What a step asks for before it is ticked: the branch that was taken, and its fields."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.incidents.events import Given
from app.domain.incidents.procedures import Branch, FieldType, Step, StepField
from app.domain.plain_text import shown
from widgets.calm import CalmBox
from widgets.plain_label import plain_label

LONGEST_VALUE = 200


class StepForm(QWidget):
    """Keeps what was entered as long as it lives. GUI thread."""

    entered = Signal()
    """Enter was pressed in a field."""

    def __init__(self, step: Step, language: str) -> None:
        super().__init__()
        self._step, self._language = step, language
        self.branches = QButtonGroup(self)
        self.fields: dict[str, QLineEdit | CalmBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(4)
        if step.branches:
            column.addLayout(self._branch_row(step.branches))
        if step.fields:
            column.addLayout(self._field_rows(step.fields))

    def choice(self) -> str:
        """The branch that is chosen; empty for none."""
        place = self.branches.checkedId()
        return self._step.branches[place].id if place >= 0 else ""

    def given(self) -> tuple[Given, ...]:
        values = ((field.id, self._value(field)) for field in self._step.fields)
        return tuple(Given(name, value) for name, value in values if value)

    def missing(self) -> str:
        """What must still be chosen or entered, in words; empty when nothing."""
        if self._step.branches and not self.choice():
            return self.tr("Choose one of the ways first.")
        for field in self._step.fields:
            value = self._value(field)
            label = shown(field.label.in_language(self._language))
            if field.required and not value:
                return self.tr("Fill in {0} first.").format(label)
            if value and field.type is FieldType.NUMBER and not _is_number(value):
                return self.tr("{0} must be a number.").format(label)
        return ""

    def focus_missing(self) -> None:
        """Put the cursor where something is missing."""
        if self._step.branches and not self.choice():
            self.branches.buttons()[0].setFocus()
            return
        for field in self._step.fields:
            value = self._value(field)
            if (field.required and not value) or (
                value and field.type is FieldType.NUMBER and not _is_number(value)
            ):
                self.fields[field.id].setFocus()
                return

    def _branch_row(self, branches: Sequence[Branch]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(3)
        for place, branch in enumerate(branches):
            button = QPushButton(shown(branch.label.in_language(self._language), 60))
            button.setProperty("look", "chip")
            button.setCheckable(True)
            self.branches.addButton(button, place)
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        return column

    def _field_rows(self, fields: Sequence[StepField]) -> QFormLayout:
        form = QFormLayout()
        form.setSpacing(4)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for field in fields:
            label = shown(field.label.in_language(self._language), 60)
            name = plain_label(label if field.required else f"{label} ({self.tr('optional')})", look="small")
            editor = self._editor(field)
            editor.setAccessibleName(label)
            name.setBuddy(editor)
            self.fields[field.id] = editor
            form.addRow(name, editor)
        return form

    def _editor(self, field: StepField) -> QLineEdit | CalmBox:
        if field.type is FieldType.CHOICE:
            box = CalmBox()
            box.addItem("", "")
            for label in field.choices:
                text = label.in_language(self._language)
                box.addItem(shown(text, 80), text)
            return box
        line = QLineEdit()
        line.setMaxLength(LONGEST_VALUE)
        line.setPlaceholderText(field.unit)
        line.returnPressed.connect(self.entered)
        return line

    def _value(self, field: StepField) -> str:
        editor = self.fields[field.id]
        return str(editor.currentData()) if isinstance(editor, CalmBox) else editor.text().strip()


def _is_number(value: str) -> bool:
    """With a comma or a point, as the engine takes it."""
    digits = value.replace(",", ".", 1)
    try:
        return float(digits) - float(digits) == 0.0
    except ValueError:
        return False
