"""One activity of the work plan as a form: its texts, what it counts, and the months."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.bridge.hub import Hub
from app.domain.reporting.plan_figures import Counts, plan_figures
from app.domain.work_plan import LONGEST_TEXT, MONTHS, Activity, WorkPlan
from widgets.calm import CalmBox, CalmDoubleSpin
from widgets.incidents import words
from widgets.plain_label import plain_label
from widgets.work_plan.words import all_kinds, months, sorts

MOST = 999_999_999.0


class ActivityDialog(QDialog):
    """Open it with `open()`; Esc leaves everything as it is. GUI thread."""

    given = Signal(object)
    """The `Activity` as it was written."""

    def __init__(self, hub: Hub, activity: Activity, year: int, counts: Counts, parent: QWidget) -> None:
        """`counts` are the incidents of the year, for what the program counts itself."""
        super().__init__(parent)
        self._hub, self._activity = hub, activity
        self._year, self._counts, self._by_hand = year, counts, True
        self.setWindowTitle(self.tr("Activity of the work plan"))
        self.setMinimumWidth(620)
        self.lines = {
            name: QLineEdit() for name in ("name", "responsible", "deliverable", "indicator", "unit")
        }
        self.sort, self.kind = CalmBox(), CalmBox()
        self.goal = [self._spin() for _ in range(MONTHS)]
        self.actual = [self._spin() for _ in range(MONTHS)]
        self.why = plain_label(look="small", wraps=True)
        self.press, self.leave = QPushButton(self.tr("Take over")), QPushButton(self.tr("Leave"))
        self._lay_out()
        self._fill(activity)
        self.sort.currentIndexChanged.connect(self._choose_sort)
        self.kind.currentIndexChanged.connect(self._choose_sort)
        self.lines["name"].textChanged.connect(self._judge)
        self.press.clicked.connect(self._give)
        self.leave.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self._hand = [spin.value() for spin in self.actual]
        self._choose_sort()
        self.lines["name"].setFocus()

    def _spin(self) -> CalmDoubleSpin:
        spin = CalmDoubleSpin()
        spin.setRange(0.0, MOST)
        spin.setDecimals(2)
        spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        return spin

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(6)
        titles = (
            self.tr("&Name"),
            self.tr("&Responsible"),
            self.tr("&Deliverable"),
            self.tr("&Indicator"),
            self.tr("&Unit"),
        )
        for title, line in zip(titles, self.lines.values(), strict=True):
            line.setMaxLength(LONGEST_TEXT)
            form.addRow(title, line)
        counting = QHBoxLayout()
        counting.addWidget(self.sort)
        counting.addWidget(self.kind, 1)
        form.addRow(self.tr("Done is"), counting)
        self.kind.setAccessibleName(self.tr("Kind of incident"))
        self.press.setProperty("look", "primary")
        self.press.setDefault(True)
        self.leave.setAutoDefault(False)
        feet = QHBoxLayout()
        feet.addWidget(self.why, 1)
        feet.addWidget(self.leave)
        feet.addWidget(self.press)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(plain_label(self.windowTitle(), look="title"))
        column.addLayout(form)
        column.addLayout(self._months())
        column.addLayout(feet)

    def _months(self) -> QGridLayout:
        """Two blocks of six months, each with goal and done."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        goal, done = self.tr("Goal"), self.tr("Done")
        for month, name in enumerate(months(self._hub.language)):
            row, left = 1 + month % 6, 3 * (month // 6)
            grid.addWidget(plain_label(name, look="support"), row, left)
            for place, (title, spin) in enumerate(((goal, self.goal[month]), (done, self.actual[month]))):
                spin.setAccessibleName(f"{title}, {name}")
                if row == 1:
                    grid.addWidget(plain_label(title, look="caption"), 0, left + 1 + place)
                grid.addWidget(spin, row, left + 1 + place)
        return grid

    def _fill(self, activity: Activity) -> None:
        for name, line in self.lines.items():
            line.setText(getattr(activity, name))
        for text, what in sorts():
            self.sort.addItem(text, what)
        self.kind.addItem(all_kinds(), "")
        what, _, kind = activity.counts.partition(":")
        board = self._hub.incidents
        for name in sorted({*board.kinds, kind} - {""}):
            self.kind.addItem(words.kind_label(board.kinds, name, self._hub.language), name)
        self.sort.setCurrentIndex(max(0, self.sort.findData(what)))
        self.kind.setCurrentIndex(max(0, self.kind.findData(kind)))
        for month in range(MONTHS):
            self.goal[month].setValue(activity.goal[month])
            self.actual[month].setValue(activity.done[month])

    def _choose_sort(self, *_: object) -> None:
        """What was entered by hand comes back with it."""
        if self._by_hand:
            self._hand = [spin.value() for spin in self.actual]
        self._by_hand = not self.sort.currentData()
        values = self._hand if self._by_hand else self._counted()
        for spin, value in zip(self.actual, values, strict=True):
            spin.setValue(value)
        self._judge()

    def _counted(self) -> list[float]:
        counted = replace(self._activity, counts=self._counts_word())
        (figures,) = plan_figures(WorkPlan(self._year, 0, (counted,)), range(MONTHS), self._counts)
        return [month.done or 0.0 for month in figures.months]

    def _counts_word(self) -> str:
        what = str(self.sort.currentData())
        return f"{what}:{self.kind.currentData()}" if what else ""

    def _judge(self, *_: object) -> None:
        by_hand = self._by_hand
        self.kind.setEnabled(not by_hand)
        for spin in self.actual:
            spin.setEnabled(by_hand)
            spin.setToolTip("" if by_hand else self.tr("The program counts it."))
        named = bool(self.lines["name"].text().strip())
        self.press.setEnabled(named)
        self.why.setText("" if named else self.tr("Write a name."))

    def activity(self) -> Activity:
        """As it is written now."""
        done = [spin.value() for spin in self.actual] if self._by_hand else self._hand
        return replace(
            self._activity,
            **{name: line.text().strip() for name, line in self.lines.items()},
            counts=self._counts_word(),
            goal=tuple(spin.value() for spin in self.goal),
            done=tuple(done),
        )

    def _give(self) -> None:
        made = self.activity()
        self.accept()
        self.given.emit(made)
