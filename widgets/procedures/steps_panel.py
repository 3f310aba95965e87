"""The steps of the procedure that is written, what is wrong with each, and the form of the chosen one."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.bridge.hub import Hub
from app.domain.catalogue import Label
from app.domain.incidents.procedure_checks import LONGEST_ID, LONGEST_LABEL, problems
from app.domain.incidents.procedures import Procedure
from app.domain.plain_text import shown
from widgets.incidents.record.line_list import Line, LineList
from widgets.look import Look
from widgets.plain_label import plain_label
from widgets.procedures import writing
from widgets.procedures.step_editor import StepEditor
from widgets.procedures.words import fault_words


class StepsPanel(QSplitter):
    """Holds the procedure as it is written now. GUI thread."""

    edited = Signal()

    def __init__(self, hub: Hub, look: Look) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._hub = hub
        self.procedure = Procedure("", 0, writing.EMPTY, ())
        self._filling = False
        self.name, self.es, self.en = QLineEdit(), QLineEdit(), QLineEdit()
        self.list = LineList(look, self.tr("Steps"), height=36)
        self.list.fill_height()
        self.add, self.drop = QPushButton(self.tr("Add step")), QPushButton(self.tr("Remove"))
        self.up, self.down = QPushButton(self.tr("Up")), QPushButton(self.tr("Down"))
        self.problem = plain_label(look="support", wraps=True)
        self.editor = StepEditor(hub)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.name.setMaxLength(LONGEST_ID)
        form = QFormLayout()
        form.setContentsMargins(10, 8, 10, 4)
        form.setSpacing(6)
        form.addRow(self.tr("I&d"), self.name)
        form.addRow(self.tr("&Spanish"), self.es)
        form.addRow(self.tr("E&nglish"), self.en)
        for line in (self.es, self.en):
            line.setMaxLength(LONGEST_LABEL)
        bar = QHBoxLayout()
        bar.setContentsMargins(10, 2, 10, 4)
        bar.setSpacing(6)
        for button in (self.add, self.drop, self.up, self.down):
            button.setProperty("look", "small")
            bar.addWidget(button)
        bar.addStretch(1)
        self.problem.setContentsMargins(10, 2, 10, 4)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addLayout(bar)
        column.addWidget(self.list, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.editor)
        self.setChildrenCollapsible(False)
        left.setMinimumWidth(280)
        area.setMinimumWidth(380)
        self.addWidget(left)
        self.addWidget(area)
        self.setSizes([360, 560])
        self.setStretchFactor(1, 1)

    def _connect(self) -> None:
        for line in (self.name, self.es, self.en):
            line.textEdited.connect(self._rename)
        self.list.chosen.connect(self._show_step)
        self.editor.edited.connect(self._take_step)
        self.add.clicked.connect(self._add)
        self.drop.clicked.connect(lambda: self._change(writing.drop_step(self.procedure, self.place)))
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))

    @property
    def place(self) -> int:
        """Of the chosen step, -1 for none."""
        return self.list.currentIndex().row()

    def show_procedure(self, procedure: Procedure, *, editable: bool) -> None:
        """Put it into the fields anew."""
        self.procedure = procedure
        self.name.setText(procedure.id)
        self.es.setText(procedure.label.es)
        self.en.setText(procedure.label.en)
        self.set_editable(editable)
        self._show()
        self.list.choose(procedure.steps[0].id if procedure.steps else "")
        self._show_step()

    def set_editable(self, editable: bool) -> None:
        self.name.setEnabled(editable and not self.procedure.version)
        for part in (self.es, self.en, self.add, self.drop, self.up, self.down, self.editor):
            part.setEnabled(editable)

    def faulty(self) -> bool:
        """Whether it could not be published as it is."""
        return bool(problems(self.procedure))

    def _show(self) -> None:
        found: dict[str, list[str]] = defaultdict(list)
        for one in problems(self.procedure):
            found[one.step].append(fault_words(one.fault, step=bool(one.step)))
        self.problem.setText("\n".join(found.pop("", [])))
        self.problem.setVisible(bool(self.problem.text()))
        lines = []
        for place, step in enumerate(self.procedure.steps, 1):
            title = f"{place}. {shown(step.label.in_language(self._hub.language), 200)}"
            wrong = " ".join(found.get(step.id, ()))
            lines.append(
                Line(step.id, title, wrong, glyph="warning" if wrong else "", faint=not step.required)
            )
        self._filling = True
        self.list.show_lines(lines)
        self._filling = False
        chosen = self.list.current
        self.editor.say(found.get(chosen, []))

    def _show_step(self, *_: object) -> None:
        if not self._filling:
            self.editor.show_step(self.procedure, self.place)
            self._show()

    def _rename(self, *_: object) -> None:
        label = Label(self.es.text().strip(), self.en.text().strip())
        name = self.name.text().strip() if not self.procedure.version else self.procedure.id
        self._change(writing.rename(self.procedure, name, label))

    def _take_step(self) -> None:
        place, step = self.place, self.editor.step()
        if step is not None and 0 <= place < len(self.procedure.steps):
            self._change(writing.put_step(self.procedure, place, step))

    def _add(self) -> None:
        place = self.place if self.place >= 0 else len(self.procedure.steps) - 1
        self._change(writing.add_step(self.procedure, place))
        self.list.choose(self.procedure.steps[place + 1].id)
        self.editor.es.setFocus()

    def _move(self, by: int) -> None:
        place, chosen = self.place, self.list.current
        self._change(writing.move_step(self.procedure, place, by))
        self.list.choose(chosen)
        self._show_step()

    def _change(self, procedure: Procedure) -> None:
        """The chosen step stays chosen, or else the one that is in its place now."""
        if procedure == self.procedure:
            return
        place, chosen = self.place, self.list.current
        self.procedure = procedure
        self._show()
        if chosen and chosen not in {step.id for step in procedure.steps}:
            place = min(place, len(procedure.steps) - 1)
            self.list.choose(procedure.steps[place].id if procedure.steps else "")
            self._show_step()
        self.edited.emit()
