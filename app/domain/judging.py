"""Takes readings, events and silence to the rules that watch them, and notes which screens moved by it."""

from __future__ import annotations

from app.domain.conditions import RateWindow, judge_limit, judge_liveness, judge_mismatch, judge_state
from app.domain.devices import Event, Liveness, Reading
from app.domain.instant import Instant
from app.domain.lifecycle import Lifecycle
from app.domain.rules import LimitRule, MismatchRule, StateRule, ValueRule, quantities
from app.domain.screening import Band, Value, band_of
from app.domain.timers import Timers
from app.domain.tracks import TimerKey, TimerKind, Watch


class Judge:
    """Judges what comes in from one device at a time."""

    def __init__(self, life: Lifecycle, timers: Timers[TimerKey]) -> None:
        self._life = life
        self._timers = timers
        self._moved: dict[tuple[str, str], None] = {}

    def reading(self, watch: Watch, reading: Reading, now: Instant) -> None:
        """A live reading of a known device; one older than the newest of its point changes nothing."""
        quantity = reading.quantity
        rules = watch.rules.by_quantity.get(quantity)
        if rules is None or not watch.is_newer(quantity, reading.ts):
            return
        value = reading.value
        compared = quantity in watch.rules.compared
        if watch.tracks is None and not compared and not isinstance(value, str):
            band = watch.rules.bands[quantity]
            if band.low < value < band.high:
                return
        if compared:
            self._compare(watch, rules, quantity, value)
        for rule in rules:
            track = watch.track(rule.id)
            was_bad = track is not None and track.bad
            bad = _judge(watch, rule, reading, was_bad)
            if bad is None or (track is None and not bad):
                continue
            turned = self._life.judged(
                watch, rule, bad, now, received=reading.received, quantity=quantity, value=value
            )
            if turned:
                self.moved(watch, quantities(rule))

    def event(self, watch: Watch, event: Event, now: Instant) -> bool:
        """An event of a known device. False when it is older than the newest of its type, or a repeat."""
        point = f"event {event.type}"
        last = None if watch.seen is None else watch.seen.get(point)
        if not watch.is_newer(point, event.ts):
            return False
        again = last == event.ts
        for rule in watch.rules.by_event.get(event.type, ()):
            self._life.judged(
                watch,
                rule,
                event.active,
                now,
                received=event.received,
                value=event.text or None,
                pulse=not again,
            )
            track = watch.track(rule.id)
            if track is not None and event.active and rule.ends_after_s > 0:
                self._timers.set((track, TimerKind.EVENT_END), event.received + rule.ends_after_s)
        return not again

    def liveness(self, watch: Watch, liveness: Liveness, now: Instant) -> None:
        watch.liveness = liveness
        for rule in watch.rules.stale:
            bad = judge_liveness(rule, liveness)
            if bad is not None:
                self._life.judged(watch, rule, bad, now, received=now.monotonic)

    def band(self, watch: Watch, quantity: str) -> Band:
        rules = watch.rules.by_quantity.get(quantity)
        if rules is None:
            return Band.NEVER
        if watch.tracks is None and watch.values is None:
            return watch.rules.bands[quantity]
        band = Band.NEVER
        for rule in rules:
            track = watch.track(rule.id)
            bad = track is not None and track.bad
            band = band.narrowed(band_of(rule, quantity, bad=bad, values=watch.values or {}))
        return band

    def moved(self, watch: Watch, points: tuple[str, ...]) -> None:
        """Notes that the bands of these quantities are to be asked for again."""
        for quantity in points:
            self._moved[watch.device.id, quantity] = None

    def take_moved(self) -> list[tuple[str, str]]:
        moved, self._moved = self._moved, {}
        return list(moved)

    def _compare(self, watch: Watch, rules: tuple[ValueRule, ...], quantity: str, value: Value) -> None:
        """Remembers a value that a mismatch rule compares."""
        if watch.values is None:
            watch.values = {}
        before = watch.values.get(quantity)
        if before == value and before is not None:
            return
        watch.values[quantity] = value
        for rule in rules:
            if isinstance(rule, MismatchRule) and rule.tolerance is None:
                old = {} if before is None else {quantity: before}
                if band_of(rule, quantity, bad=False, values=old) != band_of(
                    rule, quantity, bad=False, values=watch.values
                ):
                    self.moved(watch, (quantity,))


def _judge(watch: Watch, rule: ValueRule, reading: Reading, bad: bool) -> bool | None:
    if isinstance(rule, LimitRule):
        return judge_limit(rule, reading.value, bad=bad)
    if isinstance(rule, StateRule):
        return judge_state(rule, reading.value)
    if isinstance(rule, MismatchRule):
        return judge_mismatch(rule, watch.values or {})
    if watch.windows is None:
        watch.windows = {}
    window = watch.windows.get(rule.id)
    if window is None:
        window = watch.windows[rule.id] = RateWindow(rule)
    return window.judge(reading.ts, reading.value, bad=bad)
