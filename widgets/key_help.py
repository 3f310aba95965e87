"""The page of keys: what each does, as the table of actions says it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from widgets.action import Action

COLUMNS = 2


class KeyHelp(QDialog):
    """Closes by Esc or its button."""

    def __init__(self, actions: Sequence[Action], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = [action for action in actions if action.key]
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        rows = -(-len(shown) // COLUMNS)
        for place, action in enumerate(shown):
            key, words = QLabel(action.key_name()), QLabel(action.name())
            key.setProperty("look", "key")
            column = place // rows * 3
            grid.addWidget(key, place % rows, column, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(words, place % rows, column + 1)
        grid.setColumnMinimumWidth(2, 24)
        note = QLabel(
            self.tr(
                "Single letters do nothing while you write in a field. "
                "Space acknowledges only with the focus on an alarm."
            )
        )
        note.setProperty("look", "support")
        note.setWordWrap(True)
        buttons = QDialogButtonBox()
        close = buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(True)
        buttons.rejected.connect(self.reject)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(16, 16, 16, 16)
        column_.setSpacing(12)
        column_.addLayout(grid)
        column_.addWidget(note)
        column_.addWidget(buttons)
