"""What becomes of orders, decided beside the book: it takes a draft over when it is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from app.domain.actions import Actions, ActionSpec, Busy
from app.domain.changes import Change
from app.domain.command_control import Controls, when_sent
from app.domain.command_entry import Entry, Key, moved, state_after
from app.domain.commands import (
    Command,
    CommandChanged,
    CommandState,
    ControlChanged,
    DeviceControl,
    EndReason,
    Said,
    Stimulus,
    Wanted,
)
from app.domain.instant import Instant
from app.domain.interlocks import Interlock

PATIENCE = 1.5
"""Intervals of a device that a reading may take to come."""


@dataclass(frozen=True, slots=True)
class BookParts:
    """What the book asks of others. `offset_s`: to be added to a device's time to have ours, None while it is
    unknown; `interval_s`: how often a device is expected to report; `meter_of`: the device that measures the
    flow for another, or empty; `new_id`: a UUIDv7."""

    actions: Actions
    offset_s: Callable[[str], float | None]
    interval_s: Callable[[str], float]
    new_id: Callable[[Instant], str]
    meter_of: Callable[[str], str] = lambda _device: ""


@dataclass(slots=True)
class Draft:
    """Commands as they will be; nothing holds before the book takes it over."""

    moves: list[tuple[Entry, Command]] = field(default_factory=list)
    controls: list[DeviceControl] = field(default_factory=list)
    keys: set[Key] = field(default_factory=set)
    """Those that will be out or waiting by it."""

    def add(self, entry: Entry, command: Command, controls: Controls) -> None:
        self.moves.append((entry, command))
        if not command.ended:
            self.keys.add(entry.key)
        if command.state is CommandState.SENT:
            self.controls.append(when_sent(controls.get(command.device), command))

    @property
    def changes(self) -> list[Change]:
        """What has to be stored before anything of it is true."""
        commands: list[Change] = [CommandChanged(command, _at(command)) for _, command in self.moves]
        return [*commands, *(ControlChanged(control) for control in self.controls)]

    @property
    def going(self) -> list[Command]:
        return [command for _, command in self.moves if command.state is CommandState.SENT]


def draft_new(
    wanted: Sequence[Wanted],
    parts: BookParts,
    controls: Controls,
    now: Instant,
    *,
    up: bool,
    busy: Callable[[Key], bool],
) -> Draft:
    """Raises KeyError for a kind and action that the catalogue does not have."""
    draft = Draft()
    for want in wanted:
        spec = parts.actions[want.kind, want.order.action]
        key = (want.device, want.order.action)
        stimulus, end = _fate(spec, up=up, busy=busy(key) or key in draft.keys)
        state, life = _walk(want, stimulus, end, now)
        sent, ended = state is CommandState.SENT, state is CommandState.CANCELLED
        control = controls.get(want.device)
        command = Command(
            id=parts.new_id(now),
            device=want.device,
            kind=want.kind,
            order=want.order,
            operator=want.operator,
            reason=want.reason,
            issued=now.wall,
            expires=now.wall + round(spec.expires_s * 1000),
            state=state,
            end=end,
            source=want.source,
            approver=want.approver,
            overrides=want.overrides,
            group=want.group,
            incident=want.incident,
            cause=want.cause,
            sent_at=now.wall if sent else 0,
            ended_at=now.wall if ended else 0,
            tries=1 if sent else 0,
            asked_before=control.asked,
            force_before=control.in_force,
            before=want.before,
            life=life,
        )
        draft.add(new_entry(command, spec, parts, expires=now.monotonic + spec.expires_s), command, controls)
    return draft


def draft_ready(entries: Iterable[Entry], controls: Controls, now: Instant) -> Draft:
    """Those that have waited for another to end, and whose turn it is."""
    draft = Draft()
    for entry in entries:
        after = moved(entry.command, Stimulus.SEND, now, {"sent_at": now.wall, "tries": 1})
        if after is not None:
            draft.add(entry, after, controls)
    return draft


def new_entry(command: Command, spec: ActionSpec, parts: BookParts, *, expires: float) -> Entry:
    meter = parts.meter_of(command.device)
    interval_s = parts.interval_s(command.device)
    if meter:
        interval_s = max(interval_s, parts.interval_s(meter))
    return Entry(command, spec, expires=expires, meter=meter, patience_s=PATIENCE * interval_s)


def _fate(spec: ActionSpec, *, up: bool, busy: bool) -> tuple[Stimulus | None, EndReason]:
    """What happens to a new order at once; None when it has to wait."""
    if not up:
        return Stimulus.CANCEL, EndReason.NOT_SENT
    if not busy:
        return Stimulus.SEND, EndReason.NONE
    if spec.busy is Busy.REFUSE:
        return Stimulus.CANCEL, EndReason.INTERLOCKED
    return None, EndReason.NONE


def _walk(
    want: Wanted, stimulus: Stimulus | None, end: EndReason, now: Instant
) -> tuple[CommandState, tuple[Said, ...]]:
    """The state that a new command comes to, and its life until there."""
    state = CommandState.DRAFTED
    life = [Said(state, now.wall)]
    for step in (Stimulus.APPROVE if want.approver else None, stimulus):
        after = None if step is None else state_after(state, step)
        if after is not None:
            state = after
            life.append(Said(state, now.wall))
    if end is EndReason.INTERLOCKED:
        life[-1] = Said(state, now.wall, Interlock.NOT_BUSY)
    return state, tuple(life)


def _at(command: Command) -> int:
    return command.life[-1].at
