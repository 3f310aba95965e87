"""Asks the engine how the conditions of an order stand, again and again, and knows how old the answer is."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.bridge.hub import Hub
from app.domain import control_acts as acts
from app.domain.interlocks import Condition
from app.wire.control import Conditions
from widgets.control.requests import ControlRequests

STALE_MS = 4000
"""Conditions older than this prove nothing any more."""


class ConditionWatch(QObject):
    """One question at a time; the answer to an older one is not taken. GUI thread."""

    changed = Signal()

    def __init__(self, hub: Hub, requests: ControlRequests, parent: QObject) -> None:
        super().__init__(parent)
        self._hub, self._requests = hub, requests
        self._wanted: acts.ReadConditions | None = None
        self._found: Conditions | None = None
        self._at = 0
        self.refused = False
        """The engine answered without any."""
        requests.conditions_came.connect(self._take)

    @property
    def found(self) -> Conditions | None:
        """None while they are not known, or not known any more."""
        fresh = self._found is not None and self._hub.now() - self._at < STALE_MS
        return self._found if fresh else None

    def forget(self) -> None:
        self._wanted, self._found, self.refused = None, None, False

    def ask(self, wanted: acts.ReadConditions) -> None:
        if wanted != self._wanted:
            self.forget()
            self._wanted = wanted
        self._requests.read_conditions(wanted)

    def tell(self, conditions: tuple[Condition, ...], *, needs_approval: bool) -> None:
        """They came with the answer to something else."""
        if conditions:
            self._found = Conditions(conditions, 1, needs_approval=needs_approval)
            self._at, self.refused = self._hub.now(), False

    def _take(self, asked: acts.ReadConditions, found: Conditions | None) -> None:
        if asked == self._wanted and found is not None:
            self._found, self._at = found, self._hub.now()
            self.refused = not found.conditions
            self.changed.emit()
        elif self._wanted is not None and asked != self._wanted:
            self._requests.read_conditions(self._wanted)
