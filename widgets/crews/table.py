"""The crews table as it is drawn: glyph and name, a tick where a crew fits, headings over the groups."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from widgets.crews.model import (
    DISTANCE,
    INCIDENT,
    NAME,
    POSITION,
    SINCE,
    SKILLS,
    STATE,
    ZONE,
    CrewModel,
    Group,
)
from widgets.crews.rows import CrewRow
from widgets.glyphs import glyph_pixmap
from widgets.look import Look
from widgets.row_paint import Cell, Style, paint_cell
from widgets.row_table import RowTable

WIDTHS = {STATE: 158, INCIDENT: 78, SINCE: 84, ZONE: 98, DISTANCE: 72, POSITION: 66}
NARROWEST_NAME, WIDEST_NAME = 112, 260
_SIDE = 14
_TICK_W = 18


class CrewTable(RowTable):
    """GUI thread."""

    crew_chosen = Signal(str)
    """The crew of the current line; empty where there is none."""
    entered = Signal()
    """Enter, on a crew."""

    def __init__(self, model: CrewModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._model = model
        self._crew = ""
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        self.horizontalHeader().setSectionResizeMode(SKILLS, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(self._note)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._choose_again)

    @property
    def crew(self) -> CrewRow | None:
        """The chosen one, as it stands on the screen."""
        place = self._model.place(self._crew)
        return None if place is None else self._model.crew(place)

    def choose(self, crew: str) -> bool:
        """Make its line the current one; false where there is none."""
        place = self._model.place(crew)
        if place is None:
            return False
        self.setCurrentIndex(self._model.index(place, NAME))
        return True

    def choose_first(self) -> None:
        """The first crew of all, unless one is chosen already."""
        if self.crew is None:
            places = range(self._model.rowCount())
            first = next((row for place in places if (row := self._model.crew(place))), None)
            self.choose("" if first is None else first.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name shares with the skills what the others leave."""
        super().resizeEvent(event)
        rest = self.viewport().width() - sum(WIDTHS.values())
        self.setColumnWidth(NAME, min(WIDEST_NAME, max(NARROWEST_NAME, rest // 2)))

    # Drawing

    def row_cells(self, place: int) -> Sequence[Cell | None]:
        return self._model.cells(place)

    def paint_special(self, painter: QPainter, rect: QRect, place: int, _column: int) -> None:
        entry, theme = self._model.entry(place), self.look.theme
        if isinstance(entry, Group):
            ground = QRect(0, rect.top(), self.viewport().width(), rect.height() - 1)
            painter.fillRect(ground, theme.raised)
            room = QRect(0, rect.top(), self.viewport().width(), rect.height())
            paint_cell(painter, room, Cell(self._model.heading(entry), Style.BOLD | Style.SUPPORT), theme)
        elif entry is not None:
            ratio = painter.device().devicePixelRatioF()
            top = rect.top() + (rect.height() - 1 - _SIDE) // 2
            painter.drawPixmap(rect.left() + 6, top, glyph_pixmap(entry.glyph, _SIDE, theme.text2, ratio))
            room = rect.adjusted(_SIDE + 6, 0, -_TICK_W if entry.fits else 0, 0)
            paint_cell(painter, room, Cell(entry.name, Style.BOLD), theme)
            if entry.fits:
                tick = glyph_pixmap("check", _SIDE, theme.text, ratio)
                painter.drawPixmap(rect.right() - _TICK_W, top, tick)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.crew is not None and not event.isAutoRepeat():
                self.entered.emit()
            return
        super().keyPressEvent(event)
        place = self.currentIndex().row()
        if isinstance(self._model.entry(place), Group) and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step_over(place, -1 if event.key() == Qt.Key.Key_Up else 1)

    def keyboardSearch(self, search: str) -> None:
        """Single letters are keys here, not a search."""

    def _step_over(self, place: int, by: int) -> None:
        """A heading is passed; above the first one the first crew stays."""
        beyond = place + by if self._model.crew(place + by) else place - by
        if self._model.crew(beyond) is not None:
            self.setCurrentIndex(self._model.index(beyond, NAME))

    # Which one is chosen

    def _note(self, current: QModelIndex) -> None:
        row = self._model.crew(current.row())
        if row is not None and row.id != self._crew:
            self._crew = row.id
            self.crew_chosen.emit(row.id)

    def _keep(self) -> None:
        self._scrolled = self.verticalScrollBar().value()

    def _choose_again(self) -> None:
        """The order is another: the same crew stays chosen, and what is in sight stays in sight."""
        place = self._model.place(self._crew)
        if place is not None:
            index = self._model.index(place, NAME)
            flags = self.selectionModel().SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.verticalScrollBar().setValue(self._scrolled)
