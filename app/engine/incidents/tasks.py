"""The tasks of crews: how an incident's orders go out, and what comes of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.domain.acts import Refusal, Verdict
from app.domain.commands import Command, CommandState, Source, Wanted
from app.domain.devices import Device
from app.domain.incidents.deciding import Decided
from app.domain.incidents.events import CrewMoved, EventBody, IncidentDraft
from app.domain.incidents.incident import CrewTask, Incident
from app.domain.incidents.states import TASK_MOVES, TaskState
from app.domain.instant import Instant
from app.domain.orders import Action, Errand, Order
from app.domain.selection_book import refused
from app.engine.incidents.parts import IncidentDeskParts

_SENT = TaskState.ASSIGNED


class Tasks:
    """Engine's thread."""

    def __init__(self, parts: IncidentDeskParts) -> None:
        self._parts = parts

    def wanted(self, decided: Decided, by: str, now: Instant) -> list[Wanted] | Verdict:
        """The orders that follow from a decision. A task that could not be sent now is refused; that a crew
        is to stand down goes on record whatever stands in its way."""
        record = self._parts.book.record(decided.incident)
        if record is None:
            return []
        orders: list[Wanted] = []
        if decided.task:
            device = self._parts.city.device(decided.task)
            order = Order(Action.ATTEND, errand=_errand(record.incident, decided))
            why = "" if device is None else self._parts.check(device, order, now)
            if device is None or why:
                return refused(Refusal.UNKNOWN_CREW) if device is None else refused(Refusal.INTERLOCKED, why)
            orders.append(_wanted(device, order, by, record.incident.id))
        for task in _sent(record.incident.crews, decided.stand_down):
            device = self._parts.city.device(task.crew)
            if device is not None:
                orders.append(stand_down(device, record.incident, by, task.command))
        return orders


def stand_down(device: Device, incident: Incident, by: str, task: str) -> Wanted:
    """That a crew's task is over; `task` is the command by which it was sent."""
    order = Order(Action.STAND_DOWN, errand=Errand(incident.id, title=incident.title))
    return _wanted(device, order, by, incident.id, task)


def with_commands(drafts: Sequence[IncidentDraft], commands: Sequence[Command]) -> list[IncidentDraft]:
    """The drafts of an assignment, with the command by which the crew is told."""
    sent = {one.device: one.id for one in commands if one.order.action is Action.ATTEND}
    return [replace(draft, body=_with_command(draft.body, sent)) for draft in drafts]


def moves_of(task: CrewTask, command: Command) -> Iterator[tuple[str, CrewMoved]]:
    """What a command's state means for its task, step by step, each with who said so: the crew, or nobody
    where it could not be reached. Who has said that they go, by radio too, goes on: that their handset was
    silent since then is noted."""
    crew, state = task.crew, task.state
    said = command.life[-1].text if command.life else ""
    steps = (
        (command.accepted_at, TaskState.DISPATCHED),
        (command.executing_at, TaskState.EN_ROUTE),
        (command.done_at, TaskState.ON_SITE),
    )
    for at, step in steps:
        if at and step in TASK_MOVES[state]:
            state = step
            yield crew, CrewMoved(crew, step, command.id)
    if not command.ended or command.done_at or TaskState.REFUSED not in TASK_MOVES[state]:
        return
    why = str(command.end or command.state)
    if command.state is CommandState.REJECTED:
        yield crew, CrewMoved(crew, TaskState.REFUSED, command.id, said)
    elif command.accepted_at:
        if task.text != why:
            yield "", CrewMoved(crew, state, command.id, why)
    elif state is _SENT:
        yield "", CrewMoved(crew, TaskState.REFUSED, command.id, why)


def _with_command(body: EventBody, sent: dict[str, str]) -> EventBody:
    if isinstance(body, CrewMoved) and body.state is TaskState.ASSIGNED and body.crew in sent:
        return replace(body, command=sent[body.crew])
    return body


def _sent(crews: Sequence[CrewTask], named: Sequence[str]) -> list[CrewTask]:
    """Tasks that went out as commands: who was told by radio is told by radio."""
    return [task for task in crews if task.crew in named and task.command]


def _errand(incident: Incident, decided: Decided) -> Errand:
    bodies = [draft.body for draft in decided.drafts]
    notes = [one.text for one in bodies if isinstance(one, CrewMoved) and one.crew == decided.task]
    return Errand(
        incident=incident.id,
        title=incident.title,
        place=incident.place,
        lat=incident.lat,
        lon=incident.lon,
        priority=incident.priority,
        note=notes[0] if notes else "",
    )


def _wanted(device: Device, order: Order, by: str, incident: str, cause: str = "") -> Wanted:
    """That a crew stands down follows from the decision, by itself."""
    source = Source.AUTOMATIC if order.action is Action.STAND_DOWN else Source.OPERATOR
    return Wanted(device.id, device.kind, order, by, source=source, incident=incident, cause=cause)
