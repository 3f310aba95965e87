"""Commands that did not end as asked: events for the alarm rules, until something shows that all is well."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.command_entry import Entry, Key
from app.domain.commands import Command, EndReason, Source
from app.domain.devices import Event
from app.domain.instant import Instant
from app.domain.orders import TASKS, Action

EVENTS: Mapping[EndReason, str] = {
    EndReason.MISMATCH: "command_mismatch",
    EndReason.NOT_FINISHED: "command_stuck",
    EndReason.NO_ANSWER: "command_unanswered",
    EndReason.NOT_MEASURED: "command_unanswered",
}
"""The ends that are alarms, and the events of `rules.toml` that raise them."""


def is_alarm(command: Command) -> bool:
    """Whether its end is one. A step of a programme is told again by itself, and a lamp that burns or is dark
    at the wrong time is a fault of its own: hundreds of alarms would say no more. What a crew answers, or
    does not, is told by its incident."""
    told_otherwise = command.source is Source.PROGRAMME or command.order.action in TASKS
    return command.end in EVENTS and not told_otherwise


class CommandFaults:
    """What stands open, at most one of each device and action."""

    def __init__(self) -> None:
        self._open: dict[Key, Entry] = {}
        self._stamps: dict[tuple[str, str], int] = {}
        self._events: list[Event] = []

    def standing(self, key: Key) -> Entry | None:
        return self._open.get(key)

    def raised(self, entry: Entry, now: Instant) -> None:
        """A command ended with one of `EVENTS`; what stood open of its key is told anew or ended."""
        before = self._open.get(entry.key)
        self._open[entry.key] = entry
        if before is not None and _type(before) != _type(entry):
            self._end_event(before, now)
        self._tell(entry.command.device, _type(entry), now, str(entry.command.end))

    def restore(self, entry: Entry) -> None:
        """As `raised`, of an alarm that stands already."""
        self._open[entry.key] = entry
        self._stamps[entry.command.device, _type(entry)] = entry.command.ended_at

    def confirmed(self, entry: Entry, now: Instant) -> None:
        """The command was shown to be done: what stood open of its action, and of those it undoes, is over.
        After a restart an alarm may stand for a command that nobody remembers."""
        over = [self.ended(key, now) for key in (entry.key, *entry.undone)]
        if not any(over) and entry.before is not None and entry.before.failed:
            for type_ in dict.fromkeys(EVENTS.values()):
                self._tell(entry.command.device, type_, now)

    def ended(self, key: Key, now: Instant) -> Entry | None:
        entry = self._open.pop(key, None)
        if entry is not None:
            self._end_event(entry, now)
        return entry

    def take_events(self) -> list[Event]:
        events, self._events = self._events, []
        return events

    def _end_event(self, entry: Entry, now: Instant) -> None:
        """Another command of the device may still stand for the same event."""
        device, type_ = entry.command.device, _type(entry)
        others = (self._open.get((device, action)) for action in Action)
        if not any(other is not None and other is not entry and _type(other) == type_ for other in others):
            self._tell(device, type_, now)

    def _tell(self, device: str, type_: str, now: Instant, end: str = "") -> None:
        """An event that is older than the one before it would not count: the wall clock may be set back."""
        ts = max(now.wall, self._stamps.get((device, type_), 0) + 1)
        self._stamps[device, type_] = ts
        self._events.append(Event(device, type_, bool(end), ts, now.monotonic, text=end))


def _type(entry: Entry) -> str:
    return EVENTS[entry.command.end]
