"""The help of the console: the pages on the left, the one chosen on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from widgets.help.page_view import PageView
from widgets.help.pages import pages
from widgets.look import Look

_LIST_W = 260
_WIDEST, _HIGHEST = 1180, 860
_ID = int(Qt.ItemDataRole.UserRole)


class HelpViewer(QDialog):
    """Up and down choose a page, Tab goes into it, Esc closes. Open it with `open()` or `show()`."""

    def __init__(self, look: Look, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Help"))
        self._pages = {page.id: page for page in pages(language)}
        self.list = QListWidget()
        self.list.setFixedWidth(_LIST_W)
        self.list.setWordWrap(True)
        self.list.setSpacing(4)
        self.list.setAccessibleName(self.tr("Pages"))
        self.view = PageView(look)
        for page in self._pages.values():
            item = QListWidgetItem(page.title)
            item.setData(_ID, page.id)
            item.setToolTip(page.title)
            self.list.addItem(item)
        self.list.currentItemChanged.connect(self._show)
        self._lay_out()
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.list)
        row.addWidget(self.view, 1)
        buttons = QDialogButtonBox()
        close = buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addLayout(row, 1)
        column.addWidget(buttons)
        room = self.screen().availableGeometry()
        self.resize(min(_WIDEST, room.width() - 80), min(_HIGHEST, room.height() - 80))

    def show_page(self, page: str) -> None:
        """Go to the page of this id; nothing happens for an unknown one."""
        for place in range(self.list.count()):
            if self.list.item(place).data(_ID) == page:
                self.list.setCurrentRow(place)

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.view.show_page(self._pages[item.data(_ID)].markdown)
