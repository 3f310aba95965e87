"""Which open incident an alarm is in, and where each crew is: kept beside the book, never read through it."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.incidents import events as its
from app.domain.incidents.events import IncidentEvent
from app.domain.incidents.incident import CrewTask, Incident
from app.domain.incidents.states import PROGRESS
from app.domain.incidents.tally import Tally


class BookIndex:
    """Engine's thread."""

    def __init__(self) -> None:
        self.of_alarm: dict[str, str] = {}
        self.of_crew: dict[str, str] = {}

    def keep(self, tally: Tally, incident: Incident) -> None:
        """An incident as it stands. An alarm that has gone to another one since stays there."""
        if not incident.open:
            return
        for alarm in tally.alarms:
            self.of_alarm.setdefault(alarm, incident.id)
        self._look_at_crews(incident)

    def follow(
        self, tally: Tally, incident: Incident, events: Sequence[IncidentEvent], *, was_open: bool
    ) -> None:
        """An incident after these events, which `tally` has counted up."""
        if was_open and not incident.open:
            self._forget(tally, incident)
            return
        if incident.open and not was_open:
            self.keep(tally, incident)
        for event in events:
            self._follow_alarms(tally, incident, event.body)
        if incident.open and any(isinstance(event.body, its.CrewMoved) for event in events):
            self._look_at_crews(incident)

    def _follow_alarms(self, tally: Tally, incident: Incident, body: its.EventBody) -> None:
        if isinstance(body, its.AlarmsMovedOut):
            for alarm in body.alarms:
                if self.of_alarm.get(alarm) == incident.id and alarm not in tally.alarms:
                    del self.of_alarm[alarm]
        elif incident.open and isinstance(body, its.AlarmsJoined | its.Absorbed | its.SplitFrom):
            for link in body.alarms:
                if link.alarm in tally.alarms:
                    self.of_alarm[link.alarm] = incident.id

    def _look_at_crews(self, incident: Incident) -> None:
        for task in incident.crews:
            if is_under_way(task):
                self.of_crew[task.crew] = incident.id
            elif self.of_crew.get(task.crew) == incident.id:
                del self.of_crew[task.crew]

    def _forget(self, tally: Tally, incident: Incident) -> None:
        for alarm in tally.alarms:
            if self.of_alarm.get(alarm) == incident.id:
                del self.of_alarm[alarm]
        for task in incident.crews:
            if self.of_crew.get(task.crew) == incident.id:
                del self.of_crew[task.crew]


def is_under_way(task: CrewTask) -> bool:
    """Whether the crew has this task and it is not over."""
    return task.state in PROGRESS
