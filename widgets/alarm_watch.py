"""Follows the standing alarms and tells, four times a second at most, what the band and the sound need."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from app.bridge.hub import Hub
from app.domain.alarms import Alarm, Priority, Transition
from app.domain.changes import AlarmChanged
from app.wire.messages import Figures
from widgets.alarm_banner import CARDS, severity

GATHER_MS = 100
_LOUD = frozenset({Transition.RAISED, Transition.REALARMED})


@dataclass(frozen=True, slots=True)
class Standing:
    """The unacknowledged alarms that are not quiet: how many of each priority, and the first few.

    `fresh` are the priorities of those raised since the last time; `age_s` is unknown here.
    """

    counts: dict[Priority, int]
    first: tuple[Alarm, ...]
    fresh: frozenset[Priority]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


class AlarmWatch(QObject):
    """Emits `changed` with a `Standing`. GUI thread."""

    changed = Signal(object)

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._fresh: set[Priority] = set()
        self._messages = 0
        self.newest_ms: int | None = None
        """Wall time of the newest change that came, epoch ms."""
        self.standing = Standing(dict.fromkeys(Priority, 0), (), frozenset())
        self._timer = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._timer.timeout.connect(self.look)
        hub.alarms_changed.connect(self._take)
        hub.devices_changed.connect(self._note)
        hub.events_noted.connect(self._note)
        hub.figures_changed.connect(self._note_messages)
        hub.snapshot_loaded.connect(self.look)

    def look(self) -> None:
        """Count again, now."""
        self._timer.stop()
        counts = dict.fromkeys(Priority, 0)
        waiting = []
        for alarm in self._hub.alarms.standing.values():
            if alarm.unacknowledged and not alarm.quiet:
                counts[alarm.priority] += 1
                waiting.append(alarm)
        first = tuple(heapq.nsmallest(2 * CARDS, waiting, key=severity))
        fresh, self._fresh = frozenset(self._fresh), set()
        self.standing = Standing(counts, first, fresh)
        self.changed.emit(self.standing)

    def _take(self, changes: Sequence[AlarmChanged]) -> None:
        self._note()
        for change in changes:
            if change.transition in _LOUD and change.alarm.unacknowledged and not change.alarm.quiet:
                self._fresh.add(change.alarm.priority)
        if not self._timer.isActive():
            self._timer.start()

    def _note_messages(self, figures: Figures) -> None:
        if figures.feed.messages != self._messages:
            self._messages = figures.feed.messages
            self._note()

    def _note(self, *_news: object) -> None:
        self.newest_ms = self._hub.now()
