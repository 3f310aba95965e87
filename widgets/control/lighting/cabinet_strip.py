"""The cabinet of the chosen circuit: what it measures, phase by phase where it says so, and how it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.bridge.views import LiveReading, Quality
from app.domain.plain_text import shown
from widgets import formats, wording
from widgets.look import Look
from widgets.plain_label import PlainLabel

FIRST = ("power_state", "operating_mode", "door_open", "voltage", "intensity", "active_power", "power_factor")
"""What is told of a cabinet, in this order; what else it measures stands in its own panel."""
_PHASE = re.compile(r"^(?P<quantity>\w+)_l(?P<phase>[123])$")


class CabinetStrip(QWidget):
    """Hidden while the chosen group is no circuit. GUI thread."""

    wanted = Signal(str)
    """The cabinet is to be looked at, or commanded, in the panel of devices."""

    def __init__(self, hub: Hub, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._look = hub, look
        self.cabinet = ""
        self.title, self.lines, self.age = PlainLabel(), PlainLabel(), PlainLabel()
        self.open = QPushButton(self.tr("Show the cabinet"))
        self.open.setProperty("look", "chip")
        self.open.setAutoDefault(False)
        self.title.setProperty("look", "caption")
        self.lines.setProperty("look", "support")
        self.lines.setWordWrap(True)
        self.lines.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.age.setProperty("look", "small")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.age)
        head.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.lines)
        self.open.clicked.connect(lambda: self.wanted.emit(self.cabinet))
        self.hide()

    def show_cabinet(self, cabinet: str) -> None:
        """An empty id hides it."""
        self.cabinet = cabinet
        self.setVisible(bool(cabinet))
        self.refresh()

    def refresh(self) -> None:
        """Write its last values, with the age of the oldest; called while it is looked at."""
        if not self.cabinet:
            return
        device = self._hub.devices.get(self.cabinet)
        self.title.setText(self.tr("Cabinet {0}").format(shown(self.cabinet)))
        readings = self._hub.columns.readings(self.cabinet)
        told = [one for one in readings if one.quantity in FIRST or _PHASE.match(one.quantity)]
        if device is None or not told:
            known = self.tr("This cabinet has not introduced itself.")
            self.lines.setText(known if device is None else self.tr("No readings yet."))
            self.age.clear()
            return
        self.lines.setText(" · ".join([*self._plain(told), *self._phases(told)]))
        oldest = max(one.age_s for one in told)
        stale = any(one.quality is not Quality.GOOD for one in told)
        self.age.setText(formats.age(oldest))
        look = "stale" if stale else "small"
        if self.age.property("look") != look:
            self.age.setProperty("look", look)
            self.age.style().unpolish(self.age)
            self.age.style().polish(self.age)

    def _plain(self, told: Sequence[LiveReading]) -> list[str]:
        by_name = {one.quantity: one for one in told}
        return [self._words(by_name[name]) for name in FIRST if name in by_name]

    def _phases(self, told: Sequence[LiveReading]) -> list[str]:
        """`L1 223 V, 18 A` for each phase that the cabinet tells apart."""
        found: dict[str, list[str]] = {}
        for one in told:
            match = _PHASE.match(one.quantity)
            if match is not None:
                known = self._hub.catalogue.quantities.get(one.quantity)
                found.setdefault(match["phase"], []).append(wording.value(known, one.value))
        return [f"L{phase} {', '.join(values)}" for phase, values in sorted(found.items())]

    def _words(self, one: LiveReading) -> str:
        catalogue, language = self._hub.catalogue, self._hub.language
        label = wording.quantity_label(catalogue, one.quantity, language)
        return f"{label} {wording.value(catalogue.quantities.get(one.quantity), one.value)}"
