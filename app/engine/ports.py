"""What the engine needs from the outside, so that its parts can be joined and tried with other ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from app.domain.catalogue import ValueType
from app.domain.changes import Change
from app.feed.messages import Arrival, Message


class Decoder(Protocol):
    """Turns an arrival into typed messages; what is not valid comes back as rejects."""

    def decode(self, arrival: Arrival, now_ms: int) -> tuple[Message, ...]: ...


class Register(Protocol):
    """Gives points and texts their numbers in the store."""

    def register_point(self, device: str, quantity: str, type_: ValueType) -> int: ...

    def register_text(self, text: str) -> int: ...


class Recorder(Protocol):
    """Takes what must not be lost; calls back after the commit, on the store's thread."""

    def append(
        self,
        readings: list[tuple[int, int, float]],
        changes: Sequence[Change],
        on_committed: Callable[[bool], None] | None = None,
    ) -> None: ...
