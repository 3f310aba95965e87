"""Acts on the city's alarms: decided first, then stored, and only then done and shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from app.domain.acts import Act, Verdict
from app.domain.changes import Change
from app.domain.instant import Instant
from app.engine.city import City
from app.engine.consoles import Consoles


class ActStore(Protocol):
    def commit(self, changes: list[Change]) -> None: ...


class CityActs:
    """Engine's thread."""

    def __init__(
        self,
        city: City,
        store: ActStore,
        consoles: Consoles,
        follow: Callable[[Sequence[Change]], None],
    ) -> None:
        """`follow` hears what was done."""
        self._city, self._store, self._consoles, self._follow = city, store, consoles, follow

    def decide(self, act: Act, operator: str, now: Instant) -> tuple[Verdict, list[Change]]:
        """What an act would change; nothing is done yet."""
        return self._city.decide(act, operator, now)

    def carry_out(self, changes: list[Change], now: Instant) -> None:
        """Store what was decided, then do and tell it. Raises StoreUnavailable; then nothing was done."""
        self._store.commit(changes)
        self._consoles.tell(self._city.commit(changes, now).news)
        self._follow(changes)
