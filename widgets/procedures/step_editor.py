"""One step of a procedure as a form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.catalogue import Label
from app.domain.incidents.procedure_checks import LONGEST_LABEL
from app.domain.incidents.procedures import Button, Condition, Procedure, Step
from app.domain.plain_text import shown
from widgets.calm import CalmBox, CalmSpin
from widgets.control.card.choices import CHOICES
from widgets.plain_label import plain_label
from widgets.procedures.part_tables import BranchTable, FieldTable
from widgets.procedures.words import button_names
from widgets.wording import kind_label

LONGEST_TIMER_S = 86_400


class StepEditor(QWidget):
    """GUI thread."""

    edited = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._step: Step | None = None
        self._filling = False
        self.es, self.en = QLineEdit(), QLineEdit()
        self.required = QCheckBox(self.tr("Must be ticked before the incident is resolved"))
        self.only_if, self.button, self.kind, self.deed = CalmBox(), CalmBox(), CalmBox(), CalmBox()
        self.timer = CalmSpin()
        self.branches, self.fields = BranchTable(), FieldTable()
        self.problem = plain_label(look="support", wraps=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.timer.setRange(0, LONGEST_TIMER_S)
        self.timer.setSuffix(" s")
        self.timer.setSpecialValueText(self.tr("None"))
        for line in (self.es, self.en):
            line.setMaxLength(LONGEST_LABEL)
        for text, button in button_names():
            self.button.addItem(text, button)
        pressing = QHBoxLayout()
        pressing.setSpacing(6)
        for box in (self.button, self.kind, self.deed):
            pressing.addWidget(box, 1)
        self.kind.setAccessibleName(self.tr("Kind of device"))
        self.deed.setAccessibleName(self.tr("What is ordered"))
        form = QFormLayout()
        form.setSpacing(6)
        form.addRow(self.tr("S&panish"), self.es)
        form.addRow(self.tr("&English"), self.en)
        form.addRow("", self.required)
        form.addRow(self.tr("&Only if"), self.only_if)
        form.addRow(self.tr("&Timer"), self.timer)
        form.addRow(self.tr("Button"), pressing)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(10)
        column.addWidget(self.problem)
        column.addLayout(form)
        column.addWidget(self.branches)
        column.addWidget(self.fields)
        column.addStretch(1)

    def _connect(self) -> None:
        for line in (self.es, self.en):
            line.textEdited.connect(self._tell)
        self.required.toggled.connect(self._tell)
        self.timer.valueChanged.connect(self._tell)
        self.only_if.currentIndexChanged.connect(self._tell)
        self.deed.currentIndexChanged.connect(self._tell)
        self.button.currentIndexChanged.connect(self._choose_button)
        self.kind.currentIndexChanged.connect(self._choose_kind)
        for table in (self.branches, self.fields):
            table.edited.connect(self._tell)

    def show_step(self, procedure: Procedure, place: int) -> None:
        """The step at this place; another one than before is put into the fields anew."""
        step = procedure.steps[place] if 0 <= place < len(procedure.steps) else None
        self.setVisible(step is not None)
        if step is None or step == self._step:
            self._step = step
            return
        self._step, self._filling = step, True
        self.es.setText(step.label.es)
        self.en.setText(step.label.en)
        self.required.setChecked(step.required)
        self.timer.setValue(round(step.timer_s))
        self._offer_conditions(procedure.steps[:place], step)
        self.button.setCurrentIndex(self.button.findData(step.button))
        self._offer_kinds(step.device_kind)
        self._offer_deeds(step.deed)
        self.branches.show_branches(step.branches)
        self.fields.show_fields(step.fields)
        self._filling = False
        self._judge()

    def say(self, problems: Sequence[str]) -> None:
        """What is wrong with the step."""
        self.problem.setText("\n".join(problems))
        self.problem.setVisible(bool(problems))

    def step(self) -> Step | None:
        """As it is written now."""
        if self._step is None:
            return None
        button = Button(self.button.currentData())
        controls = button is Button.CONTROL
        made = Step(
            self._step.id,
            Label(self.es.text().strip(), self.en.text().strip()),
            self.branches.branches(),
            self.fields.fields(),
            self._condition(),
            float(self.timer.value()),
            self.required.isChecked(),
            button,
            str(self.kind.currentData() or "") if controls else "",
            str(self.deed.currentData() or "") if controls else "",
        )
        self._step = made
        return made

    def _condition(self) -> Condition | None:
        found = self.only_if.currentData()
        return Condition(*str(found).split("\n")) if found else None

    def _offer_conditions(self, before: Sequence[Step], step: Step) -> None:
        language = self._hub.language
        self.only_if.clear()
        self.only_if.addItem(self.tr("Always"), "")
        for one in before:
            for branch in one.branches:
                words = f"{one.label.in_language(language)} → {branch.label.in_language(language)}"
                self.only_if.addItem(shown(words, 120), f"{one.id}\n{branch.id}")
        if step.only_if is None:
            return
        wanted = f"{step.only_if.step}\n{step.only_if.branch}"
        if self.only_if.findData(wanted) < 0:
            self.only_if.addItem(self.tr("A way that is no longer there"), wanted)
        self.only_if.setCurrentIndex(self.only_if.findData(wanted))

    def _offer_kinds(self, kind: str) -> None:
        catalogue, language = self._hub.catalogue, self._hub.language
        self.kind.clear()
        self.kind.addItem(self.tr("Lighting page"), "")
        for name in sorted({*catalogue.kinds, kind} - {""}):
            self.kind.addItem(kind_label(catalogue, name, language), name)
        self.kind.setCurrentIndex(self.kind.findData(kind))

    def _offer_deeds(self, deed: str) -> None:
        self.deed.clear()
        self.deed.addItem(self.tr("Anything"), "")
        for choice in CHOICES.get(str(self.kind.currentData() or ""), ()):
            self.deed.addItem(choice.words(), choice.id)
        if deed and self.deed.findData(deed) < 0:
            self.deed.addItem(shown(deed, 60), deed)
        self.deed.setCurrentIndex(self.deed.findData(deed))

    def _choose_button(self) -> None:
        self._judge()
        self._tell()

    def _choose_kind(self) -> None:
        if not self._filling:
            self._filling = True
            self._offer_deeds("")
            self._filling = False
            self._tell()

    def _judge(self) -> None:
        controls = self.button.currentData() == Button.CONTROL
        self.kind.setVisible(controls)
        self.deed.setVisible(controls)

    def _tell(self, *_: object) -> None:
        if not self._filling and self._step is not None:
            self.edited.emit()
