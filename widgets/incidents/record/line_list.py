"""A list of short lines that stands in a page of its own height: crews, cameras, orders, files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets.glyphs import glyph_pixmap
from widgets.incidents.record.fitted import fitted
from widgets.look import Look
from widgets.plain_label import plain_tip
from widgets.shapes import hatch_brush, priority_pixmap
from widgets.style import SMALL, TABLE, ui_font

LINE = int(Qt.ItemDataRole.UserRole)
EDGE = 10
_GLYPH = 14
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """`right` stands at the end, over a hatch when it is `stale`. `ticked` draws a tick before the title,
    `faint` is what matters less. `priority` draws its shape in place of a glyph."""

    id: str
    title: str
    support: str = ""
    right: str = ""
    glyph: str = ""
    priority: int = 0
    ticked: bool = False
    faint: bool = False
    stale: bool = False
    tip: str = ""


class LineModel(QAbstractListModel):
    """GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not 0 <= index.row() < len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == LINE:
            return line
        whole = " · ".join(part for part in (line.title, line.support, line.right) if part)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return whole
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(line.tip or whole)
        return None

    def show_lines(self, lines: Sequence[Line]) -> bool:
        """Whether rows came, went or moved; otherwise they changed in place."""
        new = tuple(lines)
        if new == self.lines:
            return False
        same = [one.id for one in new] == [one.id for one in self.lines]
        if same:
            self.lines = new
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return False
        self.beginResetModel()
        self.lines = new
        self.endResetModel()
        return True


class LineDelegate(QStyledItemDelegate):
    """Two texts on the left, one on the right, each cut with an ellipsis."""

    def __init__(self, look: Look, height: int, parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._height = look, height

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(option.rect.width(), self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE)
        if not isinstance(line, Line):
            return
        painter.save()
        theme, rect = self._look.theme, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            held = option.widget.hasFocus()
            painter.fillRect(rect, theme.selection_soft if held else theme.raised)
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.selection)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.selection, 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        left = self._mark(painter, rect, line)
        right = self._right(painter, rect, line)
        tall = bool(line.support) and self._height >= 34
        half = QRect(left, rect.top() + 2, right - left - 6, rect.height() // 2 - 2)
        room = half if tall else QRect(left, rect.top(), right - left - 6, rect.height())
        self._text(painter, room, line.title, theme.text2 if line.faint else theme.text, bold=not line.faint)
        if tall:
            self._text(painter, room.translated(0, half.height()), line.support, theme.text2)
        painter.restore()

    def _mark(self, painter: QPainter, rect: QRect, line: Line) -> int:
        """The glyph or the shape; returns where the texts begin."""
        ratio, theme = painter.device().devicePixelRatioF(), self._look.theme
        left = rect.left() + EDGE
        for name in (line.glyph, "check" if line.ticked else ""):
            if name:
                glyph = glyph_pixmap(name, _GLYPH, theme.text2, ratio)
                painter.drawPixmap(left, rect.center().y() - _GLYPH // 2 + 1, glyph)
                left += _GLYPH + 5
        if line.priority:
            sprite = priority_pixmap(line.priority, _GLYPH, theme, ratio)
            painter.drawPixmap(left, rect.center().y() - _GLYPH // 2, sprite)
            left += _GLYPH + 7
        return left

    def _right(self, painter: QPainter, rect: QRect, line: Line) -> int:
        """At most half of the line; returns where it begins."""
        end = rect.right() - EDGE
        if not line.right:
            return end
        text, width = fitted(line.right, SMALL, 400, rect.width() // 2)
        width += 8 if line.stale else 0
        box = QRect(end - width, rect.center().y() - 8, width, 17)
        theme = self._look.theme
        if line.stale:
            painter.fillRect(box, theme.stale_soft)
            painter.fillRect(box, hatch_brush(theme.stale, alpha=0.3))
            painter.setPen(QPen(theme.stale, 1, Qt.PenStyle.DashLine))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.setFont(ui_font(SMALL))
        painter.setPen(theme.text2)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
        return box.left()

    @staticmethod
    def _text(painter: QPainter, room: QRect, text: str, color: QColor, *, bold: bool = False) -> None:
        weight = 600 if bold else 400
        shown, _ = fitted(text, TABLE, weight, room.width())
        painter.setFont(ui_font(TABLE, weight))
        painter.setPen(color)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


class LineList(QListView):
    """As high as its lines, at most `most` of them; then it scrolls. Arrows choose, Enter activates."""

    chosen = Signal(str)
    """The line under the cursor; empty for none."""
    line_activated = Signal(str)

    def __init__(self, look: Look, name: str, *, height: int = 24, most: int = 6) -> None:
        """`name` is what a screen reader calls the list."""
        super().__init__()
        self._height, self._most, self._fixed = height, most, True
        self.lines_model = LineModel(self)
        self.setModel(self.lines_model)
        self.setItemDelegate(LineDelegate(look, height, self))
        self.setUniformItemSizes(True)
        self.setAccessibleName(name)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.activated.connect(lambda index: self.line_activated.emit(self._id(index.row())))
        self.selectionModel().currentChanged.connect(lambda now, _: self.chosen.emit(self._id(now.row())))
        look.changed.connect(self.viewport().update)
        self._fit()

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.lines_model.lines

    @property
    def current(self) -> str:
        """The id of the line under the cursor; empty for none."""
        return self._id(self.currentIndex().row())

    def fill_height(self) -> None:
        """Take what height there is, as in a dialog."""
        self._fixed = False
        self.setMinimumHeight(self._height * 4)
        self.setMaximumHeight(16_777_215)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """The cursor stays on its line where that is still there."""
        before = self.current
        if self.lines_model.show_lines(lines):
            self._fit()
            self.choose(before)

    def choose(self, line: str) -> None:
        """Put the cursor on this line; an unknown one leaves it nowhere."""
        place = next((n for n, one in enumerate(self.lines) if one.id == line), -1)
        self.setCurrentIndex(self.lines_model.index(place))

    def selected(self) -> list[str]:
        """Ids of the marked lines, in their order."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self._id(row) for row in rows]

    def _id(self, row: int) -> str:
        return self.lines[row].id if 0 <= row < len(self.lines) else ""

    def _fit(self) -> None:
        if self._fixed:
            self.setFixedHeight(self._height * max(1, min(self._most, len(self.lines))))


def line_list(look: Look, name: str, parent: QWidget, *, height: int = 36) -> LineList:
    """One that fills a dialog."""
    made = LineList(look, name, height=height)
    made.setParent(parent)
    made.fill_height()
    return made
