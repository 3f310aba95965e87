"""Whether a crew whose task is over has been told so, by what the incident notes of the orders to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeGuard

from app.domain.commands import ENDED, CommandState, EndReason
from app.domain.incidents.book_index import is_under_way
from app.domain.incidents.events import CommandTold, CrewMoved, EventBody
from app.domain.incidents.incident import CrewTask, Record
from app.domain.incidents.states import TaskState
from app.domain.orders import Action

NOT_CALLED_OFF = "not_called_off"
"""What is noted of a crew that could not be told by its handset: it has to be told by radio."""
CALLED_OFF = "called_off"
"""It was told after all."""
MOST_TRIES = 6
OWED_MS = 12 * 3_600_000
"""So long after its end a crew is still told."""

_NOT_HEARD = frozenset(
    str(end) for end in (EndReason.NO_ANSWER, EndReason.LINK_LOST, EndReason.NOT_SENT, EndReason.INTERLOCKED)
)


@dataclass(frozen=True, slots=True)
class StandDown:
    """`newest` is the last of `tries` orders by which the crew was to be told that `task` is over."""

    task: CrewTask
    newest: CommandTold
    tries: int

    @property
    def failed(self) -> bool:
        """The newest came to its end, and the crew did not hear of it."""
        return self.newest.end in _NOT_HEARD or self.newest.state == CommandState.EXPIRED

    @property
    def heard(self) -> bool:
        return self.newest.state in ENDED and not self.failed

    def is_owed(self, now_ms: int) -> bool:
        """Whether it is worth another try."""
        return self.failed and self.tries < MOST_TRIES and now_ms < self.task.ended_at + OWED_MS


def stand_down_of(record: Record, crew: str) -> StandDown | None:
    """None where the crew has a task here, or was never to be told by its handset."""
    task = next((one for one in record.incident.crews if one.crew == crew), None)
    if task is None or is_under_way(task):
        return None
    told: dict[str, CommandTold] = {}
    for event in reversed(record.events):
        if _is_assignment(event.body, crew):
            break
        if _is_stand_down(event.body, crew):
            told.setdefault(event.body.command, event.body)
    newest = next(iter(told.values()), None)
    return None if newest is None else StandDown(task, newest, len(told))


def _is_assignment(body: EventBody, crew: str) -> bool:
    return isinstance(body, CrewMoved) and body.crew == crew and body.state is TaskState.ASSIGNED


def _is_stand_down(body: EventBody, crew: str) -> TypeGuard[CommandTold]:
    return isinstance(body, CommandTold) and body.device == crew and body.deed == Action.STAND_DOWN
