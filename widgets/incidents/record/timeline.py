"""The timeline: every event of the incident as one line, the newest at the end; or what people did alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from widgets import formats
from widgets.incidents.record.fitted import fitted
from widgets.incidents.record.line_list import EDGE, LINE, Index
from widgets.incidents.record.section import Section
from widgets.incidents.record.story import StoryLine
from widgets.look import Look
from widgets.plain_label import plain_tip
from widgets.style import TABLE, ui_font

ROW = 19
MOST_ROWS = 9
_TIME, _DOT = 58, 8


def _whole(line: StoryLine) -> str:
    when = formats.local(line.at).strftime("%d/%m %H:%M:%S")
    return " · ".join(part for part in (when, line.incident, line.who, line.text) if part)


class StoryModel(QAbstractListModel):
    """GUI thread. Lines at the end come without a reset, so that the view stays where it is."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: list[StoryLine] = []
        self.lines: list[StoryLine] = []
        self._acts_only = False

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not 0 <= index.row() < len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _whole(line)
        return plain_tip(_whole(line)) if role == Qt.ItemDataRole.ToolTipRole else None

    def show_lines(self, lines: Sequence[StoryLine], *, acts_only: bool) -> None:
        self._all, self._acts_only = list(lines), acts_only
        new = [line for line in self._all if line.act or not acts_only]
        known = len(self.lines)
        if known and new[:known] == self.lines:
            if len(new) > known:
                self.beginInsertRows(QModelIndex(), known, len(new) - 1)
                self.lines = new
                self.endInsertRows()
            return
        self.beginResetModel()
        self.lines = new
        self.endResetModel()

    @property
    def all(self) -> list[StoryLine]:
        return self._all


class StoryDelegate(QStyledItemDelegate):
    """Time, a dot on the line of time, who in bold, and what."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(option.rect.width(), ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE)
        if not isinstance(line, StoryLine):
            return
        painter.save()
        theme, rect = self._look.theme, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.selection_soft)
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.selection)
        left = rect.left() + EDGE
        painter.setFont(ui_font(TABLE))
        painter.setPen(theme.text3)
        room = QRect(left, rect.top(), _TIME, rect.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), formats.clock(line.at))
        self._dot(painter, rect, left + _TIME + _DOT // 2, index, act=line.act)
        self._words(painter, rect, left + _TIME + 2 * _DOT, line, newest=self._is_last(index))
        painter.restore()

    def _dot(self, painter: QPainter, rect: QRect, middle: int, index: Index, *, act: bool) -> None:
        theme = self._look.theme
        top = rect.center().y() if index.row() == 0 else rect.top()
        bottom = rect.center().y() if self._is_last(index) else rect.bottom() + 1
        painter.fillRect(middle, top, 1, bottom - top, theme.line2)
        painter.setPen(theme.text2 if act else theme.text3)
        painter.setBrush(theme.text2 if act else theme.panel)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawEllipse(middle - 3, rect.center().y() - 3, 6, 6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _words(self, painter: QPainter, rect: QRect, left: int, line: StoryLine, *, newest: bool) -> None:
        theme, end = self._look.theme, rect.right() - EDGE
        for text, weight, color in (
            (line.incident, 400, theme.text3),
            (line.who, 600, theme.text),
            (line.text, 600 if newest else 400, theme.text if line.act or newest else theme.text2),
        ):
            if not text or left >= end:
                continue
            cut, width = fitted(text, TABLE, weight, end - left)
            painter.setFont(ui_font(TABLE, weight))
            painter.setPen(color)
            room = QRect(left, rect.top(), end - left, rect.height())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), cut)
            left += width + 6

    @staticmethod
    def _is_last(index: Index) -> bool:
        return index.row() == index.model().rowCount() - 1


class Timeline(Section):
    """Stays at the newest line unless the operator has scrolled away from it. GUI thread."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption.setText(self.tr("Timeline"))
        self.model = StoryModel(self)
        self.view = QListView()
        self.only_acts = QPushButton(self.tr("Only acts"))
        self.only_acts.setProperty("look", "chip")
        self.only_acts.setCheckable(True)
        self.head.addWidget(self.only_acts)
        self.view.setModel(self.model)
        self.view.setItemDelegate(StoryDelegate(look, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setAccessibleName(self.tr("Timeline"))
        self.view.setTabKeyNavigation(False)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.view)
        self.only_acts.toggled.connect(lambda _: self._fill(self.model.all, follow=True))
        look.changed.connect(self.view.viewport().update)
        self._fit()

    def show_story(self, lines: Sequence[StoryLine], *, anew: bool) -> None:
        """`anew` for another incident: it begins at the newest line."""
        bar = self.view.verticalScrollBar()
        self._fill(lines, follow=anew or bar.value() >= bar.maximum() - ROW)

    def _fill(self, lines: Sequence[StoryLine], *, follow: bool) -> None:
        self.model.show_lines(lines, acts_only=self.only_acts.isChecked())
        self._fit()
        if follow:
            self.view.scrollToBottom()

    def _fit(self) -> None:
        self.view.setFixedHeight(ROW * max(1, min(MOST_ROWS, len(self.model.lines))))
