"""Which lamps follow which calendar, with holidays and the floors of adaptive dimming."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.lighting.plan import Assignment, Calendar, LightingPlan
from app.domain.orders import Scope, Target
from app.domain.plain_text import shown
from widgets.calm import CalmSpin
from widgets.control.lighting import words
from widgets.control.lighting.plan.rows import Row, Rows, choice, name_field
from widgets.control.lighting.scene import LampScene
from widgets.look import Look
from widgets.plain_label import PlainLabel

Calendars = Callable[[], Sequence[Calendar]]


class AssignmentRow(Row):
    def __init__(
        self, one: Assignment, targets: Sequence[tuple[str, Target]], calendars: Sequence[Calendar]
    ) -> None:
        super().__init__()
        known = [(text, target) for text, target in targets if target != one.target]
        named = next((text for text, target in targets if target == one.target), words.target(one.target))
        self.target = choice([(named, one.target), *known], one.target, self.tr("Luminaires"))
        pairs = [(shown(each.name), each.id) for each in calendars]
        self.calendar = choice(pairs, one.calendar, self.tr("Calendar"))
        self.road = name_field(one.road_class, self.tr("Road class"), width=120)
        self.fields.addWidget(self.target, 2)
        self.fields.addWidget(self.calendar, 2)
        self.fields.addWidget(self.road)
        self.target.currentIndexChanged.connect(self._tell)
        self.calendar.currentIndexChanged.connect(self._tell)
        self.road.textChanged.connect(self._tell)

    def item(self) -> Assignment:
        return Assignment(self.target.currentData(), self.calendar.currentData(), self.road.text().strip())


class HolidayRow(Row):
    def __init__(self, date: str) -> None:
        super().__init__()
        self.date = name_field(
            date, self.tr("Holiday"), width=140, placeholder=self.tr("MM-DD or YYYY-MM-DD")
        )
        self.fields.addWidget(self.date)
        self.fields.addStretch(1)
        self.date.textChanged.connect(self._tell)

    def item(self) -> str:
        return self.date.text().strip()


class FloorRow(Row):
    def __init__(self, floor: tuple[str, float]) -> None:
        super().__init__()
        self.road = name_field(floor[0], self.tr("Road class"), width=160)
        self.level = CalmSpin()
        self.level.setRange(0, 100)
        self.level.setSuffix(" %")
        self.level.setValue(round(floor[1]))
        self.level.setAccessibleName(self.tr("Floor"))
        self.fields.addWidget(self.road)
        self.fields.addWidget(self.level)
        self.fields.addStretch(1)
        self.road.textChanged.connect(self._tell)
        self.level.valueChanged.connect(self._tell)

    def item(self) -> tuple[str, float]:
        return self.road.text().strip(), float(self.level.value())


class AssignmentPane(QScrollArea):
    """GUI thread."""

    changed = Signal()

    def __init__(self, hub: Hub, look: Look, scene: LampScene, calendars: Calendars) -> None:
        super().__init__()
        self._hub, self._scene, self._calendars = hub, scene, calendars
        self.assignments = Rows(
            look,
            lambda one: AssignmentRow(one, self.targets(), calendars()),
            self._new,
            self.tr("Add assignment"),
            ordered=True,
        )
        self.holidays = Rows(look, HolidayRow, lambda: "", self.tr("Add holiday"))
        self.floors = Rows(look, FloorRow, lambda: ("", 30.0), self.tr("Add road class"))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for text, rows in (
            (self.tr("The first that has a luminaire goes first"), self.assignments),
            (self.tr("Holidays, of every year or of one"), self.holidays),
            (self.tr("Floors of adaptive dimming by road class"), self.floors),
        ):
            label = PlainLabel(text)
            label.setProperty("look", "caption")
            column.addWidget(label)
            column.addWidget(rows)
            rows.changed.connect(self.changed)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(body)

    def set_open(self, may_change: bool) -> None:
        """Off for who may only look."""
        for rows in (self.assignments, self.holidays, self.floors):
            rows.setEnabled(may_change)

    def load(self, plan: LightingPlan) -> None:
        """Show these; tells nobody."""
        self.assignments.load(plan.assignments)
        self.holidays.load(plan.holidays)
        self.floors.load(plan.floors)

    def targets(self) -> list[tuple[str, Target]]:
        """What can be assigned: all, saved groups, districts, circuits."""
        lamps, saved = self._scene.lamps, self._hub.control.saved.values()
        groups = [(Target(Scope.GROUP, ids=(one.id,)), one.name) for one in saved if one.kind == "luminaire"]
        found = [(words.target(target, name), target) for target, name in groups]
        zones = [Target(Scope.ZONE, zone=zone) for zone in lamps.zones]
        circuits = [Target(Scope.CIRCUIT, ids=(one,)) for one in lamps.circuits]
        everything = Target(Scope.ALL)
        return [(words.target(one), one) for one in (everything, *zones, *circuits)] + found

    def _new(self) -> Assignment:
        first = next(iter(self._calendars()), None)
        return Assignment(Target(Scope.ALL), "" if first is None else first.id)
