"""Carries out what the book of commands decides: stores, then publishes, then tells. Engine's thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from app.control.ports import CommandStore, Outbox
from app.domain.actions import Actions
from app.domain.changes import Change
from app.domain.command_book import CommandBook
from app.domain.command_drafts import BookParts, Draft
from app.domain.commands import (
    Command,
    CommandChanged,
    ControlChanged,
    DeviceControl,
    EndReason,
    Value,
    Wanted,
)
from app.domain.devices import Event
from app.domain.instant import Instant
from app.domain.orders import Action, Order

Along = Callable[[Sequence[Command]], Sequence[Change]]
"""What is stored with new commands, all or nothing, such as what an incident notes of its crew's task."""


def _nothing(_commands: Sequence[Command]) -> Sequence[Change]:
    return ()


@dataclass(frozen=True, slots=True)
class DispatcherParts:
    """`clock` tells the moment of publishing, after the database has taken its time. `offset_s`: what has to
    be added to a device's time to have ours, None while that is unknown; `interval_s`: how often the device
    is expected to report; `meter_of`: the device that measures the flow for another, or empty; `check`: which
    interlock stands in the way of an order to a device now, or empty. It is asked about what was decided
    before, or by nobody; that the device is busy with this very order is none."""

    actions: Actions
    outbox: Outbox
    store: CommandStore
    clock: Callable[[], Instant]
    offset_s: Callable[[str], float | None]
    interval_s: Callable[[str], float]
    new_id: Callable[[Instant], str]
    meter_of: Callable[[str], str] = lambda _device: ""
    check: Callable[[str, Order, Instant], str] = lambda _device, _order, _now: ""


@dataclass(frozen=True, slots=True)
class Dispatched:
    """What is new since the last time, handed to the store already: each command and control once, as it
    stands. `events` are for the alarm rules."""

    changes: list[CommandChanged | ControlChanged]
    events: list[Event]


class Dispatcher:
    def __init__(self, parts: DispatcherParts) -> None:
        self._parts = parts
        self._book = CommandBook(
            BookParts(
                parts.actions, parts.offset_s, parts.interval_s, parts.new_id, parts.meter_of, parts.check
            )
        )
        self._up = False
        self._stored: dict[str, Command | DeviceControl] = {}
        """What was committed since the last news, by command or device."""

    @property
    def watched(self) -> AbstractSet[str]:
        """The devices whose readings matter now; a live view."""
        return self._book.watched

    def get(self, id_: str) -> Command | None:
        """A command that is not at its end, or ended lately."""
        return self._book.get(id_)

    @property
    def up(self) -> bool:
        """Whether anything can go out now."""
        return self._parts.outbox.up

    def is_busy(self, device: str, action: Action) -> bool:
        """Whether a command of it is out or waits."""
        return self._book.is_busy(device, action)

    def control_of(self, device: str) -> DeviceControl:
        return self._book.controls.get(device)

    def set_control(self, control: DeviceControl) -> None:
        """For what no command says, such as the level of a programme that the device keeps itself."""
        self._book.controls.put(control, self._parts.clock())

    def restore(self, commands: Iterable[Command], controls: Iterable[DeviceControl], now: Instant) -> None:
        """Goes on after a restart: `commands` are those not at their end, and of the others the newest of
        each device whose control has `failed`. Nothing is sent again."""
        self._book.restore(commands, controls, now)

    # -- asking --------------------------------------------------------------------------------------

    def issue(self, wanted: Sequence[Wanted], now: Instant, along: Along = _nothing) -> list[Command] | None:
        """Store and send, in order, as many as may go now; the others wait or are over, as their state says.
        None: they could not be stored, and nothing was done. Raises KeyError for an action that the kind does
        not have."""
        draft = self._book.draft(wanted, now, up=self._parts.outbox.up)
        if not self._carry_out(draft, now, along([move.command for move in draft.moves])):
            return None
        known = (self._book.get(move.command.id) for move in draft.moves)
        return [command for command in known if command is not None]

    def cancel(self, command: str, end: EndReason, now: Instant) -> bool:
        """Take back what was not sent; False for any other."""
        return self._book.cancel(command, end, now)

    def call_off(self, command: str, now: Instant) -> None:
        """Nobody waits for it any more, whether it went out or not: its device may be asked anew at once."""
        self._book.call_off(command, now)

    def hold_back(self, devices: AbstractSet[str], why: str, now: Instant) -> None:
        """Nothing more is sent to these, such as when a maintenance tag was put on; `why` is an interlock."""
        self._book.hold_back(devices, why, now, recall=self._recall)

    def tick(self, now: Instant) -> None:
        """Four times a second, and after issuing: deadlines, what waits, what is tried again."""
        self._publish(self._book.due(now, held=self._parts.outbox.holds, recall=self._recall))
        if not self._parts.outbox.up:
            return
        self._carry_out(self._book.draft_ready(now), now)
        owed = self._book.take_owed(now)
        busy = self._book.is_busy
        wanted = [each for _, each in owed if not busy(each.device, each.order.action)]
        if wanted and self.issue(wanted, now) is None:
            self._book.owe_again(owed)

    # -- hearing -------------------------------------------------------------------------------------

    def link_changed(self, up: bool, now: Instant) -> None:
        """Only a link that was there can be lost."""
        if self._up and not up:
            self._book.link_lost(now)
        self._up = up

    def reply(self, device: str, id_: str, state: str, _ts: int, text: str, now: Instant) -> bool:
        """False when nobody knows the command: for the caller to count. Replies count as they come, whatever
        time the device gives them."""
        return self._book.reply(device, id_, state, text, now)

    def reading(
        self, device: str, ts: int, values: Mapping[str, Value], received: float, now: Instant
    ) -> None:
        """A live reading of a device that is `watched`, never a historical one: its own time (epoch ms), and
        when it came (monotonic seconds)."""
        self._book.reading(device, ts, values, received, now)

    def take_news(self) -> Dispatched:
        """At the end of every batch and tick."""
        commands, controls, events = self._book.take_news()
        ended = [change.command.id for change in commands if change.command.ended]
        if ended:
            self._parts.outbox.withdraw(ended)
        changes: list[CommandChanged | ControlChanged] = [*commands, *controls]
        stored, self._stored = self._stored, {}
        fresh: list[Change] = [
            *(change for change in commands if stored.get(change.command.id) is not change.command),
            *(change for change in controls if stored.get(change.control.device) is not change.control),
        ]
        if fresh:
            self._parts.store.append(fresh)
        return Dispatched(changes, events)

    def _recall(self, command: str) -> bool:
        """Whether it could be kept from being sent."""
        return self._parts.outbox.withdraw((command,)) > 0

    def _carry_out(self, draft: Draft, now: Instant, along: Sequence[Change] = ()) -> bool:
        """Nothing is published, or true in any way, before it is on the disk."""
        if not draft.moves:
            return True
        if not self._parts.store.commit([*draft.changes, *along]):
            return False
        self._stored.update(draft.stands)
        self._book.take(draft, now)
        self._publish(draft.going)
        return True

    def _publish(self, commands: Sequence[Command]) -> None:
        if not commands:
            return
        now = self._parts.clock()
        due = self._book.still_due(commands, now)
        taken = self._parts.outbox.publish(due) if due else 0
        self._book.published(due, taken, now)
