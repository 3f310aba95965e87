"""The groups of luminaires that can be commanded together, and their figures for the list."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.bridge.hub import Hub
from app.domain.alarms import Alarm
from app.domain.orders import Scope, Target
from app.domain.plain_text import shown
from widgets.control.lighting.figures import (
    GroupFigures,
    LiveLamps,
    feeder_priorities,
    figures_by_part,
    figures_of,
    live_lamps,
    worst_by_zone,
)
from widgets.control.lighting.scene import LampScene, Places
from widgets.wording import fold

MOST_FOUND = 8
"""Lamps that a search adds to the list."""
NAMED_FAULTY = 2_000
"""Faulty lamps that are commanded by name; more of them are a district's affair."""


class Section(enum.IntEnum):
    """Parts of the list, in order."""

    WHOLE = 0
    DRAWN = 1
    SAVED = 2
    ZONES = 3
    CIRCUITS = 4
    LAMPS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A group as the list shows it. `key` stays the same while the group does."""

    key: str
    name: str
    target: Target
    section: Section
    figures: GroupFigures
    folded: str


@dataclass(slots=True)
class Drawn:
    """What the operator has drawn or selected elsewhere."""

    name: str
    target: Target


def target_key(target: Target) -> str:
    match target.scope:
        case Scope.ZONE:
            return f"zone:{target.zone}"
        case Scope.AREA | Scope.PLACE | Scope.DEVICES:
            return str(target.scope)
    return f"{target.scope}:{','.join(target.ids)}"


@dataclass(slots=True)
class Groups:
    """Makes the lines; the figures of all groups of a partition at once. GUI thread."""

    hub: Hub
    scene: LampScene
    drawn: Drawn | None = None
    _members: dict[str, Places] = field(default_factory=dict)
    """Of those groups that are no partition; made anew when the scene changes."""

    def forget(self) -> None:
        """The scene is another one."""
        self._members.clear()

    def live(self) -> LiveLamps:
        return live_lamps(self.hub.columns.devices(), self.scene.lamps.rows)

    def lines(self, live: LiveLamps, text: str = "") -> list[Line]:
        """All groups, or those whose name holds every word of `text`, with lamps of such an id at the end."""
        found = self._all(live)
        words = fold(text).split()
        if not words:
            return found
        kept = [line for line in found if all(word in line.folded for word in words)]
        return kept + self._lamps(live, text)

    def fed(self, target: Target) -> tuple[Places, int]:
        """The members of a group, and the worst priority of what feeds them."""
        members = self.members(target)
        if target.scope is Scope.CIRCUIT:
            priorities = feeder_priorities(self.hub.columns.devices(), self.scene.lamps)
            known = [
                self.scene.lamps.circuits.index(one) for one in target.ids if one in self.scene.lamps.circuits
            ]
            return members, int(priorities[known].max(initial=0))
        return members, 0

    def members(self, target: Target) -> Places:
        key = target_key(target)
        if target.scope in (Scope.AREA, Scope.PLACE, Scope.DEVICES):
            return self.scene.members(target)
        if key not in self._members:
            self._members[key] = self.scene.members(target)
        return self._members[key]

    def alarms(self, members: Places) -> list[Alarm]:
        """Those that stand of these lamps and of the cabinets that feed them."""
        lamps, book = self.scene.lamps, self.hub.devices
        circuits = np.unique(lamps.circuit.codes[members])
        feeders = {lamps.circuits[code] for code in circuits if code >= 0}
        inside = np.zeros(len(book.ids) + 1, np.bool_)
        inside[lamps.rows[members]] = True
        found = []
        for alarm in self.hub.alarms.standing.values():
            row = book.row(alarm.device)
            if alarm.device in feeders or (row is not None and inside[row]):
                found.append(alarm)
        return found

    # Parts of the list

    def _all(self, live: LiveLamps) -> list[Line]:
        lamps = self.scene.lamps
        feeders = feeder_priorities(self.hub.columns.devices(), lamps)
        zones = figures_by_part(live, lamps.zone, worst_by_zone(lamps, feeders))
        circuits = figures_by_part(live, lamps.circuit, feeders)
        made = [
            self._line(
                self._whole_name(), Target(Scope.ALL), Section.WHOLE, live, int(feeders.max(initial=0))
            )
        ]
        made += self._faulty(live)
        if self.drawn is not None:
            made.append(self._line(self.drawn.name, self.drawn.target, Section.DRAWN, live))
        for saved in sorted(self.hub.control.saved.values(), key=lambda one: fold(one.name)):
            if saved.kind == "luminaire":
                target = Target(Scope.GROUP, ids=(saved.id,))
                made.append(self._line(shown(saved.name), target, Section.SAVED, live))
        for zone, figures in zip(lamps.zones, zones, strict=True):
            made.append(_made(shown(zone), Target(Scope.ZONE, zone=zone), Section.ZONES, figures))
        for circuit, figures in zip(lamps.circuits, circuits, strict=True):
            if figures.lamps:
                name = self.circuit_name(circuit)
                made.append(_made(name, Target(Scope.CIRCUIT, ids=(circuit,)), Section.CIRCUITS, figures))
        return made

    def circuit_name(self, circuit: str) -> str:
        device = self.hub.devices.get(circuit)
        return (
            shown(circuit)
            if device is None or not device.name
            else f"{shown(circuit)} · {shown(device.name)}"
        )

    def _faulty(self, live: LiveLamps) -> list[Line]:
        places = np.flatnonzero((live.fault != 0) | (live.priority != 0))
        if not len(places):
            return []
        target = self._named(places[:NAMED_FAULTY])
        name = QCoreApplication.translate("LightingGroups", "With faults")
        return [Line("faulty", name, target, Section.WHOLE, figures_of(live, places), fold(name))]

    def _lamps(self, live: LiveLamps, text: str) -> list[Line]:
        devices = self.scene.find(text, MOST_FOUND)
        return [
            self._line(shown(one.id), Target(Scope.DEVICE, ids=(one.id,)), Section.LAMPS, live)
            for one in devices
        ]

    def _named(self, places: Sequence[int] | Places) -> Target:
        devices: Iterable = (self.scene.device(int(place)) for place in places)
        return Target(Scope.DEVICES, ids=tuple(one.id for one in devices if one is not None))

    def _line(self, name: str, target: Target, section: Section, live: LiveLamps, worst: int = 0) -> Line:
        return _made(name, target, section, figures_of(live, self.members(target), worst))

    @staticmethod
    def _whole_name() -> str:
        return QCoreApplication.translate("LightingGroups", "All luminaires")


def _made(name: str, target: Target, section: Section, figures: GroupFigures) -> Line:
    return Line(target_key(target), name, target, section, figures, fold(name))
