"""Crews that are taken off: free at once, and told so by their handset as soon as that can be reached."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from app.domain.incidents.calling_off import CALLED_OFF, NOT_CALLED_OFF, StandDown, stand_down_of
from app.domain.incidents.events import CrewMoved, IncidentDraft
from app.domain.incidents.incident import CrewTask, Incident
from app.domain.instant import Instant
from app.engine.incidents.following import Following
from app.engine.incidents.parts import IncidentDeskParts
from app.engine.incidents.tasks import stand_down

AGAIN_S = 30.0
"""From one try to the next, and twice as long after each."""


@dataclass(slots=True)
class _Watch:
    incident: str
    again_at: float = 0.0
    """Monotonic seconds."""


class CallingOff:
    """Engine's thread. What is owed is read from the incidents: it is the same after a restart."""

    def __init__(self, parts: IncidentDeskParts) -> None:
        self._parts = parts
        self._following = Following(parts.book, parts.store, parts.tell, parts.now)
        self._watched: dict[str, _Watch] = {}
        """By crew, where its task was that is over."""

    def begin(self, incident: str, crews: Collection[str], now: Instant) -> None:
        """The tasks of these crews are over: nobody waits for them, and the crews can be sent elsewhere."""
        known = self._parts.book.get(incident)
        for task in () if known is None else known.crews:
            if task.crew in crews and task.command:
                self._parts.dispatcher.call_off(task.command, now)
                self._watched[task.crew] = _Watch(incident)

    def restore(self) -> None:
        """Each crew by the last task that it had, as far as incidents are at hand."""
        last: dict[str, tuple[CrewTask, Incident]] = {}
        book = self._parts.book
        for incident in (*book.closed.values(), *book.open.values()):
            for task in incident.crews:
                if task.crew not in last or task.assigned_at >= last[task.crew][0].assigned_at:
                    last[task.crew] = (task, incident)
        self._watched = {crew: _Watch(incident.id) for crew, (task, incident) in last.items() if task.command}

    def each_second(self, now: Instant) -> None:
        for crew, watch in tuple(self._watched.items()):
            record = self._parts.book.record(watch.incident)
            busy = self._parts.book.of_crew(crew)
            order = None if record is None or busy else stand_down_of(record, crew)
            if order is None or not self._is_open(order, watch, now):
                del self._watched[crew]

    def _is_open(self, order: StandDown, watch: _Watch, now: Instant) -> bool:
        """Whether anything may still come of it."""
        dispatcher, task = self._parts.dispatcher, order.task
        dispatcher.call_off(task.command, now)
        command = dispatcher.get(order.newest.command)
        if order.heard or (command is not None and command.accepted_at):
            if task.text == NOT_CALLED_OFF:
                self._note(watch.incident, task, CALLED_OFF)
            return False
        if not order.failed:
            return True
        if task.text != NOT_CALLED_OFF:
            self._note(watch.incident, task, NOT_CALLED_OFF)
        if not order.is_owed(now.wall):
            return False
        if dispatcher.up and now.monotonic >= watch.again_at:
            self._try_again(order, watch, now)
        return True

    def _try_again(self, order: StandDown, watch: _Watch, now: Instant) -> None:
        parts, task = self._parts, order.task
        incident, device = parts.book.get(watch.incident), parts.city.device(task.crew)
        if incident is None or device is None:
            return
        wanted = stand_down(device, incident, order.newest.operator, task.command)
        if not parts.check(device, wanted.order, now):
            watch.again_at = now.monotonic + AGAIN_S * 2.0**order.tries
            parts.dispatcher.issue([wanted], now)

    def _note(self, incident: str, task: CrewTask, text: str) -> None:
        self._following.happen(
            [IncidentDraft(incident, CrewMoved(task.crew, task.state, task.command, text))]
        )
