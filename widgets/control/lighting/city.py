"""The city's clock and sun for the views, and the plan in force laid out on them."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject, Signal

from app.bridge.daylight import sun_over
from app.bridge.hub import Hub
from app.domain.lighting.plan import LightingPlan
from app.domain.lighting.sunlight import Sun
from app.domain.lighting.timeline import Timeline
from widgets import formats
from widgets.control.lighting.ends import city_zone


class City(QObject):
    """Made anew when the settings or the plan are others. GUI thread."""

    changed = Signal()

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self.zone: dt.tzinfo = _own_zone()
        self.sun: Sun | None = None
        self.timeline = Timeline(LightingPlan(), self.zone, None)
        hub.control.rules_changed.connect(self._take)
        hub.control.plan_changed.connect(self._take_plan)
        hub.control.loaded.connect(self._take)
        self._plan = LightingPlan()
        self._take()

    def hour(self, ms: int | None) -> str:
        """The time of day in the city."""
        return formats.NONE if ms is None else f"{self.at(ms):%H:%M}"

    def at(self, ms: int) -> dt.datetime:
        return dt.datetime.fromtimestamp(ms / 1000, self.zone)

    def today(self) -> dt.date:
        return self.at(self._hub.now()).date()

    def _take(self) -> None:
        rules = self._hub.control.rules
        if rules is not None:
            self.zone = city_zone(rules.time_zone) or _own_zone()
            self.sun = sun_over(rules, self.zone)
        self._lay_out()

    def _take_plan(self) -> None:
        """Told as well when only what is in force moved on."""
        if self._hub.control.plan is not self._plan:
            self._lay_out()

    def _lay_out(self) -> None:
        self._plan = self._hub.control.plan
        self.timeline = Timeline(self._plan, self.zone, self.sun)
        self.changed.emit()


def _own_zone() -> dt.tzinfo:
    """That of this PC."""
    return dt.datetime.now().astimezone().tzinfo or dt.UTC
