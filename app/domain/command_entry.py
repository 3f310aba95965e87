"""One command that goes on, with what belongs to it beside what is stored; and how a command moves."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from app.domain.actions import UNDOES, ActionSpec
from app.domain.commands import (
    ENDED,
    MOVES,
    Command,
    CommandState,
    DeviceControl,
    EndReason,
    Said,
    Stimulus,
)
from app.domain.confirming import Evidence
from app.domain.instant import Instant
from app.domain.orders import Action

LIFE_KEPT = 16
LATE_KEPT = 6
"""Lines of a life that answers without effect may take; those after them change nothing at all."""
LONGEST_SAID = 120

Key = tuple[str, Action]
"""A device and an action: one command of these is out at a time."""

_FIELDS = tuple(field.name for field in dataclasses.fields(Command))
_PLACES = {name: place for place, name in enumerate(_FIELDS)}
_VERSION = _PLACES["version"]
_values = attrgetter(*_FIELDS)
"""All at once, as in the ledger of alarms: a group of lamps moves ten thousand commands in some seconds."""


class Entry:
    """Mutable, and owned by the engine's thread. Times are monotonic seconds."""

    __slots__ = (
        "answer_by",
        "before",
        "command",
        "evidence",
        "expires",
        "finish_by",
        "key",
        "meter",
        "over_by",
        "patience_s",
        "retries",
        "rivals",
        "sent",
        "spec",
        "undone",
        "unsent",
    )

    def __init__(
        self, command: Command, spec: ActionSpec, *, expires: float, meter: str = "", patience_s: float = 0.0
    ) -> None:
        device, action = self.key = (command.device, command.order.action)
        self.undone: tuple[Key, ...] = tuple([(device, other) for other in UNDOES.get(action, ())])
        """What it does away with."""
        self.command = command
        self.spec = spec
        self.expires = expires
        self.meter = meter
        """The device that measures the flow for it, or empty."""
        self.patience_s = max(patience_s, spec.settle_s)
        """How long a reading may take to come after the device is done."""
        self.retries = spec.retries
        self.unsent = True
        """The link had no room for it yet."""
        self.sent = 0.0
        self.answer_by = 0.0
        self.finish_by = 0.0
        self.over_by = 0.0
        """The end of the ramp or travel that it was told: whatever it says, it is not at its end before."""
        self.rivals: tuple[Entry, ...] = ()
        """Those that it undoes, out when it was sent."""
        self.before: DeviceControl | None = None
        """What held for the device when it was sent."""
        self.evidence = Evidence(
            spec.checks_of(command.order), command.order, command.before, meter=bool(meter)
        )

    @property
    def sources(self) -> tuple[str, ...]:
        """The devices whose readings can show it."""
        return (self.command.device, self.meter) if self.meter else (self.command.device,)

    @property
    def over(self) -> float:
        """When the device is at its end; infinite while it has not said so."""
        done = self.evidence.done
        return math.inf if done is None else max(done, self.over_by)

    @property
    def settled_by(self) -> float:
        """Readings that are measured from then on must agree."""
        return self.over + self.spec.settle_s

    @property
    def measured_by(self) -> float:
        """Until then a reading must have come."""
        return self.over + self.patience_s

    def is_due(self, now: Instant) -> bool:
        """Whether it may still be published, by both clocks; an override that is over by then may not."""
        command, until = self.command, self.command.order.until
        timely = now.monotonic < self.expires and now.wall < command.expires
        return timely and (until is None or now.wall < until)


def state_after(state: CommandState, stimulus: Stimulus) -> CommandState | None:
    """None where the stimulus moves nothing."""
    return MOVES.get((state, stimulus))


def moved(
    command: Command,
    stimulus: Stimulus,
    now: Instant,
    fields: Mapping[str, Any] | None = None,
    *,
    end: EndReason = EndReason.NONE,
    said: str = "",
    text: str = "",
) -> Command | None:
    """The command one version on, with these fields changed, or None where the stimulus moves nothing. `said`
    is the device's own word, where it is not the state's."""
    state = state_after(command.state, stimulus)
    if state is None:
        return None
    line = Said(said or state, now.wall, text[:LONGEST_SAID])
    ended = {"ended_at": now.wall} if state in ENDED else {}
    step = {"state": state, "end": end, "life": with_line(command, line)}
    return changed(command, {**(fields or {}), **step, **ended})


def noted_late(command: Command, state: str, text: str, now: Instant) -> Command | None:
    """The command with a line on what moved nothing; None when it has enough of them."""
    if sum(said.late for said in command.life) >= LATE_KEPT:
        return None
    line = Said(state, now.wall, text[:LONGEST_SAID], late=True)
    return changed(command, {"life": with_line(command, line)})


def with_line(command: Command, line: Said) -> tuple[Said, ...]:
    return (*command.life[1 - LIFE_KEPT :], line)


def changed(command: Command, fields: Mapping[str, Any]) -> Command:
    """The command one version on, with these fields changed."""
    values = list(_values(command))
    values[_VERSION] += 1
    for name, value in fields.items():
        values[_PLACES[name]] = value
    return Command(*values)
