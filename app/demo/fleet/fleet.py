"""All devices of a city as groups of one kind, with the models that give their readings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.demo.city.city import City
from app.demo.fleet.lighting import Cabinets, Luminaires
from app.demo.fleet.model import Columns, Model
from app.demo.fleet.movers import Drivers, Drones
from app.demo.fleet.public_space import Cameras, PanicButtons, Sirens, TrafficCounters, WasteContainers
from app.demo.fleet.rhythm import Array, Ints, Weather
from app.demo.fleet.surroundings import AirStations, NoiseMeters, RainGauges, RiverGauges, WeatherStations
from app.demo.fleet.water import FlowMeters, PressurePoints, Pumps, Tanks, Valves, WaterMeters
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


class Fleet:
    """Readings of every device of a city as pure functions of the city and the time."""

    def __init__(self, city: City) -> None:
        self.devices = city.devices
        self.groups = tuple(_groups(city))

    def read(self, index: Ints, t: float) -> Iterator[Batch]:
        """Readings of the devices at sorted places, all at epoch seconds `t`."""
        for group in self.groups:
            local = group.within(index)
            if len(local):
                times = np.full(len(local), t)
                yield Batch(group, local, times, group.model.values(local, times))


def _groups(city: City) -> Iterator[Group]:
    weather = Weather(city.seed)
    first = 0
    while first < len(city.devices):
        kind = city.devices[first].kind
        last = first
        while last < len(city.devices) and city.devices[last].kind == kind:
            last += 1
        devices = city.devices[first:last]
        yield Group(kind, first, devices, _MODELS[kind](city, devices, weather))
        first = last


def _lonlat(devices: tuple[Device, ...]) -> Array:
    return np.array([(device.lon, device.lat) for device in devices], dtype=np.float64)


def _circuits(city: City) -> Ints:
    place = {d.id: i for i, d in enumerate(d for d in city.devices if d.kind == "cabinet")}
    return np.array([place[d.parent] for d in city.devices if d.kind == "luminaire"], dtype=np.int64)


def _luminaires(city: City, devices: tuple[Device, ...], _: Weather) -> Model:
    return Luminaires(city.seed, [device.model for device in devices], _circuits(city))


def _cabinets(city: City, devices: tuple[Device, ...], _: Weather) -> Model:
    lamps = Luminaires(city.seed, [d.model for d in city.devices if d.kind == "luminaire"], _circuits(city))
    load = np.bincount(lamps.circuit, weights=lamps.nominal, minlength=len(devices))
    return Cabinets(city.seed, load.astype(np.float64))


def _drivers(
    speed_kmh: float, rest: float, store: str
) -> Callable[[City, tuple[Device, ...], Weather], Model]:
    def build(city: City, devices: tuple[Device, ...], _: Weather) -> Model:
        return Drivers(city.seed, city.streets, _lonlat(devices), speed_kmh=speed_kmh, rest=rest, store=store)

    return build


def _counted(model: Callable[[int, int], Model]) -> Callable[[City, tuple[Device, ...], Weather], Model]:
    return lambda city, devices, _: model(city.seed, len(devices))


def _outdoors(
    model: Callable[[int, int, Weather], Model],
) -> Callable[[City, tuple[Device, ...], Weather], Model]:
    return lambda city, devices, weather: model(city.seed, len(devices), weather)


_MODELS: dict[str, Callable[[City, tuple[Device, ...], Weather], Model]] = {
    "luminaire": _luminaires,
    "cabinet": _cabinets,
    "valve": _counted(Valves),
    "pressure": _counted(PressurePoints),
    "flow_meter": _counted(FlowMeters),
    "tank": _counted(Tanks),
    "pump": _counted(Pumps),
    "water_meter": _counted(WaterMeters),
    "waste_container": _outdoors(WasteContainers),
    "air_quality": _outdoors(AirStations),
    "noise": _counted(NoiseMeters),
    "weather": _outdoors(WeatherStations),
    "river": _counted(RiverGauges),
    "rain_gauge": _outdoors(RainGauges),
    "camera": _counted(Cameras),
    "traffic_counter": _counted(TrafficCounters),
    "panic_button": _counted(PanicButtons),
    "siren": _counted(Sirens),
    "crew": _drivers(16.0, 1.0, "battery_level"),
    "vehicle": _drivers(27.0, 0.35, "fuel_level"),
    "drone": lambda city, devices, _: Drones(city.seed, _lonlat(devices)),
}
