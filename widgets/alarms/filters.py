"""The bar over the alarm list: which list, text, priority, district and kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from app.domain.alarms import Priority
from widgets.alarms import words
from widgets.alarms.rows import AlarmFilter, Show
from widgets.look import Look
from widgets.shapes import priority_pixmap
from widgets.wording import fold

NARROW = 960
"""Logical pixels below which not everything fits beside each other."""


class AlarmFilterBar(QWidget):
    """Emits the whole filter at every change of it."""

    changed = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.lists = QButtonGroup(self)
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("Filter point, alarm or district"))
        self.text.setClearButtonEnabled(True)
        self.text.setMaximumWidth(260)
        self.text.textChanged.connect(self._tell)
        self.zone, self.kind = QComboBox(), QComboBox()
        self.priorities = {priority: QToolButton() for priority in reversed(Priority)}
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        row.setSpacing(4)
        for show, title in enumerate(self._titles()):
            row.addWidget(self._chip(show, title))
        row.addSpacing(8)
        for priority, button in self.priorities.items():
            row.addWidget(self._toggle(priority, button))
        row.addSpacing(8)
        for box in (self.zone, self.kind):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.currentIndexChanged.connect(self._tell)
        row.addWidget(self.zone)
        row.addWidget(self.kind)
        row.addWidget(self.text, 1)
        look.changed.connect(self._draw_shapes)
        self._draw_shapes()

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("All"),
            self.tr("Unacknowledged"),
            self.tr("Shelved"),
            self.tr("Out of service"),
            self.tr("Suppressed"),
        )

    def _chip(self, show: int, title: str) -> QPushButton:
        button = QPushButton(title)
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.setChecked(show == Show.ALL)
        button.setProperty("look", "chip")
        button.clicked.connect(self._tell)
        self.lists.addButton(button, show)
        return button

    def _toggle(self, priority: Priority, button: QToolButton) -> QToolButton:
        button.setCheckable(True)
        button.setProperty("look", "flat")
        button.setToolTip(self.tr("Only priority {0}").format(words.priority_name(priority)))
        button.setAccessibleName(words.priority_name(priority))
        button.clicked.connect(self._tell)
        return button

    def _draw_shapes(self) -> None:
        for priority, button in self.priorities.items():
            button.setIcon(priority_pixmap(priority, 14, self._look.theme, 2.0))

    def show_counts(self, counts: Sequence[int]) -> None:
        for show, title in enumerate(self._titles()):
            chip = self.lists.button(show)
            chip.setText(f"{title} {counts[show]}")
        self._fit_chips()

    def _fit_chips(self) -> None:
        for chip in self.lists.buttons():
            chip.setMinimumWidth(chip.sizeHint().width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self._fit_chips)

    def offer(self, zones: Iterable[str], kinds: Iterable[tuple[str, str]]) -> None:
        """Fill the choices; `kinds` as (id, label). What was chosen stays chosen while it exists."""
        self._fill(self.zone, self.tr("All districts"), [(zone, zone) for zone in zones if zone])
        self._fill(self.kind, self.tr("All kinds"), list(kinds))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the lists of districts and kinds give way: the text finds both too."""
        for box in (self.zone, self.kind):
            box.setVisible(event.size().width() >= NARROW or bool(box.currentData()))
        super().resizeEvent(event)

    def _fill(self, box: QComboBox, all_of_them: str, choices: list[tuple[str, str]]) -> None:
        before = box.currentData()
        offered = [(box.itemData(place), box.itemText(place)) for place in range(1, box.count())]
        if offered == choices and box.count():
            return
        box.blockSignals(True)
        box.clear()
        box.addItem(all_of_them, "")
        for value, label in choices:
            box.addItem(label, value)
        box.setCurrentIndex(max(0, box.findData(before)))
        box.blockSignals(False)

    def chosen(self) -> AlarmFilter:
        return AlarmFilter(
            show=Show(self.lists.checkedId()),
            words=tuple(fold(self.text.text()).split()),
            priorities=frozenset(p for p, button in self.priorities.items() if button.isChecked()),
            zone=self.zone.currentData() or "",
            kind=self.kind.currentData() or "",
        )

    def choose(self, show: Show) -> None:
        """Switch to one list, as if its chip were pressed."""
        self.lists.button(show).setChecked(True)
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(self.chosen())
