"""Where an order is written: what to do, with which value and time, and why."""

from __future__ import annotations

import math
from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.actions import ActionSpec
from app.domain.orders import CLOSED_PER_CENT, SLOWEST_PER_CENT, Action, Order
from app.domain.selections import Selection
from widgets import formats
from widgets.alarms.dialogs import REASON_LENGTH
from widgets.calm import CalmBox, CalmSpin
from widgets.control import words
from widgets.control.card.choices import (
    CHOICES,
    DURATION,
    TEST,
    TONE,
    TRAVEL,
    VALUE,
    Choice,
    Typed,
    choice_of,
    order_of,
)
from widgets.plain_label import PlainLabel

NARROW = 560
"""Below, the fields stand under the choices."""
TRAVEL_S = 120
LONGEST_TRAVEL_S = 3600
SOUND_S = 60
LONGEST_SOUND_S = 1800


class OrderEditor(QWidget):
    """Nothing is chosen at first. While a selection holds it shows that order and cannot be changed, because
    signatures bind to it. GUI thread."""

    changed = Signal()
    reason_given = Signal()
    """Enter was pressed in the reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = ""
        self._specs: Mapping[Action, ActionSpec] = {}
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.value = _Spin(1, 100, "%")
        self.travel = _Spin(0, LONGEST_TRAVEL_S, "s")
        self.duration = _Spin(1, LONGEST_SOUND_S, "s")
        self.tone = CalmBox()
        self.tone.setSizeAdjustPolicy(CalmBox.SizeAdjustPolicy.AdjustToContents)
        self.test = QCheckBox(self.tr("Test"))
        self.reason = QLineEdit()
        self.summary = PlainLabel()
        self._fields: dict[str, QWidget] = {}
        self._inputs = QWidget()
        self._beside = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(10, 8, 10, 8)
        whole.addWidget(self.summary)
        whole.addWidget(self._inputs)
        self.summary.setProperty("look", "support")
        self.summary.setWordWrap(True)
        self.summary.hide()
        column = QVBoxLayout(self._inputs)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._row, row = QHBoxLayout(), QHBoxLayout()
        for line in (self._row, row):
            line.setSpacing(4)
            self._beside.addLayout(line)
            self._beside.setAlignment(line, Qt.AlignmentFlag.AlignLeft)
        self._beside.setSpacing(6)
        column.addLayout(self._beside)
        texts = (
            (VALUE, self.tr("Value"), self.value),
            (TRAVEL, self.tr("Travel time"), self.travel),
            (TONE, self.tr("Tone"), self.tone),
            (DURATION, self.tr("Duration"), self.duration),
            (TEST, "", self.test),
        )
        for name, text, field in texts:
            self._fields[name] = part = _field(text, field)
            row.addWidget(part)
        self._beside.addStretch(1)
        why = QHBoxLayout()
        why.setSpacing(6)
        label = PlainLabel(self.tr("Reason"))
        label.setProperty("look", "support")
        label.setBuddy(self.reason)
        self.reason.setMaxLength(REASON_LENGTH)
        self.reason.setPlaceholderText(self.tr("Why, for the record"))
        self.reason.setAccessibleName(label.text())
        why.addWidget(label)
        why.addWidget(self.reason, 1)
        column.addLayout(why)

    def _connect(self) -> None:
        self._group.buttonToggled.connect(self._choose)
        for spin in (self.value, self.travel, self.duration):
            spin.valueChanged.connect(self.changed)
        self.tone.currentIndexChanged.connect(self.changed)
        self.test.toggled.connect(self.changed)
        self.reason.textChanged.connect(self.changed)
        self.reason.returnPressed.connect(self.reason_given)

    # What others call

    def show_kind(self, kind: str, specs: Mapping[Action, ActionSpec]) -> None:
        """Begin anew for a device of this kind."""
        self._kind, self._specs = kind, specs
        for button in self.buttons.values():
            self._group.removeButton(button)
            button.deleteLater()
        self.buttons = {}
        for choice in CHOICES.get(kind, ()):
            if choice.order.action in specs:
                self.buttons[choice.id] = self._button(choice)
        spec = specs.get(Action.SET_POSITION)
        if spec is not None:
            self.travel.setRange(round(spec.shortest_s), round(spec.longest_s) or LONGEST_TRAVEL_S)
        self.clear()

    def clear(self) -> None:
        """Nothing chosen, fields as at first."""
        with QSignalBlocker(self), QSignalBlocker(self._group):
            self._group.setExclusive(False)
            for button in self.buttons.values():
                button.setChecked(False)
            self._group.setExclusive(True)
            self.value.setValue(100)
            self.travel.setValue(TRAVEL_S)
            self.duration.setValue(SOUND_S)
            self.test.setChecked(False)
            self.reason.clear()
        self._show_fields(None)
        self.changed.emit()

    def take_focus(self) -> None:
        next(iter(self.buttons.values()), self.reason).setFocus()

    def fields(self) -> tuple[QWidget, ...]:
        """All that takes the focus, in its order."""
        inputs = (self.value, self.travel, self.tone, self.duration, self.test, self.reason)
        return (*self.buttons.values(), *inputs)

    def order(self) -> Order | None:
        """None while nothing is chosen."""
        choice = self._choice()
        if choice is None:
            return None
        typed = Typed(
            value=float(self.value.value()),
            travel_s=float(self.travel.value()),
            tone=str(self.tone.currentData() or ""),
            duration_s=float(self.duration.value()),
            test=self.test.isChecked(),
        )
        return order_of(choice, typed)

    def why(self) -> str:
        return self.reason.text().strip()

    def show_order(self, order: Order, reason: str) -> None:
        """What is selected, as it will be done."""
        choice = choice_of(self._kind, order)
        if choice is None or choice.id not in self.buttons:
            return
        with QSignalBlocker(self):
            self.buttons[choice.id].setChecked(True)
            if order.value is not None and VALUE in choice.asks:
                self.value.setValue(round(order.value))
            if TRAVEL in choice.asks:
                self.travel.setValue(round(order.over_s))
            if TONE in choice.asks:
                self.tone.setCurrentIndex(max(0, self.tone.findData(order.tone)))
                self.duration.setValue(round(order.duration_s))
                self.test.setChecked(order.test)
            self.reason.setText(reason)

    def show_selected(self, selection: Selection | None, *, mine: bool) -> None:
        """What is selected, in words; what this operator has selected cannot be written over."""
        if selection is not None:
            text = (
                self.tr("Selected: {0}. Release it to ask for something else.")
                if mine
                else self.tr("Selected by another: {0}. Only what brings it to rest goes past this.")
            )
            self.summary.setText(text.format(self._in_words(selection.order)))
        self.summary.setVisible(selection is not None)
        self._inputs.setVisible(selection is None or not mine)

    # What happens inside

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        self._beside.setDirection(ways.LeftToRight if self.width() >= NARROW else ways.TopToBottom)

    def _in_words(self, order: Order) -> str:
        text = words.order(order, self._kind)
        if order.over_s <= 0:
            return text
        return self.tr("{0} within {1}").format(text, formats.duration(order.over_s))

    def _button(self, choice: Choice) -> QPushButton:
        button = QPushButton(choice.words())
        button.setCheckable(True)
        button.setAutoDefault(False)
        self._group.addButton(button)
        self._row.insertWidget(len(self.buttons), button)
        button.show()
        return button

    def _choice(self) -> Choice | None:
        checked = (name for name, button in self.buttons.items() if button.isChecked())
        chosen = next(checked, "")
        return next((one for one in CHOICES.get(self._kind, ()) if one.id == chosen), None)

    def _choose(self, _button: object, checked: bool) -> None:
        if checked:
            self._show_fields(self._choice())
            self.changed.emit()

    def _show_fields(self, choice: Choice | None) -> None:
        asks = () if choice is None else choice.asks
        for name, part in self._fields.items():
            part.setVisible(name in asks)
        if choice is None:
            return
        with QSignalBlocker(self):
            self.value.setRange(*_bounds(choice.id))
            if choice.id == "throttle" and self.value.value() == 99:
                self.value.setValue(50)
            if TONE in asks:
                self._fill_tones(choice)

    def _fill_tones(self, choice: Choice) -> None:
        tones = self._specs[choice.order.action].tones
        if [self.tone.itemData(place) for place in range(self.tone.count())] != list(tones):
            self.tone.clear()
            for name in tones:
                self.tone.addItem(words.tone(name), name)


class _Spin(CalmSpin):
    def __init__(self, low: int, high: int, unit: str) -> None:
        super().__init__()
        self.setRange(low, high)
        self.setSuffix(f"\u202f{unit}")
        self.setFixedWidth(72)


def _field(text: str, field: QWidget) -> QWidget:
    part = QWidget()
    part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    row = QHBoxLayout(part)
    row.setContentsMargins(8, 0, 0, 0)
    row.setSpacing(6)
    if text:
        label = QLabel(text)
        label.setProperty("look", "support")
        label.setBuddy(field)
        field.setAccessibleName(text)
        row.addWidget(label)
    row.addWidget(field)
    return part


def _bounds(choice: str) -> tuple[int, int]:
    """Per cent that are still what the choice is called: a valve all but closed is closed, and a pump that is
    all but at rest does not run."""
    if choice == "throttle":
        return int(CLOSED_PER_CENT) + 1, 99
    return math.ceil(SLOWEST_PER_CENT), 100
