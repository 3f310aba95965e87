"""The life of one alarm: from a judged condition through its delays to raise, return and re-alarm."""

from __future__ import annotations

from collections import deque

from app.domain.alarms import Alarm, Transition
from app.domain.instant import Instant
from app.domain.ledger import Ledger, changed
from app.domain.memories import LATCHED, NORMAL, Stimulus, move, recovery
from app.domain.rules import LimitRule, Rule
from app.domain.screening import Value
from app.domain.suppression import Suppression
from app.domain.timers import Timers
from app.domain.tracks import TimerKey, TimerKind, Track, Watch


class Lifecycle:
    """Moves alarms as their conditions and timers say; every move goes into the ledger."""

    def __init__(self, ledger: Ledger, timers: Timers[TimerKey], suppression: Suppression) -> None:
        self._ledger = ledger
        self._timers = timers
        self._suppression = suppression

    def judged(
        self,
        watch: Watch,
        rule: Rule,
        bad: bool,
        now: Instant,
        *,
        received: float,
        quantity: str = "",
        value: Value | None = None,
        pulse: bool = False,
    ) -> bool:
        """Takes in what a condition was judged to be, `received` on the monotonic clock. True when it has
        turned. A `pulse` counts as a new beginning though the condition was there already."""
        track = watch.track(rule.id)
        if track is None:
            if not bad:
                return False
            track = watch.open(rule)
        turned = bad != track.bad
        if not turned and not (pulse and bad):
            return False
        track.bad = bad
        if bad:
            track.quantity, track.value = quantity, value
            self._began(track, received, now, turned=turned)
        else:
            self._ended(track, received, now)
        return turned

    def delay_over(self, track: Track, now: Instant) -> None:
        """The on-delay or the off-delay has run out."""
        if track.bad:
            self._raise(track, now)
        else:
            track.onsets = None
            self._return(track, now)
            self.tidy(track)

    def realarm(self, track: Track, now: Instant) -> None:
        """An alarm acknowledged long ago is still there. While it is kept quiet, the time starts again."""
        alarm = self._ledger.get(track.id)
        moved = None if alarm is None else move(alarm, Stimulus.REALARM)
        if alarm is None or moved is None:
            return
        if alarm.quiet:
            self.expect_realarm(track, now.monotonic)
            return
        self._ledger.record(
            changed(alarm, moved[1], now, unacknowledged=True, raised_version=alarm.version + 1)
        )

    def expect_realarm(self, track: Track, since: float) -> None:
        if track.rule.realarm_s > 0:
            self._timers.set((track, TimerKind.REALARM), since + track.rule.realarm_s)

    def unshelve(self, track: Track, now: Instant) -> None:
        """The shelving has run out."""
        alarm = self._ledger.get(track.id)
        if alarm is not None and alarm.shelved_until is not None:
            self._ledger.record(changed(alarm, Transition.UNSHELVED, now, shelved_until=None))
        self.tidy(track)

    def withdraw(self, alarm_id: str, now: Instant, reason: str) -> None:
        """Ends an alarm whose device or rule is gone; an acknowledgement that is owed stays owed."""
        alarm = self._ledger.get(alarm_id)
        if alarm is None or not (alarm.active or alarm.latched or alarm.quiet):
            return
        change = changed(
            alarm,
            Transition.RETURNED,
            now,
            reason=reason,
            active=False,
            latched=False,
            unacknowledged=alarm.unacknowledged and not alarm.unannounced,
            unannounced=False,
            shelved_until=None,
            suppressed_by="",
            out_of_service=False,
            returned_at=now.wall if alarm.active else alarm.returned_at,
        )
        self._ledger.record(change)

    def tidy(self, track: Track) -> None:
        """Forgets a track on which everything is normal again."""
        alarm = self._ledger.get(track.id)
        if track.bad or track.onsets or (alarm is not None and alarm.standing):
            return
        if any(self._timers.due((track, kind)) is not None for kind in TimerKind):
            return
        track.watch.close(track.rule.id)

    def _began(self, track: Track, received: float, now: Instant, *, turned: bool) -> None:
        alarm = self._ledger.get(track.id)
        if alarm is not None and alarm.active:
            self._timers.cancel((track, TimerKind.DELAY))
            return
        wait = track.rule.raise_after_s
        if wait <= 0 or self._counted(track, received):
            self._timers.cancel((track, TimerKind.DELAY))
            self._raise(track, now)
        elif turned:
            self._timers.set((track, TimerKind.DELAY), received + wait)

    def _counted(self, track: Track, received: float) -> bool:
        """Notes that the condition began; True when that was often enough inside the window."""
        rule = track.rule
        if not rule.count:
            return False
        if track.onsets is None:
            track.onsets = deque(maxlen=rule.count)
        track.onsets.append(received)
        while track.onsets[0] < received - rule.window_s:
            track.onsets.popleft()
        return len(track.onsets) >= rule.count

    def _ended(self, track: Track, received: float, now: Instant) -> None:
        self._timers.cancel((track, TimerKind.DELAY))
        alarm = self._ledger.get(track.id)
        wait = track.rule.return_after_s
        active = alarm is not None and alarm.active
        if wait > 0 and (active or track.onsets):
            self._timers.set((track, TimerKind.DELAY), received + wait)
            return
        if active:
            self._return(track, now)
        self.tidy(track)

    def _raise(self, track: Track, now: Instant) -> None:
        rule = track.rule
        old = self._ledger.get(track.id) or _blank(track)
        moved = move(old, Stimulus.ONSET)
        if moved is None:
            return
        (active, unacknowledged, latched), transition = moved
        track.onsets = None
        cause = self._suppression.first_cause(track)
        kept_quiet = bool(cause) or old.shelved_until is not None or old.out_of_service
        change = changed(
            old,
            transition,
            now,
            priority=rule.priority,
            active=active,
            unacknowledged=unacknowledged,
            latched=latched,
            suppressed_by=cause,
            unannounced=kept_quiet and not old.unacknowledged,
            quantity=track.quantity,
            value=track.value,
            limit=rule.limit if isinstance(rule, LimitRule) else None,
            raised_at=now.wall,
            returned_at=None,
            acknowledged_at=None,
            acknowledged_by="",
            activations=old.activations + 1,
            raised_version=old.version + 1,
        )
        self._ledger.record(change)
        self._timers.cancel((track, TimerKind.RELEASE))
        self._spread(track, now, alarm=change.alarm)

    def _return(self, track: Track, now: Instant) -> None:
        old = self._ledger.get(track.id)
        if old is None:
            return
        rule = track.rule
        silent = rule.acknowledge_on_return or old.unannounced
        moved = move(old, recovery(latching=rule.latched, silent=silent))
        if moved is None:
            return
        (active, unacknowledged, latched), transition = moved
        change = changed(
            old,
            transition,
            now,
            active=active,
            unacknowledged=unacknowledged,
            latched=latched,
            unannounced=False,
            suppressed_by="" if moved[0] in (NORMAL, LATCHED) else old.suppressed_by,
            returned_at=now.wall,
        )
        self._ledger.record(change)
        self._timers.cancel((track, TimerKind.REALARM))
        self._spread(track, now, alarm=None)

    def _spread(self, track: Track, now: Instant, *, alarm: Alarm | None) -> None:
        """Lets the alarms that depend on this one follow: `alarm` as it was raised, None when it returned."""
        rule, watch = track.rule, track.watch
        if rule.suppresses_children and alarm is not None:
            self._suppression.down(watch, alarm, now)
        elif rule.suppresses_children and rule.release_s > 0:
            self._timers.set((track, TimerKind.RELEASE), now.monotonic + rule.release_s)
        elif rule.suppresses_children:
            self._suppression.up(watch, track.id, now)
        if rule.id in watch.rules.outranking:
            self._suppression.review(watch, now)


def _blank(track: Track) -> Alarm:
    """An alarm that was never raised."""
    return Alarm(
        id=track.id,
        device=track.watch.device.id,
        rule=track.rule.id,
        priority=track.rule.priority,
        version=0,
        active=False,
        unacknowledged=False,
    )
