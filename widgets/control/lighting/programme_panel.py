"""What the programme wants of the chosen group: tonight's chart, the nights to come, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.bridge.views import Series
from app.domain.devices import Device
from app.domain.lighting.nights import night_at
from app.domain.lighting.plan import InForce
from app.domain.plain_text import shown
from app.domain.rights import Right
from widgets import formats, tasks
from widgets.access.permits import Permits
from widgets.control.lighting import words
from widgets.control.lighting.city import City
from widgets.control.lighting.night_chart import NightChart
from widgets.control.lighting.night_picture import Block, MeasuredLine, Picture, mean_line, steps_of
from widgets.control.lighting.orders import HandOrder
from widgets.look import Look
from widgets.plain_label import PlainLabel

SAMPLE = 5
"""Lamps whose history stands for the group."""
QUANTITY = "illuminance_level"
PIXELS = 400


class ProgrammePanel(QWidget):
    """GUI thread."""

    edit_asked = Signal()

    def __init__(self, hub: Hub, look: Look, city: City, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._city = hub, city
        self._in_force: InForce | None = None
        self._hand: HandOrder | None = None
        self._assigned, self._problem = 0, ""
        self._night = 0
        """Which of the nights ahead is looked at; 0 is tonight."""
        self._key = ""
        self._measured: MeasuredLine | None = None
        self.title, self.legend, self.why = PlainLabel(), PlainLabel(), PlainLabel()
        self.edit = QPushButton(self.tr("Edit programmes"))
        self.chart = NightChart(look, city.hour)
        self.nights = [QPushButton() for _ in range(7)]
        self._permits = Permits(hub)
        self._lay_out()
        self.edit.clicked.connect(self.edit_asked)
        city.changed.connect(self._draw)
        self.show_rights()

    def _lay_out(self) -> None:
        self.title.setProperty("look", "caption")
        for label in (self.legend, self.why):
            label.setProperty("look", "small")
        self.why.setWordWrap(True)
        for label in (self.title, self.legend, self.why):
            label.setMinimumWidth(0)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.legend.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.edit.setProperty("look", "chip")
        self.edit.setAutoDefault(False)
        head = QHBoxLayout()
        head.addWidget(self.title, 2)
        head.addWidget(self.legend, 3)
        head.addWidget(self.edit)
        row = QHBoxLayout()
        row.setSpacing(4)
        group = QButtonGroup(self)
        for place, button in enumerate(self.nights):
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setMinimumSize(30, 38)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.setStyleSheet("font-size: 12px; padding: 0 2px; min-height: 36px;")
            group.addButton(button, place)
            row.addWidget(button, 1)
        group.idClicked.connect(self._look_at)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self.chart)
        column.addLayout(row)
        column.addWidget(self.why)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names of the nights are cut to their room."""
        super().resizeEvent(event)
        if self._in_force is not None:
            self._draw()

    # What the page calls

    def show_rights(self) -> None:
        """Anybody may look at the plan; who may not change it is told so there."""
        self.edit.setText(
            self.tr("Edit programmes") if self._permits.may(Right.EDIT_RULES) else self.tr("See programmes")
        )

    def show_group(self, key: str, in_force: InForce | None, assigned: int, hand: HandOrder | None) -> None:
        """`assigned` is how many assignments the lamps of the group follow."""
        if key != self._key:
            self._key, self._night, self._measured = key, 0, None
        problem = self._hub.control.in_force.problem
        before = (self._in_force, self._assigned, self._hand, self._problem)
        news = (in_force, assigned, hand, problem) != before
        self._in_force, self._assigned, self._hand, self._problem = in_force, assigned, hand, problem
        if news or self.chart.picture is None or self._minute_is_over():
            self._draw()

    def read_history(self, lamps: Sequence[Device], of: int) -> None:
        """Read tonight's levels of these lamps, which stand for `of`."""
        now = self._hub.now()
        start = night_at(now, self._city.zone).start
        key = self._key

        def take(found: list[Series]) -> None:
            if key == self._key:
                self._measured = mean_line(found, start, now, of)
                self._draw()

        tasks.run(self, self._read(lamps, start, now), take, lambda _: None)

    async def _read(self, lamps: Sequence[Device], start: int, end: int) -> list[Series]:
        history = self._hub.history
        return [
            await history.series(one.id, QUANTITY, start_ms=start, end_ms=end, pixels=PIXELS) for one in lamps
        ]

    # What is shown

    def _minute_is_over(self) -> bool:
        drawn = 0 if self.chart.picture is None else self.chart.picture.now
        return bool(drawn) and self._hub.now() // 60_000 != drawn // 60_000

    def _look_at(self, place: int) -> None:
        self._night = place
        self._draw()

    def _draw(self) -> None:
        entry = self._in_force
        if entry is None:
            self._say_nothing()
            return
        dates = [dt.date.fromisoformat(one.date) for one in entry.ahead]
        self._night = self._night if self._night < len(dates) else 0
        date = dates[self._night] if dates else dt.date.fromisoformat(entry.date)
        tonight = self._city.timeline.night_of(entry.calendar, date)
        is_now = self._night == 0
        steps = steps_of(self._city.timeline, entry.calendar, tonight)
        now = self._hub.now() if is_now else 0
        block = self._block(tonight.night.end) if is_now else None
        picture = Picture(tonight.night, steps, self._city.timeline.sun_of(date), block, now)
        measured = self._measured if is_now else None
        self.chart.show_picture(picture, measured)
        self._write_nights(entry, dates)
        programme = self._programme(tonight.pick.programme)
        self.title.setText(self.tr("Programme · {0}").format(programme))
        self.why.setText(self._reason(entry))
        self._write_legend(measured)

    def _say_nothing(self) -> None:
        plan = self._hub.control.plan
        note = self.tr("No plan yet.") if not plan.programmes else self.tr("No assignment names these lamps.")
        self.chart.show_picture(None, None, note)
        self.title.setText(self.tr("Programme"))
        self.legend.clear()
        problem = words.plan_problem(self._problem)
        self.why.setText(problem)
        for button in self.nights:
            button.hide()

    def _block(self, end: int) -> Block | None:
        hand = self._hand
        if hand is None or hand.order.value is None:
            return None
        until = end if hand.order.until is None else min(end, hand.order.until)
        return Block(hand.at, until, hand.order.value)

    def _write_legend(self, measured: MeasuredLine | None) -> None:
        parts = [self.tr("– – programme")]
        if measured is not None and measured.lamps:
            parts.append(
                self.tr("— measured, mean of {0} of {1} lamps").format(
                    measured.lamps, formats.number(measured.of)
                )
            )
        self.legend.setText("   ".join(parts))
        self.legend.setToolTip(self.legend.text())

    def _write_nights(self, entry: InForce, dates: Sequence[dt.date]) -> None:
        locale = QLocale(self._hub.language)
        for place, button in enumerate(self.nights):
            button.setVisible(place < len(dates))
            if place >= len(dates):
                continue
            ahead, date = entry.ahead[place], dates[place]
            day = locale.dayName(date.isoweekday(), QLocale.FormatType.ShortFormat).rstrip(".")
            name = self._programme(ahead.programme)
            room = max(24, button.width() - 8)
            cut = button.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
            button.setText(f"{day} {date.day}\n{cut}".replace("&", "&&"))
            button.setToolTip(f"{name} · {self._rule(entry.calendar, ahead.rule)}")
            button.setChecked(place == self._night)

    def _programme(self, programme: str) -> str:
        names = {one.id: one.name for one in self._hub.control.plan.programmes}
        return shown(names.get(programme, programme)) or self.tr("none")

    def _rule(self, calendar: str, rule: str) -> str:
        known = next((one for one in self._hub.control.plan.calendars if one.id == calendar), None)
        if known is None:
            return self.tr("calendar {0} is not in the plan").format(shown(calendar))
        name = next((one.name for one in known.rules if one.id == rule), "")
        if not name:
            return self.tr("calendar {0}, no rule fits").format(shown(known.name))
        return self.tr("calendar {0}, rule {1}").format(shown(known.name), shown(name))

    def _reason(self, entry: InForce) -> str:
        """Which rule and why, what comes next, and what depends on this PC."""
        ahead = entry.ahead[self._night] if self._night < len(entry.ahead) else None
        parts = [self._rule(entry.calendar, entry.rule if ahead is None else ahead.rule)]
        if self._night == 0:
            parts += self._now_parts(entry)
        if self._assigned > 1:
            parts.append(self.tr("the group follows {0} programmes, most this one").format(self._assigned))
        if entry.on_this_pc:
            meant = words.luminaires(entry.on_this_pc)
            parts.append(self.tr("{0} of this programme depend on this PC").format(meant))
        problem = words.plan_problem(self._problem)
        text = " · ".join([*parts, problem] if problem else parts)
        return text[:1].upper() + text[1:]

    def _now_parts(self, entry: InForce) -> list[str]:
        parts = []
        if entry.sensor:
            parts.append(self.tr("sensor rule {0} holds").format(shown(self._sensor(entry))))
        if entry.adaptive is not None:
            parts.append(self.tr("by traffic {0}").format(formats.measure(entry.adaptive, "%", 0)))
        if entry.next_at:
            level = formats.measure(entry.next_level, "%", 0)
            parts.append(self.tr("next {0} at {1}").format(level, self._city.hour(entry.next_at)))
        return parts

    def _sensor(self, entry: InForce) -> str:
        programmes = self._hub.control.plan.programmes
        rules = (rule for one in programmes if one.id == entry.programme for rule in one.sensors)
        return next((rule.name for rule in rules if rule.id == entry.sensor), entry.sensor)
