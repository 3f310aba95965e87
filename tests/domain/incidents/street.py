"""A street whose alarms become incidents by the shipped catalogue: whatever follows is taken at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from app.domain.alarms import Alarm, Priority, Transition
from app.domain.changes import AlarmChanged, Change
from app.domain.devices import Device
from app.domain.incidents.correlation import Correlator
from app.domain.incidents.events import EventBody, IncidentDraft
from app.domain.incidents.incident import Incident
from app.domain.incidents.kinds import IncidentCatalogue
from app.domain.rulebook import RuleBook
from app.settings.catalogue import load_catalogue
from app.settings.incidents import load_incidents
from app.settings.rules import load_rules
from tests.domain.incidents.room import Room

RULES: RuleBook = load_rules(load_catalogue())
PRIORITIES = {rule.id: rule.priority for rule in RULES.rules}
SHIPPED: IncidentCatalogue = load_incidents(load_catalogue(), RULES)
NORTH_M = 1 / 111_195.0
"""Degrees of a metre."""
CABINET = Device("TAB-17", "cabinet", "Malecón", -12.09, -77.08, "Centro")
LAMPS = tuple(
    Device(f"LUM-{place:04d}", "luminaire", "", -12.09, -77.08 + place * 3e-4, "Centro", "TAB-17")
    for place in range(500)
)


def gauge(name: str, metres: float = 0.0, kind: str = "pressure") -> Device:
    """A device so many metres north of the harbour."""
    return Device(name, kind, f"Av. {name}", -12.0 + metres * NORTH_M, -77.0, "Puerto")


class Street(Room):
    def __init__(self, *devices: Device, catalogue: IncidentCatalogue = SHIPPED) -> None:
        super().__init__()
        self.catalogue = catalogue
        self.city.devices.update({device.id: device for device in devices})
        self.correlator = Correlator(lambda: self.catalogue, self.city, self.book)
        self.drafts: list[IncidentDraft] = []

    # -- alarms --------------------------------------------------------------------------------------

    def change(self, device: str, rule: str, transition: Transition, **fields: Any) -> AlarmChanged:
        """The city makes it; nobody follows it yet."""
        name = f"{device}:{rule}"
        known = self.city.alarms.get(name) or Alarm(
            name, device, rule, PRIORITIES.get(rule, Priority.HIGH), 0, active=False, unacknowledged=False
        )
        if transition is Transition.RAISED:
            fields = {
                "active": True,
                "unacknowledged": True,
                "raised_at": self.now.wall,
                "activations": known.activations + 1,
                **fields,
            }
        elif transition is Transition.RETURNED:
            fields = {"active": False, **fields}
        alarm = replace(known, version=known.version + 1, **fields)
        self.city.alarms[name] = alarm
        return AlarmChanged(alarm, transition, self.now.wall)

    def rise(self, device: str, rule: str, **fields: Any) -> AlarmChanged:
        return self.change(device, rule, Transition.RAISED, **fields)

    def fall(self, device: str, rule: str) -> AlarmChanged:
        return self.change(device, rule, Transition.RETURNED)

    def suppress(self, device: str, rule: str, cause: str) -> AlarmChanged:
        return self.change(device, rule, Transition.SUPPRESSED, suppressed_by=cause)

    def follow(self, *changes: Change) -> list[IncidentDraft]:
        return self._happened(self.correlator.follow(changes, self.now))

    def raise_all(self, *alarms: tuple[str, str]) -> None:
        self.follow(*[self.rise(device, rule) for device, rule in alarms])

    def later(self, seconds: float) -> list[IncidentDraft]:
        self.wait(seconds)
        return self._happened(self.correlator.tick(self.now))

    def restart(self) -> list[IncidentDraft]:
        """Another correlator, which knows only what was stored."""
        self.correlator = Correlator(lambda: self.catalogue, self.city, self.book)
        return self._happened(self.correlator.restore(self.now, tuple(self.city.alarms.values())))

    def _happened(self, drafts: Sequence[IncidentDraft]) -> list[IncidentDraft]:
        self.write(drafts)
        self.drafts += drafts
        return list(drafts)

    # -- what has come of it -------------------------------------------------------------------------

    def incidents(self) -> list[Incident]:
        return list(self.book.open.values())

    def only(self) -> Incident:
        (incident,) = self.incidents()
        return incident

    def inside(self, incident: str) -> set[str]:
        return set(self.record(incident).alarms)

    def home(self, device: str, rule: str) -> str:
        return self.book.of_alarm(f"{device}:{rule}")


def told(drafts: Iterable[IncidentDraft], body: type[EventBody]) -> list[Any]:
    return [draft.body for draft in drafts if isinstance(draft.body, body)]
