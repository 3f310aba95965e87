"""The incidents that were closed lately, by their alarms: what comes back soon opens them again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.incidents.incident import Incident
from app.domain.incidents.states import Resolution

REMEMBERED_S = 24 * 3600.0
"""So long a new incident of the same alarm says which one it follows."""
_FOR_GOOD = frozenset({Resolution.FALSE_ALARM, Resolution.DUPLICATE, Resolution.MERGED})


@dataclass(frozen=True, slots=True)
class Ending:
    """`at` is the monotonic time, in seconds; `leads_to` the incident that stays of a duplicate."""

    incident: str
    at: float
    for_good: bool
    leads_to: str


class Endings:
    def __init__(self) -> None:
        self._by_alarm: dict[str, Ending] = {}

    def note(self, incident: Incident, alarms: Iterable[str], now: float) -> None:
        ending = Ending(incident.id, now, incident.resolution in _FOR_GOOD, incident.leads_to)
        for alarm in alarms:
            self._by_alarm.pop(alarm, None)
            self._by_alarm[alarm] = ending

    def of(self, alarm: str) -> Ending | None:
        """How the newest incident of the alarm ended, as far as it is remembered."""
        return self._by_alarm.get(alarm)

    def forget(self, now: float) -> None:
        """What is too long ago."""
        for alarm, ending in tuple(self._oldest(now)):
            if self._by_alarm.get(alarm) is ending:
                del self._by_alarm[alarm]

    def _oldest(self, now: float) -> Iterable[tuple[str, Ending]]:
        for alarm, ending in self._by_alarm.items():
            if ending.at > now - REMEMBERED_S:
                return
            yield alarm, ending
