"""What control needs from the outside: the way to the devices, and a place that remembers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from app.domain.changes import Change
from app.domain.commands import Command


class Outbox(Protocol):
    """Commands to the broker, by a connection that forgets all when it is lost."""

    @property
    def up(self) -> bool:
        """Whether it is connected now."""
        ...

    def publish(self, commands: Sequence[Command]) -> int:
        """Hand over for sending, in order; never waits. How many were taken: those after it were not sent and
        never will be."""
        ...

    def holds(self, command: str) -> bool:
        """Whether the command was taken and its sending has not begun."""
        ...

    def withdraw(self, commands: Collection[str]) -> int:
        """Do not send these any more; how many of them it still held. Sending the others has begun, or they
        were never taken."""
        ...


class CommandStore(Protocol):
    """The engine's journal, as control uses it."""

    def commit(self, changes: Sequence[Change]) -> bool:
        """Store in one transaction and return when it is on the disk; False when nothing was stored."""
        ...

    def append(self, changes: Sequence[Change]) -> None:
        """Store soon, in order; never waits."""
        ...
