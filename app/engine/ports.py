"""What the engine needs from the outside, so that its parts can be joined and tried with other ends."""

from __future__ import annotations

from typing import Protocol

from app.domain.audit import Draft
from app.domain.catalogue import ValueType
from app.feed.messages import Arrival, Message


class Decoder(Protocol):
    """Turns an arrival into typed messages; what is not valid comes back as rejects."""

    def decode(self, arrival: Arrival, now_ms: int) -> tuple[Message, ...]: ...


class Register(Protocol):
    """Gives points and texts their numbers in the store."""

    def register_point(self, device: str, quantity: str, type_: ValueType) -> int: ...

    def register_text(self, text: str) -> int: ...


class Trail(Protocol):
    """The audit trail, as the engine's thread uses it."""

    def record(self, draft: Draft) -> None:
        """Return when the entry is on the disk. Raises StoreUnavailable after about 2 s; then it is not."""

    def note(self, draft: Draft) -> None:
        """Put it on record soon, in order, without waiting; kept and tried again while the disk refuses."""
