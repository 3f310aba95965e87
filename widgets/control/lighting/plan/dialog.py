"""The editor of the lighting plan: programmes, calendars and assignments, checked before they hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.bridge.hub import Hub
from app.domain import control_acts as acts
from app.domain.acts import Outcome, Verdict
from app.domain.lighting.checking import may_hold, validate
from app.domain.lighting.plan import Calendar, LightingPlan, Programme
from app.domain.plain_text import shown
from app.domain.rights import Right
from widgets.confirm import Confirm
from widgets.control.lighting.city import City
from widgets.control.lighting.plan.assignment_pane import AssignmentPane
from widgets.control.lighting.plan.calendar_form import CalendarForm
from widgets.control.lighting.plan.items_pane import ItemsPane
from widgets.control.lighting.plan.problem_words import sentence
from widgets.control.lighting.plan.programme_form import ProgrammeForm, new_id
from widgets.control.lighting.plan.saving import saving_words, use_of
from widgets.control.lighting.requests import LightingRequests
from widgets.control.lighting.scene import LampScene
from widgets.look import Look
from widgets.plain_label import PlainLabel

JUDGE_MS = 250
SIZE = (960, 680)


class PlanDialog(QDialog):
    """Open it with `open()`. What was written stays until it is put in force or left. GUI thread."""

    def __init__(
        self,
        hub: Hub,
        look: Look,
        city: City,
        scene: LampScene,
        requests: LightingRequests,
        parent: QWidget,
        why_away: Callable[[], str],
    ) -> None:
        """`why_away` says why the engine could not take it now."""
        super().__init__(parent)
        self._hub, self._city, self._scene, self._requests = hub, city, scene, requests
        self._why_away = why_away
        self.base = LightingPlan()
        """What the draft began from; its version goes with the request."""
        self._busy = False
        self.sure: Confirm | None = None
        self.setWindowTitle(self.tr("Programmes and calendars"))
        self.resize(*SIZE)
        programmes = ProgrammeForm(look, hub.catalogue, hub.language)
        self.programmes = ItemsPane(
            programmes,
            self._new_programme,
            _copied,
            (self.tr("Add programme"), self.tr("No programmes yet.")),
        )
        calendars = CalendarForm(look, self.programmes.items, hub.language)
        self.calendars = ItemsPane(
            calendars, self._new_calendar, _copied, (self.tr("Add calendar"), self.tr("No calendars yet."))
        )
        self.assignments = AssignmentPane(hub, look, scene, self.calendars.items)
        self.tabs, self.problems = QTabWidget(), QListWidget()
        self.saving, self.said = PlainLabel(), PlainLabel()
        self.press, self.leave = QPushButton(self.tr("Put in force")), QPushButton(self.tr("Leave"))
        self.theirs = QPushButton(self.tr("Load theirs"))
        self._judging = QTimer(self, interval=JUDGE_MS, singleShot=True)
        self._lay_out()
        self._connect()
        self.load(hub.control.plan)

    def _lay_out(self) -> None:
        for pane, text in (
            (self.programmes, self.tr("Programmes")),
            (self.calendars, self.tr("Calendars")),
            (self.assignments, self.tr("Luminaires, holidays, floors")),
        ):
            self.tabs.addTab(pane, text)
        self.problems.setMaximumHeight(92)
        self.problems.setAccessibleName(self.tr("What is wrong or should be known"))
        self.problems.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        for label in (self.saving, self.said):
            label.setProperty("look", "support")
            label.setWordWrap(True)
        self.press.setProperty("look", "primary")
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        for button in (self.theirs, self.leave, self.press):
            button.setAutoDefault(False)
            foot.addWidget(button)
        self.theirs.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.problems)
        column.addWidget(self.saving)
        column.addLayout(foot)

    def _connect(self) -> None:
        for pane in (self.programmes, self.calendars, self.assignments):
            pane.changed.connect(self._judging.start)
        self.tabs.currentChanged.connect(self._turn)
        self._judging.timeout.connect(self.judge)
        self.press.clicked.connect(self._put)
        self.leave.clicked.connect(self.reject)
        self.theirs.clicked.connect(lambda: self.load(self._hub.control.plan))
        self._hub.control.plan_changed.connect(self._watch)
        self._hub.access.session_changed.connect(self._watch)
        self._hub.link_changed.connect(self._watch)
        self.finished.connect(self.deleteLater)

    # The draft

    def load(self, plan: LightingPlan) -> None:
        """Begin again from this plan."""
        self.base = plan
        self.programmes.load(plan.programmes)
        self.calendars.load(plan.calendars)
        self.assignments.load(plan)
        self.theirs.hide()
        self.judge()

    def draft(self) -> LightingPlan:
        """As it is written now, on the version that it began from."""
        pane = self.assignments
        return replace(
            self.base,
            programmes=self.programmes.items(),
            calendars=self.calendars.items(),
            assignments=pane.assignments.items(),
            holidays=tuple(date for date in pane.holidays.items() if date),
            floors=tuple(floor for floor in pane.floors.items() if floor[0]),
        )

    @property
    def is_changed(self) -> bool:
        return self.draft() != self.base

    def judge(self) -> None:
        """Check what is written, estimate what it saves, and say whether it can be put in force."""
        draft = self.draft()
        found = validate(draft)
        self.problems.clear()
        for one in found:
            mark = "■ " if one.fatal else "· "
            QListWidgetItem(mark + sentence(one, draft), self.problems)
        self.problems.setVisible(bool(found))
        sound = may_hold(found)
        may = self._requests.permits.may(Right.EDIT_RULES)
        for pane in (self.programmes, self.calendars):
            pane.set_open(may)
        self.assignments.set_open(may)
        self.saving.setText(self._saving(draft) if sound else "")
        reason = self._why_not(sound=sound)
        self.press.setEnabled(not reason and not self._busy)
        self.press.setToolTip(reason)
        self.said.setText(reason)

    def _saving(self, draft: LightingPlan) -> str:
        if not self.is_changed or not self._scene.lamps.count:
            return ""
        now, wanted = use_of(self.base, self._scene, self._city), use_of(draft, self._scene, self._city)
        return saving_words(now, wanted, self._hub.control.rules)

    def _why_not(self, *, sound: bool) -> str:
        may = self._requests.permits.why_not(Right.EDIT_RULES)
        if may:
            return may
        if away := self._why_away():
            return away
        if self._is_overtaken():
            by = shown(self._hub.control.plan.changed_by)
            return self.tr(
                "{0} has put another plan in force meanwhile. What you wrote is still here."
            ).format(by)
        if not sound:
            return self.tr("Mend what is marked ■ first.")
        return "" if self.is_changed else self.tr("Nothing changed.")

    def _is_overtaken(self) -> bool:
        return self._hub.control.plan.version != self.base.version

    def _watch(self, _news: object = None) -> None:
        self.theirs.setVisible(self._is_overtaken())
        self.judge()

    def _turn(self, _tab: int) -> None:
        """Programmes and calendars may have other names now."""
        if self.tabs.currentWidget() is self.calendars:
            self._again(self.calendars)
        elif self.tabs.currentWidget() is self.assignments:
            self.assignments.load(self.draft())

    @staticmethod
    def _again(pane: ItemsPane) -> None:
        place = pane.list.currentRow()
        if place >= 0:
            pane.form.load(pane.items()[place])

    def _new_programme(self) -> Programme:
        return Programme(new_id(), self.tr("New programme"), ())

    def _new_calendar(self) -> Calendar:
        first = next(iter(self.programmes.items()), None)
        return Calendar(new_id(), self.tr("New calendar"), "" if first is None else first.id)

    # Leaving and asking

    def reject(self) -> None:
        """Esc and Leave; what was written is not thrown away without asking."""
        if not self.is_changed:
            super().reject()
            return
        told = self.tr("What was changed here is not in force and would be lost.")
        sure = Confirm(self.tr("Leave without putting it in force?"), told, self.tr("Throw away"), self)
        sure.confirmed.connect(lambda: self.done(int(QDialog.DialogCode.Rejected)))
        self.sure = sure
        sure.open()

    def _put(self) -> None:
        self._busy = True
        self.press.setEnabled(False)
        self._requests.act(acts.PutPlan(self.draft()), self.tr("The plan is in force."), self._take)

    def _take(self, verdict: Verdict) -> None:
        self._busy = False
        if verdict.outcome is Outcome.APPLIED:
            self.accept()
            return
        self.judge()
        if verdict.outcome is Outcome.SUPERSEDED:
            self.theirs.show()
            self.said.setText(self.tr("Another plan was first. Load it, then write your change again."))
        else:
            self.said.setText(self._requests.why(verdict) or self.tr("Not done."))


def _copied(one: Programme | Calendar) -> Programme | Calendar:
    return replace(one, id=new_id(), name=f"{one.name} 2")
