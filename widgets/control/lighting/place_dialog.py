"""Light up this place: all lamps within a radius to full power for some minutes, in one act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain import control_acts as acts
from app.domain.orders import Scope, Target
from widgets.calm import CalmSpin
from widgets.control.hold_button import HoldButton
from widgets.control.lighting import words
from widgets.control.lighting.scene import LampScene
from widgets.look import Look
from widgets.plain_label import PlainLabel

LEAST_M, MOST_M, USUAL_M = 20, 2_000, 150
LEAST_MIN, MOST_MIN, USUAL_MIN = 5, 480, 30
REASON_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where: a device, an incident or a point of the map, with its name. Degrees, WGS 84."""

    name: str
    lat: float
    lon: float
    incident: str = ""


class PlaceDialog(QDialog):
    """Open it with `open()`; Esc leaves everything as it is. GUI thread."""

    given = Signal(object)
    """The `LightUp` that was asked."""

    def __init__(
        self, place: Place, scene: LampScene, look: Look, why_not: Callable[[], str], parent: QWidget
    ) -> None:
        """`why_not` says why nothing may be asked now; empty when it may."""
        super().__init__(parent)
        self._place, self._scene, self._why_not = place, scene, why_not
        self.setWindowTitle(self.tr("Light up this place"))
        self.setMinimumWidth(440)
        self.radius, self.minutes = CalmSpin(), CalmSpin()
        self.reason = QLineEdit()
        self.count = PlainLabel()
        self.hold = HoldButton("", look)
        self.leave = QPushButton(self.tr("Leave"))
        self._lay_out()
        self.radius.valueChanged.connect(self._judge)
        self.minutes.valueChanged.connect(self._judge)
        self.hold.held.connect(self._give)
        self.leave.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self._judge()

    def _lay_out(self) -> None:
        title, explain = PlainLabel(self._place.name), PlainLabel()
        title.setProperty("look", "card")
        explain.setText(self.tr("All lamps around go to 100 % and return to the programme by themselves."))
        explain.setProperty("look", "support")
        explain.setWordWrap(True)
        self.count.setProperty("look", "support")
        for box, least, most, usual, suffix in (
            (self.radius, LEAST_M, MOST_M, USUAL_M, " m"),
            (self.minutes, LEAST_MIN, MOST_MIN, USUAL_MIN, " min"),
        ):
            box.setRange(least, most)
            box.setSingleStep(10 if box is self.radius else 5)
            box.setSuffix(suffix)
            box.setValue(usual)
        self.reason.setMaxLength(REASON_LENGTH)
        form = QFormLayout()
        form.addRow(self.tr("Radius"), self.radius)
        form.addRow(self.tr("For"), self.minutes)
        form.addRow(self.tr("Reason"), self.reason)
        self.leave.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.hold)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        for part in (title, explain):
            column.addWidget(part)
        column.addLayout(form)
        column.addWidget(self.count)
        column.addLayout(foot)

    def lamps(self) -> int:
        """How many lie within the radius."""
        ring = ((self._place.lon, self._place.lat),)
        target = Target(Scope.PLACE, ring=ring, radius_m=float(self.radius.value()))
        return len(np.atleast_1d(self._scene.members(target)))

    def _judge(self) -> None:
        lamps, reason = self.lamps(), self._why_not()
        inside = self.tr("{0} within the radius").format(words.luminaires(lamps))
        self.count.setText(reason or (inside if lamps else self.tr("No luminaire within the radius.")))
        self.hold.set_words(self.tr("Hold to light up {0}").format(words.luminaires(lamps)))
        self.hold.setEnabled(bool(lamps) and not reason)

    def _give(self) -> None:
        place = self._place
        reason = self.reason.text().strip()
        radius, minutes = float(self.radius.value()), self.minutes.value()
        self.accept()
        self.given.emit(acts.LightUp(place.lat, place.lon, radius, minutes, reason, place.incident))
