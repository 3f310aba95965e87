"""Control on the engine's thread: answers and readings in, waves and deadlines on, and what follows told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.control.dispatcher import Dispatcher
from app.control.groups import GroupRunner
from app.control.plan_runner import PlanRunner
from app.domain.changes import Change
from app.domain.commands import Command, CommandChanged, CommandState, Source
from app.domain.devices import Event
from app.domain.instant import Instant
from app.engine.control.desk import ControlDesk
from app.engine.control.marks import ControlMarks
from app.engine.control.starts import PumpStarts
from app.engine.lighting.lamps import Lamps
from app.engine.server import ConsoleLink
from app.feed.messages import Reject, RejectReason, Reply, Telemetry
from app.wire.control import ControlRules, ControlSnapshot

RECENT_KEPT = 200


@dataclass(frozen=True, slots=True)
class ControlParts:
    """Made by the composition root. `tell` reaches all consoles; `judge` takes events to the alarm rules."""

    dispatcher: Dispatcher
    groups: GroupRunner
    plans: PlanRunner
    desk: ControlDesk
    lamps: Lamps
    marks: ControlMarks
    starts: PumpStarts
    rules: Callable[[], ControlRules]
    tell: Callable[[Sequence[object]], None]
    judge: Callable[[list[Event]], None]
    refuse: Callable[[list[Reject]], None]
    """What answers nobody is counted and kept with the other rejects."""
    now: Callable[[], Instant]


class Control:
    """Engine's thread only."""

    def __init__(self, parts: ControlParts, recent: Iterable[Command] = ()) -> None:
        self._parts = parts
        self._commands: dict[str, Command] = {one.id: one for one in recent if _is_told(one)}
        self._rules: ControlRules | None = None

    def hear(self, heard: Sequence[tuple[Telemetry | Reply, float]], changes: Iterable[Change]) -> None:
        """What devices said that matters to commands, in the order in which it came, and what else changed
        in the city."""
        self._parts.plans.follow(changes)
        if not heard:
            return
        now, dispatcher = self._parts.now(), self._parts.dispatcher
        unknown: list[Reject] = []
        for message, received in heard:
            if isinstance(message, Reply):
                known = dispatcher.reply(
                    message.device, message.id, str(message.state), message.ts, message.text, now
                )
                if not known:
                    unknown.append(_unknown(message))
            elif message.timed and not (message.historical or message.foreign):
                dispatcher.reading(message.device, message.ts, message.values, received, now)
        if unknown:
            self._parts.refuse(unknown)
        self.follow(now)

    def link_changed(self, up: bool) -> None:
        """The way out to the devices is there, or lost."""
        now = self._parts.now()
        self._parts.dispatcher.link_changed(up, now)
        self.follow(now)
        self._tell_rules()

    def tick(self, now: Instant) -> None:
        """Four times a second: deadlines, what waits, and selections whose time is over."""
        parts = self._parts
        parts.dispatcher.tick(now)
        parts.desk.each_tick(now)
        self.follow(now)

    def send(self, now: Instant) -> None:
        """Ten times a second: the next waves of groups."""
        self._parts.groups.tick(now)
        self.follow(now)

    def scan(self, now: Instant) -> None:
        """Once a second."""
        parts = self._parts
        parts.plans.tick(now)
        parts.starts.scan(now)
        parts.judge(parts.lamps.scan(now))
        self.follow(now)
        self._tell_rules()

    def left(self, link: ConsoleLink) -> None:
        self._parts.desk.left(link)

    def follow(self, now: Instant) -> None:
        """Tell everybody what has come of it: groups, trail, columns, consoles and alarm rules."""
        parts = self._parts
        news = parts.dispatcher.take_news()
        told: list[Any] = []
        on_record: list[Command] = []
        for change in news.changes:
            if isinstance(change, CommandChanged):
                command = change.command
                parts.marks.note_command(command)
                if _is_told(command):
                    told.append(change)
                    self._remember(command)
                if (command.ended or _goes_by_itself(command)) and not _is_remark(command):
                    on_record.append(command)
            else:
                parts.marks.note_control(change.control)
        parts.groups.follow(news.changes, now)
        parts.plans.follow(news.changes)
        groups = parts.groups.take_news()
        parts.desk.ended(on_record, [item.group for item in groups], now)
        told += [*groups, *parts.plans.take_news()]
        if told:
            parts.tell(told)
        if news.events:
            parts.judge(news.events)

    def snapshot(self) -> list[Any]:
        """For a console that has just come."""
        parts = self._parts
        snapshot = ControlSnapshot(
            commands=tuple(self._commands.values()),
            groups=tuple(parts.groups.all()),
            selections=parts.desk.selections,
            tags=parts.desk.tags,
            saved=parts.desk.saved,
            plan=parts.desk.plan,
            in_force=parts.plans.in_force(),
        )
        return [parts.rules(), snapshot]

    def close(self) -> None:
        """What lamps used up to now is stored."""
        self._parts.lamps.flush()

    def _tell_rules(self) -> None:
        rules = self._parts.rules()
        if rules != self._rules:
            self._rules = rules
            self._parts.tell([rules])

    def _remember(self, command: Command) -> None:
        self._commands.pop(command.id, None)
        self._commands[command.id] = command
        over = len(self._commands) - RECENT_KEPT
        if over > 0:
            for key in [key for key, one in self._commands.items() if one.ended][:over]:
                del self._commands[key]


def _is_told(command: Command) -> bool:
    """Of groups and programmes consoles hear counts and columns; their commands are in the history."""
    return not command.group and command.source is not Source.PROGRAMME


def _goes_by_itself(command: Command) -> bool:
    """This program itself has just sent it, for the first time."""
    sent = command.state is CommandState.SENT and command.tries == 1
    return sent and command.source is Source.AUTOMATIC


def _is_remark(command: Command) -> bool:
    """What the device said after the end: noted in its life, and nothing more has ended."""
    return bool(command.life) and command.life[-1].late


def _unknown(reply: Reply) -> Reject:
    told = f"{reply.state} to {reply.id}"
    return Reject(f"{reply.kind}/{reply.device}/reply", b"", RejectReason.REPLY_UNKNOWN, told)
