"""Which looks at live pictures go on record: each camera when it is first shown, and each hour after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.engine.server import ConsoleLink

AGAIN_MS = 3_600_000
"""What goes on being shown is recorded again after so long; a round is not, each time it comes by."""


@dataclass(slots=True)
class _Seat:
    operator: str
    noted: dict[str, int] = field(default_factory=dict)
    """When each camera was put on record last."""


class Looks:
    """Engine's thread. Forgets with the console, or when somebody else signs in there."""

    def __init__(self) -> None:
        self._seats: dict[ConsoleLink, _Seat] = {}

    def due(self, link: ConsoleLink, operator: str, cameras: Iterable[str], now: int) -> tuple[str, ...]:
        """Those to be put on record now; they count as on record from here on."""
        seat = self._seats.get(link)
        if seat is None or seat.operator != operator:
            seat = self._seats[link] = _Seat(operator)
        due = tuple(one for one in cameras if now - seat.noted.get(one, now - AGAIN_MS) >= AGAIN_MS)
        seat.noted.update(dict.fromkeys(due, now))
        return due

    def left(self, link: ConsoleLink) -> None:
        self._seats.pop(link, None)
