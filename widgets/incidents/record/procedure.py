"""The procedure of the incident: its steps, how many are done, and whether a newer version exists."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.incidents import acts
from app.domain.incidents.events import Given
from app.domain.incidents.incident import Record
from app.domain.incidents.procedures import Procedure
from app.domain.plain_text import shown
from widgets.alarms.dialogs import ReasonDialog
from widgets.incidents.record.names import RecordNames
from widgets.incidents.record.progress import Progress, progress
from widgets.incidents.record.requests import IncidentRequests, right_for
from widgets.incidents.record.section import Section
from widgets.incidents.record.step_row import StepRow
from widgets.plain_label import plain_label


class ProcedureSection(Section):
    """GUI thread. Hidden where the incident follows none."""

    button_pressed = Signal(object)
    """The `Step` whose button was pressed."""

    def __init__(
        self, hub: Hub, names: RecordNames, requests: IncidentRequests, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._hub, self._names, self._requests = hub, names, requests
        self._record: Record | None = None
        self._procedure: Procedure | None = None
        self.rows: dict[str, StepRow] = {}
        self.newer = QPushButton()
        self.newer.setProperty("look", "small")
        self.unknown = plain_label(look="support", wraps=True)
        self.unknown.setContentsMargins(10, 0, 10, 0)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(0)
        self.body.addWidget(self.unknown)
        self.body.addLayout(self._steps)
        self.add_row(self.newer)
        self.newer.clicked.connect(self.follow_newest)
        requests.refused.connect(self._refused)
        self._before: QWidget | None = None
        self.hide()

    def tab_after(self, widget: QWidget) -> None:
        """The steps, which come and go, take the focus after this one."""
        self._before = widget

    def show_record(self, record: Record, procedure: Procedure | None) -> None:
        """`procedure` is the version that it follows, None while it is not known."""
        incident = record.incident
        anew = self._record is None or self._record.incident.id != incident.id
        if anew or procedure is None or self._names_of(self._procedure) != self._names_of(procedure):
            self._drop_rows(())
        self._record, self._procedure = record, procedure
        self.setVisible(bool(incident.procedure))
        self.unknown.setVisible(procedure is None)
        name = self._names.procedure_name(incident.procedure)
        self.caption.setText(self.tr("Procedure · {0}").format(name))
        if procedure is None:
            self.aside.clear()
            self.unknown.setText(self.tr("Version {0} is being read.").format(incident.procedure_version))
        else:
            self._show_steps(progress(procedure, record))
        self._offer_newest()

    def show_time(self, now_ms: int) -> None:
        for row in self.rows.values():
            row.show_time(now_ms)

    def say_unknown(self) -> None:
        """The version that is followed cannot be read."""
        self.unknown.setText(self.tr("The version that is followed cannot be read now."))

    def follow_newest(self) -> None:
        if self._record is not None:
            incident = self._record.incident
            act = acts.FollowProcedure(incident.id, incident.version, incident.procedure)
            self._requests.ask(act, incident)

    def _show_steps(self, now: Progress) -> None:
        self.aside.setText(self.tr("{0} of {1}").format(now.ticked, now.total))
        self._drop_rows({line.step.id for line in now.lines})
        barred = self._barred()
        for place, line in enumerate(now.lines):
            row = self.rows.get(line.step.id) or self._add(place, StepRow(
                line.step, self._hub.language, self._names))  # fmt: skip
            row.show_line(line, barred)
            row.show_time(self._hub.now())
        self._order_tabs()

    def _add(self, place: int, row: StepRow) -> StepRow:
        row.tick_wanted.connect(self._tick)
        row.untick_wanted.connect(self._ask_untick)
        row.button_pressed.connect(self.button_pressed)
        self.rows[row.step.id] = row
        self._steps.insertWidget(place, row)
        return row

    def _order_tabs(self) -> None:
        before = self._before
        rows = sorted(self.rows.values(), key=self._steps.indexOf)
        for widget in [one for row in rows for one in row.in_tab_order()]:
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget

    def _drop_rows(self, stay: set[str] | tuple[str, ...]) -> None:
        for step in [step for step in self.rows if step not in stay]:
            row = self.rows.pop(step)
            row.hide()
            self._steps.removeWidget(row)
            row.deleteLater()

    def _barred(self) -> str:
        incident = None if self._record is None else self._record.incident
        if incident is not None and not incident.open:
            return self.tr("The incident is closed.")
        return self._requests.why_not(right_for(acts.TickStep), incident)

    def _offer_newest(self) -> None:
        incident = None if self._record is None else self._record.incident
        known = None if incident is None else self._hub.incidents.procedures.get(incident.procedure)
        newer = (
            incident is not None
            and known is not None
            and not known.retired
            and known.version > incident.procedure_version
        )
        self.newer.setVisible(newer)
        if newer and known is not None:
            barred = self._barred()
            self.newer.setText(self.tr("Follow the newer version {0}").format(known.version))
            self.newer.setEnabled(not barred)
            self.newer.setToolTip(barred or self.tr("Ticks of steps that it has too stay."))

    def _tick(self, step: str, choice: str, given: tuple[Given, ...]) -> None:
        if self._record is not None and self._procedure is not None:
            incident = self._record.incident
            act = acts.TickStep(incident.id, step, self._procedure.version, choice, given)
            self._requests.ask(act, incident)

    def _ask_untick(self, step: str) -> None:
        if self._record is None:
            return
        incident = self._record.incident
        dialog = ReasonDialog(
            self.tr("Open the step again"),
            f"{shown(incident.id)} · {self._names.step(step)}",
            self.tr("Write the reason"),
            self.tr("Open again"),
            self,
        )
        dialog.given.connect(
            lambda reason: self._requests.ask(acts.UntickStep(incident.id, step, reason), incident)
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _refused(self, act: object, sentence: str) -> None:
        here = None if self._record is None else self._record.incident.id
        if (
            isinstance(act, acts.TickStep | acts.UntickStep)
            and act.incident == here
            and act.step in self.rows
        ):
            self.rows[act.step].say(sentence)

    @staticmethod
    def _names_of(procedure: Procedure | None) -> tuple[str, int] | None:
        return None if procedure is None else (procedure.id, procedure.version)
