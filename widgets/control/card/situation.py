"""All that the card shows of a device at one moment, gathered from the hub."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from app.bridge.hub import Hub
from app.bridge.views import LiveReading
from app.domain.actions import Actions, ActionSpec
from app.domain.commands import OUT, WAITING, Command, Tag
from app.domain.devices import Device, Liveness
from app.domain.orders import TASKS, Action, Order
from app.domain.selections import Selection, SelectionState

FOLLOWED_MS = 60_000
"""How long after its end an order still stands in the last of the five steps."""


@dataclass(frozen=True, slots=True)
class Situation:
    """`asked` and `in_force` in per cent; `commands` newest first; `heard_s` None when it was never heard."""

    device: Device
    specs: Mapping[Action, ActionSpec]
    readings: Mapping[str, LiveReading]
    asked: float | None
    in_force: float | None
    liveness: Liveness
    heard_s: float | None
    operator: str
    selection: Selection | None
    tag: Tag | None
    commands: tuple[Command, ...]
    now: int

    @property
    def mine(self) -> bool:
        """Whether the operator of this console has it selected."""
        return self.selection is not None and self.selection.operator == self.operator

    @property
    def signing(self) -> bool:
        return self.selection is not None and self.selection.state is SelectionState.WAITING

    @property
    def newest(self) -> Command | None:
        return self.commands[0] if self.commands else None

    @property
    def out(self) -> Command | None:
        """What is under way."""
        return next((one for one in self.commands if one.state in OUT), None)

    @property
    def waiting(self) -> Command | None:
        """What waits to be sent, and can still be taken back."""
        return next((one for one in self.commands if one.state in WAITING), None)

    @property
    def travelling(self) -> bool:
        return any(one.state in OUT and one.order.action is Action.SET_POSITION for one in self.commands)

    @property
    def followed(self) -> Command | None:
        """The order whose end is being watched, or has just come."""
        newest = self.newest
        if newest is None or newest.state in WAITING:
            return None
        return newest if not newest.ended or self.now - newest.ended_at < FOLLOWED_MS else None

    def in_view(self, draft: Order | None) -> Order | None:
        """The order that the card is about: what is selected, or what is being written. Past the selection of
        another goes only what brings the device to rest."""
        if self.selection is None:
            return draft
        spec = self.spec(draft)
        safe = spec is not None and spec.safe and not self.mine
        return draft if safe else self.selection.order

    def spec(self, order: Order | None) -> ActionSpec | None:
        return None if order is None else self.specs.get(order.action)


class Observer:
    """GUI thread; never waits."""

    def __init__(self, hub: Hub, actions: Actions) -> None:
        self._hub = hub
        self._kept: tuple[str, tuple[Command, ...]] | None = None
        self._specs: dict[str, dict[Action, ActionSpec]] = {}
        for (kind, action), spec in actions.items():
            if action not in TASKS:
                self._specs.setdefault(kind, {})[action] = spec

    def specs_of(self, kind: str) -> Mapping[Action, ActionSpec]:
        return self._specs.get(kind, {})

    def forget_commands(self) -> None:
        """Those of the device that was looked at last are others now."""
        self._kept = None

    def _commands(self, device: str) -> tuple[Command, ...]:
        """The same object until they are forgotten: looking through thousands takes milliseconds."""
        if self._kept is None or self._kept[0] != device:
            self._kept = (device, tuple(self._hub.control.of_device(device)))
        return self._kept[1]

    def look(self, device: Device) -> Situation:
        hub = self._hub
        columns, row = hub.columns.devices(), hub.devices.row(device.id)
        placed = row is not None and row < len(columns.liveness)
        now, heard = hub.now(), int(columns.heard[row]) if placed else 0
        return Situation(
            device=device,
            specs=self.specs_of(device.kind),
            readings={one.quantity: one for one in hub.columns.readings(device.id)},
            asked=_known(columns.asked, row),
            in_force=_known(columns.in_force, row),
            liveness=Liveness(int(columns.liveness[row])) if placed else Liveness.UNKNOWN,
            heard_s=max(0.0, (now - heard) / 1000) if heard > 0 else None,
            operator=hub.operator,
            selection=hub.control.selection_of(device.id),
            tag=hub.control.tags.get(device.id),
            commands=self._commands(device.id),
            now=now,
        )


def _known(column: NDArray[Any], row: int | None) -> float | None:
    """The columns of control are empty where nothing is commanded."""
    value = float(column[row]) if row is not None and row < len(column) else math.nan
    return value if math.isfinite(value) else None
