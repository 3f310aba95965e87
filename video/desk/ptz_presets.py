"""The presets of the camera that turns, all of them as buttons: some in sight, the others by scrolling."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QWidget

from widgets.plain_label import plain_tip

IN_SIGHT, SPACING = 8, 4


class PtzPresets(QScrollArea):
    """The button that gets the focus comes into sight. GUI thread."""

    wanted = Signal(int)
    """The number of a preset; the first has 1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[QPushButton] = []
        self._names: tuple[str, ...] = ()
        self._columns = 1
        inner = QWidget()
        inner.setProperty("look", "panel")
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACING)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_names(self, names: Sequence[str], columns: int) -> None:
        """These, so many beside each other; those that stand there already stay as they are."""
        if (tuple(names), columns) == (self._names, self._columns) and self.buttons:
            return
        self._names, self._columns = tuple(names), columns
        for button in self.buttons:
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(place, name) for place, name in enumerate(self._names)]
        self.setVisible(bool(self.buttons))
        if self.buttons:
            self._take_height()

    def _button(self, place: int, name: str) -> QPushButton:
        button = QPushButton(f"{place + 1} {name}".replace("&", "&&"))
        button.setProperty("look", "tight")
        button.setMinimumWidth(1)
        button.setToolTip(plain_tip(name))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(partial(self.wanted.emit, place + 1))
        self._grid.addWidget(button, place // self._columns, place % self._columns)
        return button

    def _take_height(self) -> None:
        """That of the buttons in sight."""
        rows = -(-min(IN_SIGHT, len(self.buttons)) // self._columns)
        self.setFixedHeight(rows * (self.buttons[0].sizeHint().height() + SPACING) - SPACING)
