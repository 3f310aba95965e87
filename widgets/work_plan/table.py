"""The activities of a year: a row each, with what was done and the goal of every month."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.bridge.hub import Hub
from app.domain.plain_text import shown
from app.domain.reporting.plan_figures import ActivityFigures
from widgets.look import Look
from widgets.plain_label import plain_tip
from widgets.work_plan.words import counted, months, pair

TEXTS = 6
"""Columns before those of the months."""
_WIDTHS = (220, 130, 150, 150, 80, 190)


class PlanTable(QTableView):
    """Enter or a double click asks to edit. GUI thread."""

    edit_wanted = Signal()

    def __init__(self, hub: Hub, look: Look) -> None:
        super().__init__()
        self._hub, self._look = hub, look
        heads = [
            self.tr("Activity"),
            self.tr("Responsible"),
            self.tr("Deliverable"),
            self.tr("Indicator"),
            self.tr("Unit"),
            self.tr("Counted"),
            *months(hub.language),
            self.tr("Year"),
        ]
        self.rows = QStandardItemModel(0, len(heads), self)
        self.rows.setHorizontalHeaderLabels(heads)
        self.setModel(self.rows)
        self.setAccessibleName(self.tr("Activities: done / goal a month"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        for column in range(TEXTS, len(heads)):
            self.setColumnWidth(column, 76)
        self.activated.connect(lambda _: self.edit_wanted.emit())
        look.changed.connect(self._fit)
        self._fit()

    @property
    def place(self) -> int:
        """The row under the cursor, -1 for none."""
        return self.currentIndex().row()

    def show_figures(self, figures: Sequence[ActivityFigures]) -> None:
        """The cursor stays in its row."""
        place = max(0, self.place)
        self.rows.setRowCount(0)
        for one in figures:
            self.rows.appendRow(self._row(one))
        self.go(min(place, len(figures) - 1))

    def go(self, place: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.rows.index(place, 0), flags.ClearAndSelect | flags.Rows)

    def _row(self, one: ActivityFigures) -> list[QStandardItem]:
        activity = one.activity
        texts = [
            activity.name,
            activity.responsible,
            activity.deliverable,
            activity.indicator,
            activity.unit,
            counted(activity.counts, self._hub.incidents.kinds, self._hub.language),
        ]
        items = [QStandardItem(shown(text)) for text in texts]
        items += [QStandardItem(pair(progress)) for progress in (*one.months, one.total)]
        for place, item in enumerate(items):
            item.setToolTip(plain_tip(item.text()))
            if place >= TEXTS:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return items

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.row_height)
