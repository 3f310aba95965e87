"""Where the open incidents are: found by device, by what hangs from what, by zone and by distance."""

from __future__ import annotations

import enum
import math
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from app.domain.devices import Device
from app.domain.incidents.incident import Incident
from app.domain.incidents.kinds import JoinBy, JoinRule
from app.domain.incidents.states import IncidentState

CELL_M = 500.0
_METRES_A_DEGREE = 111_195.0
_OVER = frozenset({IncidentState.RESOLVED, IncidentState.CLOSED})
Cell = tuple[int, int]


class By(enum.StrEnum):
    """Under what an incident is found."""

    DEVICE = enum.auto()
    BELOW = enum.auto()
    """Something of it hangs from this device, at any depth."""
    SIBLING = enum.auto()
    """Something of it hangs from this device at once."""
    ZONE = enum.auto()
    CELL = enum.auto()


Key = tuple[By, str | Cell]


@dataclass(slots=True)
class Spot:
    """An open incident as its neighbours in the network and on the map find it. `touched` is the monotonic
    time, in seconds, of the newest alarm that joined."""

    id: str
    number: int
    kind: str
    zone: str
    lat: float | None
    lon: float | None
    touched: float
    alarms: dict[str, str] = field(default_factory=dict)
    """Each alarm with its device."""
    keys: set[Key] = field(default_factory=set)
    """Under what it is found."""
    cause: str = ""
    priority: int = 0
    cause_by_hand: bool = False
    priority_by_hand: bool = False
    seen: Incident | None = None
    """The incident as it was when this was last looked at."""

    @property
    def over(self) -> bool:
        """Whether it was resolved or closed when this was last looked at."""
        return self.seen is not None and self.seen.state in _OVER

    @property
    def whereabouts(self) -> tuple[object, ...]:
        return self.zone, self.lat, self.lon

    def without(self, alarms: Collection[str]) -> Spot:
        """The same when these alarms have left it; found under nothing yet."""
        staying = {alarm: device for alarm, device in self.alarms.items() if alarm not in alarms}
        cause = "" if self.cause in alarms else self.cause
        return replace(self, alarms=staying, keys=set(), cause=cause)

    def distance_m(self, device: Device | None) -> float:
        if device is None or device.lat is None or device.lon is None or self.lat is None or self.lon is None:
            return math.inf
        north = (device.lat - self.lat) * _METRES_A_DEGREE
        east = _turn(device.lon - self.lon) * _METRES_A_DEGREE * math.cos(math.radians(self.lat))
        return math.hypot(north, east)


class Places:
    """`device` finds a device by its id, for the chain of those above it."""

    def __init__(self, device: Callable[[str], Device | None]) -> None:
        self.spots: dict[str, Spot] = {}
        self._device = device
        self._index: dict[Key, dict[str, None]] = {}

    def put(self, spot: Spot, device: str = "") -> None:
        """In place of what is known of the incident. `device` is its own, beside those of its alarms."""
        before = self.spots.get(spot.id)
        if before is not None and before.whereabouts == spot.whereabouts and before.alarms == spot.alarms:
            spot.keys = before.keys
            self.spots[spot.id] = spot
            return
        self.drop(spot.id)
        self.spots[spot.id] = spot
        if spot.zone:
            self._file(spot, (By.ZONE, spot.zone))
        if spot.lat is not None and spot.lon is not None:
            self._file(spot, (By.CELL, _cell(spot.lat, spot.lon)))
        for each in {*spot.alarms.values(), device} - {""}:
            self._file_device(spot, each)

    def drop(self, incident: str) -> Spot | None:
        spot = self.spots.pop(incident, None)
        for key in spot.keys if spot is not None else ():
            held = self._index[key]
            del held[incident]
            if not held:
                del self._index[key]
        return spot

    def note(self, spot: Spot, alarm: str, device: str, now: float) -> None:
        """An alarm has joined."""
        spot.alarms[alarm] = device
        spot.touched = now
        self._file_device(spot, device)

    def best(
        self, rule: JoinRule, device: Device | None, device_id: str, fits: Callable[[Spot], bool]
    ) -> Spot | None:
        """Of the incidents that the alarm of a device has this in common with, and that fit: the nearest,
        then the oldest."""
        best: tuple[float, int, Spot] | None = None
        for spot in self._alike(rule, device, device_id):
            if rule.incident_kinds and spot.kind not in rule.incident_kinds:
                continue
            distance = spot.distance_m(device)
            if rule.by is JoinBy.NEAR and distance > rule.distance_m:
                continue
            if (best is None or (distance, spot.number) < best[:2]) and fits(spot):
                best = (distance, spot.number, spot)
        return best[2] if best else None

    def above(self, device: str) -> Iterator[str]:
        """The devices it hangs from, nearest first; a ring is walked once."""
        passed = {device}
        known = self._device(device)
        while known is not None and known.parent and known.parent not in passed:
            passed.add(known.parent)
            yield known.parent
            known = self._device(known.parent)

    def _alike(self, rule: JoinRule, device: Device | None, device_id: str) -> Iterator[Spot]:
        """Some of them more than once."""
        if rule.by is JoinBy.DEVICE:
            ids = self._at(By.DEVICE, device_id)
        elif rule.by is JoinBy.NETWORK:
            ids = self._connected(device_id, shares=rule.shares)
        elif rule.by is JoinBy.NEAR:
            ids = self._within(device, rule.distance_m)
        else:
            ids = self._at(By.ZONE, device.zone) if device is not None else ()
        return map(self.spots.__getitem__, ids)

    def _at(self, by: By, what: str | Cell) -> Iterable[str]:
        return self._index.get((by, what), ())

    def _connected(self, device: str, *, shares: bool) -> Iterator[str]:
        yield from self._at(By.BELOW, device)
        for place, above in enumerate(self.above(device)):
            yield from self._at(By.DEVICE, above)
            if shares and place == 0:
                yield from self._at(By.SIBLING, above)

    def _within(self, device: Device | None, distance_m: float) -> Iterable[str]:
        """Those in the cells around; all of them when those are fewer."""
        if device is None or device.lat is None or device.lon is None:
            return ()
        rows = math.ceil(distance_m / CELL_M)
        columns = math.ceil(rows / max(0.05, math.cos(math.radians(device.lat))))
        if (2 * rows + 1) * (2 * columns + 1) > len(self.spots):
            return self.spots
        row, column = _cell(device.lat, device.lon)
        cells = ((row + y, column + x) for y in range(-rows, rows + 1) for x in range(-columns, columns + 1))
        return [each for cell in cells for each in self._at(By.CELL, cell)]

    def _file_device(self, spot: Spot, device: str) -> None:
        if (By.DEVICE, device) in spot.keys:
            return
        self._file(spot, (By.DEVICE, device))
        for place, above in enumerate(self.above(device)):
            self._file(spot, (By.BELOW, above))
            if place == 0:
                self._file(spot, (By.SIBLING, above))

    def _file(self, spot: Spot, key: Key) -> None:
        if key not in spot.keys:
            spot.keys.add(key)
            self._index.setdefault(key, {})[spot.id] = None


def _cell(lat: float, lon: float) -> Cell:
    size = CELL_M / _METRES_A_DEGREE
    return math.floor(lat / size), math.floor(lon / size)


def _turn(degrees: float) -> float:
    """The short way around the world."""
    return (degrees + 180.0) % 360.0 - 180.0
