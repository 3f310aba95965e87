"""What becomes of orders, decided beside the book: it takes a draft over when it is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.domain.actions import UNDOES, Actions, ActionSpec, Busy
from app.domain.command_control import Controls, when_sent
from app.domain.command_entry import Entry, Key, moved, state_after
from app.domain.commands import (
    ENDED,
    Command,
    CommandChanged,
    CommandState,
    ControlChanged,
    DeviceControl,
    EndReason,
    Said,
    Source,
    Stimulus,
    Wanted,
)
from app.domain.instant import Instant
from app.domain.interlocks import Interlock
from app.domain.orders import Order
from app.domain.record import record

PATIENCE = 1.5
"""Intervals of a device that a reading may take to come."""
FOR_ALL = frozenset({Interlock.LINK_UP, Interlock.STORE_OK})
"""What stands in the way of every device alike, and not for long: what has time waits for it."""

Fate = tuple[Stimulus | None, EndReason, str]
"""What happens to a new order at once, why it ends by it, and which interlock it was; no stimulus when it has
to wait."""
Begun = tuple[CommandState, EndReason, tuple[Said, ...]]
"""How a new command begins: the state that it comes to at once, and its life until there."""


@dataclass(frozen=True, slots=True)
class BookParts:
    """What the book asks of others. `offset_s`: to be added to a device's time to have ours, None while it is
    unknown; `interval_s`: how often a device is expected to report; `meter_of`: the device that measures the
    flow for another, or empty; `new_id`: a UUIDv7; `check`: which interlock stands in the way of an order
    to a device, or empty."""

    actions: Actions
    offset_s: Callable[[str], float | None]
    interval_s: Callable[[str], float]
    new_id: Callable[[Instant], str]
    meter_of: Callable[[str], str] = lambda _device: ""
    check: Callable[[str, Order, Instant], str] = lambda _device, _order, _now: ""


@record
class Move:
    """What an entry's command will be; `control` what will hold for its device, when it is sent by it."""

    entry: Entry
    command: Command
    control: DeviceControl | None


class Draft:
    """Commands as they will be; nothing holds before the book takes it over."""

    def __init__(self, controls: Controls) -> None:
        self.moves: list[Move] = []
        self._whose: dict[Key, str] = {}
        """The operator of what will be out or waiting by it."""
        self._before = controls
        self._controls: dict[str, DeviceControl] = {}

    def add(self, entry: Entry, command: Command, before: DeviceControl) -> None:
        """`before` is what holds for its device by then."""
        control = None
        if not command.ended:
            self._whose[entry.key] = max(command.operator, self._whose.get(entry.key, ""))
        if command.state is CommandState.SENT:
            control = when_sent(before, command)
            self._controls[command.device] = control
        self.moves.append(Move(entry, command, control))

    def ahead(self, key: Key, known: str | None) -> str | None:
        """Whose is out or waits, besides the one that is `known`: None where nothing is."""
        own = self._whose.get(key)
        return own if known is None else max(known, own or "")

    def control_of(self, device: str) -> DeviceControl:
        """What will hold for it, by what is in the draft so far."""
        return self._controls.get(device) or self._before.get(device)

    @property
    def changes(self) -> list[CommandChanged | ControlChanged]:
        """What has to be stored before anything of it is true."""
        commands = [CommandChanged(move.command, move.command.life[-1].at) for move in self.moves]
        return [*commands, *(ControlChanged(control) for control in self._controls.values())]

    @property
    def stands(self) -> dict[str, Command | DeviceControl]:
        """What is stored with it, by command and by device."""
        return {**{move.command.id: move.command for move in self.moves}, **self._controls}

    @property
    def going(self) -> list[Command]:
        return [move.command for move in self.moves if move.control is not None]


def draft_new(
    wanted: Sequence[Wanted],
    parts: BookParts,
    controls: Controls,
    now: Instant,
    *,
    up: bool,
    whose: Callable[[Key], str | None],
) -> Draft:
    """Raises KeyError for a kind and action that the catalogue does not have. What this program itself wants
    was weighed by nobody, and is weighed here."""
    draft = Draft(controls)
    begun: dict[tuple[bool, Fate], Begun] = {}
    for want in wanted:
        spec = parts.actions[want.kind, want.order.action]
        barred = parts.check(want.device, want.order, now) if want.source is Source.AUTOMATIC else ""
        fate = _fate(want, spec, _ahead(want, draft, whose), up=up, barred=barred)
        path = (bool(want.approver), fate)
        if path not in begun:
            begun[path] = _begin(*path, now)
        control = draft.control_of(want.device)
        command = _command(want, parts.new_id(now), spec, control, begun[path], now)
        entry = new_entry(command, spec, parts, expires=now.monotonic + spec.expires_s)
        draft.add(entry, command, control)
    return draft


def draft_ready(entries: Iterable[Entry], controls: Controls, now: Instant) -> Draft:
    """Those that have waited for another to end, and whose turn it is."""
    draft = Draft(controls)
    for entry in entries:
        after = moved(entry.command, Stimulus.SEND, now, {"sent_at": now.wall, "tries": 1})
        if after is not None:
            draft.add(entry, after, draft.control_of(after.device))
    return draft


def new_entry(command: Command, spec: ActionSpec, parts: BookParts, *, expires: float) -> Entry:
    meter = parts.meter_of(command.device)
    interval_s = parts.interval_s(command.device)
    if meter:
        interval_s = max(interval_s, parts.interval_s(meter))
    return Entry(command, spec, expires=expires, meter=meter, patience_s=PATIENCE * interval_s)


def _ahead(want: Wanted, draft: Draft, whose: Callable[[Key], str | None]) -> str | None:
    """The operator of what is out or waits; what nobody asked for must not undo another action either."""
    key = (want.device, want.order.action)
    ahead = draft.ahead(key, whose(key))
    if want.operator:
        return ahead
    undone = [(want.device, action) for action in UNDOES.get(want.order.action, ())]
    others = (draft.ahead(other, whose(other)) for other in undone)
    return next((other for other in others if other), ahead)


def _fate(want: Wanted, spec: ActionSpec, ahead: str | None, *, up: bool, barred: str) -> Fate:
    """`ahead` is the operator of what is out or waits already, `barred` what stands in the way. What nobody
    asked for, such as a step of a programme, does not wait behind what somebody did: it would undo it."""
    if not up:
        return Stimulus.CANCEL, EndReason.NOT_SENT, ""
    if barred:
        return Stimulus.CANCEL, EndReason.INTERLOCKED, barred
    if ahead is None:
        return Stimulus.SEND, EndReason.NONE, ""
    if spec.busy is Busy.REFUSE:
        return Stimulus.CANCEL, EndReason.INTERLOCKED, Interlock.NOT_BUSY
    if ahead and not want.operator:
        return Stimulus.CANCEL, EndReason.SUPERSEDED, ""
    return None, EndReason.NONE, ""


def _begin(approved: bool, fate: Fate, now: Instant) -> Begun:
    stimulus, end, why = fate
    state = CommandState.DRAFTED
    life = [Said(state, now.wall)]
    for step in (Stimulus.APPROVE if approved else None, stimulus):
        after = None if step is None else state_after(state, step)
        if after is not None:
            state = after
            life.append(Said(state, now.wall))
    if why:
        life[-1] = Said(state, now.wall, why)
    return state, end, tuple(life)


def _command(
    want: Wanted, id_: str, spec: ActionSpec, control: DeviceControl, begun: Begun, now: Instant
) -> Command:
    state, end, life = begun
    sent = state is CommandState.SENT
    return Command(
        id=id_,
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
        ended_at=now.wall if state in ENDED else 0,
        tries=int(sent),
        asked_before=control.asked,
        force_before=control.in_force,
        before=want.before,
        life=life,
    )
