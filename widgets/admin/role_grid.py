"""The grid of rights by roles, with a box for each."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.domain.rights import Right
from widgets.access.role_words import role_name
from widgets.admin.right_words import right_words
from widgets.admin.role_draft import RoleDraft, RoleDrafts
from widgets.clipping import one_line
from widgets.look import Look

RIGHTS = tuple(Right)
COLUMN_WIDTH, FIRST_WIDTH = 112, 206
Index = QModelIndex | QPersistentModelIndex


def draft_name(draft: RoleDraft) -> str:
    """What a role is called while it is edited."""
    return one_line(draft.title or role_name(draft.seen.id), 60)


class RoleModel(QAbstractTableModel):
    """A row for each right, a column for each role. GUI thread."""

    edited = Signal()

    def __init__(self, drafts: RoleDrafts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._ids: list[str] = []
        self.usable = True

    def refresh(self) -> None:
        """The drafts are others now; the choice stays where the columns do."""
        ids = list(self._drafts.drafts)
        if ids == self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(RIGHTS) - 1, max(0, len(ids) - 1)))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, len(ids) - 1))
            return
        self.beginResetModel()
        self._ids = ids
        self.endResetModel()

    def draft(self, column: int) -> RoleDraft | None:
        return self._drafts.drafts.get(self._ids[column]) if 0 <= column < len(self._ids) else None

    def column_of(self, role: str) -> int | None:
        return self._ids.index(role) if role in self._ids else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(RIGHTS)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def flags(self, _index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flag | Qt.ItemFlag.ItemIsUserCheckable if self.usable else flag

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        draft = self.draft(index.column())
        if draft is None:
            return None
        right = RIGHTS[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return (Qt.CheckState.Checked if draft.has(right) else Qt.CheckState.Unchecked).value
        if role == Qt.ItemDataRole.DisplayRole:
            return self._limits(draft, right)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return f"{right_words(right)}, {draft_name(draft)}"
        return None

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        draft = self.draft(index.column())
        if draft is None or role != Qt.ItemDataRole.CheckStateRole or not self.usable:
            return False
        draft.set_right(RIGHTS[index.row()], Qt.CheckState(value) is Qt.CheckState.Checked)
        self.edited.emit()
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return right_words(RIGHTS[section])
        draft = self.draft(section)
        if draft is None:
            return None
        return f"* {draft_name(draft)}" if draft.changed else draft_name(draft)

    def _limits(self, draft: RoleDraft, right: Right) -> str:
        if any(grant.problem for grant in draft.grants.get(right, ())):
            return self.tr("choose")
        limited = any(grant.limited for grant in draft.grants.get(right, ()))
        return self.tr("limited") if limited else ""


class RoleGrid(QTableView):
    """Space checks the box of the cell that has the focus."""

    def __init__(self, model: RoleModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        head, side = self.horizontalHeader(), self.verticalHeader()
        head.setDefaultSectionSize(COLUMN_WIDTH)
        head.setHighlightSections(False)
        side.setFixedWidth(FIRST_WIDTH)
        side.setHighlightSections(False)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.verticalHeader().setMinimumSectionSize(self._look.row_height)
        self.verticalHeader().setDefaultSectionSize(self._look.row_height)

    def keyboardSearch(self, search: str) -> None:
        """Letters are no search here."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's table checks on Space only where editing is on."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            if not event.isAutoRepeat():
                model = self.model()
                on = model.data(index, Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
                turned = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
                model.setData(index, turned.value, Qt.ItemDataRole.CheckStateRole)
            return
        super().keyPressEvent(event)
