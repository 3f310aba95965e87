"""What the alarms of an incident make of it: its first cause, and how urgent it is."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.alarms import Alarm
from app.domain.incidents.events import PrioritySet
from app.domain.incidents.gathering import Gathering
from app.domain.incidents.kinds import IncidentCatalogue
from app.domain.incidents.opening import targets_of
from app.domain.incidents.places import Places, Spot


class Leading:
    """Engine's thread. What an operator has said stays."""

    def __init__(
        self, catalogue: Callable[[], IncidentCatalogue], places: Places, gathering: Gathering
    ) -> None:
        self._catalogue, self._places, self._gathering = catalogue, places, gathering

    def weigh(self, spot: Spot, alarm: Alarm) -> None:
        """An alarm that has joined."""
        if not alarm.suppressed_by:
            self._be_cause(spot, alarm)
            self._raise_priority(spot, alarm)
        elif spot.cause == alarm.id and alarm.suppressed_by in spot.alarms:
            self._mark(spot, alarm.suppressed_by)

    def _be_cause(self, spot: Spot, alarm: Alarm) -> None:
        """The first that comes, then whatever is above it in the network."""
        if not spot.cause:
            self._mark(spot, alarm.id)
        elif alarm.id != spot.cause:
            below = spot.alarms.get(spot.cause, "")
            if below and alarm.device in self._places.above(below):
                self._mark(spot, alarm.id)

    def _mark(self, spot: Spot, alarm: str) -> None:
        if not spot.cause or not spot.cause_by_hand:
            spot.cause = alarm
            self._gathering.mark(spot.id, alarm)

    def _raise_priority(self, spot: Spot, alarm: Alarm) -> None:
        """An incident is as urgent as its most urgent alarm, unless an operator knows better."""
        if alarm.priority > spot.priority and not spot.priority_by_hand:
            spot.priority = alarm.priority
            targets = targets_of(self._catalogue(), spot.kind, alarm.priority)
            times = (targets.acknowledge_s, targets.arrive_s, targets.resolve_s)
            self._gathering.prioritise(spot.id, PrioritySet(alarm.priority, "", *times))
