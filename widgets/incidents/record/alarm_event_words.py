"""The words of what happens to the alarms of an incident; many of one event are one line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.domain.incidents import events
from app.domain.incidents.events import IncidentEvent
from app.domain.plain_text import shown
from widgets.incidents.record.names import RecordNames


def _joined(body: events.AlarmsJoined, _: IncidentEvent, names: RecordNames) -> str:
    if len(body.alarms) == 1:
        return QCoreApplication.translate("IncidentStory", "Alarm joined: {0}").format(
            names.alarm(body.alarms[0].alarm)
        )
    return QCoreApplication.translate("IncidentStory", "{0} alarms joined").format(len(body.alarms))


def _returned(body: events.AlarmsReturned, _: IncidentEvent, names: RecordNames) -> str:
    if len(body.alarms) == 1:
        return QCoreApplication.translate("IncidentStory", "Back to normal: {0}").format(
            names.alarm(body.alarms[0])
        )
    return QCoreApplication.translate("IncidentStory", "{0} alarms back to normal").format(len(body.alarms))


def _chattered(body: events.AlarmsChattered, _: IncidentEvent, names: RecordNames) -> str:
    if len(body.alarms) == 1:
        return _came_back(body.alarms[0], names)
    text = QCoreApplication.translate("IncidentStory", "{0} alarms came back {1} times from {2} to {3}")
    return text.format(
        len(body.alarms),
        sum(each.times for each in body.alarms),
        names.clock(min(each.since for each in body.alarms)),
        names.clock(max(each.last or each.since for each in body.alarms)),
    )


def _came_back(one: events.Chattered, names: RecordNames) -> str:
    parts = [names.alarm(one.link.alarm)]
    if one.times:
        text = QCoreApplication.translate("IncidentStory", "came back {0} times from {1} to {2}")
        parts.append(text.format(one.times, names.clock(one.since), names.clock(one.last)))
    if one.returned:
        text = QCoreApplication.translate("IncidentStory", "back to normal since {0}")
        parts.append(text.format(names.clock(one.returned)))
    else:
        parts.append(QCoreApplication.translate("IncidentStory", "not back to normal for good"))
    return " · ".join(parts)


def _moved_out(body: events.AlarmsMovedOut, _: IncidentEvent, names: RecordNames) -> str:
    if len(body.alarms) == 1:
        text = QCoreApplication.translate("IncidentStory", "Alarm moved out: {0}").format(
            names.alarm(body.alarms[0])
        )
    else:
        text = QCoreApplication.translate("IncidentStory", "{0} alarms moved out").format(len(body.alarms))
    return f"{text} · {shown(body.to)}" if body.to else text


def _cause(body: events.CauseMarked, _: IncidentEvent, names: RecordNames) -> str:
    return QCoreApplication.translate("IncidentStory", "First cause: {0}").format(names.alarm(body.alarm))


def _absorbed(body: events.Absorbed, *_: object) -> str:
    text = QCoreApplication.translate("IncidentStory", "{0} merged into this one, with {1} alarms")
    return text.format(shown(body.incident), len(body.alarms))


def _split(body: events.SplitFrom, *_: object) -> str:
    text = QCoreApplication.translate("IncidentStory", "Split from {0}, with {1} alarms")
    return text.format(shown(body.incident), len(body.alarms))


ALARM_WORDS: Mapping[type, Callable[[Any, IncidentEvent, RecordNames], str]] = {
    events.AlarmsJoined: _joined,
    events.AlarmsReturned: _returned,
    events.AlarmsChattered: _chattered,
    events.AlarmsMovedOut: _moved_out,
    events.CauseMarked: _cause,
    events.Absorbed: _absorbed,
    events.SplitFrom: _split,
}
