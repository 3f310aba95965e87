"""The bar over the queue: which incidents, a text to search, and how the list is grouped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from widgets.incidents.queue.rows import Grouping, Scope
from widgets.wording import fold

FIRST_LINE = 3
"""Chips that stand beside each other; the others stand below with the search, in the least width."""


class QueueFilterBar(QWidget):
    """GUI thread."""

    changed = Signal()
    grouped = Signal(int)
    """The operator chose a `Grouping`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grouping = Grouping.NONE
        self.lists = QButtonGroup(self)
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("Search"))
        self.text.setToolTip(self.tr("Search id, title, place, crew or owner (/)"))
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(self.changed)
        self.grouping = self._grouping_button()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(4)
        first, second = QHBoxLayout(), QHBoxLayout()
        for line in (first, second):
            line.setSpacing(4)
            column.addLayout(line)
        self.show_grouping(Grouping.NONE)
        for scope, title in enumerate(self._titles()):
            (first if scope < FIRST_LINE else second).addWidget(self._chip(scope, title))
        first.addStretch(1)
        second.addWidget(self.text, 1)

    def _grouping_button(self) -> QToolButton:
        """Stands in the head of the list, with what is chosen as its text."""
        button = QToolButton()
        button.setProperty("look", "flat")
        button.setToolTip(self.tr("Group the list (0)"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        for grouping, title in enumerate(self._groupings()):
            menu.addAction(title).triggered.connect(partial(self._group, grouping))
        button.setMenu(menu)
        return button

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Shift"),
            self.tr("Mine"),
            self.tr("No owner"),
            self.tr("Watched"),
            self.tr("Closed"),
        )

    def _hints(self) -> tuple[str, ...]:
        return (
            self.tr("All open incidents (1)"),
            self.tr("Those that are mine (2)"),
            self.tr("Those that are nobody's (3)"),
            self.tr("Those that I watch (4)"),
            self.tr("The newest closed ones, from the database (5)"),
        )

    def _groupings(self) -> tuple[str, ...]:
        return (self.tr("In one list"), self.tr("By district"), self.tr("By kind"))

    def _chip(self, scope: int, title: str) -> QPushButton:
        button = QPushButton(title)
        button.setCheckable(True)
        button.setChecked(scope == Scope.SHIFT)
        button.setProperty("look", "chip")
        button.setToolTip(self._hints()[scope])
        button.clicked.connect(self.changed)
        self.lists.addButton(button, scope)
        return button

    def show_counts(self, counts: Sequence[int]) -> None:
        """By `Scope`; of the closed ones nobody counts them all."""
        for scope, title in enumerate(self._titles()):
            known = scope != Scope.CLOSED
            self.lists.button(scope).setText(f"{title} {counts[scope]}" if known else title)
        self._fit_chips()

    def show_grouping(self, grouping: Grouping) -> None:
        self._grouping = grouping
        self.grouping.setText(f"{self._groupings()[grouping]} ▾")

    def _fit_chips(self) -> None:
        for chip in self.lists.buttons():
            chip.setMinimumWidth(chip.sizeHint().width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self._fit_chips)

    @property
    def scope(self) -> Scope:
        return Scope(self.lists.checkedId())

    @property
    def words(self) -> tuple[str, ...]:
        """Folded."""
        return tuple(fold(self.text.text()).split())

    def choose(self, scope: Scope) -> None:
        """Switch to one list, as if its chip were pressed."""
        self.lists.button(scope).setChecked(True)
        self.changed.emit()

    def next_grouping(self) -> None:
        self._group((self._grouping + 1) % len(Grouping))

    def _group(self, grouping: int, _checked: bool = False) -> None:
        self.grouped.emit(grouping)
