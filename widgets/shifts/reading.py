"""Reads shifts from the history, and what happened in one: its incidents and its orders."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.bridge.hub import Hub
from app.domain.commands import Command
from app.domain.incidents.incident import Incident
from app.domain.shifts import Shift
from widgets import tasks

DAY_MS = 86_400_000
MOST_SHIFTS = 1000
MOST_ORDERS = 1000
"""So many of the newest orders of the city are looked through."""
MOST_INCIDENTS = 200


@dataclass(frozen=True, slots=True)
class Happened:
    """In one shift. `whole` is false where its orders may go further back than was read."""

    shift: str
    incidents: tuple[Incident, ...]
    orders: tuple[Command, ...]
    whole: bool


class ShiftReader(QObject):
    """Only what was asked for last counts. GUI thread."""

    came = Signal(object)
    """Shifts, a list."""
    happened = Signal(object)
    """`Happened`."""
    failed = Signal()

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._asked = ""
        self._turn = 0

    def read(self, days: int) -> None:
        """The shifts that began in the last days."""
        self._turn += 1
        turn = self._turn
        since = self._hub.now() - days * DAY_MS
        tasks.run(
            self,
            self._hub.history.shifts(since_ms=since, limit=MOST_SHIFTS),
            lambda found: self._take(turn, found),
            lambda _: self.failed.emit(),
        )

    def look_into(self, shift: Shift) -> None:
        self._asked = shift.id
        tasks.run(self, self._look(shift), self._tell, lambda _: self.failed.emit())

    async def _look(self, shift: Shift) -> Happened:
        until = shift.ended or self._hub.now()
        history = self._hub.history
        incidents = await history.incidents(
            owner=shift.operator, since_ms=shift.began, until_ms=until, limit=MOST_INCIDENTS
        )
        newest = await history.commands(limit=MOST_ORDERS)
        orders = tuple(
            one for one in newest if one.operator == shift.operator and shift.began <= one.issued <= until
        )
        whole = len(newest) < MOST_ORDERS or newest[-1].issued < shift.began
        return Happened(shift.id, tuple(incidents), orders, whole)

    def _take(self, turn: int, found: list[Shift]) -> None:
        if turn == self._turn:
            self.came.emit(found)

    def _tell(self, happened: Happened) -> None:
        if happened.shift == self._asked:
            self.happened.emit(happened)
