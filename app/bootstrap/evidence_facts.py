"""What the database knows of footage that is taken out: its files, what was seen, alarms, the incident."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import msgspec

from app.bootstrap.incident_story import IncidentStory, read_story
from app.domain.alarms import Priority, Transition
from app.domain.incidents.events import (
    Absorbed,
    AlarmsChattered,
    AlarmsJoined,
    EventBody,
    LinkedAlarm,
    SplitFrom,
)
from app.domain.video.evidence import EvidenceAlarm, EvidenceDeed, EvidenceOrder
from app.store.footage_reading import ScenesWanted, list_scenes, list_segments
from app.store.listings import AlarmEntry, list_alarm_log
from app.store.reader import Reader

MOST_EVENTS, MOST_TRANSITIONS = 2000, 10_000
AFTERWARDS_MS = 86_400_000
"""So long after its raising it is told when an alarm returned, and who acknowledged it."""

Raising = tuple[str, int]
"""An alarm's id, and when it was raised (epoch ms)."""


def with_facts(order: EvidenceOrder, reader: Reader) -> EvidenceOrder:
    """Raises StoreUnavailable."""
    cameras = tuple(camera.id for camera in order.cameras)
    wanted = ScenesWanted(order.since, order.until, cameras, limit=MOST_EVENTS)
    listed = partial(list_segments, cameras=cameras, since_ms=order.since, until_ms=order.until)
    story = read_story(reader, order.incident) if order.incident else None
    return replace(
        order,
        segments=order.segments or tuple(reader.ask(listed)),
        events=tuple(reader.ask(partial(list_scenes, wanted=wanted))),
        alarms=tuple(_alarms(order, cameras, story, reader)),
        story=tuple(_deeds(story)),
    )


def _deeds(story: IncidentStory | None) -> Iterator[EvidenceDeed]:
    for event in sorted(story.events, key=lambda one: one.at) if story else ():
        kind, said = type(event.body).__name__, _said(event.body)
        yield EvidenceDeed(event.incident, event.seq, event.at, event.by, event.console, kind, said)


def _said(body: EventBody) -> dict[str, Any]:
    """With priorities as words: this is read without the program."""
    said: dict[str, Any] = msgspec.to_builtins(body)
    alarms = [each for each in said.get("alarms", ()) if isinstance(each, dict)]
    for each in (said, *(each.get("link", each) for each in alarms)):
        if "priority" in each:
            each["priority"] = Priority(each["priority"]).name.lower()
    return said


# -- alarms ------------------------------------------------------------------------------------------


def _alarms(
    order: EvidenceOrder, cameras: tuple[str, ...], story: IncidentStory | None, reader: Reader
) -> Iterable[EvidenceAlarm]:
    """Those of the cameras in the span, and those of the incident whenever they were raised: also what the
    log has forgotten since."""
    links = list(_links(story)) if story else []
    found = {
        (link.alarm, link.raised_at): EvidenceAlarm(
            link.alarm, link.device, link.rule, link.raised_at, incident=order.incident
        )
        for link in links
    }
    times: dict[str, list[int]] = {camera: [order.since, order.until] for camera in cameras}
    for link in links:
        times.setdefault(link.device, []).append(link.raised_at)
    for device, moments in times.items():
        span = (order.since, order.until) if device in cameras else (0, 0)
        _follow(_log(reader, device, min(moments), max(moments)), span, found)
    return found.values()


def _links(story: IncidentStory) -> Iterator[LinkedAlarm]:
    for event in story.events:
        if isinstance(event.body, AlarmsJoined | Absorbed | SplitFrom):
            links = event.body.alarms
        elif isinstance(event.body, AlarmsChattered):
            links = tuple(each.link for each in event.body.alarms)
        else:
            continue
        yield from (each for each in links if each.alarm not in story.record.moved_out)


def _log(reader: Reader, device: str, since: int, until: int) -> list[AlarmEntry]:
    """Oldest first."""
    asked = partial(
        list_alarm_log,
        since_ms=since,
        until_ms=until + AFTERWARDS_MS,
        device=device,
        limit=MOST_TRANSITIONS,
    )
    return reader.ask(asked)[::-1]


def _follow(
    entries: Iterable[AlarmEntry], span: tuple[int, int], found: dict[Raising, EvidenceAlarm]
) -> None:
    """Add what was raised in the span; tell of all that are there how they went on."""
    standing: dict[str, Raising] = {}
    for entry in entries:
        if entry.transition is Transition.RAISED:
            raising = standing[entry.alarm] = (entry.alarm, entry.at)
            if span[0] <= entry.at < span[1]:
                found.setdefault(raising, EvidenceAlarm(entry.alarm, entry.device, entry.rule, entry.at))
            continue
        alarm = found.get(standing.get(entry.alarm, ("", 0)))
        if alarm is not None and entry.transition is Transition.RETURNED:
            found[alarm.id, alarm.raised] = replace(alarm, returned=entry.at)
        elif alarm is not None and entry.transition is Transition.ACKNOWLEDGED:
            found[alarm.id, alarm.raised] = replace(alarm, acknowledged_by=entry.by)
