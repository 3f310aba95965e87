"""What becomes of incidents in one batch of alarms, gathered into as few events as tell it in order."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.incidents.events import (
    AlarmsChattered,
    AlarmsJoined,
    AlarmsReturned,
    CauseMarked,
    Chattered,
    EventBody,
    IncidentDraft,
    LinkedAlarm,
    PrioritySet,
    Reopened,
)


@dataclass(slots=True)
class _Story:
    """Of one incident: what is told, and what can still be gathered behind it."""

    told: list[EventBody] = field(default_factory=list)
    chattered: list[Chattered] = field(default_factory=list)
    joined: dict[str, dict[str, LinkedAlarm]] = field(default_factory=dict)
    rule_of: dict[str, str] = field(default_factory=dict)
    returned: dict[str, None] = field(default_factory=dict)
    cause: str = ""
    priority: PrioritySet | None = None
    reopened: bool = False

    def tell(self) -> list[EventBody]:
        if self.chattered:
            self.told.append(AlarmsChattered(tuple(self.chattered)))
        for rule, links in self.joined.items():
            if links:
                self.told.append(AlarmsJoined(tuple(links.values()), rule))
        if self.returned:
            self.told.append(AlarmsReturned(tuple(self.returned)))
        if self.cause:
            self.told.append(CauseMarked(self.cause))
        if self.priority is not None:
            self.told.append(self.priority)
        self.chattered, self.joined, self.rule_of, self.returned = [], {}, {}, {}
        self.cause, self.priority = "", None
        return self.told


class Gathering:
    """One `AlarmsJoined` for each incident and rule, and one `AlarmsReturned` for each incident, unless an
    alarm comes back within the batch."""

    def __init__(self) -> None:
        self._stories: dict[str, _Story] = {}

    def say(self, incident: str, body: EventBody) -> None:
        """After all that came before it."""
        story = self._story(incident)
        story.tell()
        story.told.append(body)

    def reopen(self, incident: str) -> None:
        """It is open again from here on; once in a batch."""
        if not self._story(incident).reopened:
            self.say(incident, Reopened(""))
            self._story(incident).reopened = True

    def join(self, incident: str, rule: str, link: LinkedAlarm) -> None:
        """An alarm that joins twice does so as it did last."""
        story = self._story(incident)
        if link.alarm in story.returned:
            story.tell()
        before = story.rule_of.get(link.alarm)
        if before is not None:
            del story.joined[before][link.alarm]
        story.rule_of[link.alarm] = rule
        story.joined.setdefault(rule, {})[link.alarm] = link

    def count(self, incident: str, chattered: Chattered) -> None:
        """What an alarm did before anything else of it in this batch."""
        self._story(incident).chattered.append(chattered)

    def leave(self, incident: str, alarm: str) -> None:
        """Its condition is gone."""
        self._story(incident).returned[alarm] = None

    def mark(self, incident: str, cause: str) -> None:
        self._story(incident).cause = cause

    def prioritise(self, incident: str, priority: PrioritySet) -> None:
        self._story(incident).priority = priority

    def drafts(self) -> list[IncidentDraft]:
        """All of it, and nothing is left."""
        stories, self._stories = self._stories, {}
        return [IncidentDraft(incident, body) for incident, story in stories.items() for body in story.tell()]

    def _story(self, incident: str) -> _Story:
        story = self._stories.get(incident)
        if story is None:
            story = self._stories[incident] = _Story()
        return story
