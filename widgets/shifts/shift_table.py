"""The list of shifts: the open ones first, then those of the last days."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.bridge.hub import Hub
from app.domain.shifts import Shift
from widgets import formats
from widgets.control.card.names import Names
from widgets.look import Look
from widgets.plain_label import plain_tip
from widgets.shifts.words import stamp, state_of

SHIFT = int(Qt.ItemDataRole.UserRole)


def in_order(shifts: Sequence[Shift]) -> list[Shift]:
    """Open ones first, the newest on top."""
    return sorted(shifts, key=lambda shift: (bool(shift.ended), -shift.began, shift.id))


class ShiftTable(QTableView):
    """Arrows choose. GUI thread."""

    chosen = Signal(str)

    def __init__(self, hub: Hub, look: Look) -> None:
        super().__init__()
        self._hub, self._look, self._names = hub, look, Names(hub)
        self._filling = False
        self.shifts: dict[str, Shift] = {}
        heads = (self.tr("Operator"), self.tr("Began"), self.tr("Ended"), self.tr("Handed to"))
        self.rows = QStandardItemModel(0, len(heads), self)
        self.rows.setHorizontalHeaderLabels(list(heads))
        self.setModel(self.rows)
        self.setAccessibleName(self.tr("Shifts"))
        self._dress()
        look.changed.connect(self._fit)
        self.selectionModel().currentRowChanged.connect(self._tell)

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (0, 3):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._fit()

    @property
    def current(self) -> str:
        """The shift under the cursor; empty for none."""
        return str(self.currentIndex().siblingAtColumn(0).data(SHIFT) or "")

    def show_shifts(self, shifts: Sequence[Shift]) -> None:
        """The cursor stays on its shift; without one it goes to the first."""
        before, ordered = self.current, in_order(shifts)
        self.shifts = {shift.id: shift for shift in ordered}
        self._filling = True
        self.rows.setRowCount(0)
        for shift in ordered:
            self.rows.appendRow(self._row(shift))
        self._filling = False
        self.choose(before if before in self.shifts else next(iter(self.shifts), ""))
        self._tell()

    def choose(self, shift: str) -> None:
        place = list(self.shifts).index(shift) if shift in self.shifts else -1
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.rows.index(place, 0), flags.ClearAndSelect | flags.Rows)

    def _row(self, shift: Shift) -> list[QStandardItem]:
        now = self._hub.now()
        handed = self._names.of(shift.handed_to) if shift.handed_to else formats.NONE
        texts = (
            self._names.of(shift.operator),
            stamp(shift.began, now),
            stamp(shift.ended, now) if shift.ended else state_of(shift),
            handed,
        )
        items = [QStandardItem(text) for text in texts]
        for item in items:
            item.setData(shift.id, SHIFT)
            item.setToolTip(plain_tip(f"{texts[0]} · {state_of(shift)}"))
            font = item.font()
            font.setBold(not shift.ended)
            item.setFont(font)
        return items

    def _tell(self, *_: object) -> None:
        if not self._filling:
            self.chosen.emit(self.current)

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.row_height)
