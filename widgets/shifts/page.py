"""The shift log: at the left the shifts, at the right the chosen one, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.rights import Right
from app.domain.shifts import Shift
from widgets.access.gated_page import GatedPage
from widgets.calm import CalmBox
from widgets.look import Look
from widgets.notice import Notice
from widgets.shifts.begin import why_no_shift
from widgets.shifts.desk import ShiftDesk
from widgets.shifts.detail import ShiftDetail
from widgets.shifts.reading import DAY_MS, ShiftReader
from widgets.shifts.shift_table import ShiftTable

WAIT_MS = 500
"""The history is read so long after a shift has changed: it is written a little later than told."""


class ShiftPage(GatedPage):
    """GUI thread."""

    incident_wanted = Signal(str)
    print_wanted = Signal(str)
    """The id of a shift."""
    said = Signal(str)

    def __init__(self, hub: Hub, look: Look) -> None:
        super().__init__(hub, look, Right.SEE)
        self._stored: dict[str, Shift] = {}
        self.table, self.detail, self.desk = (
            ShiftTable(hub, look),
            ShiftDetail(hub, look),
            ShiftDesk(hub, look),
        )
        self.reader = ShiftReader(hub, self)
        self.period = CalmBox()
        self.notice = Notice()
        self._later = QTimer(self, singleShot=True, interval=WAIT_MS)
        self.hold(self._body())
        self._connect()
        self.refresh()

    def _body(self) -> QWidget:
        for text, days in (
            (self.tr("Last 7 days"), 7),
            (self.tr("Last 31 days"), 31),
            (self.tr("Last 366 days"), 366),
        ):
            self.period.addItem(text, days)
        self.period.setAccessibleName(self.tr("Period"))
        head = QFrame()
        head.setProperty("look", "head")
        row = QHBoxLayout(head)
        row.setContentsMargins(8, 1, 8, 1)
        row.addWidget(self.period)
        row.addWidget(self.notice, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.table, 1)
        right = QWidget()
        right.setProperty("look", "panel")
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.detail, 1)
        beside.addWidget(self.desk)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        for part in (left, right):
            split.addWidget(part)
        left.setMinimumWidth(300)
        right.setMinimumWidth(380)
        split.setSizes([460, 740])
        split.setStretchFactor(1, 1)
        self.setFocusProxy(self.table)
        return split

    def _connect(self) -> None:
        board = self._hub.incidents
        self.table.chosen.connect(self._show)
        self.period.currentIndexChanged.connect(self._read)
        self.reader.came.connect(self._take)
        self.reader.happened.connect(self.detail.show_happened)
        self.reader.failed.connect(
            lambda: self.notice.say(self.tr("The database does not answer. Older shifts cannot be read."))
        )
        self.detail.incident_wanted.connect(self.incident_wanted)
        self.detail.print_wanted.connect(self.print_wanted)
        self.desk.said.connect(self.said)
        self.desk.said.connect(self.notice.say)
        board.shifts_changed.connect(self._moved)
        board.loaded.connect(self._moved)
        self._later.timeout.connect(self._look_into)
        self._hub.access.session_changed.connect(self._judge_desk)
        self.opened.connect(lambda _: self.desk.forget())
        self.engine_told.connect(self._judge_desk)

    # -- what actions ask ----------------------------------------------------------------------------

    def hand_over(self) -> None:
        if self._choose_own():
            self.desk.hand_over()

    def write(self) -> None:
        if self._choose_own():
            self.desk.write()

    def _choose_own(self) -> bool:
        own = self._hub.incidents.own_shift()
        if own is None:
            self.notice.say(self.tr("You have no open shift."))
            return False
        self.table.choose(own.id)
        return True

    # -- what is shown -------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.is_open:
            self._read()

    def _read(self, *_: object) -> None:
        self.reader.read(int(self.period.currentData()))

    def _take(self, found: list[Shift]) -> None:
        self._stored = {shift.id: shift for shift in found}
        self.refresh()
        self._look_into()

    def refresh(self, *_: object) -> None:
        """The list anew: a shift as the engine told it goes before the one from the database."""
        since = self._hub.now() - int(self.period.currentData()) * DAY_MS
        shifts = {name: one for name, one in self._stored.items() if one.began >= since}
        for one in self._hub.incidents.shifts.values():
            known = shifts.get(one.id)
            if (known is None or known.version <= one.version) and (one.began >= since or not one.ended):
                shifts[one.id] = one
        self.note_read()
        self.table.show_shifts(list(shifts.values()))

    def _moved(self) -> None:
        self.refresh()
        self._later.start()

    def _show(self, name: str) -> None:
        shift = self.table.shifts.get(name)
        anew = shift is not None and (self.detail.shift is None or self.detail.shift.id != shift.id)
        before = self.table.shifts.get(shift.taken_from) if shift is not None else None
        self.detail.show_shift(shift, before)
        self.desk.show_shift(shift, self._barred())
        if anew:
            self._look_into()

    def _look_into(self) -> None:
        shift = self.detail.shift
        if shift is not None and self.isVisible():
            self.reader.look_into(shift)

    def _barred(self) -> str:
        if not self.engine_up:
            return self.tr("The engine is away.")
        return why_no_shift(self._hub)

    def _judge_desk(self, *_: object) -> None:
        self.desk.show_shift(self.detail.shift, self._barred())
