"""Which lamps follow which assignment of the plan, and which sensors stand in their zones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.control.targets import resolve
from app.domain.devices import Device
from app.domain.lighting.plan import LightingPlan
from app.domain.orders import SavedGroup, Scope, Target

LUMINAIRE = "luminaire"
KEEPS = "programme"
ENDS = "until"


@dataclass(frozen=True, slots=True)
class Lamp:
    """`keeps`: it follows its programme without this PC; `ends`: it ends an override by itself."""

    device: Device
    assignment: int
    keeps: bool
    ends: bool


class Members:
    """Worked out once for a plan and the devices there are, all at once or a part at a time; every lamp
    belongs to one assignment or none."""

    def __init__(
        self, plan: LightingPlan, devices: Iterable[Device], saved: Mapping[str, SavedGroup]
    ) -> None:
        self.lamps: dict[str, Lamp] = {}
        self.by_assignment: list[tuple[str, ...]] = [() for _ in plan.assignments]
        self.on_this_pc = [0 for _ in plan.assignments]
        self._plan, self._saved = plan, saved
        self._zones: list[set[str]] = [set() for _ in plan.assignments]
        self._sensors: dict[tuple[str, str], list[str]] = {}
        self._asked: dict[tuple[int, str], tuple[str, ...]] = {}
        self.add(devices)

    def add(self, devices: Iterable[Device]) -> list[Lamp]:
        """Sort these in as well, each for the first time; the lamps among them that follow the plan."""
        self._asked.clear()
        lamps: list[Device] = []
        for device in devices:
            if device.kind == LUMINAIRE:
                lamps.append(device)
            else:
                self._sensors.setdefault((device.kind, device.zone), []).append(device.id)
        index, saved, sorted_in = _Index(lamps), self._saved, list[Lamp]()
        for place, assignment in enumerate(self._plan.assignments):
            candidates = index.candidates(assignment.target, saved)
            found = resolve(assignment.target, candidates, saved) if candidates else []
            sorted_in += self._assign(place, [device for device in found if device.id not in self.lamps])
        return sorted_in

    def sensors(self, assignment: int, kind: str) -> tuple[str, ...]:
        """The devices of the kind in the zones of the lamps of an assignment."""
        key = (assignment, kind)
        found = self._asked.get(key)
        if found is None:
            zones = sorted(self._zones[assignment])
            found = tuple(each for zone in zones for each in self._sensors.get((kind, zone), ()))
            self._asked[key] = found
        return found

    def _assign(self, place: int, devices: Sequence[Device]) -> list[Lamp]:
        here = [
            Lamp(device, place, KEEPS in device.capabilities, ENDS in device.capabilities)
            for device in devices
        ]
        self.lamps.update((lamp.device.id, lamp) for lamp in here)
        self.by_assignment[place] += tuple(lamp.device.id for lamp in here)
        self.on_this_pc[place] += sum(not lamp.keeps for lamp in here)
        self._zones[place].update(device.zone for device in devices)
        return here


class _Index:
    """Spares going through all lamps for each of hundreds of circuits."""

    def __init__(self, lamps: Sequence[Device]) -> None:
        self._all = lamps
        self._by_id = {device.id: device for device in lamps}
        self._by_zone: dict[str, list[Device]] = {}
        self._by_parent: dict[str, list[Device]] = {}
        for device in lamps:
            self._by_zone.setdefault(device.zone, []).append(device)
            self._by_parent.setdefault(device.parent, []).append(device)

    def candidates(self, target: Target, saved: Mapping[str, SavedGroup]) -> Sequence[Device]:
        """Lamps among which those of the target are."""
        if target.scope is Scope.ZONE:
            return self._by_zone.get(target.zone, [])
        if target.scope is Scope.CIRCUIT:
            cabinets = dict.fromkeys(target.ids)
            return [device for cabinet in cabinets for device in self._by_parent.get(cabinet, ())]
        if target.scope in (Scope.DEVICE, Scope.DEVICES):
            return self._named(target.ids)
        if target.scope is Scope.GROUP:
            groups = [saved[name] for name in target.ids if name in saved]
            return self._named(name for group in groups for name in group.devices)
        return self._all

    def _named(self, ids: Iterable[str]) -> list[Device]:
        return [self._by_id[name] for name in dict.fromkeys(ids) if name in self._by_id]
