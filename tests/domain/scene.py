"""A small city for the tests: a center with a clock, spoken to in the operator's words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from app.domain.acts import Acknowledge, Act, Seen, Verdict
from app.domain.alarms import Alarm, Priority
from app.domain.catalogue import Label
from app.domain.center import Center
from app.domain.changes import AlarmChanged, Change
from app.domain.devices import Device, Event, Liveness, Reading
from app.domain.instant import Instant
from app.domain.ledger import fold
from app.domain.rulebook import RuleBook, RuleOverride
from app.domain.rules import EventRule, Level, LimitRule, MismatchRule, RateRule, Rule, StaleRule, StateRule
from app.domain.shelving import ShelvingLimits

WALL = 1_700_000_000_000
TEXT = {"label": Label("Prueba", "Test"), "guidance": Label("Actuar.", "Act.")}


def common(rule: str, kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {"id": rule, "kind": kind, "priority": Priority.HIGH, **TEXT, **fields}


def high(rule: str = "sensor.hi", kind: str = "sensor", limit: float = 10.0, **fields: Any) -> LimitRule:
    level = fields.pop("level", Level.HI)
    quantity = fields.pop("quantity", "pressure")
    return LimitRule(limit=limit, level=level, quantity=quantity, **common(rule, kind, fields))


def low(rule: str = "sensor.lo", kind: str = "sensor", limit: float = 2.0, **fields: Any) -> LimitRule:
    return high(rule, kind, limit, level=fields.pop("level", Level.LO), **fields)


def state(
    rule: str, quantity: str, wanted: float | bool | str, kind: str = "sensor", **fields: Any
) -> StateRule:
    return StateRule(quantity=quantity, state=wanted, **common(rule, kind, fields))


def rate(rule: str, quantity: str, change: float, over_s: float, **fields: Any) -> RateRule:
    return RateRule(quantity=quantity, change=change, over_s=over_s, **common(rule, "sensor", fields))


def stale(rule: str = "sensor.lost", kind: str = "sensor", **fields: Any) -> StaleRule:
    return StaleRule(**common(rule, kind, fields))


def event(rule: str = "sensor.panic", type_: str = "panic", kind: str = "sensor", **fields: Any) -> EventRule:
    return EventRule(event=type_, **common(rule, kind, fields))


def mismatch(rule: str, quantity: str, other: str, **fields: Any) -> MismatchRule:
    return MismatchRule(quantity=quantity, other=other, **common(rule, fields.pop("kind", "sensor"), fields))


class Scene:
    """A center whose every change is folded into a second book, which must always agree."""

    def __init__(
        self,
        *rules: Rule,
        devices: Iterable[Device] = (Device("S1", "sensor", "Sensor 1"),),
        overrides: Iterable[RuleOverride] = (),
        limits: ShelvingLimits | None = None,
    ) -> None:
        self.rules = RuleBook(rules, overrides)
        self.limits = limits
        self.center = Center(self.rules, limits)
        self.clock = 100.0
        self.folded: dict[str, Alarm] = {}
        self.log: list[AlarmChanged] = []
        for device in devices:
            self._keep(self.center.introduce(device, self.now))

    @property
    def now(self) -> Instant:
        return Instant(self.clock, WALL + round(self.clock * 1000))

    def wait(self, seconds: float) -> list[str]:
        self.clock += seconds
        return self._keep(self.center.tick(self.now))

    def pass_unnoticed(self, seconds: float) -> None:
        """Time goes by without a tick."""
        self.clock += seconds

    def read(
        self,
        value: float | bool | str,
        *,
        device: str = "S1",
        quantity: str = "pressure",
        ts: int | None = None,
        historical: bool = False,
    ) -> list[str]:
        return self.apply(
            [self.reading(value, device=device, quantity=quantity, ts=ts, historical=historical)]
        )

    def reading(
        self,
        value: float | bool | str,
        *,
        device: str = "S1",
        quantity: str = "pressure",
        ts: int | None = None,
        historical: bool = False,
    ) -> Reading:
        return Reading(device, quantity, value, self.now.wall if ts is None else ts, self.clock, historical)

    def apply(self, readings: Sequence[Reading]) -> list[str]:
        return self._keep(self.center.apply(readings, [], self.now))

    def hear(
        self, active: bool, *, type_: str = "panic", device: str = "S1", ts: int | None = None
    ) -> list[str]:
        heard = Event(device, type_, active, self.now.wall if ts is None else ts, self.clock)
        return self._keep(self.center.apply([], [heard], self.now))

    def silence(self, liveness: Liveness, device: str = "S1") -> list[str]:
        return self._keep(self.center.silence(device, liveness, self.now))

    def introduce(self, device: Device) -> list[str]:
        return self._keep(self.center.introduce(device, self.now))

    def retire(self, device: str) -> list[str]:
        return self._keep(self.center.retire(device, self.now))

    def act(self, act: Act, operator: str = "ana") -> Verdict:
        """Decides, stores and commits, as the engine does."""
        verdict, changes = self.center.decide(act, operator, self.now)
        self.center.commit(changes, self.now)
        self._keep(changes)
        return verdict

    def acknowledge(self, *alarms: str, operator: str = "ana") -> Verdict:
        return self.act(Acknowledge(tuple(self.seen(alarm) for alarm in alarms)), operator)

    def seen(self, alarm: str) -> Seen:
        return Seen(alarm, self.alarm(alarm).version)

    def alarm(self, alarm: str) -> Alarm:
        return self.center.alarms[alarm]

    def memories(self, alarm: str) -> str:
        """The alarm's state in a word or two."""
        known = self.center.alarms.get(alarm)
        if known is None:
            return "normal"
        words = [name for name in ("active", "unacknowledged", "latched") if getattr(known, name)]
        return " ".join(words) or "normal"

    def restarted(self, *, after_s: float = 0.0) -> Scene:
        """The same city after the engine was killed and started again on what was stored."""
        other = Scene(devices=(), limits=self.limits)
        other.rules, other.clock = self.rules, self.clock + after_s
        other.center = Center(self.rules, self.limits)
        devices = [self.center.device(name) for name in dict.fromkeys(a.device for a in self.folded.values())]
        known = [device for device in devices if device is not None]
        other.center.restore(known, self.folded.values(), other.now)
        other.folded = dict(self.folded)
        return other

    def _keep(self, changes: list[Change]) -> list[str]:
        """Folds the changes and tells them as words: `rule transition`."""
        before = dict(self.folded)
        fold(self.folded, changes)
        alarms = [change for change in changes if isinstance(change, AlarmChanged)]
        self.log.extend(alarms)
        versions = {alarm: known.version for alarm, known in before.items()}
        for change in alarms:
            assert change.alarm.version == versions.get(change.alarm.id, 0) + 1, "a version was left out"
            versions[change.alarm.id] = change.alarm.version
        assert dict(self.center.alarms) == self.folded, "the changes do not tell the whole story"
        return [f"{change.alarm.id} {change.transition}" for change in alarms]
