"""A dispatcher with a clock, a link and a store of its own; devices speak to it through this room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from app.control.dispatcher import Dispatcher, DispatcherParts
from app.control.ids import CommandIds
from app.domain.actions import Actions
from app.domain.changes import Change
from app.domain.commands import (
    Command,
    CommandChanged,
    ControlChanged,
    DeviceControl,
    Measured,
    Value,
    Wanted,
)
from app.domain.devices import Event
from app.domain.instant import Instant
from app.domain.orders import Action, Order
from app.settings.actions import load_actions
from app.settings.catalogue import load_catalogue

WALL = 1_700_000_000_000
SHIPPED = load_actions(load_catalogue())


class Link:
    """The way to the broker: takes what there is room for, and remembers when."""

    def __init__(self) -> None:
        self.up = True
        self.room: int | None = None
        self.hesitates = False
        """It takes commands and holds them."""
        self.held: dict[str, Command] = {}
        self.sent: list[Command] = []
        self.batches = 0
        self.on_publish: Callable[[Command], None] = lambda _command: None

    def publish(self, commands: Sequence[Command]) -> int:
        self.batches += 1
        taken = list(commands)[: self.room] if self.up else []
        if self.hesitates:
            self.held.update((command.id, command) for command in taken)
        else:
            self._send(taken)
        return len(taken)

    def holds(self, command: str) -> bool:
        return command in self.held

    def withdraw(self, commands: Iterable[str]) -> int:
        return sum(self.held.pop(command, None) is not None for command in commands)

    def go_on(self) -> None:
        """Send what was held."""
        held, self.held, self.hesitates = self.held, {}, False
        self._send(held.values())

    def _send(self, commands: Iterable[Command]) -> None:
        for command in commands:
            self.sent.append(command)
            self.on_publish(command)

    def sent_of(self, device: str) -> list[Command]:
        return [command for command in self.sent if command.device == device]


class Database:
    """Keeps the newest version of each command and control, as the journal does."""

    def __init__(self) -> None:
        self.healthy = True
        self.commands: dict[str, Command] = {}
        self.controls: dict[str, DeviceControl] = {}
        self.commits = 0
        self.on_commit: Callable[[], None] = lambda: None

    def commit(self, changes: Sequence[Change]) -> bool:
        if self.healthy:
            self.commits += 1
            self.append(changes)
            self.on_commit()
        return self.healthy

    def append(self, changes: Sequence[Change]) -> None:
        for change in changes:
            if isinstance(change, CommandChanged):
                known = self.commands.get(change.command.id)
                assert known is None or known.version < change.command.version
                self.commands[change.command.id] = change.command
            elif isinstance(change, ControlChanged):
                self.controls[change.control.device] = change.control


class ControlRoom:
    """Time goes by only through `wait`; the dispatcher's news are taken after every step."""

    def __init__(self, actions: Actions = SHIPPED) -> None:
        self.clock = 1000.0
        self.tick_s = 0.25
        self.wall_ahead_ms = WALL
        self.offsets: dict[str, float | None] = {}
        self.meters: dict[str, str] = {}
        self.in_the_way: dict[str, str] = {}
        """By device, the interlock that is not met; under the empty name for all."""
        self.interval_s = 60.0
        self.actions = actions
        self.link, self.store = Link(), Database()
        self.events: list[Event] = []
        self.told: list[Command] = []
        self.desk = self._dispatcher()
        self.desk.link_changed(True, self.now)

    def _dispatcher(self) -> Dispatcher:
        return Dispatcher(
            DispatcherParts(
                self.actions,
                self.link,
                self.store,
                lambda: self.now,
                lambda device: self.offsets.get(device, 0.0),
                lambda _device: self.interval_s,
                CommandIds(),
                lambda device: self.meters.get(device, ""),
                lambda device, _order, _now: self.in_the_way.get(device, self.in_the_way.get("", "")),
            )
        )

    @property
    def now(self) -> Instant:
        return Instant(self.clock, self.wall_ahead_ms + round(self.clock * 1000))

    def wait(self, seconds: float) -> None:
        end = self.clock + seconds
        while self.clock < end:
            self.clock = min(self.clock + self.tick_s, end)
            self.desk.tick(self.now)
            self.settle()

    def jump(self, seconds: float) -> None:
        """The wall clock is set."""
        self.wall_ahead_ms += round(seconds * 1000)

    def order(
        self,
        action: Action,
        device: str = "V1",
        kind: str = "valve",
        *,
        before: dict[str, Value] | None = None,
        **fields: Any,
    ) -> Command | None:
        """Gives the command as it is after issuing, or None when it could not be stored."""
        who = {name: fields.pop(name) for name in ("source", "approver", "operator") if name in fields}
        measured = tuple(Measured(name, value, self.now.wall) for name, value in (before or {}).items())
        wanted = Wanted(device, kind, Order(action, **fields), **{"operator": "ana", **who}, before=measured)
        issued = self.desk.issue([wanted], self.now)
        self.settle()
        return None if issued is None else issued[0]

    def close(self, device: str = "V1", **fields: Any) -> Command:
        before = {"open_percentage": 100.0, "flow": 120.0}
        command = self.order(
            Action.SET_POSITION, device, value=0.0, over_s=60.0, **{"before": before, **fields}
        )
        assert command is not None
        return command

    def dim(self, value: float, device: str = "L1", **fields: Any) -> Command:
        command = self.order(Action.SET_LEVEL, device, "luminaire", value=value, **fields)
        assert command is not None
        return command

    def say(self, command: Command, *states: str, device: str = "", text: str = "") -> bool:
        known = [
            self.desk.reply(device or command.device, command.id, state, self.now.wall, text, self.now)
            for state in states
        ]
        self.settle()
        return all(known)

    def read(self, device: str = "V1", *, ago_s: float = 0.0, **values: Value) -> None:
        """A reading that was measured so long ago by the device's clock, and comes now."""
        offset_s = self.offsets.get(device, 0.0) or 0.0
        ts = self.now.wall - round((offset_s + ago_s) * 1000)
        if device in self.desk.watched:
            self.desk.reading(device, ts, values, self.clock, self.now)
        self.settle()

    def lose_link(self) -> None:
        self.link.up = False
        self.desk.link_changed(False, self.now)
        self.settle()

    def find_link(self) -> None:
        self.link.up = True
        self.desk.link_changed(True, self.now)
        self.settle()

    def restart(self, *, away_s: float = 0.0, jump_s: float = 0.0) -> None:
        """The engine is killed and started on what was stored, on another monotonic clock."""
        wall = self.now.wall + round((away_s + jump_s) * 1000)
        self.clock = 50.0
        self.wall_ahead_ms = wall - round(self.clock * 1000)
        self.desk = self._dispatcher()
        self.desk.restore(self._to_restore(), self.store.controls.values(), self.now)
        self.settle()
        self.desk.link_changed(self.link.up, self.now)

    def _to_restore(self) -> Iterable[Command]:
        newest: dict[str, Command] = {}
        for command in self.store.commands.values():
            if not command.ended:
                yield command
            elif command.sent_at and self.store.controls[command.device].failed:
                newest[command.device] = command
        yield from newest.values()

    def settle(self) -> None:
        news = self.desk.take_news()
        self.events.extend(news.events)
        self.told.extend(change.command for change in news.changes if isinstance(change, CommandChanged))

    def now_of(self, command: Command) -> Command:
        found = self.desk.get(command.id)
        assert found is not None
        return found

    def fate(self, command: Command) -> str:
        """State and end as words."""
        return f"{self.now_of(command).state} {self.now_of(command).end}".strip()

    def control(self, device: str = "V1") -> DeviceControl:
        return self.desk.control_of(device)

    def alarms(self) -> dict[tuple[str, str], bool]:
        """The last word on each event of a device."""
        return {(event.device, event.type): event.active for event in self.events}


def lives(command: Command) -> list[str]:
    """The states it went through, in order."""
    return [f"{said.state}{' late' * said.late}" for said in command.life]
