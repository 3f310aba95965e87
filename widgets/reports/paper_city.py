"""What a report knows of the city, in the shape in which views ask a hub for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from app.bridge.books import AlarmBook, DeviceBook
from app.bridge.hub import Hub
from app.domain.alarms import RuleText
from app.domain.catalogue import Quantity
from app.domain.devices import Device
from app.domain.incidents.kinds import IncidentKind
from app.domain.incidents.procedures import Procedure
from app.domain.plain_text import shown
from app.wire.messages import PlacedDevice
from widgets.incidents.record.names import RecordNames


@dataclass(frozen=True, slots=True)
class _People:
    """Nobody is signed in where a report is made; `names` are those of operators, by their ids."""

    names: Mapping[str, str]
    session: None = None
    rules: None = None

    def name_of(self, operator: str) -> str:
        return self.names.get(operator, "")


@dataclass(frozen=True, slots=True)
class _Incidents:
    kinds: Mapping[str, IncidentKind]
    procedures: Mapping[str, Procedure]


class PaperCity:
    """Devices, rules, kinds of incidents and procedures, as they are stored; no engine is asked."""

    def __init__(
        self,
        language: str,
        quantities: Mapping[str, Quantity],
        devices: Iterable[Device],
        rules: Iterable[RuleText],
        kinds: Mapping[str, IncidentKind],
        procedures: Mapping[str, Procedure],
        people: Mapping[str, str],
        zone: dt.tzinfo,
    ) -> None:
        self.language = language
        self.quantities = quantities
        self.access, self._zone = _People(people), zone
        self.incidents = _Incidents(kinds, procedures)
        self.devices, self.alarms = DeviceBook(), AlarmBook()
        self.devices.put([PlacedDevice(row, device) for row, device in enumerate(devices)])
        self.alarms.set_rules(rules)

    def names(self, procedure: Procedure | None = None) -> RecordNames:
        """As the console writes them, with times in the city's zone."""
        # Views know no other source of names than a hub, of which they use what is here.
        names = RecordNames(cast(Hub, self))
        names.procedure = procedure
        names.clock = lambda ms: dt.datetime.fromtimestamp(ms / 1000, self._zone).strftime("%H:%M:%S")
        return names

    def quantity(self, name: str) -> str:
        known = self.quantities.get(name)
        return shown(name if known is None else known.label.in_language(self.language))

    def with_id(self, names: RecordNames, who: str) -> str:
        """`Agua 3 (CRW-003)`, `Ana Ríos (ana)`; who has no name is their id alone."""
        name = names.person(who) if who else ""
        return name if name == who else f"{name} ({who})"
