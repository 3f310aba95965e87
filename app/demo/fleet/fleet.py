"""All devices of a city as groups of one kind, with the models that give their readings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.demo.city.city import City
from app.demo.city.frame import to_plane
from app.demo.city.watched import WATCHED
from app.demo.fleet.lighting import Cabinets, Luminaires
from app.demo.fleet.model import Columns, Model
from app.demo.fleet.movers import Drivers, Drones
from app.demo.fleet.network import Shortfall
from app.demo.fleet.public_space import Cameras, PanicButtons, Sirens, TrafficCounters, WasteContainers
from app.demo.fleet.pumps import Pumps
from app.demo.fleet.rhythm import Array, Ints, Weather
from app.demo.fleet.roads import Roads
from app.demo.fleet.surroundings import AirStations, NoiseMeters, RainGauges, RiverGauges, WeatherStations
from app.demo.fleet.units import Units, straight
from app.demo.fleet.valves import Valves
from app.demo.fleet.water import FlowMeters, PressurePoints, Tanks, WaterMeters
from app.domain.devices import Device


@dataclass(frozen=True, slots=True)
class Group:
    """Devices of one kind: `first` is the place of the first in the city's list."""

    kind: str
    first: int
    devices: tuple[Device, ...]
    model: Model

    def within(self, index: Ints) -> Ints:
        """Those of the sorted places that are in this group, counted from its first."""
        low, high = np.searchsorted(index, (self.first, self.first + len(self.devices)))
        return np.asarray(index[low:high] - self.first)


@dataclass(frozen=True, slots=True)
class Batch:
    """Readings of devices of one group at one time each; `index` counts from the group's first."""

    group: Group
    index: Ints
    t: Array
    columns: Columns

    def only(self, chosen: NDArray[np.bool_]) -> Batch:
        columns = {name: column[chosen] for name, column in self.columns.items()}
        return Batch(self.group, self.index[chosen], self.t[chosen], columns)


UNITS = ("crew", "vehicle", "drone")
_ROUNDS = {"crew": (16.0, 1.0, "battery_level"), "vehicle": (27.0, 0.35, "fuel_level")}
"""Of what drives: km/h on its rounds, how often it stops, its supply."""


class Obedient:
    """The models of devices that can be told to do something, and what others share with them."""

    def __init__(self, city: City) -> None:
        self._city = city
        self.weather = Weather(city.seed)
        self.lamps = Luminaires(city.seed, self._all("luminaire"), _circuits(city), self.weather)
        self.cabinets = Cabinets(city.seed, self._all("cabinet"), self.lamps)
        self.valves = Valves(city.seed, self._all("valve"))
        self.pumps = Pumps(city.seed, self._all("pump"))
        self.sirens = Sirens(city.seed, len(self._all("siren")))
        self.units = {kind: units for kind in UNITS if (units := self._units(kind)) is not None}

    def shortfall(self, meters: tuple[Device, ...]) -> Shortfall:
        """What these meters miss of what the valves let through."""
        return Shortfall(self.valves, _plane(self._all("valve")), _plane(meters))

    def _units(self, kind: str) -> Units | None:
        devices, city = self._all(kind), self._city
        if not devices:
            return None
        if kind == "drone":
            rounds: Model = Drones(city.seed, _lonlat(devices))
            return Units(city.seed, len(devices), rounds, straight, speed_kmh=54.0, breaks=False)
        speed_kmh, rest, store = _ROUNDS[kind]
        rounds = Drivers(
            city.seed, city.streets, _lonlat(devices), speed_kmh=speed_kmh, rest=rest, store=store
        )
        way = Roads(city.streets).way
        return Units(city.seed, len(devices), rounds, way, speed_kmh=40.0, breaks=kind == "crew")

    def _all(self, kind: str) -> tuple[Device, ...]:
        return tuple(device for device in self._city.devices if device.kind == kind)


class Fleet:
    """Readings of every device of a city: functions of city and time, and of what the `told` were told."""

    def __init__(self, city: City) -> None:
        self.devices = city.devices
        self.told = Obedient(city)
        self.groups = tuple(_groups(city, self.told))

    def read(self, index: Ints, t: float) -> Iterator[Batch]:
        """Readings of the devices at sorted places, all at epoch seconds `t`."""
        for group in self.groups:
            local = group.within(index)
            if len(local):
                times = np.full(len(local), t)
                yield Batch(group, local, times, group.model.values(local, times))


def _groups(city: City, told: Obedient) -> Iterator[Group]:
    first = 0
    while first < len(city.devices):
        kind = city.devices[first].kind
        last = first
        while last < len(city.devices) and city.devices[last].kind == kind:
            last += 1
        devices = city.devices[first:last]
        yield Group(kind, first, devices, _MODELS[kind](city, devices, told))
        first = last


def _lonlat(devices: tuple[Device, ...]) -> Array:
    return np.array([(device.lon, device.lat) for device in devices], dtype=np.float64).reshape(-1, 2)


def _plane(devices: tuple[Device, ...]) -> Array:
    return to_plane(_lonlat(devices))


def _circuits(city: City) -> Ints:
    place = {d.id: i for i, d in enumerate(d for d in city.devices if d.kind == "cabinet")}
    return np.array([place[d.parent] for d in city.devices if d.kind == "luminaire"], dtype=np.int64)


_Build = Callable[[City, tuple[Device, ...], Obedient], Model]


def _sent(kind: str) -> _Build:
    return lambda _city, _devices, told: told.units[kind]


def _counted(model: Callable[[int, int], Model]) -> _Build:
    return lambda city, devices, _: model(city.seed, len(devices))


def _outdoors(model: Callable[[int, int, Weather], Model]) -> _Build:
    return lambda city, devices, told: model(city.seed, len(devices), told.weather)


def _metered(model: Callable[[int, Shortfall], Model]) -> _Build:
    return lambda city, devices, told: model(city.seed, told.shortfall(devices))


def _streamed(devices: tuple[Device, ...]) -> NDArray[np.bool_]:
    names = {each.id for each in WATCHED}
    return np.array([device.id in names for device in devices], dtype=np.bool_)


_MODELS: dict[str, _Build] = {
    "luminaire": lambda _city, _devices, told: told.lamps,
    "cabinet": lambda _city, _devices, told: told.cabinets,
    "valve": lambda _city, _devices, told: told.valves,
    "pressure": _metered(PressurePoints),
    "flow_meter": _metered(FlowMeters),
    "tank": _counted(Tanks),
    "pump": lambda _city, _devices, told: told.pumps,
    "water_meter": _counted(WaterMeters),
    "waste_container": _outdoors(WasteContainers),
    "air_quality": _outdoors(AirStations),
    "noise": _counted(NoiseMeters),
    "weather": _outdoors(WeatherStations),
    "river": _counted(RiverGauges),
    "rain_gauge": _outdoors(RainGauges),
    "camera": lambda city, devices, _: Cameras(city.seed, _streamed(devices)),
    "traffic_counter": _counted(TrafficCounters),
    "panic_button": _counted(PanicButtons),
    "siren": lambda _city, _devices, told: told.sirens,
    **{kind: _sent(kind) for kind in UNITS},
}
