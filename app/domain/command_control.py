"""What holds for each device: asked, in force, and by whom, as its commands go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.domain.commands import (
    Command,
    CommandState,
    ControlChanged,
    DeviceControl,
    Measured,
    Source,
)
from app.domain.instant import Instant
from app.domain.orders import Action
from app.domain.timers import Timers

FULL = 100.0
_FIXED = {Action.STOP: 0.0, Action.SOUND: FULL, Action.SILENCE: 0.0}
_POSITION = "open_percentage"
_NOT_DONE = frozenset({CommandState.REJECTED, CommandState.EXPIRED})
"""Ends after which the device surely goes on as before."""


def asked_of(command: Command) -> float | None:
    """What the command asks for, in per cent; for a hold the position that is known best."""
    order = command.order
    if order.action is Action.START:
        return FULL if order.value is None else order.value
    if order.action is Action.HOLD:
        return _position(command.measured) if command.measured else _position(command.before)
    return _FIXED.get(order.action, order.value)


def when_sent(control: DeviceControl, command: Command) -> DeviceControl:
    """What holds once the command is out."""
    order = command.order
    if order.action is Action.SET_PROGRAMME:
        return replace(control, at=command.sent_at, failed=False)
    manual = order.action is Action.SET_LEVEL and command.source is not Source.PROGRAMME
    until = order.until if manual else None
    if order.action is Action.SOUND and order.duration_s > 0:
        until = command.sent_at + round(order.duration_s * 1000)
    return DeviceControl(
        control.device,
        asked_of(command),
        control.in_force,
        manual,
        until,
        command.operator,
        command.sent_at,
        control.programme,
        control.programme_until,
    )


def when_in_force(control: DeviceControl, command: Command) -> DeviceControl:
    """The device says that it holds the order, or a reading shows it."""
    order = command.order
    if order.action is not Action.SET_PROGRAMME:
        holds = asked_of(command)
        asked = holds if order.action is Action.HOLD else control.asked
        if (control.in_force, control.asked) == (holds, asked):
            return control
        return DeviceControl(
            control.device,
            asked,
            holds,
            control.manual,
            control.until,
            control.by,
            control.at,
            control.programme,
            control.programme_until,
            control.failed,
        )
    until = max((level.at for level in order.levels), default=0)
    return replace(control, programme=order.programme, programme_until=until)


def when_failed(control: DeviceControl, command: Command, before: DeviceControl | None) -> DeviceControl:
    """The newest command ended otherwise. An override that the device refused does not hold; one that it did
    not answer may."""
    if command.state not in _NOT_DONE or command.order.action is Action.SET_PROGRAMME:
        return replace(control, failed=True)
    held = before or DeviceControl(control.device)
    return replace(control, manual=held.manual, until=held.until, by=held.by, failed=True)


def _position(measured: Iterable[Measured]) -> float | None:
    value = next((each.value for each in measured if each.quantity == _POSITION), None)
    return None if value is None or isinstance(value, bool | str) else value


class Controls:
    """Every device's, with the changes since they were last taken."""

    def __init__(self) -> None:
        self._by_device: dict[str, DeviceControl] = {}
        self._newest: dict[str, str] = {}
        """The command that was sent last, by device."""
        self._ends: Timers[str] = Timers()
        self._news: dict[str, DeviceControl] = {}

    def get(self, device: str) -> DeviceControl:
        return self._by_device.get(device) or DeviceControl(device)

    def restore(self, controls: Iterable[DeviceControl], now: Instant) -> None:
        for control in controls:
            self._keep(control, now)

    def put(self, control: DeviceControl, now: Instant) -> None:
        if self._by_device.get(control.device) != control:
            self._keep(control, now)
            self._news[control.device] = control

    def sent(self, command: Command, after: DeviceControl, now: Instant) -> DeviceControl:
        """A command has gone out, and `after` holds; gives back what held before."""
        before = self.get(command.device)
        self._newest[command.device] = command.id
        self._keep(after, now)
        self._news[command.device] = after
        return before

    def in_force(self, command: Command, now: Instant) -> None:
        self.put(when_in_force(self.get(command.device), command), now)

    def failed(self, command: Command, before: DeviceControl | None, now: Instant) -> None:
        if self._newest.get(command.device) == command.id:
            self.put(when_failed(self.get(command.device), command, before), now)

    def agreed(self, command: Command, now: Instant) -> None:
        """A reading shows after all what the newest command asked for."""
        if self._newest.get(command.device) == command.id:
            self.put(replace(when_in_force(self.get(command.device), command), failed=False), now)

    def is_newest(self, command: Command) -> None:
        """Says so after a restart."""
        self._newest[command.device] = command.id

    def tick(self, now: Instant) -> None:
        """Ends what had an end. What the device does after it is not for this program to say."""
        for device in self._ends.expired(now.monotonic):
            self.put(
                replace(self.get(device), asked=None, in_force=None, manual=False, until=None, by=""), now
            )

    def take_news(self) -> list[ControlChanged]:
        news, self._news = self._news, {}
        return [ControlChanged(control) for control in news.values()]

    def _keep(self, control: DeviceControl, now: Instant) -> None:
        known = self._by_device.get(control.device)
        self._by_device[control.device] = control
        if control.until is None:
            self._ends.cancel(control.device)
        elif known is None or known.until != control.until:
            left_s = (control.until - now.wall) / 1000.0
            self._ends.set(control.device, now.monotonic + max(left_s, 0.0))
