"""What the center remembers of a device, and of each of its rules that is not plainly normal."""

from __future__ import annotations

import enum
from collections import deque

from app.domain.alarms import Alarm
from app.domain.conditions import RateWindow
from app.domain.devices import Device, Liveness
from app.domain.rulebook import RuleSet
from app.domain.rules import Rule
from app.domain.screening import Value


class Track:
    """One rule on one device, from the first sign of its condition until it is normal again.

    Mutable, and owned by the center's thread. `bad` is the condition as it stands, before delays.
    """

    __slots__ = ("bad", "id", "onsets", "quantity", "rule", "value", "watch")

    def __init__(self, watch: Watch, rule: Rule) -> None:
        self.watch = watch
        self.rule = rule
        self.id = alarm_id(watch.device.id, rule.id)
        self.bad = False
        self.quantity = ""
        self.value: Value | None = None
        self.onsets: deque[float] | None = None
        """When the condition began, in monotonic seconds, of a rule that counts."""


class TimerKind(enum.Enum):
    DELAY = enum.auto()
    """The on-delay or the off-delay; which of them follows from the condition."""
    REALARM = enum.auto()
    SHELF = enum.auto()
    RELEASE = enum.auto()
    """The end of the suppression of what hangs from a device that has returned."""
    EVENT_END = enum.auto()


TimerKey = tuple[Track, TimerKind]


class Watch:
    """One device: its rules and, only where there is something to remember, the rest."""

    __slots__ = ("causes", "device", "liveness", "rules", "seen", "tracks", "values", "windows")

    def __init__(self, device: Device, rules: RuleSet) -> None:
        self.device = device
        self.rules = rules
        self.liveness = Liveness.UNKNOWN
        self.tracks: dict[str, Track] | None = None
        """By rule."""
        self.seen: dict[str, int] | None = None
        """The newest time of each quantity and event the center was given, epoch milliseconds."""
        self.values: dict[str, Value] | None = None
        """Last values of the quantities that mismatch rules compare."""
        self.windows: dict[str, RateWindow] | None = None
        """By rate rule."""
        self.causes: dict[str, Alarm] | None = None
        """The alarms by which this device is down, as they were raised, by id."""

    def track(self, rule: str) -> Track | None:
        return None if self.tracks is None else self.tracks.get(rule)

    def open(self, rule: Rule) -> Track:
        """The track of the rule, made if need be."""
        if self.tracks is None:
            self.tracks = {}
        track = self.tracks.get(rule.id)
        if track is None:
            track = self.tracks[rule.id] = Track(self, rule)
        return track

    def close(self, rule: str) -> None:
        if self.tracks is not None:
            self.tracks.pop(rule, None)
            if not self.tracks:
                self.tracks = None

    def is_newer(self, point: str, ts: int) -> bool:
        """Notes the time of a point; False when something newer was there before."""
        if self.seen is None:
            self.seen = {point: ts}
            return True
        if ts < self.seen.get(point, ts):
            return False
        self.seen[point] = ts
        return True


def alarm_id(device: str, rule: str) -> str:
    return f"{device}:{rule}"
