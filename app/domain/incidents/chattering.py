"""Alarms that come and go within their incident: told of a few times, then counted and told of once an hour.

While one is counted the record has it as standing: it may come back at any moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.incidents.events import Chattered, LinkedAlarm
from app.domain.instant import Instant

TOLD_EACH = 4
"""So many times within `SPAN_S` every coming is told of; after that the alarm is counted."""
SPAN_S = 3600.0
"""So long is counted for one event, at most."""
QUIET_S = 600.0
"""What has been gone for so long does not chatter any more."""

Report = tuple[str, Chattered]
"""The incident to which it is to be told."""


@dataclass(slots=True)
class _Told:
    """When comings of an alarm were told of (monotonic s, the newest few), and how it was the last time."""

    link: LinkedAlarm
    times: list[float]

    def is_often(self, now: float) -> bool:
        return len(self.times) == TOLD_EACH and self.times[0] > now - SPAN_S


@dataclass(slots=True)
class _Run:
    """An alarm that is counted. `began` and `gone` (None while it stands) are on the monotonic clock, in
    seconds; `since`, `last` and `returned` wall time in epoch ms, as they are told."""

    incident: str
    told: LinkedAlarm
    """As it was told of last."""
    link: LinkedAlarm
    began: float
    since: int
    last: int = 0
    gone: float | None = None
    returned: int = 0

    @property
    def times(self) -> int:
        return self.link.activations - self.told.activations

    def quiet(self, now: float) -> bool:
        return self.gone is not None and self.gone <= now - QUIET_S

    def report(self) -> Report:
        return self.incident, Chattered(self.link, self.times, self.since, self.last, self.returned)

    def go_on(self, now: Instant) -> Report:
        """What was counted so far, as of an alarm that stands; from here on it is counted anew."""
        told = Chattered(self.link, self.times, self.since, self.last)
        self.told, self.began, self.since, self.last = self.link, now.monotonic, now.wall, 0
        return self.incident, told


class Chatter:
    """One thread. What it has counted and not told yet is lost with it; `caught_up` finds it again by the
    number of an alarm's activations, as long as that stands."""

    def __init__(self) -> None:
        self._told: dict[str, _Told] = {}
        """Those that were told of last come last."""
        self._runs: dict[str, _Run] = {}

    def home(self, alarm: str) -> str:
        """The incident for which it is counted; empty while it is told of one by one."""
        run = self._runs.get(alarm)
        return "" if run is None else run.incident

    def came(self, link: LinkedAlarm, now: Instant) -> bool:
        """It joins, anew or as another than it was; whether that is counted, and not to be told."""
        run = self._runs.get(link.alarm)
        if run is None:
            told = self._told.pop(link.alarm, None)
            before = [] if told is None else told.times[1 - TOLD_EACH :]
            self._told[link.alarm] = _Told(link, [*before, now.monotonic])
            return False
        if link.activations != run.link.activations:
            run.last = now.wall
        run.link, run.gone, run.returned = link, None, 0
        return True

    def went(self, incident: str, alarm: str, now: Instant) -> bool:
        """Its condition is gone; whether that is counted, and not to be told."""
        run = self._runs.get(alarm)
        if run is None:
            told = self._told.get(alarm)
            if told is None or not told.is_often(now.monotonic):
                return False
            run = self._runs[alarm] = _Run(incident, told.link, told.link, now.monotonic, now.wall)
        run.gone, run.returned = now.monotonic, now.wall
        return True

    def end(self, alarm: str) -> Report | None:
        """It is told of one by one from here on; what was counted comes out."""
        run = self._runs.pop(alarm, None)
        if run is None:
            return None
        if alarm in self._told:
            self._told[alarm].link = run.link
        return run.report()

    def leave(self, incident: str) -> Iterator[Report]:
        """The incident is over: nothing of it is counted any more."""
        for alarm in [alarm for alarm, run in self._runs.items() if run.incident == incident]:
            if report := self.end(alarm):
                yield report

    def due(self, now: Instant) -> Iterator[Report]:
        """What is to be told now: of those that are quiet, and of those that were counted long enough."""
        self._forget(now.monotonic)
        for alarm, run in tuple(self._runs.items()):
            stale = run.began <= now.monotonic - SPAN_S
            if run.quiet(now.monotonic) or (stale and run.link == run.told and run.gone is None):
                report = self.end(alarm)
                if report is not None and (run.times or run.returned):
                    yield report
            elif stale and run.link != run.told:
                yield run.go_on(now)

    def counted(self) -> tuple[str, ...]:
        """The alarms that are counted now."""
        return tuple(self._runs)

    def _forget(self, now: float) -> None:
        """What was told too long ago."""
        while self._told:
            oldest = next(iter(self._told))
            if self._told[oldest].times[-1] > now - SPAN_S:
                return
            del self._told[oldest]
