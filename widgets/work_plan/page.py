"""The yearly work plan: its activities with goals and what was done, edited here and saved as a whole."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.reporting.plan_figures import Counts, plan_figures
from app.domain.rights import Right
from app.domain.work_plan import MONTHS, Activity, PutWorkPlan, WorkPlan
from widgets import formats
from widgets.access.gated_page import GatedPage
from widgets.calm import CalmBox
from widgets.confirm import Confirm
from widgets.desk_requests import DeskRequests
from widgets.look import Look
from widgets.plain_label import plain_label
from widgets.work_plan.counting import MonthCounter
from widgets.work_plan.form import ActivityDialog
from widgets.work_plan.table import PlanTable
from widgets.work_plan.words import why_not_kept


class WorkPlanPage(GatedPage):
    """What was changed and not saved stays until it is saved or discarded. GUI thread."""

    said = Signal(str)

    def __init__(self, hub: Hub, look: Look) -> None:
        super().__init__(hub, look, Right.EXPORT, Right.EDIT_SETTINGS)
        self.requests, self.counter = DeskRequests(hub, self), MonthCounter(hub, self)
        self.counts: Counts = {}
        self.plan = WorkPlan(formats.local(hub.now()).year)
        self.changed = False
        self.dialog: ActivityDialog | Confirm | None = None
        self.year, self.table = CalmBox(), PlanTable(hub, look)
        self.add, self.edit = QPushButton(self.tr("Add…")), QPushButton(self.tr("Edit…"))
        self.remove, self.discard = QPushButton(self.tr("Remove")), QPushButton(self.tr("Discard"))
        self.save = QPushButton(self.tr("Save the plan"))
        self.unsaved = plain_label(self.tr("Not saved"), look="tag")
        self.answer, self.none = plain_label(look="support", wraps=True), plain_label(look="support")
        self.hold(self._body())
        self._connect()
        self._offer_years()
        self.reload()

    def _body(self) -> QWidget:
        self.save.setProperty("look", "primary")
        self.year.setAccessibleName(self.tr("Year"))
        self.none.setText(self.tr("No activity in this year."))
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 8, 4)
        bar.setSpacing(6)
        for part in (self.year, self.add, self.edit, self.remove, self.unsaved):
            bar.addWidget(part)
        bar.addStretch(1)
        bar.addWidget(self.discard)
        bar.addWidget(self.save)
        self.answer.setContentsMargins(10, 2, 10, 4)
        self.none.setContentsMargins(10, 8, 10, 8)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        for part in (self.answer, self.none):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        return body

    def _connect(self) -> None:
        board = self._hub.incidents
        self.year.activated.connect(self._choose_year)
        self.add.clicked.connect(self._add)
        self.edit.clicked.connect(self._edit)
        self.table.edit_wanted.connect(self._edit)
        self.remove.clicked.connect(self._remove)
        QShortcut(QKeySequence.StandardKey.Delete, self.table, self._remove)
        self.discard.clicked.connect(self.reload)
        self.save.clicked.connect(self._save)
        self.requests.done.connect(self._saved)
        self.requests.refused.connect(lambda _, why: self._say(why))
        self.requests.superseded.connect(lambda *_: self._say_behind())
        self.requests.busy_changed.connect(self._judge_acts)
        self.counter.came.connect(self._take_counts)
        self.counter.failed.connect(
            lambda: self._say(self.tr("The database does not answer. Incidents cannot be counted."))
        )
        board.plans_changed.connect(self._take_plans)
        board.loaded.connect(self._take_plans)
        board.rules_changed.connect(self._show)
        self.opened.connect(lambda _: self._forget())
        self.engine_told.connect(self._judge_acts)
        self._hub.access.session_changed.connect(self._judge_acts)

    # -- which plan ----------------------------------------------------------------------------------

    def _offer_years(self) -> None:
        now = formats.local(self._hub.now()).year
        years = sorted({now - 1, now, now + 1, self.plan.year, *self._hub.incidents.plans})
        self.year.clear()
        for year in years:
            self.year.addItem(str(year), year)
        self.year.setCurrentIndex(self.year.findData(self.plan.year))

    def _choose_year(self, place: int) -> None:
        wanted = int(self.year.itemData(place))
        if wanted == self.plan.year:
            return
        if not self.changed:
            self.show_year(wanted)
            return
        self.year.setCurrentIndex(self.year.findData(self.plan.year))
        words = self.tr("What was changed in {0} is not saved and would be lost.").format(self.plan.year)
        dialog = Confirm(self.tr("Leave the year?"), words, self.tr("Discard and go on"), self)
        dialog.confirmed.connect(lambda: self.show_year(wanted))
        self._open(dialog)

    def show_year(self, year: int) -> None:
        """As it is kept; what was changed in another year is gone."""
        self.plan = WorkPlan(year)
        self.counts = {}
        self.reload()
        self._offer_years()

    def reload(self) -> None:
        """The plan as the engine keeps it."""
        self.plan = self._kept()
        self.changed = False
        self._say("")
        self.note_read()
        self._show()
        if self.isVisible() and self.is_open:
            self.counter.read(self.plan.year)

    def _kept(self) -> WorkPlan:
        return self._hub.incidents.plans.get(self.plan.year) or WorkPlan(self.plan.year)

    def _take_plans(self) -> None:
        self._offer_years()
        kept = self._kept()
        if kept.version == self.plan.version:
            return
        if self.changed and not self.requests.busy:
            self._say_behind()
        elif not self.changed:
            self.reload()

    def _take_counts(self, counts: Counts) -> None:
        self.counts = counts
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.is_open:
            self.counter.read(self.plan.year)

    def _show(self) -> None:
        self.table.show_figures(plan_figures(self.plan, range(MONTHS), self.counts))
        self.none.setVisible(not self.plan.activities)
        self._judge_acts()

    # -- changing ------------------------------------------------------------------------------------

    def _add(self) -> None:
        taken = {activity.id for activity in self.plan.activities}
        name = next(f"a{n}" for n in range(1, len(taken) + 2) if f"a{n}" not in taken)
        empty = Activity(name, "", "", "", "", (0.0,) * MONTHS)
        self._write(empty, len(self.plan.activities))

    def _edit(self) -> None:
        place = self.table.place
        if 0 <= place < len(self.plan.activities):
            self._write(self.plan.activities[place], place)

    def _write(self, activity: Activity, place: int) -> None:
        if not self._why_not():
            dialog = ActivityDialog(self._hub, activity, self.plan.year, self.counts, self)
            dialog.given.connect(lambda made: self._put(made, place))
            self._open(dialog)

    def _open(self, dialog: ActivityDialog | Confirm) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._drop)
        dialog.open()

    def _drop(self) -> None:
        self.dialog = None

    def _put(self, activity: Activity, place: int) -> None:
        before = self.plan.activities
        self._change((*before[:place], activity, *before[place + 1 :]))
        self.table.go(place)

    def _remove(self) -> None:
        place, before = self.table.place, self.plan.activities
        if 0 <= place < len(before) and not self._why_not():
            self._change((*before[:place], *before[place + 1 :]))

    def _change(self, activities: tuple[Activity, ...]) -> None:
        self.plan = replace(self.plan, activities=activities)
        self.changed = True
        self._show()

    def _save(self) -> None:
        if self.changed and not self._why_not() and not why_not_kept(self.plan):
            self.requests.ask(PutWorkPlan(self.plan))

    def _saved(self, _act: object) -> None:
        self.changed = False
        self.reload()
        self.said.emit(self.tr("Work plan saved."))

    def _say_behind(self) -> None:
        self._say(
            self.tr("Somebody else saved this year meanwhile. Discard loads theirs; yours is not saved.")
        )

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.reject()
        self.reload()

    def _say(self, sentence: str) -> None:
        self.answer.setText(sentence)
        self._judge_acts()

    def _why_not(self) -> str:
        if not self.engine_up:
            return self.tr("The engine is away.")
        return self._permits.why_not(Right.EDIT_SETTINGS)

    def _judge_acts(self, *_: object) -> None:
        barred, some = self._why_not(), bool(self.plan.activities)
        flawed = why_not_kept(self.plan)
        for button, fits in ((self.add, True), (self.edit, some), (self.remove, some)):
            button.setEnabled(fits and not barred)
            button.setToolTip(barred)
        self.discard.setEnabled(self.changed)
        self.save.setEnabled(self.changed and not barred and not flawed and not self.requests.busy)
        self.save.setToolTip(barred or flawed)
        self.unsaved.setVisible(self.changed)
        self.answer.setVisible(bool(self.answer.text()))
