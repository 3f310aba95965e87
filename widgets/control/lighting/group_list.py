"""The list of groups: two lines each with badge, how many answer, the measured mean and the worst alarm."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets import formats
from widgets.control.lighting.groups import Line, Section
from widgets.control.value_box import paint_manual
from widgets.look import Look
from widgets.shapes import hatch_brush, priority_pixmap
from widgets.stillness import Stillness
from widgets.style import BASE, SMALL, TABLE, ui_font

ROW_H, TITLE_H = 47, 22
_SYMBOL = 16
Index = QModelIndex | QPersistentModelIndex
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


def section_title(section: Section) -> str:
    """Empty for the part that needs no title."""
    titles = {
        Section.DRAWN: QCoreApplication.translate("GroupList", "Drawn or selected"),
        Section.SAVED: QCoreApplication.translate("GroupList", "Saved groups"),
        Section.ZONES: QCoreApplication.translate("GroupList", "Districts"),
        Section.CIRCUITS: QCoreApplication.translate("GroupList", "Circuits"),
        Section.LAMPS: QCoreApplication.translate("GroupList", "Luminaires"),
    }
    return titles.get(section, "")


class GroupModel(QAbstractListModel):
    """Groups with a title before each part; titles cannot be chosen. GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Line | str] = []

    def take(self, lines: Sequence[Line]) -> None:
        """Show these; rows move only when the groups are others."""
        rows: list[Line | str] = []
        section = Section.WHOLE
        for line in lines:
            if line.section is not section:
                section = line.section
                rows.append(section_title(section))
            rows.append(line)
        same = [_key(row) for row in rows] == [_key(row) for row in self._rows]
        if not same:
            self.beginResetModel()
        self._rows = rows
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def line(self, place: int) -> Line | None:
        row = self._rows[place] if 0 <= place < len(self._rows) else None
        return row if isinstance(row, Line) else None

    def title(self, place: int) -> str:
        row = self._rows[place]
        return row if isinstance(row, str) else ""

    def place(self, key: str) -> int | None:
        found = (at for at, row in enumerate(self._rows) if isinstance(row, Line) and row.key == key)
        return next(found, None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if self.line(index.row()) else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        line = self.line(index.row())
        if line is None:
            return self.title(index.row()) if role == Qt.ItemDataRole.DisplayRole else None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{line.name}, {answering(line)}, {measuring(line)}"
        return line.name if role == Qt.ItemDataRole.ToolTipRole else None


def _key(row: Line | str) -> tuple[bool, str]:
    return (True, row.key) if isinstance(row, Line) else (False, row)


def answering(line: Line) -> str:
    words = QCoreApplication.translate("GroupList", "{0} of {1} answer")
    return words.format(formats.number(line.figures.answering), formats.number(line.figures.lamps))


def measuring(line: Line) -> str:
    """The measured mean; a dash where nothing answers."""
    level = line.figures.measured
    return formats.NONE if math.isnan(level) else formats.measure(level, "%", 0)


class GroupList(QListView):
    """GUI thread."""

    chosen = Signal(object)
    """The `Line` that was chosen."""

    def __init__(self, look: Look, now: Any, parent: QWidget | None = None) -> None:
        """`now` tells wall time in epoch ms."""
        super().__init__(parent)
        self.look = look
        self.model_ = GroupModel(self)
        self._key = ""
        self._waiting: Sequence[Line] | None = None
        self.setModel(self.model_)
        self.setItemDelegate(_Painter(look, now, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(False)
        self.setAccessibleName(self.tr("Groups of luminaires"))
        self._stillness = Stillness(self)
        self._stillness.changed.connect(self._settle)
        self.selectionModel().currentChanged.connect(self._tell)
        look.changed.connect(self.viewport().update)

    @property
    def key(self) -> str:
        """Of the chosen group; empty for none."""
        return self._key

    def take(self, lines: Sequence[Line]) -> None:
        """New figures at once; other groups wait while somebody points at the list."""
        here = [row.key for row in map(self.model_.line, range(self.model_.rowCount())) if row]
        if self._stillness.held and here and here != [line.key for line in lines]:
            self._waiting = lines
            by_key = {line.key: line for line in lines}
            old = [row for row in map(self.model_.line, range(self.model_.rowCount())) if row]
            lines = [by_key.get(line.key, line) for line in old]
        else:
            self._waiting = None
        self.model_.take(lines)
        self._restore()

    def choose(self, key: str) -> None:
        """Choose this group, if it is in the list."""
        self._key = key
        self._restore()

    def keyboardSearch(self, search: str) -> None:
        """Single letters are shortcuts here, not a search."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LanguageChange:
            self.viewport().update()
        return super().event(event)

    def _restore(self) -> None:
        place = self.model_.place(self._key)
        if place is not None and place != self.currentIndex().row():
            self.selectionModel().blockSignals(True)
            self.setCurrentIndex(self.model_.index(place))
            self.selectionModel().blockSignals(False)
            self.viewport().update()

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        line = self.model_.line(current.row())
        if line is not None and line.key != self._key:
            self._key = line.key
            self.chosen.emit(line)

    def _settle(self, held: bool) -> None:
        if not held and self._waiting is not None:
            self.take(self._waiting)


class _Painter(QStyledItemDelegate):
    def __init__(self, look: Look, now: Any, parent: QListView) -> None:
        super().__init__(parent)
        self._look, self._now, self._list = look, now, parent

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        assert isinstance(model, GroupModel)
        return QSize(120, TITLE_H if model.line(index.row()) is None else ROW_H)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, GroupModel)
        line = model.line(index.row())
        rect = QRect(option.rect)
        painter.save()
        if line is None:
            self._paint_title(painter, rect, model.title(index.row()))
        else:
            chosen = index.row() == self._list.currentIndex().row()
            self._paint_ground(painter, rect, chosen=chosen)
            self._paint_line(painter, rect, line)
        painter.restore()

    def _paint_title(self, painter: QPainter, rect: QRect, title: str) -> None:
        theme = self._look.theme
        painter.fillRect(rect, theme.raised)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.line)
        painter.setFont(ui_font(SMALL, 600))
        painter.setPen(theme.text3)
        painter.drawText(rect.adjusted(10, 0, -8, 0), _LEFT, title)

    def _paint_ground(self, painter: QPainter, rect: QRect, *, chosen: bool) -> None:
        theme = self._look.theme
        if chosen:
            painter.fillRect(rect, theme.selection_soft)
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.selection)
            if self._list.hasFocus():
                painter.setPen(theme.selection)
                painter.drawRect(rect.adjusted(0, 0, -1, -2))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.line)

    def _paint_line(self, painter: QPainter, rect: QRect, line: Line) -> None:
        theme, figures = self._look.theme, line.figures
        upper = QRect(rect.left() + 10, rect.top() + 5, rect.width() - 18, 20)
        lower = QRect(rect.left() + 10, rect.top() + 25, rect.width() - 18, 17)
        if figures.priority:
            self._paint_symbol(painter, upper, figures.priority)
            upper.setLeft(upper.left() + _SYMBOL + 5)
        upper.setRight(self._paint_badge(painter, upper, line) - 6)
        self._text(painter, upper, line.name, BASE, 600, theme.text)
        figure = measuring(line)
        self._text(painter, lower, figure, TABLE, 600, theme.text, right=True)
        width = QFontMetrics(ui_font(TABLE, 600)).horizontalAdvance(figure)
        words = QCoreApplication.translate("GroupList", "measured")
        plain, answer = QFontMetrics(ui_font(TABLE)), answering(line)
        room = plain.horizontalAdvance(words) + width + 12
        if plain.horizontalAdvance(answer) + room <= lower.width():
            label = lower.adjusted(0, 0, -width - 4, 0)
            self._text(painter, label, words, TABLE, 400, theme.text3, right=True)
        else:
            room = width + 8
        self._text(painter, lower.adjusted(0, 0, -room, 0), answer, TABLE, 400, theme.text3)

    def _paint_symbol(self, painter: QPainter, upper: QRect, priority: int) -> None:
        ratio = painter.device().devicePixelRatioF()
        sprite = priority_pixmap(priority, _SYMBOL - 2, self._look.theme, ratio)
        side = sprite.width() / ratio
        painter.drawPixmap(upper.left() - 2, round(upper.center().y() + 1 - side / 2), sprite)

    def _paint_badge(self, painter: QPainter, upper: QRect, line: Line) -> int:
        """Manual, or how long nothing was heard; the left edge of what was drawn."""
        figures, theme = line.figures, self._look.theme
        font = QFontMetrics(ui_font(SMALL, 600))
        if figures.lamps and not figures.answering:
            words = QCoreApplication.translate("GroupList", "No data")
            if figures.newest:
                words += f" {formats.coarse((self._now() - figures.newest) / 1000)}"
            width = font.horizontalAdvance(words) + 12
            plate = QRect(upper.right() - width, upper.top() + 1, width, 17)
            painter.fillRect(plate, theme.stale_soft)
            painter.fillRect(plate, hatch_brush(theme.stale, alpha=0.3))
            painter.setPen(QPen(theme.stale, 1, Qt.PenStyle.DashLine))
            painter.drawRect(plate)
            self._text(painter, plate.adjusted(6, 0, 0, 0), words, SMALL, 500, theme.text)
            return plate.left()
        if figures.manual:
            words = QCoreApplication.translate("ControlWords", "Manual")
            if figures.manual < figures.lamps:
                words += f" {formats.number(figures.manual)}"
            width = font.horizontalAdvance(words) + 28
            plate = QRect(upper.right() - width, upper.top() + 1, width, 18)
            paint_manual(painter, QRectF(plate), words, self._look)
            return plate.left()
        return upper.right()

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        px: int,
        weight: int,
        color: Any,
        *,
        right: bool = False,
    ) -> None:
        font = ui_font(px, weight)
        painter.setFont(font)
        painter.setPen(color)
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _RIGHT if right else _LEFT, cut)
