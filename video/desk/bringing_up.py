"""Brings the cameras of what has just happened up on the wall, by rule, once nobody is at work on it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from app.bridge.hub import Hub
from app.domain.alarms import Alarm, Priority
from app.domain.changes import AlarmChanged
from app.domain.incidents.incident import Incident
from app.domain.incidents.states import IncidentState
from widgets.incidents.record.nearby import Point
from widgets.incidents.record.seeing import cameras_near, cameras_seeing

AT_WORK_S = 30.0
"""So long after a key or a press on the wall it stays as it is."""
SAME_S = 300.0
"""An incident of a device whose alarm was brought up so lately brings nothing up again."""
REMEMBERED = 500
TICK_MS = 1000
_TOUCHES = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.Drop}
)


@dataclass(frozen=True, slots=True)
class BringRule:
    """From which priority on (None never), and how many cameras within how many metres of an alarm."""

    least: Priority | None
    radius_m: float
    most: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Cameras of an alarm or incident, whose id `because` is; `name` is what an operator calls it."""

    cameras: tuple[str, ...]
    because: str
    device: str
    name: str
    priority: int


class BringingUp(QObject):
    """GUI thread. Hears alarms and incidents that come after it was made; those that stand are nobody's
    news. `bring_up` takes cameras and the id of what it is because of."""

    offered = Signal(object)
    """The most urgent `Wanted` that waits for the wall; None when nothing does."""

    def __init__(
        self,
        hub: Hub,
        rule: BringRule,
        bring_up: Callable[[Sequence[str], str], None],
        *,
        wall: QObject,
        free: Callable[[], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`wall` is where touches count as work; `free` tells whether it shows live pictures."""
        super().__init__(wall)
        self._hub, self._rule, self._bring_up, self._free = hub, rule, bring_up, free
        self._clock = clock
        self._touched = self._brought = -AT_WORK_S
        self._devices: dict[str, float] = {}
        """When the cameras around a device were brought up."""
        self._known: set[str] = set(hub.incidents.open)
        self._waiting: dict[str, Wanted] = {}
        """By device, or by incident where it has none."""
        self._offered: Wanted | None = None
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.look)
        wall.installEventFilter(self)
        hub.alarms_changed.connect(self._take_alarms)
        hub.incidents.changed.connect(self._take_incidents)
        hub.incidents.loaded.connect(self._begin)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touched = self._clock()
        return False

    def show_offered(self) -> None:
        """The operator asks for what waits."""
        if self._offered is not None:
            self._show(self._offered)

    def look(self) -> None:
        """Lets go of what is over, and brings the most urgent up when nobody has touched the wall, nor
        anything else has come onto it, for a while."""
        self._waiting = {key: one for key, one in self._waiting.items() if self._stands(one)}
        self._offer()
        calm = self._clock() - max(self._touched, self._brought) >= AT_WORK_S
        if self._offered is not None and calm and self._free():
            self._show(self._offered)

    def _begin(self) -> None:
        self._known = set(self._hub.incidents.open)

    def _take_alarms(self, changed: Iterable[AlarmChanged]) -> None:
        for alarm in (one.alarm for one in changed):
            if self._is_news(alarm):
                place = self._place_of(alarm.device)
                near = () if place is None else cameras_near(
                    self._hub, place, self._rule.radius_m, self._rule.most
                )  # fmt: skip
                cameras = tuple(one.camera.id for one in near)
                self._bring(Wanted(cameras, alarm.id, alarm.device, alarm.device, alarm.priority))
        if self._waiting:
            self.look()

    def _is_news(self, alarm: Alarm) -> bool:
        """Raised a moment ago, loud and urgent enough."""
        fresh = alarm.raised_at is not None and self._hub.now() - alarm.raised_at < AT_WORK_S * 1000
        loud = alarm.active and alarm.unacknowledged and not alarm.quiet
        return fresh and loud and self._urgent(alarm.priority) and not self._lately(alarm.device)

    def _take_incidents(self, moved: Iterable[Incident]) -> None:
        for incident in moved:
            new = incident.state is IncidentState.NEW and incident.id not in self._known
            self._known.add(incident.id)
            if new and self._urgent(incident.priority) and not self._lately(incident.device):
                seeing = cameras_seeing(self._hub, incident)
                cameras = tuple(one.camera.id for one in seeing)
                self._bring(Wanted(cameras, incident.id, incident.device, incident.id, incident.priority))
        if self._waiting:
            self.look()

    def _bring(self, wanted: Wanted) -> None:
        if not wanted.cameras:
            return
        if not self._free() or self._clock() - self._touched < AT_WORK_S:
            self._waiting.setdefault(wanted.device or wanted.because, wanted)
        else:
            self._show(wanted)

    def _show(self, wanted: Wanted) -> None:
        self._waiting.pop(wanted.device or wanted.because, None)
        self._brought = self._clock()
        if wanted.device:
            self._devices[wanted.device] = self._brought
            if len(self._devices) > REMEMBERED:
                self._devices.pop(next(iter(self._devices)))
        self._bring_up(wanted.cameras, wanted.because)
        self._offer()

    def _offer(self) -> None:
        best = max(self._waiting.values(), key=lambda one: one.priority, default=None)
        if best is not self._offered:
            self._offered = best
            self._tick.stop() if best is None else self._tick.start()
            self.offered.emit(best)

    def _stands(self, wanted: Wanted) -> bool:
        """Neither over nor taken note of by anybody."""
        alarm = self._hub.alarms.get(wanted.because)
        if alarm is not None:
            return alarm.active and alarm.unacknowledged and not alarm.quiet
        incident = self._hub.incidents.open.get(wanted.because)
        return incident is not None and incident.state is IncidentState.NEW

    def _urgent(self, priority: int) -> bool:
        return self._rule.least is not None and priority >= self._rule.least

    def _lately(self, device: str) -> bool:
        return bool(device) and self._clock() - self._devices.get(device, -SAME_S) < SAME_S

    def _place_of(self, device: str) -> Point | None:
        found = self._hub.devices.get(device)
        if found is None or found.lat is None or found.lon is None:
            return None
        return found.lat, found.lon
