"""The alarms as they stand and the changes that made them so: nothing changes an alarm but through here."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from app.domain.alarms import Alarm, Transition
from app.domain.changes import AlarmChanged, Change
from app.domain.instant import Instant

_FIELDS = tuple(field.name for field in dataclasses.fields(Alarm))
_values = attrgetter(*_FIELDS)
"""All at once: with so many fields `dataclasses.replace` takes nearly twice as long."""


class Ledger:
    """Every alarm ever raised, by id, and the changes since they were last taken.

    It also counts how many alarms each first cause suppresses, and tells it once per `take`.
    """

    def __init__(self) -> None:
        self._alarms: dict[str, Alarm] = {}
        self._changes: list[Change] = []
        self._suppressed: dict[str, int] = {}
        self._recount: dict[str, None] = {}

    @property
    def alarms(self) -> Mapping[str, Alarm]:
        return MappingProxyType(self._alarms)

    def get(self, alarm: str) -> Alarm | None:
        return self._alarms.get(alarm)

    def standing(self) -> Iterator[Alarm]:
        return (alarm for alarm in self._alarms.values() if alarm.standing)

    def restore(self, alarms: Iterable[Alarm]) -> None:
        """Takes alarms over as they are; makes no change."""
        for alarm in alarms:
            self._put(alarm)
        self._recount.clear()

    def put(self, changes: Iterable[Change]) -> list[AlarmChanged]:
        """Applies changes that were decided and stored; returns those that were not known yet."""
        fresh: list[AlarmChanged] = []
        for change in changes:
            if isinstance(change, AlarmChanged):
                known = self._alarms.get(change.alarm.id)
                if known is None or known.version < change.alarm.version:
                    self._put(change.alarm)
                    fresh.append(change)
        return fresh

    def note(self, change: Change) -> None:
        self._changes.append(change)

    def record(self, change: AlarmChanged) -> None:
        """Applies a change and hands it out with the next `take`."""
        self._put(change.alarm)
        self._changes.append(change)

    def take(self, now: Instant) -> list[Change]:
        """The changes since the last time, with the new counts of the first causes."""
        for cause in self._recount:
            alarm = self._alarms.get(cause)
            count = self._suppressed.get(cause, 0)
            if alarm is not None and alarm.consequences != count:
                self.record(changed(alarm, Transition.CONSEQUENCES, now, consequences=count))
        self._recount.clear()
        changes, self._changes = self._changes, []
        return changes

    def _put(self, alarm: Alarm) -> None:
        known = self._alarms.get(alarm.id)
        before = "" if known is None else known.suppressed_by
        if before != alarm.suppressed_by:
            self._count(before, -1)
            self._count(alarm.suppressed_by, +1)
        self._alarms[alarm.id] = alarm

    def _count(self, cause: str, by: int) -> None:
        if not cause:
            return
        count = self._suppressed.get(cause, 0) + by
        if count:
            self._suppressed[cause] = count
        else:
            self._suppressed.pop(cause, None)
        self._recount[cause] = None


def changed(
    alarm: Alarm, transition: Transition, now: Instant, *, by: str = "", reason: str = "", **fields: Any
) -> AlarmChanged:
    """The alarm one version on, with these fields changed. What no longer keeps quiet has been announced."""
    values = dict(zip(_FIELDS, _values(alarm), strict=True))
    values["version"] += 1
    values.update(fields)
    quiet = values["shelved_until"] is not None or values["suppressed_by"] or values["out_of_service"]
    values["unannounced"] = values["unannounced"] and bool(quiet)
    return AlarmChanged(Alarm(**values), transition, now.wall, by, reason)


def fold(alarms: dict[str, Alarm], changes: Iterable[Change]) -> None:
    """Applies changes to a book of alarms kept elsewhere; versions older than the known one are left out."""
    for change in changes:
        if isinstance(change, AlarmChanged):
            known = alarms.get(change.alarm.id)
            if known is None or known.version < change.alarm.version:
                alarms[change.alarm.id] = change.alarm
