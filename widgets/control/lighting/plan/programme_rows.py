"""The rows of a programme: its steps at the clock or the sun, and its sensor rules."""

from __future__ import annotations

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from app.domain.catalogue import Catalogue, ValueType
from app.domain.lighting.plan import Anchor, Beyond, SensorRule, Step
from widgets import wording
from widgets.calm import CalmDoubleSpin, CalmSpin, CalmTime
from widgets.control.lighting.plan.rows import Row, choice, name_field
from widgets.plain_label import PlainLabel

FURTHEST_MIN = 720


class StepRow(Row):
    """A clock time for steps at the clock, minutes before or after for those at the sun."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        anchors = (
            (self.tr("At"), Anchor.CLOCK),
            (self.tr("Sunset"), Anchor.SUNSET),
            (self.tr("Sunrise"), Anchor.SUNRISE),
        )
        self.anchor = choice(anchors, step.anchor, self.tr("When"))
        self.anchor.setFixedWidth(110)
        self.clock, self.offset = CalmTime(), CalmSpin()
        self.clock.setDisplayFormat("HH:mm")
        self.clock.setAccessibleName(self.tr("Time of day"))
        self.offset.setRange(-FURTHEST_MIN, FURTHEST_MIN)
        self.offset.setSuffix(self.tr(" min after"))
        self.offset.setAccessibleName(self.tr("Minutes after, negative before"))
        at_clock = step.anchor is Anchor.CLOCK
        self.clock.setTime(QTime(step.minute // 60 % 24, step.minute % 60) if at_clock else QTime(18, 0))
        self.offset.setValue(0 if at_clock else step.minute)
        self.level, self.ramp = CalmSpin(), CalmSpin()
        self.level.setRange(0, 100)
        self.level.setSuffix(" %")
        self.level.setValue(round(step.level))
        self.level.setAccessibleName(self.tr("Level"))
        self.ramp.setRange(0, 3600)
        self.ramp.setSuffix(" s")
        self.ramp.setValue(round(step.ramp_s))
        self.ramp.setAccessibleName(self.tr("Ramp"))
        ramp = PlainLabel(self.tr("ramp"))
        for box, width in ((self.clock, 140), (self.offset, 140), (self.level, 84), (self.ramp, 92)):
            box.setFixedWidth(width)
        for part in (self.anchor, self.clock, self.offset, self.level, ramp, self.ramp):
            self.fields.addWidget(part)
        self.fields.addStretch(1)
        self.anchor.currentIndexChanged.connect(self._turn)
        for signal in (
            self.clock.timeChanged, self.offset.valueChanged, self.level.valueChanged, self.ramp.valueChanged,
        ):  # fmt: skip
            signal.connect(self._tell)
        self._turn()

    def item(self) -> Step:
        anchor = Anchor(self.anchor.currentData())
        time = self.clock.time()
        minute = time.hour() * 60 + time.minute() if anchor is Anchor.CLOCK else self.offset.value()
        return Step(anchor, minute, float(self.level.value()), float(self.ramp.value()))

    def _turn(self, *_news: object) -> None:
        at_clock = self.anchor.currentData() == Anchor.CLOCK
        self.clock.setVisible(at_clock)
        self.offset.setVisible(not at_clock)
        self.changed.emit()


class SensorRow(Row):
    """While a sensor is beyond its limit, the lamps go to a level."""

    def __init__(self, rule: SensorRule, catalogue: Catalogue, language: str) -> None:
        super().__init__()
        self._rule, self._catalogue, self._language = rule, catalogue, language
        self.name = name_field(rule.name, self.tr("Name of the rule"))
        kinds = sorted((one.label.in_language(language), one.id) for one in catalogue.kinds.values())
        self.kind = choice(kinds, rule.kind, self.tr("Kind of sensor"))
        self.quantity = choice(self._quantities(rule.kind), rule.quantity, self.tr("Quantity"))
        self.device = name_field(rule.device, self.tr("Sensor"), placeholder=self.tr("of the district"))
        beyond = ((self.tr("above"), Beyond.ABOVE), (self.tr("below"), Beyond.BELOW))
        self.beyond = choice(beyond, rule.beyond, self.tr("Which side"))
        self.limit, self.level, self.hold = CalmDoubleSpin(), CalmSpin(), CalmSpin()
        self.limit.setRange(-1e6, 1e6)
        self.limit.setValue(rule.limit)
        self.limit.setAccessibleName(self.tr("Limit"))
        self.level.setRange(0, 100)
        self.level.setSuffix(" %")
        self.level.setValue(round(rule.level))
        self.level.setAccessibleName(self.tr("Level"))
        self.hold.setRange(0, 1440)
        self.hold.setSuffix(self.tr(" min more"))
        self.hold.setValue(round(rule.hold_min))
        self.hold.setAccessibleName(self.tr("How much longer"))
        self.raises = QCheckBox(self.tr("raises only"))
        self.raises.setChecked(rule.raise_only)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 6)
        grid.setSpacing(4)
        for place, part in enumerate((self.name, self.kind, self.quantity, self.device)):
            grid.addWidget(part, 0, place)
            grid.setColumnStretch(place, 1)
        for place, part in enumerate((self.beyond, self.limit, self.level, self.hold)):
            grid.addWidget(part, 1, place)
        grid.addWidget(self.raises, 1, 4)
        self.fields.addWidget(body, 1)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._offer_quantities)
        for signal in (
            self.name.textChanged, self.device.textChanged, self.quantity.currentIndexChanged,
            self.beyond.currentIndexChanged, self.limit.valueChanged, self.level.valueChanged,
            self.hold.valueChanged, self.raises.toggled,
        ):  # fmt: skip
            signal.connect(self._tell)

    def _quantities(self, kind: str) -> list[tuple[str, str]]:
        """Those of the kind that are numbers."""
        known = self._catalogue.kinds.get(kind)
        names = () if known is None else known.quantities
        numbers = [one for one in names if self._catalogue.quantities[one].type is ValueType.NUMBER]
        return [(wording.quantity_label(self._catalogue, one, self._language), one) for one in numbers]

    def _offer_quantities(self) -> None:
        self.quantity.blockSignals(True)
        self.quantity.clear()
        for words, name in self._quantities(self.kind.currentData()):
            self.quantity.addItem(words, name)
        self.quantity.blockSignals(False)
        self.changed.emit()

    def item(self) -> SensorRule:
        return SensorRule(
            self._rule.id,
            self.name.text().strip(),
            self.kind.currentData() or "",
            self.quantity.currentData() or "",
            Beyond(self.beyond.currentData()),
            self.limit.value(),
            float(self.level.value()),
            self.device.text().strip(),
            self.raises.isChecked(),
            float(self.hold.value()),
        )
