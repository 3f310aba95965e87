"""How an alarm goes on after a restart: with its condition, its causes and the time its timers had left."""

from __future__ import annotations

from app.domain.alarms import Alarm
from app.domain.instant import Instant
from app.domain.rules import EventRule
from app.domain.timers import Timers
from app.domain.tracks import TimerKey, TimerKind, Track


def resume(
    track: Track, alarm: Alarm, timers: Timers[TimerKey], now: Instant, *, longest_shelf_s: float
) -> None:
    """Sets the track up from the stored alarm. Wall time says how much is left, never more than the whole."""
    rule = track.rule
    track.bad = alarm.active
    track.quantity, track.value = alarm.quantity, alarm.value
    if alarm.shelved_until is not None:
        left_s = _clamped((alarm.shelved_until - now.wall) / 1000.0, longest_shelf_s)
        timers.set((track, TimerKind.SHELF), now.monotonic + left_s)
    if alarm.active and not alarm.unacknowledged and rule.realarm_s > 0:
        _run(track, TimerKind.REALARM, timers, now, since=alarm.acknowledged_at, whole_s=rule.realarm_s)
    if alarm.active and isinstance(rule, EventRule) and rule.ends_after_s > 0:
        _run(track, TimerKind.EVENT_END, timers, now, since=alarm.raised_at, whole_s=rule.ends_after_s)
    if rule.suppresses_children:
        _resume_cause(track, alarm, timers, now)


def _resume_cause(track: Track, alarm: Alarm, timers: Timers[TimerKey], now: Instant) -> None:
    """A device is down while its alarm is active, and for the time of release after that."""
    whole_s, since = track.rule.release_s, alarm.returned_at
    releasing = not alarm.active and since is not None and now.wall - since < whole_s * 1000.0
    if not alarm.active and not releasing:
        return
    if track.watch.causes is None:
        track.watch.causes = {}
    track.watch.causes[alarm.id] = alarm
    if releasing:
        _run(track, TimerKind.RELEASE, timers, now, since=since, whole_s=whole_s)


def _run(
    track: Track,
    kind: TimerKind,
    timers: Timers[TimerKey],
    now: Instant,
    *,
    since: int | None,
    whole_s: float,
) -> None:
    passed_s = 0.0 if since is None else (now.wall - since) / 1000.0
    timers.set((track, kind), now.monotonic + _clamped(whole_s - passed_s, whole_s))


def _clamped(left_s: float, whole_s: float) -> float:
    return min(max(left_s, 0.0), whole_s)
