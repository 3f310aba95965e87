"""What the desk of incidents needs from the outside: the book, the store, devices, commands, and who may
what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.control.dispatcher import Along
from app.control.ports import CommandStore
from app.domain.commands import Command, Wanted
from app.domain.devices import Device
from app.domain.incidents.book import IncidentBook
from app.domain.incidents.city_facts import CityFacts
from app.domain.incidents.incident import Record
from app.domain.incidents.procedures import Procedure
from app.domain.instant import Instant
from app.domain.operators import Operator
from app.domain.orders import Order
from app.domain.rights import Role
from app.engine.access.parts import ErrandRunner
from app.engine.ports import Trail
from app.engine.server import ConsoleLink
from app.store.attachments import AttachmentStore
from app.store.vault.checked import Checked
from app.wire.access import Session


class TaskDispatching(Protocol):
    """What becomes of the tasks of crews."""

    @property
    def up(self) -> bool:
        """Whether anything can go out now."""

    def get(self, id_: str) -> Command | None:
        """A command that is not at its end, or ended lately."""

    def issue(self, wanted: Sequence[Wanted], now: Instant, along: Along = ...) -> list[Command] | None:
        """None when they could not be stored: then nothing was done."""

    def call_off(self, command: str, now: Instant) -> None:
        """Nobody waits for it any more: its device may be asked anew."""


class AccountBook(Protocol):
    """Operators and roles as they are now."""

    def operator(self, who: str) -> Operator | None: ...

    def roles(self) -> tuple[Role, ...]: ...

    def check_password(self, who: str, password: str, now_ms: int, *, under: str) -> Checked:
        """Slow; a worker's thread."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """Closed incidents as they were read, and the versions of procedures that they went by."""

    records: tuple[Record, ...] = ()
    procedures: tuple[Procedure, ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentDeskParts:
    """Everything is called on the engine's thread but `accounts.check_password`, `read` and `files`, which
    errands call."""

    book: IncidentBook
    city: CityFacts
    trail: Trail
    store: CommandStore
    reading: ErrandRunner
    """The lane for what is read from the database and written to files."""
    proving: ErrandRunner
    """The lane that proves passwords."""
    read: Callable[[Collection[str]], Recalled]
    """Incidents as the database has them, after all that was queued for it; raises StoreUnavailable."""
    files: AttachmentStore
    most_bytes: Callable[[], int]
    """The largest file that is taken, by the settings."""
    dispatcher: TaskDispatching
    check: Callable[[Device, Order, Instant], str]
    """Which interlock stands in the way of an order to a device, or empty."""
    accounts: AccountBook
    factor_for: Callable[[], Collection[str]]
    """Ids of the roles that must have a second factor."""
    session_of: Callable[[ConsoleLink], Session | None]
    revision: Callable[[str], int]
    """Goes up when what proves an operator changes."""
    answer: Callable[[ConsoleLink, int, object], None]
    tell: Callable[[Sequence[object]], None]
    """All consoles."""
    new_id: Callable[[Instant], str]
    """For what has no number of its own: shifts and uploads."""
    now: Callable[[], Instant]
