"""What a device can be asked to do, and which devices are meant."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from app.domain.alarms import Priority

SLOWEST_PER_CENT = 5.0
"""A pump that is told less as good as rests, and to stop one may want two people."""
CLOSED_PER_CENT = 2.0
"""A valve that shows no more than this is closed; an order for no more closes it."""


class Action(enum.StrEnum):
    """The word of the `command` channel. Which kinds know which, says the catalogue of actions."""

    SET_LEVEL = "set_level"
    """Luminaire: light in per cent, 0 is off; the override lasts until `Order.until`."""
    RESUME_PROGRAMME = "resume_programme"
    """Luminaire: give up the override and follow the programme again."""
    SET_PROGRAMME = "set_programme"
    """Luminaire: keep the levels of the coming nights and follow them without this PC."""
    SET_POSITION = "set_position"
    """Valve: opening in per cent, 0 is closed, within `Order.over_s`."""
    HOLD = "hold"
    """Valve: stop where it is."""
    START = "start"
    """Pump: run. Cabinet: feed the circuit."""
    STOP = "stop"
    """Pump: rest. Cabinet: cut the circuit."""
    SET_SPEED = "set_speed"
    """Pump: speed in per cent."""
    SOUND = "sound"
    SILENCE = "silence"
    ATTEND = "attend"
    """Crew, vehicle, drone: go to an incident; `Order.errand` says which and where."""
    STAND_DOWN = "stand_down"
    """Crew, vehicle, drone: the task is over, go on as before."""


TASKS = frozenset({Action.ATTEND, Action.STAND_DOWN})
"""Orders that a person reads and answers: nothing moves by itself, and no measurement can show them."""


@dataclass(frozen=True, slots=True)
class Level:
    """A light level from a moment on: `at` epoch ms, `level` in per cent, reached within `ramp_s`."""

    at: int
    level: float
    ramp_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Errand:
    """Where a crew is sent and why; `lat` and `lon` in WGS 84 degrees, None where only `place` says it."""

    incident: str
    title: str = ""
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    priority: Priority | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """`value` in per cent, where the action has one; `over_s` is a lamp's ramp or a valve's travel time;
    `until` (epoch ms) ends an override by itself; the rest is for sirens, programmes and crews."""

    action: Action
    value: float | None = None
    over_s: float = 0.0
    until: int | None = None
    tone: str = ""
    duration_s: float = 0.0
    test: bool = False
    programme: str = ""
    levels: tuple[Level, ...] = ()
    errand: Errand | None = None

    @property
    def deed(self) -> str:
        """As the settings name it: a position in which a valve is closed is `close`, of 100 `open`, between
        them `throttle`."""
        if self.action is not Action.SET_POSITION or self.value is None:
            return str(self.action)
        if self.value <= CLOSED_PER_CENT:
            return "close"
        return "open" if self.value >= 100.0 else "throttle"


class Scope(enum.StrEnum):
    """How the devices of a command are named."""

    DEVICE = "device"
    DEVICES = "devices"
    CIRCUIT = "circuit"
    """The luminaires of a cabinet."""
    ZONE = "zone"
    GROUP = "group"
    """A group that operators have saved."""
    AREA = "area"
    """Inside a ring that was drawn."""
    PLACE = "place"
    """Within a radius of a point."""
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Target:
    """The devices of one kind that are meant. `ids`: the device, the devices, the cabinet or the saved group;
    `zone` a zone's name; `ring` (longitude, latitude) corners of an area, not closed; a place is its only
    corner and `radius_m`."""

    scope: Scope
    kind: str = "luminaire"
    ids: tuple[str, ...] = ()
    zone: str = ""
    ring: tuple[tuple[float, float], ...] = ()
    radius_m: float = 0.0


@dataclass(frozen=True, slots=True)
class SavedGroup:
    """Devices that operators command together, by a name of theirs."""

    id: str
    name: str
    kind: str
    devices: tuple[str, ...]
    version: int = 1


@dataclass(frozen=True, slots=True)
class SavedGroupChanged:
    """A group was saved or changed, or dropped when `group` is None."""

    id: str
    group: SavedGroup | None
