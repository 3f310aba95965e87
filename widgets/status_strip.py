"""The strip at the top: name of the site, workspaces, how everything is, who works here, what time it is."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.domain.alarms import Priority
from widgets.glyphs import draw_glyph
from widgets.look import Look
from widgets.shapes import hatch_brush, paint_priority
from widgets.status_cells import NOTHING, Cell, Mood
from widgets.style import BASE, CLOCK, HEAD, STRIP_H, TABLE, ui_font

OWN_CLICKS = frozenset({"operator", "secrets"})
"""Cells that lead elsewhere than to Diagnostics."""
_SIDE = 10
_TITLE_PX = 11


class Room(enum.IntEnum):
    """How much of it the workspaces have, from the most to the least. Their keys are always there."""

    WIDE = 0
    TIGHT = 1
    """The same with less around it."""
    SHORT = 2
    """With short names."""
    KEYS = 3
    """Only the current one has a name."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """A place to work, with its key. `id` names its saved layout."""

    id: str
    key: str
    title: str
    short: str = ""
    """For a strip that is too narrow for the title; empty where that is short."""


class WorkspaceTab(QAbstractButton):
    """One workspace: its key in a frame, its name, and a bar below when it is the current one."""

    def __init__(self, workspace: Workspace, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._room = Room.WIDE
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFixedHeight(STRIP_H)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.name(workspace)

    def name(self, workspace: Workspace) -> None:
        """In the language in force."""
        self.workspace = workspace
        self.setText(workspace.title)
        self.setAccessibleName(f"{workspace.title} {workspace.key}")
        self.updateGeometry()

    def give(self, room: Room) -> None:
        if room is not self._room:
            self._room = room
            self.setToolTip(self.workspace.title if room >= Room.SHORT else "")
            self.updateGeometry()
            self.update()

    def needed(self, room: Room) -> int:
        """Width in pixels."""
        key, name = ui_font(_TITLE_PX, 500), self._name(room)
        width = _advance(self, key, self.workspace.key) + _advance(self, ui_font(BASE, 600), name)
        return width + 10 + (_GAP[room] if name else 0) + 2 * _EDGE[room]

    def sizeHint(self) -> QSize:
        return QSize(self.needed(self._room), STRIP_H)

    @property
    def shown_name(self) -> str:
        return self._name(self._room)

    def _name(self, room: Room) -> str:
        if room is Room.KEYS and not self.isChecked():
            return ""
        return self.workspace.short or self.text() if room >= Room.SHORT else self.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        on = self.isChecked()
        if on:
            painter.fillRect(self.rect(), theme.raised)
            painter.fillRect(QRect(0, self.height() - 3, self.width(), 3), theme.selection)
        painter.setFont(ui_font(_TITLE_PX, 500))
        key_w = painter.fontMetrics().horizontalAdvance(self.workspace.key) + 10
        box = QRect(_EDGE[self._room], (self.height() - 16) // 2, key_w, 15)
        painter.setPen(theme.line2)
        painter.drawRoundedRect(box, 2, 2)
        painter.setPen(theme.text3)
        painter.drawText(box.adjusted(0, 0, 1, 1), Qt.AlignmentFlag.AlignCenter, self.workspace.key)
        painter.setFont(ui_font(BASE, 600 if on else 500))
        painter.setPen(theme.text if on or self.underMouse() else theme.text2)
        rest = QRect(box.right() + 1 + _GAP[self._room], 0, self.width(), self.height())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, self.shown_name)


_EDGE = {Room.WIDE: 11, Room.TIGHT: 5, Room.SHORT: 3, Room.KEYS: 3}
_GAP = {Room.WIDE: 6, Room.TIGHT: 4, Room.SHORT: 3, Room.KEYS: 3}


class StatusCell(QWidget):
    """A title over a value. Old values are hatched; what fails stands on a plate with a mark."""

    clicked = Signal()
    grown = Signal()
    """It needs more room, or less."""

    def __init__(self, look: Look, parent: QWidget, *, glyph: str = "", value_px: int = BASE) -> None:
        super().__init__(parent)
        self._look = look
        self._title = ""
        self._cell = NOTHING
        self._glyph = glyph
        self._value_px = value_px
        self._widest = 0
        self.setFixedHeight(STRIP_H)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def cell(self) -> Cell:
        return self._cell

    def set_title(self, title: str) -> None:
        if title != self._title:
            self._title = title
            self.updateGeometry()
            self.update()

    def show_cell(self, cell: Cell, glyph: str | None = None) -> None:
        """Take new words; within one mood the cell only grows, so that the strip does not tremble."""
        if cell == self._cell and glyph in {None, self._glyph}:
            return
        before = self.sizeHint().width()
        if cell.mood is not self._cell.mood:
            self._widest = 0
        self._cell = cell
        self._glyph = self._glyph if glyph is None else glyph
        self.setToolTip(cell.explain)
        self.setAccessibleName(f"{self._title}: {cell.text}")
        self.update()
        self._widest = max(self._widest, self._needed())
        if self._widest != before:
            self.updateGeometry()
            self.grown.emit()

    def sizeHint(self) -> QSize:
        return QSize(max(self._needed(), self._widest), STRIP_H)

    def _needed(self) -> int:
        value = _advance(self, self._value_font(), self._cell.text) + (17 if self._mark() else 0)
        return max(value, _advance(self, ui_font(_TITLE_PX), self._title)) + 2 * _SIDE + 1

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        area = self.rect().adjusted(1, 0, 0, -1)
        if self._cell.mood is Mood.STALE:
            painter.fillRect(area, theme.stale_soft)
            painter.fillRect(area, hatch_brush(theme.stale, alpha=0.25))
        elif self._cell.mood is Mood.FAILING:
            painter.fillRect(area, theme.critical.soft)
            painter.fillRect(area.adjusted(0, area.height() - 3, 0, 0), theme.critical.fill)
        painter.setPen(QPen(theme.line, 1))
        painter.drawLine(0, 0, 0, self.height())
        plain = self._cell.mood is Mood.OK
        painter.setPen(theme.text3 if plain else theme.text2)
        painter.setFont(ui_font(_TITLE_PX))
        painter.drawText(QPointF(_SIDE, 13), self._title)
        left = _SIDE
        if self._cell.critical:
            paint_priority(painter, _square(left, self.height() - 17, 13), Priority.CRITICAL, theme)
            left += 17
        elif mark := self._mark():
            color = theme.text2 if plain else theme.text
            draw_glyph(painter, mark, _square(left, self.height() - 17, 13), color)
            left += 17
        painter.setPen(theme.text)
        painter.setFont(self._value_font())
        painter.drawText(QPointF(left, 30 if self._value_px == CLOCK else 28.5), self._cell.text)

    def _mark(self) -> str:
        return "warning" if self._cell.mood is Mood.FAILING else self._glyph

    def _value_font(self) -> QFont:
        return ui_font(self._value_px, 600 if self._value_px == CLOCK else 500)


class Brand(QWidget):
    """The tower, the product's name and the site."""

    def __init__(self, look: Look, site: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._site = site
        self.setFixedHeight(STRIP_H)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_site(self, site: str) -> None:
        self._site = site
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        name = _advance(self, ui_font(HEAD, 700), "Atalaya")
        return QSize(12 + 28 + name + 8 + _advance(self, ui_font(TABLE, 500), self._site) + 12, STRIP_H)

    def minimumSizeHint(self) -> QSize:
        return QSize(12 + 28 + _advance(self, ui_font(HEAD, 700), "Atalaya") + 12, STRIP_H)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        draw_glyph(painter, "brand", _square(12, 8, 20), theme.text)
        painter.setPen(theme.text)
        painter.setFont(ui_font(HEAD, 700))
        painter.drawText(QPointF(40, 23.5), "Atalaya")
        left = 40 + painter.fontMetrics().horizontalAdvance("Atalaya") + 8
        painter.setPen(theme.text3)
        painter.setFont(ui_font(TABLE, 500))
        room = self.width() - left - 8
        site = painter.fontMetrics().elidedText(self._site, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(left, 23), site if room > 40 else "")


class StatusStrip(QFrame):
    """Asks for a workspace by `workspace_chosen` and for the Diagnostics page by `details_asked`."""

    workspace_chosen = Signal(str)
    details_asked = Signal()

    def __init__(
        self,
        look: Look,
        site: str,
        workspaces: Sequence[Workspace],
        cells: Sequence[str],
        *,
        spare: Sequence[str] = (),
    ) -> None:
        """`spare` names the cells that a narrow strip does without, the first one first."""
        super().__init__()
        self._spare = spare
        self._withheld: set[str] = set()
        self.setProperty("look", "strip")
        self.setFixedHeight(STRIP_H)
        self.setMinimumWidth(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.brand = Brand(look, site, self)
        row.addWidget(self.brand)
        self.tabs = {workspace.id: WorkspaceTab(workspace, look, self) for workspace in workspaces}
        for tab in self.tabs.values():
            tab.clicked.connect(self._tab_clicked)
            row.addWidget(tab)
        row.addStretch(1)
        self.cells = {name: self._make_cell(name, look) for name in cells}
        for name, cell in self.cells.items():
            if name not in OWN_CLICKS:
                cell.clicked.connect(self.details_asked)
            cell.grown.connect(self._fit)
            row.addWidget(cell)
        look.changed.connect(self._repaint)

    def _make_cell(self, name: str, look: Look) -> StatusCell:
        if name == "clock":
            return StatusCell(look, self, value_px=CLOCK)
        return StatusCell(
            look, self, glyph={"operator": "person", "sound": "sound", "secrets": "lock"}.get(name, "")
        )

    def offer(self, name: str, there: bool) -> None:
        """Show a cell, or keep it away because there is nothing it could say."""
        if there == (name in self._withheld):
            self._withheld ^= {name}
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out spare cells until the rest has room; one that fails stays. Where that is not enough, the
        workspaces have less."""
        shown = [name for name in self.cells if name not in self._withheld]
        whole = self.width() - self.brand.minimumSizeHint().width()
        room = whole - self._tabs_need(Room.WIDE)
        for name in self._spare:
            if sum(self.cells[each].sizeHint().width() for each in shown) <= room:
                break
            if name in shown and self.cells[name].cell.mood is not Mood.FAILING:
                shown.remove(name)
        left = whole - sum(self.cells[each].sizeHint().width() for each in shown)
        given = next((one for one in Room if self._tabs_need(one) <= left), Room.KEYS)
        for tab in self.tabs.values():
            tab.give(given)
        for name, cell in self.cells.items():
            cell.setVisible(name in shown)

    def _tabs_need(self, room: Room) -> int:
        return sum(tab.needed(room) for tab in self.tabs.values())

    def set_workspace(self, workspace: str) -> None:
        self.tabs[workspace].setChecked(True)
        for tab in self.tabs.values():
            tab.updateGeometry()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._repaint()

    def _tab_clicked(self) -> None:
        sender: QObject = self.sender()
        if isinstance(sender, WorkspaceTab):
            self.workspace_chosen.emit(sender.workspace.id)

    def _repaint(self) -> None:
        for child in self.findChildren(QWidget):
            child.update()


def _advance(widget: QWidget, font: QFont, text: str) -> int:
    return QFontMetrics(font, widget).horizontalAdvance(text)


def _square(left: float, top: float, side: float) -> QRectF:
    return QRectF(left, top, side, side)
