"""What each event does to an incident, as a table: the one place that says it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from app.domain.incidents import events as its
from app.domain.incidents.events import IncidentEvent, LinkedAlarm
from app.domain.incidents.incident import CrewTask, Tick
from app.domain.incidents.states import TASK_MOVES, Resolution, TaskState
from app.domain.incidents.tally import Tally

_REACHED: Mapping[TaskState, tuple[str, str]] = {
    TaskState.ASSIGNED: ("assigned_at", "assigned_at"),
    TaskState.DISPATCHED: ("dispatched_at", "dispatched_at"),
    TaskState.EN_ROUTE: ("en_route_at", ""),
    TaskState.ON_SITE: ("on_site_at", "arrived_at"),
    TaskState.REFUSED: ("ended_at", ""),
    TaskState.WITHDRAWN: ("ended_at", ""),
}
"""The moment of the crew's task, and that of the incident when it is the first crew."""
_DECISIONS: frozenset[type] = frozenset(
    {
        its.Acknowledged,
        its.OwnerSet,
        its.PrioritySet,
        its.Described,
        its.Resolved,
        its.Closed,
        its.Reopened,
        its.Absorbed,
        its.AlarmsMovedOut,
        its.CauseMarked,
        its.ProcedureSet,
    }
)
"""What somebody else must have seen before they decide on the same incident: `Incident.decided` is the `seq`
of the newest of these, and of the newest `CrewMoved` by hand or by an assignment. A cause and a priority that
the program sets are none: they follow the alarms, and would supersede everybody in a flood of them."""


def happen(tally: Tally, event: IncidentEvent) -> None:
    """Count `event` up. What does not fit any more, as an answer of a crew that was taken off, is part of the
    story and changes nothing else."""
    _EFFECTS[type(event.body)](tally, event, event.body)
    if _is_decision(event):
        tally.fields["decided"] = event.seq
    tally.note(event)


def _is_decision(event: IncidentEvent) -> bool:
    body = event.body
    if isinstance(body, its.CrewMoved):
        return body.by_hand or body.state is TaskState.ASSIGNED
    if isinstance(body, its.CauseMarked | its.PrioritySet):
        return bool(event.by)
    return type(body) in _DECISIONS


def _nothing(_tally: Tally, _event: IncidentEvent, _body: its.Opened) -> None:
    """The first event has made the tally, and there is no second opening."""


# -- alarms ------------------------------------------------------------------------------------------


def _join(tally: Tally, event: IncidentEvent, body: its.AlarmsJoined) -> None:
    """What an operator has moved out only an operator brings back."""
    for link in body.alarms:
        if not body.rule or link.alarm not in tally.moved_out:
            tally.put_alarm(link, event.at)
    tally.fields["raised"] = event.seq


def _return(tally: Tally, event: IncidentEvent, body: its.AlarmsReturned) -> None:
    for name in body.alarms:
        known = tally.alarms.get(name)
        if known is not None and known.active:
            tally.put_alarm(known.link, known.joined, event.at)


def _chatter(tally: Tally, _event: IncidentEvent, body: its.AlarmsChattered) -> None:
    """Of one that has gone elsewhere meanwhile only the story tells."""
    for each in body.alarms:
        known = tally.alarms.get(each.link.alarm)
        if known is not None:
            tally.put_alarm(each.link, known.joined, each.returned)


def _move_out(tally: Tally, _event: IncidentEvent, body: its.AlarmsMovedOut) -> None:
    for name in body.alarms:
        tally.take_alarm_out(name)
    if tally.fields["cause"] in body.alarms:
        tally.fields["cause"] = ""


def _mark(tally: Tally, _event: IncidentEvent, body: its.CauseMarked) -> None:
    known = tally.alarms.get(body.alarm)
    if known is not None:
        tally.fields.update(cause=body.alarm, device=known.link.device)


def _take_over(
    tally: Tally, event: IncidentEvent, links: Iterable[LinkedAlarm], active: Iterable[str]
) -> None:
    """Alarms that come as they stand in another incident; one that is here already is active if it is in
    either."""
    standing = frozenset(active)
    for link in links:
        known = tally.alarms.get(link.alarm)
        active_here = known is not None and known.active
        tally.put_alarm(link, event.at, 0 if active_here or link.alarm in standing else event.at)


def _absorb(tally: Tally, event: IncidentEvent, body: its.Absorbed) -> None:
    _take_over(tally, event, body.alarms, body.active)
    tally.devices = _with(tally.devices, body.devices)
    tally.fields["watchers"] = _with(tally.fields["watchers"], body.watchers)
    tally.merged = _with(tally.merged, (body.incident,))


def _split(tally: Tally, event: IncidentEvent, body: its.SplitFrom) -> None:
    _take_over(tally, event, body.alarms, body.active)


# -- people ------------------------------------------------------------------------------------------


def _acknowledge(tally: Tally, event: IncidentEvent, _body: object) -> None:
    tally.fields["acknowledged_at"] = tally.fields["acknowledged_at"] or event.at


def _own(tally: Tally, event: IncidentEvent, body: its.OwnerSet) -> None:
    tally.fields["owner"] = body.owner
    if body.owner:
        _acknowledge(tally, event, body)


def _watch(tally: Tally, _event: IncidentEvent, body: its.Watched) -> None:
    tally.fields["watchers"] = _switched(tally.fields["watchers"], body.operator, on=body.on)


def _note(tally: Tally, _event: IncidentEvent, _body: its.Noted) -> None:
    tally.fields["notes"] += 1


def _attach(tally: Tally, _event: IncidentEvent, body: its.Attached) -> None:
    tally.attachments = (*tally.attachments, body)


def _escalate(tally: Tally, _event: IncidentEvent, body: its.Escalated) -> None:
    tally.fields["escalation"] = body.level


# -- what it is --------------------------------------------------------------------------------------


def _prioritise(tally: Tally, _event: IncidentEvent, body: its.PrioritySet) -> None:
    tally.fields["priority"] = body.priority
    tally.targets = body
    tally.run_targets("acknowledge", "arrive", "resolve")


def _describe(tally: Tally, _event: IncidentEvent, body: its.Described) -> None:
    tally.fields.update(
        kind=body.kind, title=body.title, place=body.place, zone=body.zone, lat=body.lat, lon=body.lon
    )


def _link(tally: Tally, _event: IncidentEvent, body: its.DeviceLinked) -> None:
    tally.devices = _switched(tally.devices, body.device, on=body.on)


def _tell(tally: Tally, _event: IncidentEvent, body: its.CommandTold) -> None:
    tally.commands[body.command] = body


# -- crews -------------------------------------------------------------------------------------------


def _move_crew(tally: Tally, event: IncidentEvent, body: its.CrewMoved) -> None:
    known = tally.crews.get(body.crew)
    if known is not None and _is_of_another_task(known, body):
        return
    if known is not None and known.state is body.state:
        tally.crews[body.crew] = _said(known, body)
    elif known is None or body.state in TASK_MOVES[known.state]:
        _reach(tally, event, body, known)


def _is_of_another_task(task: CrewTask, body: its.CrewMoved) -> bool:
    """A late word about a task that the crew had before, by the command with which that was sent."""
    differs = bool(body.command and task.command) and body.command != task.command
    return differs and body.state is not TaskState.ASSIGNED


def _reach(tally: Tally, event: IncidentEvent, body: its.CrewMoved, known: CrewTask | None) -> None:
    moment, first = _REACHED[body.state]
    if body.state is TaskState.ASSIGNED:
        tally.crews[body.crew] = CrewTask(
            body.crew, body.state, body.command, by=event.by, assigned_at=event.at, text=body.text
        )
        _acknowledge(tally, event, body)
    elif known is not None:
        when: dict[str, Any] = {moment: event.at}
        tally.crews[body.crew] = replace(_said(known, body), state=body.state, **when)
    else:
        return
    if first:
        tally.fields[first] = tally.fields[first] or event.at


def _said(task: CrewTask, body: its.CrewMoved) -> CrewTask:
    return replace(task, command=body.command or task.command, text=body.text or task.text)


# -- procedure ---------------------------------------------------------------------------------------


def _follow(tally: Tally, _event: IncidentEvent, body: its.ProcedureSet) -> None:
    tally.fields.update(procedure=body.procedure, procedure_version=body.version)


def _tick(tally: Tally, event: IncidentEvent, body: its.StepTicked) -> None:
    tally.ticks[body.step] = Tick(body, event.by, event.at)


def _untick(tally: Tally, _event: IncidentEvent, body: its.StepUnticked) -> None:
    tally.ticks.pop(body.step, None)


# -- the end -----------------------------------------------------------------------------------------


def _resolve(tally: Tally, event: IncidentEvent, body: its.Resolved) -> None:
    tally.fields.update(resolved_at=event.at, reason=body.reason)


def _close(tally: Tally, event: IncidentEvent, body: its.Closed) -> None:
    """What is closed as solved without having been called resolved is resolved at that moment."""
    fields = tally.fields
    if body.resolution is Resolution.SOLVED:
        fields["resolved_at"] = fields["resolved_at"] or event.at
    fields.update(
        resolution=body.resolution,
        closed_at=event.at,
        reason=body.reason or fields["reason"],
        leads_to=body.leads_to,
    )


def _reopen(tally: Tally, event: IncidentEvent, body: its.Reopened) -> None:
    """Its targets run anew: nobody could meet them while it was over. Whoever owns it has acknowledged it."""
    _acknowledge(tally, event, body)
    fields = tally.fields
    fields.update(resolution=None, closed_at=0, resolved_at=0, reason="", leads_to="", escalation=0)
    fields["reopened"] += 1
    tally.runs_since = event.at
    tally.run_targets("arrive", "resolve")
    if not fields["owner"]:
        tally.run_targets("acknowledge")


def _with(known: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *more)))


def _switched(known: tuple[str, ...], one: str, *, on: bool) -> tuple[str, ...]:
    return _with(known, (one,)) if on else tuple([each for each in known if each != one])


_EFFECTS: Mapping[type, Callable[[Tally, IncidentEvent, Any], None]] = {
    its.Opened: _nothing,
    its.AlarmsJoined: _join,
    its.AlarmsReturned: _return,
    its.AlarmsChattered: _chatter,
    its.AlarmsMovedOut: _move_out,
    its.CauseMarked: _mark,
    its.Acknowledged: _acknowledge,
    its.OwnerSet: _own,
    its.Watched: _watch,
    its.Noted: _note,
    its.PrioritySet: _prioritise,
    its.Described: _describe,
    its.DeviceLinked: _link,
    its.CommandTold: _tell,
    its.CrewMoved: _move_crew,
    its.ProcedureSet: _follow,
    its.StepTicked: _tick,
    its.StepUnticked: _untick,
    its.Attached: _attach,
    its.Escalated: _escalate,
    its.Resolved: _resolve,
    its.Closed: _close,
    its.Reopened: _reopen,
    its.Absorbed: _absorb,
    its.SplitFrom: _split,
}
