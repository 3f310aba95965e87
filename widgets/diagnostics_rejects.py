"""The last messages that were not taken: when, which topic, why, and how they began."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QTableView, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.bridge.views import RejectView
from app.domain.plain_text import shown
from widgets import reasons, tasks
from widgets.formats import clock, number
from widgets.look import Look
from widgets.plain_label import plain_tip
from widgets.style import code_font

FETCH_MS = 1_000
"""Rejects are fetched this long after news of them, once for all that came meanwhile."""
_WIDTHS = (96, 330, 170, 330)
Index = QModelIndex | QPersistentModelIndex


def readable(head: bytes) -> str:
    """The beginning of a payload as text; what is not text is shown as a dot."""
    text = head.decode("utf-8", errors="replace")
    return "".join(sign if sign.isprintable() and sign != "\ufffd" else "·" for sign in text)


class RejectModel(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rejects: list[RejectView] = []

    def take(self, rejects: Sequence[RejectView]) -> None:
        """Show these, in their order."""
        if list(rejects) != self._rejects:
            self.beginResetModel()
            self._rejects = list(rejects)
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rejects)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 5

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        reject = self._rejects[index.row()]
        if role == Qt.ItemDataRole.FontRole and index.column() in {1, 4}:
            return code_font()
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        head = readable(reject.head)
        reason = reasons.reject(reject.reason)
        texts = (clock(reject.at), shown(reject.topic), reason, shown(reject.detail), shown(head))
        text = texts[index.column()]
        return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = (
            self.tr("Time"),
            self.tr("Topic"),
            self.tr("Reason"),
            self.tr("Detail"),
            self.tr("Begins with"),
        )
        return titles[section]


class RejectsPanel(QWidget):
    """Fetched when it is shown and when there is news, at most once a second."""

    def __init__(self, hub: Hub, look: Look) -> None:
        super().__init__()
        self._hub = hub
        self._look = look
        self.model = RejectModel(self)
        self.table = self._make_table()
        self.said = QLabel()
        self.said.setProperty("look", "support")
        bar = QHBoxLayout()
        bar.setContentsMargins(10, 6, 10, 6)
        bar.addWidget(self.said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.table, 1)
        self._soon = QTimer(self, singleShot=True, interval=FETCH_MS)
        self._soon.timeout.connect(self.fetch)
        hub.rejects_changed.connect(self._news)
        look.changed.connect(self._dress)
        self.setFocusProxy(self.table)

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self._look.row_height)
        table.horizontalHeader().setStretchLastSection(True)
        table.horizontalHeader().setHighlightSections(False)
        for column, width in enumerate(_WIDTHS):
            table.setColumnWidth(column, width)
        return table

    def _dress(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(self._look.row_height)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start(0)

    def _news(self) -> None:
        if self.isVisible() and not self._soon.isActive():
            self._soon.start(FETCH_MS)

    def fetch(self) -> None:
        """Ask the hub for the last rejects."""
        tasks.run(self, self._hub.rejects(), self._take, self._refused)

    def _take(self, rejects: Sequence[RejectView]) -> None:
        self.model.take(rejects)
        if rejects:
            self.said.setText(self.tr("{0} messages not taken, newest first").format(number(len(rejects), 0)))
        else:
            self.said.setText(self.tr("No message was rejected."))

    def _refused(self, _failure: Exception) -> None:
        self.said.setText(self.tr("The history cannot be read now. What was read before is shown."))
