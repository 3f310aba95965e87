"""The judge of the city: readings, events, silence, time and operators' acts in, changes out.

One thread owns a center. It reads no clock and calls nobody: the same calls give the same changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.domain import decisions
from app.domain.acts import Act, Reset, Verdict
from app.domain.alarms import Alarm, Transition
from app.domain.changes import AlarmChanged, Change, DeviceIntroduced, DeviceRetired, EventNoted
from app.domain.devices import Device, Event, Liveness, Reading
from app.domain.instant import Instant
from app.domain.judging import Judge
from app.domain.ledger import Ledger
from app.domain.lifecycle import Lifecycle
from app.domain.restoring import resume
from app.domain.rulebook import RuleBook
from app.domain.rules import Rule
from app.domain.screening import Band
from app.domain.shelving import ShelvingLimits
from app.domain.suppression import Suppression
from app.domain.timers import Timers
from app.domain.tracks import TimerKey, TimerKind, Track, Watch, alarm_id

DEVICE_RETIRED = "device_retired"
RULE_GONE = "rule_gone"


class Center:
    """All alarms of a site."""

    def __init__(self, rules: RuleBook, limits: ShelvingLimits | None = None) -> None:
        self._rules = rules
        self._limits = limits or ShelvingLimits()
        self._watches: dict[str, Watch] = {}
        self._ledger = Ledger()
        self._timers: Timers[TimerKey] = Timers()
        self._suppression = Suppression(self._watches, self._ledger)
        self._life = Lifecycle(self._ledger, self._timers, self._suppression)
        self._judge = Judge(self._life, self._timers)
        self._latest = Instant(0.0, 0)
        self._unsettled = False

    @property
    def alarms(self) -> Mapping[str, Alarm]:
        """Every alarm ever raised, by id; read only."""
        return self._ledger.alarms

    @property
    def next_due(self) -> float | None:
        """When the next timer runs out, in monotonic seconds; None when none is running."""
        return self._latest.monotonic if self._unsettled else self._timers.next_due()

    def device(self, device: str) -> Device | None:
        watch = self._watches.get(device)
        return None if watch is None else watch.device

    def restore(self, devices: Iterable[Device], alarms: Iterable[Alarm], now: Instant) -> None:
        """Takes over a city as it was left, without a single change. Conditions count as they were until
        live readings say otherwise; what no longer fits (a rule is gone) is put right by the first tick."""
        self._latest = now
        for device in devices:
            self._watches[device.id] = Watch(device, self._rules.of(device))
            self._suppression.attach(device.id, device.parent)
        known = list(alarms)
        self._ledger.restore(known)
        longest_s = self._limits.longest_minutes * 60.0
        for alarm in known:
            track = self._track_of(alarm)
            if track is not None:
                resume(track, alarm, self._timers, now, longest_shelf_s=longest_s)
                self._life.tidy(track)
        self._unsettled = bool(known)

    def introduce(self, device: Device, now: Instant) -> list[Change]:
        """A device is new, or has other particulars. Another kind under a known id changes nothing."""
        self._latest = now
        watch = self._watches.get(device.id)
        if watch is None:
            self._admit(device)
        elif watch.device == device or watch.device.kind != device.kind:
            return []
        else:
            self._amend(watch, device, now)
        return [DeviceIntroduced(device), *self._ledger.take(now)]

    def retire(self, device: str, now: Instant) -> list[Change]:
        """A device is gone: its alarms return, and acknowledgements that are owed stay owed."""
        self._latest = now
        watch = self._watches.get(device)
        if watch is None:
            return []
        for rule in watch.rules.by_id.values():
            self._drop(watch, rule.id, now, DEVICE_RETIRED)
        watch.causes = None
        self._suppression.review_below(watch, now)
        self._suppression.detach(device, watch.device.parent)
        self._judge.moved(watch, tuple(watch.rules.by_quantity))
        del self._watches[device]
        return [*self._ledger.take(now), DeviceRetired(device)]

    def apply(self, readings: Sequence[Reading], events: Sequence[Event], now: Instant) -> list[Change]:
        """Judges readings and then events, each in their order. What is historical, older than the newest
        of its point, or of an unknown device changes nothing. Delays that ran out before a reading was
        received are over before it is judged, and all others due by `now` after the last."""
        self._latest = now
        watches, judge, timers = self._watches, self._judge.reading, self._timers
        for reading in readings:
            watch = watches.get(reading.device)
            if watch is not None and not reading.historical:
                if timers.earliest <= reading.received:
                    self._expire(reading.received, now)
                judge(watch, reading, now)
        for event in events:
            watch = watches.get(event.device)
            if watch is not None:
                self._expire(event.received, now)
                if self._judge.event(watch, event, now):
                    self._ledger.note(EventNoted(event, now.wall))
        self._expire(now.monotonic, now)
        return self._ledger.take(now)

    def silence(self, device: str, liveness: Liveness, now: Instant) -> list[Change]:
        """Judges how long a device has been silent; the engine tells each time its liveness changes."""
        self._latest = now
        watch = self._watches.get(device)
        self._expire(now.monotonic, now)
        if watch is not None:
            self._judge.liveness(watch, liveness, now)
        return self._ledger.take(now)

    def tick(self, now: Instant) -> list[Change]:
        """Lets everything happen whose time has come: delays, ends of shelving, re-alarms, releases."""
        self._latest = now
        if self._unsettled:
            self._settle(now)
        self._expire(now.monotonic, now)
        return self._ledger.take(now)

    def limit_shelving(self, limits: ShelvingLimits) -> None:
        """From now on; what is shelved already stays until its end."""
        self._limits = limits

    def decide(self, act: Act, operator: str, now: Instant) -> tuple[Verdict, list[Change]]:
        """What an operator's act comes to, and the changes to `commit` once they are stored. It is pure."""
        latching: dict[str, bool] = {}
        if isinstance(act, Reset):
            latching = {seen.alarm: self._latches(seen.alarm) for seen in act.alarms}
        return decisions.decide(
            act, operator, now, alarms=self._ledger.alarms, latching=latching, limits=self._limits
        )

    def commit(self, changes: Iterable[Change], now: Instant | None = None) -> None:
        """Applies what was decided, after it was stored; twice is as good as once. Shelving runs from
        `now`, or without it from the latest instant the center was told of."""
        moment = now or self._latest
        for change in self._ledger.put(changes):
            track = self._track_of(change.alarm)
            if track is not None:
                self._follow(track, change, moment)
                self._life.tidy(track)

    def band(self, device: str, quantity: str) -> Band:
        """Which numbers of this point cannot change an alarm now; `screening` says how to use it."""
        watch = self._watches.get(device)
        return Band.NEVER if watch is None else self._judge.band(watch, quantity)

    def take_band_changes(self) -> list[tuple[str, str]]:
        """The points, as device and quantity, whose band may have changed since the last call."""
        return self._judge.take_moved()

    def _expire(self, monotonic: float, now: Instant) -> None:
        for track, kind in self._timers.expired(monotonic):
            if kind is TimerKind.DELAY:
                self._life.delay_over(track, now)
            elif kind is TimerKind.SHELF:
                self._life.unshelve(track, now)
            elif kind is TimerKind.REALARM:
                self._life.realarm(track, now)
            elif kind is TimerKind.RELEASE:
                self._suppression.up(track.watch, track.id, now)
                self._life.tidy(track)
            else:
                self._life.judged(track.watch, track.rule, False, now, received=monotonic)

    def _admit(self, device: Device) -> None:
        watch = self._watches[device.id] = Watch(device, self._rules.of(device))
        self._suppression.attach(device.id, device.parent)
        for rule in watch.rules.by_id.values():
            alarm = self._ledger.get(alarm_id(device.id, rule.id))
            if alarm is not None and alarm.standing:
                watch.open(rule)
        self._judge.moved(watch, tuple(watch.rules.by_quantity))

    def _amend(self, watch: Watch, device: Device, now: Instant) -> None:
        if watch.device.parent != device.parent:
            self._suppression.detach(device.id, watch.device.parent)
            self._suppression.attach(device.id, device.parent)
        rules = self._rules.of(device)
        before, watch.device = watch.rules, device
        if rules is not before:
            points = {*before.by_quantity, *rules.by_quantity}
            for rule in before.by_id.values():
                self._replace(watch, rule, rules.by_id.get(rule.id), now)
            watch.rules = rules
            watch.windows = None
            self._judge.moved(watch, tuple(sorted(points)))
        self._suppression.review(watch, now)
        self._suppression.review_below(watch, now)

    def _replace(self, watch: Watch, before: Rule, after: Rule | None, now: Instant) -> None:
        if after is None:
            self._drop(watch, before.id, now, RULE_GONE)
        elif (track := watch.track(before.id)) is not None:
            track.rule = after

    def _drop(self, watch: Watch, rule: str, now: Instant, reason: str) -> None:
        track = watch.track(rule)
        if track is not None:
            for kind in TimerKind:
                self._timers.cancel((track, kind))
            self._life.withdraw(track.id, now, reason)
            watch.close(rule)

    def _settle(self, now: Instant) -> None:
        """Puts right what a restart found: alarms without a rule, and suppression without a cause."""
        self._unsettled = False
        for alarm in list(self._ledger.standing()):
            watch = self._watches.get(alarm.device)
            if watch is None or alarm.rule not in watch.rules.by_id:
                self._life.withdraw(alarm.id, now, DEVICE_RETIRED if watch is None else RULE_GONE)
            else:
                self._suppression.review(watch, now)

    def _follow(self, track: Track, change: AlarmChanged, moment: Instant) -> None:
        """Starts and stops the timers that belong to an operator's act."""
        alarm = change.alarm
        if change.transition is Transition.SHELVED and alarm.shelved_until is not None:
            left_s = (alarm.shelved_until - change.at) / 1000.0
            self._timers.set((track, TimerKind.SHELF), moment.monotonic + left_s)
        elif change.transition is Transition.UNSHELVED:
            self._timers.cancel((track, TimerKind.SHELF))
        elif change.transition is Transition.ACKNOWLEDGED and alarm.active:
            self._life.expect_realarm(track, moment.monotonic)

    def _track_of(self, alarm: Alarm) -> Track | None:
        """The track of the alarm, made if need be; None when its device or its rule is gone."""
        watch = self._watches.get(alarm.device)
        rule = None if watch is None else watch.rules.by_id.get(alarm.rule)
        return None if watch is None or rule is None else watch.open(rule)

    def _latches(self, alarm: str) -> bool:
        known = self._ledger.get(alarm)
        watch = None if known is None else self._watches.get(known.device)
        rule = None if watch is None or known is None else watch.rules.by_id.get(known.rule)
        return rule is not None and rule.latched
