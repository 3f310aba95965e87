"""What the rules of incidents need to know of the city."""

from __future__ import annotations

from typing import Protocol

from app.domain.alarms import Alarm
from app.domain.catalogue import Label
from app.domain.devices import Device

CREW_KINDS = frozenset({"crew", "vehicle", "drone"})
"""Kinds of devices that can be sent to an incident."""


class CityFacts(Protocol):
    """The city at this moment. Engine's thread."""

    def device(self, device: str) -> Device | None: ...

    def alarm(self, alarm: str) -> Alarm | None:
        """The alarm while it stands; None for one that never was or has nothing to show any more."""

    def rule_label(self, rule: str) -> Label:
        """The name of an alarm's rule; of one that is gone its id."""
