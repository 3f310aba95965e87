"""What signing in, sessions and administration need from the outside."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol, TypeVar

from app.domain.instant import Instant
from app.engine.ports import Trail
from app.engine.server import ConsoleLink
from app.store.vault.accounts import Accounts

T = TypeVar("T")


class SecurityRules(Protocol):
    """The settings of security as they are now."""

    @property
    def idle_lock_minutes(self) -> int: ...

    @property
    def password_least_length(self) -> int: ...

    @property
    def session_hours(self) -> float: ...

    @property
    def two_desks(self) -> str:
        """`allow`, `refuse` or `move`: what happens when an operator signs in at a second console."""

    @property
    def second_factor_for(self) -> Collection[str]:
        """Ids of the roles that are to have a second factor."""


class ErrandRunner(Protocol):
    """Slow work off the engine's thread; the callbacks come back on it. False when too many wait."""

    def run(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> bool: ...


@dataclass(frozen=True, slots=True)
class AccessParts:
    """Everything is called on the engine's thread but `set_passphrase` and the slow methods of `accounts`,
    which an errand calls."""

    accounts: Accounts
    trail: Trail
    errands: ErrandRunner
    answer: Callable[[ConsoleLink, int, object], None]
    tell: Callable[[ConsoleLink, object], None]
    """One console, unasked."""
    tell_all: Callable[[object], None]
    now: Callable[[], Instant]
    rules: Callable[[], SecurityRules]
    secrets_state: Callable[[], str]
    """`ready`, `locked` or `unset`."""
    set_passphrase: Callable[[str], bool]
    """Seals the secrets of the installation for the first time; False when it cannot. A worker's thread."""
