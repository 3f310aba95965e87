"""Suppression by design: a device that is down silences what hangs from it and is marked as the first cause.

Suppressed alarms go on being evaluated and recorded. A chain of parents may have several levels; the
uppermost that is down is the cause. Parents that form a ring are walked once.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.alarms import Alarm, Transition
from app.domain.instant import Instant
from app.domain.ledger import Ledger, changed
from app.domain.tracks import Track, Watch, alarm_id


class Suppression:
    """Who hangs from whom, who is down, and what that keeps quiet."""

    def __init__(self, watches: dict[str, Watch], ledger: Ledger) -> None:
        self._watches = watches
        self._ledger = ledger
        self._children: dict[str, dict[str, None]] = {}

    def attach(self, device: str, parent: str) -> None:
        if parent:
            self._children.setdefault(parent, {})[device] = None

    def detach(self, device: str, parent: str) -> None:
        children = self._children.get(parent)
        if children is not None:
            children.pop(device, None)
            if not children:
                del self._children[parent]

    def first_cause(self, track: Track) -> str:
        """The alarm that explains this one, or empty: that of the uppermost device that is down, else a
        rule of the same device that says more."""
        cause = ""
        if track.rule.suppressed_by_parent:
            for above in self._above(track.watch):
                if above.causes:
                    cause = min(above.causes.values(), key=_first_out).id
        return cause or self._outranking(track)

    def down(self, watch: Watch, alarm: Alarm, now: Instant) -> None:
        """The device is down by this alarm from now on."""
        if watch.causes is None:
            watch.causes = {}
        watch.causes[alarm.id] = alarm
        self.review_below(watch, now)

    def up(self, watch: Watch, alarm: str, now: Instant) -> None:
        """The alarm no longer means that the device is down."""
        if watch.causes is not None and watch.causes.pop(alarm, None) is not None:
            if not watch.causes:
                watch.causes = None
            self.review_below(watch, now)

    def review_below(self, watch: Watch, now: Instant) -> None:
        for below in self._below(watch):
            self.review(below, now)

    def review(self, watch: Watch, now: Instant) -> None:
        """Suppresses and releases the alarms of one device as the devices above it demand."""
        for track in tuple(watch.tracks.values()) if watch.tracks else ():
            self._review_track(track, now)

    def _review_track(self, track: Track, now: Instant) -> None:
        alarm = self._ledger.get(track.id)
        if alarm is None:
            return
        due = alarm.active or (bool(alarm.suppressed_by) and (alarm.unacknowledged or alarm.latched))
        cause = self.first_cause(track) if due else ""
        if cause == alarm.suppressed_by:
            return
        transition = Transition.SUPPRESSED if cause else Transition.UNSUPPRESSED
        self._ledger.record(changed(alarm, transition, now, suppressed_by=cause))

    def _outranking(self, track: Track) -> str:
        if not track.rule.outranked_by:
            return ""
        above = alarm_id(track.watch.device.id, track.rule.outranked_by)
        alarm = self._ledger.get(above)
        return above if alarm is not None and alarm.active else ""

    def _above(self, watch: Watch) -> Iterator[Watch]:
        """The devices this one hangs from, nearest first."""
        passed = {watch.device.id}
        while (parent := watch.device.parent) and parent not in passed:
            found = self._watches.get(parent)
            if found is None:
                return
            passed.add(parent)
            watch = found
            yield watch

    def _below(self, watch: Watch) -> Iterator[Watch]:
        """The devices that hang from this one, at any depth."""
        passed = {watch.device.id}
        waiting = [watch.device.id]
        while waiting:
            for child in self._children.get(waiting.pop(), ()):
                if child not in passed:
                    passed.add(child)
                    waiting.append(child)
                    yield self._watches[child]


def _first_out(alarm: Alarm) -> tuple[int, str]:
    return (alarm.raised_at or 0, alarm.id)
