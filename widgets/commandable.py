"""Which devices take orders, and why this operator may not give them any."""

from __future__ import annotations

from app.bridge.hub import Hub
from app.domain.actions import Actions
from app.domain.orders import TASKS
from app.domain.rights import Right
from widgets.access.permits import Permits


class Commandable:
    """Asked whenever it is shown: nothing is kept of rights. GUI thread."""

    def __init__(self, hub: Hub, actions: Actions) -> None:
        self._hub = hub
        self._permits = Permits(hub)
        self._rights: dict[str, dict[Right, None]] = {}
        for (kind, action), spec in actions.items():
            if action in TASKS:
                continue  # a crew is sent from an incident
            self._rights.setdefault(kind, {})[spec.right] = None

    def takes_orders(self, device: str) -> bool:
        """Whether there is anything that its kind can be told."""
        return bool(self._rights_of(device))

    def why_not(self, device: str, *, briefly: bool = False) -> str:
        """Empty where the operator may give it at least one order."""
        reasons = [self._permits.why_not(right, device, briefly=briefly) for right in self._rights_of(device)]
        return "" if "" in reasons else next(iter(reasons), "")

    def _rights_of(self, device: str) -> tuple[Right, ...]:
        known = self._hub.devices.get(device) if device else None
        return () if known is None else tuple(self._rights.get(known.kind, ()))
