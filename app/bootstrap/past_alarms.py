"""The alarms of the demo's past: judged by the domain at their own time, seen to by an invented operator."""

from __future__ import annotations

import heapq
import math
import random
from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.demo.past_scenes import Moment
from app.domain.acts import Acknowledge, Act, Reset, Seen, Shelve, Unshelve
from app.domain.alarms import Alarm, Priority, Transition
from app.domain.center import Center
from app.domain.changes import AlarmChanged, Change, EventNoted
from app.domain.devices import Device
from app.domain.instant import Instant
from app.domain.rulebook import RuleBook
from app.domain.shelving import ShelvingLimits

OPERATOR = "simulado"
SIMULATED = "simulated"
"""The reason of every change that has none of its own."""
_CHATTERS, _WITHIN_S = 4, 180.0
_SHELVED_MIN = 60
_FORGOTTEN = 0.04
"""Share of alarms that nobody looks at for hours."""
_ANSWER_S: Mapping[Priority, float] = {
    Priority.CRITICAL: 25.0,
    Priority.HIGH: 45.0,
    Priority.MEDIUM: 90.0,
    Priority.LOW: 240.0,
}
"""Until an operator acknowledges, on the average."""


class PastAlarms:
    """Moments in, in the order of time; changes out. Times are epoch seconds, which never jump back."""

    def __init__(
        self,
        rules: RuleBook,
        limits: ShelvingLimits,
        devices: Iterable[Device],
        known: Iterable[Alarm],
        *,
        start: float,
        seed: int,
    ) -> None:
        """`known` are the alarms of before: those that stand are left alone."""
        self._center = Center(rules, limits)
        self._dice = random.Random(seed)
        self._agenda: list[tuple[float, str]] = []
        self._raised: dict[str, list[float]] = {}
        before = tuple(known)
        self._untouched = {alarm.device for alarm in before if alarm.standing}
        now = _instant(start)
        self._center.restore((), [alarm for alarm in before if not alarm.standing], now)
        for device in devices:
            self._center.introduce(device, now)

    @property
    def standing(self) -> list[Alarm]:
        return [alarm for alarm in self._center.alarms.values() if alarm.standing]

    def take(self, moment: Moment) -> list[Change]:
        changes = self.pass_time(moment.at)
        now, aside = _instant(moment.at), self._untouched
        readings = [one for one in moment.readings if one.device not in aside]
        events = [one for one in moment.events if one.device not in aside]
        changes += self._follow(self._center.apply(readings, events, now), moment.at)
        for device, liveness in moment.silences:
            if device not in aside:
                changes += self._follow(self._center.silence(device, liveness, now), moment.at)
        return changes

    def pass_time(self, until: float) -> list[Change]:
        """What comes due by then: delays and shelvings that end, and what the operator does."""
        changes: list[Change] = []
        while True:
            due, act = self._center.next_due, self._agenda[0][0] if self._agenda else math.inf
            if min(math.inf if due is None else due, act) > until:
                return changes
            if due is not None and due <= act:
                changes += self._follow(self._center.tick(_instant(due)), due)
            else:
                at, alarm = heapq.heappop(self._agenda)
                changes += self._see_to(alarm, at)

    def settle(self, end: float) -> list[Change]:
        """The last: nothing is left for the operators of the present."""
        changes = self.pass_time(end)
        for alarm in self.standing:
            if alarm.shelved_until is not None:
                changes += self._do(Unshelve(Seen(alarm.id, alarm.version)), end)
            changes += self._see_to(alarm.id, end)
        return changes

    def _follow(self, changes: list[Change], at: float) -> list[Change]:
        """The changes as they are stored; plans what the operator will do about them."""
        told: list[Change] = []
        for change in changes:
            if isinstance(change, AlarmChanged):
                self._plan(change, at)
                told.append(change if change.reason else replace(change, reason=SIMULATED))
            elif isinstance(change, EventNoted):
                told.append(change)
        return told

    def _plan(self, change: AlarmChanged, at: float) -> None:
        alarm = change.alarm
        if change.transition in (Transition.RAISED, Transition.REALARMED, Transition.UNSUPPRESSED):
            if alarm.unacknowledged and not alarm.quiet:
                self._raised.setdefault(alarm.id, []).append(at)
                heapq.heappush(self._agenda, (at + self._answer_s(alarm), alarm.id))
        elif change.transition is Transition.RETURNED and alarm.latched:
            heapq.heappush(self._agenda, (at + self._dice.uniform(60.0, 600.0), alarm.id))

    def _answer_s(self, alarm: Alarm) -> float:
        if self._dice.random() < _FORGOTTEN:
            return self._dice.uniform(3600.0, 4.0 * 3600.0)
        return max(4.0, _ANSWER_S[alarm.priority] * self._dice.lognormvariate(-0.3, 0.8))

    def _see_to(self, id_: str, at: float) -> list[Change]:
        """Acknowledge what asks for it, put away what chatters, reset what has latched."""
        changes: list[Change] = []
        for act in self._acts(id_, at):
            changes += self._do(act, at)
        return changes

    def _do(self, act: Act, at: float) -> list[Change]:
        _, decided = self._center.decide(act, OPERATOR, _instant(at))
        self._center.commit(decided, _instant(at))
        return self._follow(decided, at)

    def _acts(self, id_: str, at: float) -> list[Act]:
        alarm = self._center.alarms[id_]
        acts: list[Act] = []
        if alarm.unacknowledged:
            acts.append(Acknowledge((Seen(id_, alarm.version),)))
        lately = [each for each in self._raised.get(id_, ()) if at - each < _WITHIN_S]
        if len(lately) >= _CHATTERS and alarm.shelved_until is None:
            version = alarm.version + len(acts)
            acts.append(Shelve(Seen(id_, version), _SHELVED_MIN, "Señal inestable"))
        if alarm.latched and not alarm.active:
            acts.append(Reset((Seen(id_, alarm.version + len(acts)),)))
        self._raised[id_] = lately
        return acts


def _instant(at: float) -> Instant:
    return Instant(at, round(at * 1000.0))
