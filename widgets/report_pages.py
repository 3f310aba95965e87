"""The pages of the reports, each made when it is first looked at, and what they ask of the console."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.bridge.hub import Hub
from app.domain.rights import Right
from widgets.access.later import Later
from widgets.look import Look
from widgets.quality.page import QualityPage
from widgets.reports.page import ReportsPage
from widgets.shifts.page import ShiftPage
from widgets.work_plan.page import WorkPlanPage


class Leads(Protocol):
    """Where the lines of the pages lead to."""

    def choose_alarm(self, alarm: str, /) -> None: ...
    def open_incident(self, incident: str, /) -> None: ...
    def show_panel(self, workspace: str, panel: str, /) -> None: ...


class ReportPages(QObject):
    """GUI thread."""

    alarm_wanted = Signal(str)
    incident_wanted = Signal(str)
    said = Signal(str)

    def __init__(self, hub: Hub, look: Look) -> None:
        super().__init__()
        self._hub, self._look = hub, look
        self._leads: Leads | None = None
        self.documents = Later(Right.EXPORT, lambda: ReportsPage(hub, look))
        self.quality = Later(Right.SEE, self._make_quality)
        self.shifts = Later(Right.SEE, self._make_shifts)
        self.work_plan = Later(Right.EXPORT, self._make_work_plan)

    def join(self, leads: Leads, say: Callable[[str], None]) -> None:
        self._leads = leads
        self.alarm_wanted.connect(leads.choose_alarm)
        self.incident_wanted.connect(leads.open_incident)
        self.said.connect(say)

    def print_incident(self, incident: str) -> None:
        """Offer its record among the documents."""
        if (page := self._documents()) is not None:
            page.show_incident(incident)

    def print_shift(self, shift: str) -> None:
        if (page := self._documents()) is not None:
            page.show_shift(shift)

    def _documents(self) -> ReportsPage | None:
        """In front, and made when it was not yet."""
        if self._leads is not None:
            self._leads.show_panel("reports", "reports")
        page = self.documents.page
        return page if isinstance(page, ReportsPage) else None

    def _make_quality(self) -> QualityPage:
        page = QualityPage(self._hub, self._look)
        page.alarm_wanted.connect(self.alarm_wanted)
        return page

    def _make_shifts(self) -> ShiftPage:
        page = ShiftPage(self._hub, self._look)
        page.incident_wanted.connect(self.incident_wanted)
        page.print_wanted.connect(self.print_shift)
        page.said.connect(self.said)
        return page

    def _make_work_plan(self) -> WorkPlanPage:
        page = WorkPlanPage(self._hub, self._look)
        page.said.connect(self.said)
        return page
