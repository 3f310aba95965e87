"""Signatures that others ask for: each with what, by whom, and how long they still wait."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.plain_text import shown
from app.domain.rights import Right
from app.domain.selections import Selection, SelectionState
from widgets.access.permits import Permits
from widgets.control import words
from widgets.control.card.names import Names
from widgets.control.card.steps import countdown
from widgets.control.elided import Elided
from widgets.look import Look
from widgets.plain_label import PlainLabel

MOST = 4


def to_sign(hub: Hub, permits: Permits) -> list[Selection]:
    """Selections of others that wait for a signature which this operator may give; most urgent first."""
    waiting = (
        one
        for one in hub.control.selections.values()
        if one.state is SelectionState.WAITING and one.operator != hub.operator
    )
    mine = [one for one in waiting if all(permits.may(Right.APPROVE, device) for device in one.devices[:1])]
    return sorted(mine, key=lambda one: one.until)


class PendingSignatures(QWidget):
    """Takes no room while nobody asks. GUI thread."""

    device_wanted = Signal(str)
    """Somebody wants to look at this device before signing."""

    def __init__(self, names: Names, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names, self._look = names, look
        self._rows: list[PendingRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        look.changed.connect(self.update)
        self.hide()

    def show_selections(self, selections: Sequence[Selection], device: str, now_ms: int) -> None:
        """All but those of the device that is on the card anyway."""
        others = [one for one in selections if device not in one.devices][:MOST]
        while len(self._rows) < len(others):
            row = PendingRow(self)
            row.wanted.connect(self.device_wanted)
            self._column.addWidget(row)
            self._rows.append(row)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(others))
            if place < len(others):
                row.show_selection(others[place], self._names, now_ms)
        self.setVisible(bool(others))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._look.theme, QPainter(self)
        painter.fillRect(self.rect(), theme.selection_soft)
        painter.fillRect(0, 0, 3, self.height(), theme.selection)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.line)


class PendingRow(QWidget):
    wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._device = ""
        self.text = Elided()
        self.text.setProperty("look", "card")
        self.left = PlainLabel()
        self.look = QPushButton(self.tr("Look and sign"))
        self.look.setProperty("look", "small")
        self.look.setAutoDefault(False)
        self.look.clicked.connect(lambda: self.wanted.emit(self._device))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 5)
        row.addWidget(self.text, 1)
        row.addWidget(self.left)
        row.addWidget(self.look)

    def show_selection(self, selection: Selection, names: Names, now_ms: int) -> None:
        self._device = selection.devices[0] if selection.devices else ""
        what = words.order(selection.order, selection.target.kind)
        who = names.of(selection.operator)
        self.text.setText(
            self.tr("{0} asks for your signature: {1} {2}").format(who, what, shown(self._device))
        )
        self.left.setText(self.tr("{0} left").format(countdown(selection.until, now_ms)))
        self.look.setAccessibleName(f"{self.look.text()} {self._device}")
