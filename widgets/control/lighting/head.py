"""The head of the chosen group: its name, what it consists of, and the three values that are kept apart."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.devices import Device
from app.domain.lighting.plan import InForce
from app.domain.orders import Scope
from app.domain.plain_text import shown
from widgets import formats
from widgets.control.lighting import words
from widgets.control.lighting.city import City
from widgets.control.lighting.figures import ChosenFigures
from widgets.control.lighting.groups import Line
from widgets.control.lighting.orders import HandOrder
from widgets.control.value_box import Shown, ThreeValues
from widgets.look import Look
from widgets.plain_label import PlainLabel


class GroupHead(QWidget):
    """GUI thread."""

    def __init__(self, hub: Hub, look: Look, city: City, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._city = hub, city
        self.title, self.about = PlainLabel(), PlainLabel()
        self.title.setProperty("look", "title")
        self.about.setProperty("look", "small")
        for label in (self.title, self.about):
            label.setMinimumWidth(0)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.about.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.values = ThreeValues(look)
        bar = QFrame()
        bar.setProperty("look", "head")
        row = QHBoxLayout(bar)
        row.setContentsMargins(10, 0, 10, 0)
        row.addWidget(self.title, 3)
        row.addWidget(self.about, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.values)

    def show_group(self, line: Line, lamps: int, circuits: int) -> None:
        """What the group is: so many `lamps`, which `circuits` feed."""
        self.title.setText(self.tr("Lighting · {0}").format(line.name))
        parts = [words.luminaires(lamps)]
        if line.target.scope is Scope.CIRCUIT:
            device: Device | None = self._hub.devices.get(line.target.ids[0])
            parts += [shown(device.zone)] if device is not None and device.zone else []
        elif circuits == 1:
            parts.append(self.tr("1 circuit"))
        elif circuits:
            parts.append(self.tr("{0} circuits").format(formats.number(circuits)))
        self.about.setText(" · ".join(parts))
        self.about.setToolTip(self.about.text())

    def show_values(
        self, figures: ChosenFigures, hand: HandOrder | None, in_force: InForce | None, programme: str
    ) -> None:
        """`hand` is the order by hand that holds; `programme` the name of what the plan wants now."""
        group = figures.group
        asked, told = words.levels(figures.asked), self._programme_asks(in_force)
        self.values.asked.say(Shown(asked, self._asked_by(group.manual, hand, programme)))
        manual = group.manual > 0
        pending = self.tr("{0} awaited").format(formats.number(figures.pending)) if figures.pending else ""
        failed = self.tr("{0} failed").format(formats.number(figures.failed)) if figures.failed else ""
        detail = " · ".join(part for part in (pending, failed, told) if part)
        self.values.in_force.say(Shown(words.levels(figures.in_force), detail, manual=manual))
        self.values.measured.say(self._measured(figures))

    def _asked_by(self, manual: int, hand: HandOrder | None, programme: str) -> str:
        if manual and hand is not None:
            by = shown(hand.operator)
            until = "" if hand.order.until is None else self._city.hour(hand.order.until)
            return f"{by} · {self._city.hour(hand.at)} · {words.until(until)}"
        if manual:
            return self.tr("By hand at {0} of them").format(formats.number(manual))
        return self.tr("By the programme {0}").format(shown(programme)) if programme else ""

    def _programme_asks(self, in_force: InForce | None) -> str:
        if in_force is None:
            return self.tr("No programme")
        if in_force.level is None:
            return self.tr("The programme asks nothing")
        return self.tr("The programme asks {0}").format(formats.measure(in_force.level, "%", 0))

    def _measured(self, figures: ChosenFigures) -> Shown:
        group = figures.group
        answer = self.tr("{0} of {1} answer").format(
            formats.number(group.answering), formats.number(group.lamps)
        )
        heard = (
            formats.age((self._hub.now() - group.newest) / 1000) if group.newest else self.tr("never heard")
        )
        value = formats.NONE if math.isnan(group.measured) else formats.measure(group.measured, "%", 0)
        if figures.measured.known and not figures.measured.is_one:
            low, high = formats.number(figures.measured.low), formats.number(figures.measured.high)
            answer = f"{low}–{high} % · {answer}"
        old = bool(group.lamps) and not group.answering
        return Shown(value, f"{answer} · {heard}", old=old)
