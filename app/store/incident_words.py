"""Which words of an incident's events can be searched for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from app.domain.incidents import events as its

_WORDS: Mapping[type, Callable[[Any], Iterable[str]]] = {
    its.Opened: lambda body: (body.title, body.place, body.device),
    its.AlarmsJoined: lambda body: (link.device for link in body.alarms),
    its.SplitFrom: lambda body: (body.incident, *(link.device for link in body.alarms)),
    its.Absorbed: lambda body: (body.incident, *(link.device for link in body.alarms)),
    its.Described: lambda body: (body.title, body.place),
    its.OwnerSet: lambda body: (body.reason,),
    its.Noted: lambda body: (body.text,),
    its.PrioritySet: lambda body: (body.reason,),
    its.DeviceLinked: lambda body: (body.device,),
    its.CrewMoved: lambda body: (body.crew, body.text),
    its.StepTicked: lambda body: (body.note, *(given.value for given in body.given)),
    its.StepUnticked: lambda body: (body.reason,),
    its.Attached: lambda body: (body.name, body.note),
    its.Resolved: lambda body: (body.reason,),
    its.Closed: lambda body: (body.reason, body.leads_to),
    its.Reopened: lambda body: (body.reason,),
}
"""What is not here has none: its words are machine words, or stand in another event."""


def words_of(events: Sequence[its.IncidentEvent]) -> str:
    """The words of these events, each text once; empty where they have none."""
    texts = (text for event in events for text in _WORDS.get(type(event.body), _none)(event.body))
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _none(_body: object) -> Iterable[str]:
    return ()
