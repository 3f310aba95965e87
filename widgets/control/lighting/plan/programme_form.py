"""One programme: its name, steps, sensor rules and adaptive dimming."""

from __future__ import annotations

import uuid

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout

from app.domain.catalogue import Catalogue
from app.domain.lighting.plan import Adaptive, Anchor, Beyond, Programme, SensorRule, Step
from widgets import wording
from widgets.calm import CalmSpin
from widgets.control.lighting.plan.items_pane import Form
from widgets.control.lighting.plan.programme_rows import SensorRow, StepRow
from widgets.control.lighting.plan.rows import Rows, choice, name_field
from widgets.look import Look
from widgets.plain_label import PlainLabel

FLOWS = ("vehicle_flow", "pedestrian_flow")
"""What adaptive dimming may go by; those that the catalogue has are offered."""


def new_id() -> str:
    return uuid.uuid4().hex[:12]


class ProgrammeForm(Form):
    """GUI thread."""

    def __init__(self, look: Look, catalogue: Catalogue, language: str) -> None:
        super().__init__()
        self._id, self._loading = "", False
        self.name: QLineEdit = name_field("", self.tr("Name of the programme"))
        self.steps = Rows(look, StepRow, _new_step, self.tr("Add step"))
        self.sensors = Rows(
            look,
            lambda rule: SensorRow(rule, catalogue, language),
            self._new_rule,
            self.tr("Add sensor rule"),
        )
        self.adaptive = QCheckBox(self.tr("Dim by traffic, never below the floor of the road class"))
        known = [
            (wording.quantity_label(catalogue, one, language), one)
            for one in FLOWS
            if one in catalogue.quantities
        ]
        self.flow = choice(known, known[0][1] if known else FLOWS[0], self.tr("Traffic"))
        self.low, self.high = CalmSpin(), CalmSpin()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for box, text in ((self.low, self.tr("Floor up to")), (self.high, self.tr("Own level from"))):
            box.setRange(0, 100_000)
            box.setSuffix(self.tr(" an hour"))
            box.setAccessibleName(text)
        self._flow_labels: list[PlainLabel] = []
        flows = QHBoxLayout()
        flows.addWidget(self.flow)
        for text, box in ((self.tr("floor up to"), self.low), (self.tr("own level from"), self.high)):
            label = PlainLabel(text)
            self._flow_labels.append(label)
            flows.addWidget(label)
            flows.addWidget(box)
        flows.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        column.addWidget(self.name)
        column.addWidget(_caption(self.tr("Steps of the night, from noon to noon")))
        column.addWidget(self.steps)
        column.addWidget(_caption(self.tr("While a sensor is beyond its limit")))
        column.addWidget(self.sensors)
        column.addWidget(_caption(self.tr("Adaptive dimming")))
        column.addWidget(self.adaptive)
        column.addLayout(flows)
        column.addStretch(1)

    def _connect(self) -> None:
        for signal in (
            self.name.textChanged, self.steps.changed, self.sensors.changed, self.adaptive.toggled,
            self.flow.currentIndexChanged, self.low.valueChanged, self.high.valueChanged,
        ):  # fmt: skip
            signal.connect(self._tell)

    def load(self, item: Programme) -> None:
        """Show this programme; tells nobody."""
        self._loading = True
        self._id = item.id
        self.name.setText(item.name)
        self.steps.load(item.steps)
        self.sensors.load(item.sensors)
        flows = item.adaptive or Adaptive()
        self.adaptive.setChecked(item.adaptive is not None)
        place = self.flow.findData(flows.quantity)
        if place < 0:
            self.flow.addItem(flows.quantity, flows.quantity)
            place = self.flow.count() - 1
        self.flow.setCurrentIndex(place)
        self.low.setValue(round(flows.low_flow))
        self.high.setValue(round(flows.high_flow))
        self._kind = flows.kind
        self._loading = False
        self._show_flows()

    def item(self) -> Programme:
        adaptive = None
        if self.adaptive.isChecked():
            low, high = float(self.low.value()), float(self.high.value())
            adaptive = Adaptive(self._kind, self.flow.currentData(), low, high)
        name = self.name.text().strip()
        return Programme(self._id, name, self.steps.items(), self.sensors.items(), adaptive)

    def _tell(self, *_news: object) -> None:
        if not self._loading:
            self._show_flows()
            self.changed.emit()

    def _show_flows(self) -> None:
        for part in (self.flow, self.low, self.high, *self._flow_labels):
            part.setVisible(self.adaptive.isChecked())

    def _new_rule(self) -> SensorRule:
        name = self.tr("Rain")
        return SensorRule(new_id(), name, "rain_gauge", "rainfall_rate", Beyond.ABOVE, 0.2, 100.0)

    _kind = Adaptive().kind


def _new_step() -> Step:
    return Step(Anchor.CLOCK, 23 * 60, 50.0)


def _caption(text: str) -> PlainLabel:
    label = PlainLabel(text)
    label.setProperty("look", "caption")
    return label
