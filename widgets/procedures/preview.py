"""A procedure as it will be followed: its steps can be ticked here, without any effect."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.incidents.events import Given, StepTicked
from app.domain.incidents.incident import Tick
from app.domain.incidents.procedures import Procedure
from app.domain.incidents.steps import fitting_ticks, steps_in_turn
from app.domain.plain_text import shown
from widgets.incidents.record.names import RecordNames
from widgets.incidents.record.progress import StepLine
from widgets.incidents.record.step_row import StepRow
from widgets.plain_label import plain_label


class PreviewDialog(QDialog):
    """Open it with `open()`. GUI thread."""

    def __init__(self, hub: Hub, procedure: Procedure, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub, self._procedure = hub, procedure
        self._names = RecordNames(hub)
        self._names.procedure = procedure
        self._ticks: dict[str, Tick] = {}
        self._since = hub.now()
        self.rows: dict[str, StepRow] = {}
        self.setWindowTitle(self.tr("As it will be followed"))
        self.resize(460, 560)
        inside = QWidget()
        self._steps = QVBoxLayout()
        self._steps.setSpacing(0)
        held = QVBoxLayout(inside)
        held.setContentsMargins(0, 0, 0, 0)
        held.addLayout(self._steps)
        held.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        leave = QPushButton(self.tr("Leave"))
        leave.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        title = shown(procedure.label.in_language(hub.language), 200)
        column.addWidget(plain_label(title, look="title", wraps=True))
        column.addWidget(plain_label(self.tr("Ticks here have no effect."), look="support"))
        column.addWidget(area, 1)
        column.addWidget(leave)
        self.finished.connect(self.deleteLater)
        self._show()

    def _show(self) -> None:
        steps = steps_in_turn(self._procedure, self._ticks)
        upcoming = next((step.id for step in steps if step.id not in self._ticks), "")
        for gone in set(self.rows) - {step.id for step in steps}:
            row = self.rows.pop(gone)
            row.hide()
            self._steps.removeWidget(row)
            row.deleteLater()
        for place, step in enumerate(steps):
            row = self.rows.get(step.id) or self._add(place, StepRow(step, self._hub.language, self._names))
            due = self._since + round(step.timer_s * 1000) if step.timer_s and step.id == upcoming else 0
            row.show_line(StepLine(step, self._ticks.get(step.id), step.id == upcoming, due), "")
            row.show_time(self._since)

    def _add(self, place: int, row: StepRow) -> StepRow:
        self.rows[row.step.id] = row
        self._steps.insertWidget(place, row)
        row.tick_wanted.connect(self._tick)
        row.untick_wanted.connect(self._untick)
        return row

    def _tick(self, step: str, choice: str, given: tuple[Given, ...]) -> None:
        ticked = StepTicked(step, self._procedure.version, choice, given)
        self._ticks[step] = Tick(ticked, self._hub.access.operator, self._hub.now())
        self._show()

    def _untick(self, step: str) -> None:
        self._ticks.pop(step, None)
        self._ticks = fitting_ticks(self._procedure, self._ticks)
        self._show()
