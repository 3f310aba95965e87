"""One line for each event of an incident, whoever did it and whenever: those say the line's other columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import Priority
from app.domain.incidents import events
from app.domain.incidents.events import IncidentEvent
from app.domain.plain_text import shown
from widgets.alarms.words import priority_name
from widgets.incidents import words
from widgets.incidents.record.alarm_event_words import ALARM_WORDS
from widgets.incidents.record.deed_words import deed_name, told_state
from widgets.incidents.record.file_size import file_size
from widgets.incidents.record.names import RecordNames

Says = Callable[[Any, IncidentEvent, RecordNames], str]


def event_words(event: IncidentEvent, names: RecordNames) -> str:
    """`Note: the water reaches the kerb`. One of a later version is named by its type."""
    says = WORDS.get(type(event.body))
    return type(event.body).__name__ if says is None else says(event.body, event, names)


def joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _opened(body: events.Opened, _: IncidentEvent, __: RecordNames) -> str:
    text = QCoreApplication.translate("IncidentStory", "Opened: {0}").format(shown(body.title))
    follows = ""
    if body.follows:
        follows = QCoreApplication.translate("IncidentStory", "follows {0}").format(shown(body.follows))
    return joined(text, words.source_name(body.source), shown(body.place), follows)


def _acknowledged(*_: object) -> str:
    return QCoreApplication.translate("IncidentStory", "Acknowledged")


def _owner(body: events.OwnerSet, event: IncidentEvent, names: RecordNames) -> str:
    if not body.owner:
        text = QCoreApplication.translate("IncidentStory", "Given to nobody")
    elif body.owner == event.by:
        text = QCoreApplication.translate("IncidentStory", "Taken")
    else:
        text = QCoreApplication.translate("IncidentStory", "Given to {0}").format(names.person(body.owner))
    shift = QCoreApplication.translate("IncidentStory", "hand-over of the shift") if body.shift else ""
    return joined(text, shown(body.reason), shift)


def _watched(body: events.Watched, _: IncidentEvent, names: RecordNames) -> str:
    who = names.person(body.operator)
    if body.on:
        return QCoreApplication.translate("IncidentStory", "Watched by {0}").format(who)
    return QCoreApplication.translate("IncidentStory", "No longer watched by {0}").format(who)


def _noted(body: events.Noted, *_: object) -> str:
    return QCoreApplication.translate("IncidentStory", "Note: {0}").format(shown(body.text, 1000))


def _priority(body: events.PrioritySet, *_: object) -> str:
    name = priority_name(Priority(body.priority))
    text = QCoreApplication.translate("IncidentStory", "Priority: {0}").format(name)
    return joined(text, shown(body.reason))


def _described(body: events.Described, _: IncidentEvent, names: RecordNames) -> str:
    text = QCoreApplication.translate("IncidentStory", "Now described as {0}").format(names.kind(body.kind))
    return joined(text, shown(body.title), shown(body.place))


def _device(body: events.DeviceLinked, _: IncidentEvent, names: RecordNames) -> str:
    if body.on:
        text = QCoreApplication.translate("IncidentStory", "Device linked: {0}")
    else:
        text = QCoreApplication.translate("IncidentStory", "Device no longer linked: {0}")
    return text.format(names.device(body.device))


def _command(body: events.CommandTold, _: IncidentEvent, names: RecordNames) -> str:
    kind = names.device_kind(body.device)
    asked = joined(names.device(body.device) if body.device else "", deed_name(body.deed, kind))
    text = QCoreApplication.translate("IncidentStory", "Order: {0}").format(asked)
    return joined(text, told_state(body, kind), shown(body.reason))


def _crew(body: events.CrewMoved, event: IncidentEvent, names: RecordNames) -> str:
    radio = QCoreApplication.translate("IncidentStory", "by radio") if body.by_hand else ""
    state = words.task_name(body.state)
    text = state if event.by == body.crew else f"{names.device_name(body.crew)}: {state}"
    return joined(text, words.task_text(body.text), radio)


def _procedure(body: events.ProcedureSet, _: IncidentEvent, names: RecordNames) -> str:
    return QCoreApplication.translate("IncidentStory", "Procedure followed: {0}, version {1}").format(
        names.procedure_name(body.procedure), body.version
    )


def _ticked(body: events.StepTicked, _: IncidentEvent, names: RecordNames) -> str:
    text = QCoreApplication.translate("IncidentStory", "Done: {0}").format(names.step(body.step))
    choice = names.branch(body.step, body.choice) if body.choice else ""
    given = [names.field(body.step, one.field, one.value) for one in body.given]
    return joined(text, choice, *given, shown(body.note))


def _unticked(body: events.StepUnticked, _: IncidentEvent, names: RecordNames) -> str:
    text = QCoreApplication.translate("IncidentStory", "Open again: {0}").format(names.step(body.step))
    return joined(text, shown(body.reason))


def _attached(body: events.Attached, *_: object) -> str:
    text = QCoreApplication.translate("IncidentStory", "File attached: {0}").format(shown(body.name))
    return joined(text, file_size(body.size), shown(body.note))


def _escalated(body: events.Escalated, *_: object) -> str:
    return QCoreApplication.translate("IncidentStory", "Target missed: {0} · escalation {1}").format(
        words.target_name(body.target), body.level
    )


def _resolved(body: events.Resolved, *_: object) -> str:
    return joined(QCoreApplication.translate("IncidentStory", "Resolved"), shown(body.reason))


def _closed(body: events.Closed, *_: object) -> str:
    how = words.resolution_name(body.resolution)
    text = QCoreApplication.translate("IncidentStory", "Closed: {0}").format(how)
    active = ""
    if body.active_alarms:
        active = QCoreApplication.translate("IncidentStory", "alarms still active: {0}")
        active = active.format(body.active_alarms)
    return joined(text, shown(body.leads_to), shown(body.reason), active)


def _reopened(body: events.Reopened, *_: object) -> str:
    return joined(QCoreApplication.translate("IncidentStory", "Reopened"), shown(body.reason))


WORDS: Mapping[type, Says] = {
    events.Opened: _opened,
    events.Acknowledged: _acknowledged,
    events.OwnerSet: _owner,
    events.Watched: _watched,
    events.Noted: _noted,
    events.PrioritySet: _priority,
    events.Described: _described,
    events.DeviceLinked: _device,
    events.CommandTold: _command,
    events.CrewMoved: _crew,
    events.ProcedureSet: _procedure,
    events.StepTicked: _ticked,
    events.StepUnticked: _unticked,
    events.Attached: _attached,
    events.Escalated: _escalated,
    events.Resolved: _resolved,
    events.Closed: _closed,
    events.Reopened: _reopened,
    **ALARM_WORDS,
}
"""For every body there is."""
