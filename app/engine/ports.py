"""What the engine needs from the outside, so that its parts can be joined and tried with other ends."""

from __future__ import annotations

from typing import Protocol

from app.domain.catalogue import ValueType
from app.feed.messages import Arrival, Message


class Decoder(Protocol):
    """Turns an arrival into typed messages; what is not valid comes back as rejects."""

    def decode(self, arrival: Arrival, now_ms: int) -> tuple[Message, ...]: ...


class Register(Protocol):
    """Gives points and texts their numbers in the store."""

    def register_point(self, device: str, quantity: str, type_: ValueType) -> int: ...

    def register_text(self, text: str) -> int: ...
