"""What becomes of an incident by itself: drafts that nobody asked for, and what commands have come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from app.control.ports import CommandStore
from app.domain.command_groups import CommandGroup, GroupChanged
from app.domain.commands import Command, CommandChanged
from app.domain.incidents.book import IncidentBook
from app.domain.incidents.events import CommandTold, IncidentDraft
from app.domain.incidents.incident import Record
from app.domain.instant import Instant
from app.domain.orders import Action
from app.engine.access.front_desk import HalfDone
from app.engine.incidents.tasks import moves_of
from app.engine.incidents.telling import take

Said = tuple[str, IncidentDraft]
"""Who it comes from, a crew or nobody, and what it is."""


class Following:
    """Engine's thread. Stamped, queued for the store, and then so: never lost, and in order."""

    def __init__(
        self,
        book: IncidentBook,
        store: CommandStore,
        tell: Callable[[Sequence[object]], None],
        now: Callable[[], Instant],
    ) -> None:
        self._book, self._store, self._tell, self._now = book, store, tell, now

    def happen(self, drafts: Sequence[IncidentDraft], by: str = "") -> None:
        if not drafts:
            return
        changes = self._book.stamp(drafts, by, "", self._now())
        self._store.append(changes)
        try:
            self._tell(take(self._book, changes))
        except Exception as flaw:
            raise HalfDone("what became of incidents was stored and could not be done") from flaw

    def commands(self, news: Iterable[object]) -> None:
        """Single commands and groups that were given for an incident; those of a group are told by it."""
        for change in news:
            self._say(change)

    def concerned(self, change: object) -> str:
        """The incident for which the command or group was given; empty for none."""
        if isinstance(change, CommandChanged) and not change.command.group:
            return self._at(change.command)
        return change.group.incident if isinstance(change, GroupChanged) else ""

    def _say(self, change: object) -> None:
        said = list(self._of_change(change))
        for by, drafts in groupby(said, key=lambda one: one[0]):
            self.happen([draft for _, draft in drafts], by)

    def _of_change(self, change: object) -> Iterator[Said]:
        incident = self.concerned(change)
        record = self._book.record(incident) if incident else None
        if record is None:
            return
        if isinstance(change, CommandChanged):
            yield from _of_command(record, change.command)
        elif isinstance(change, GroupChanged):
            yield from _of_group(record, change.group)

    def _at(self, command: Command) -> str:
        """A crew may have gone over, with its task, to another incident than the one it was sent to."""
        is_task = bool(command.incident) and command.order.action is Action.ATTEND
        return self._book.of_crew(command.device) if is_task else command.incident


def _of_command(record: Record, command: Command) -> Iterator[Said]:
    if command.order.action is Action.ATTEND:
        for task in record.incident.crews:
            if task.command == command.id:
                yield from (
                    (by, IncidentDraft(record.incident.id, body)) for by, body in moves_of(task, command)
                )
        return
    told = CommandTold(
        command=command.id,
        device=command.device,
        deed=command.order.deed,
        state=str(command.state),
        end=str(command.end),
        operator=command.operator,
        reason=command.reason,
    )
    yield from _once(record, told, ended=command.ended)


def _of_group(record: Record, group: CommandGroup) -> Iterator[Said]:
    told = CommandTold(
        command=group.id,
        device="",
        deed=group.order.deed,
        state=str(group.state),
        operator=group.operator,
        reason=group.reason,
    )
    yield from _once(record, told, ended=bool(group.ended))


def _once(record: Record, told: CommandTold, *, ended: bool) -> Iterator[Said]:
    """At its beginning and at its end; the steps between are in the history of commands."""
    known = record.commands.get(told.command)
    if known is None or (ended and (known.state, known.end) != (told.state, told.end)):
        yield "", IncidentDraft(record.incident.id, told)
