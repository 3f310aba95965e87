"""Puts the devices of each kind where such devices stand, with address, district and parent."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from app.demo.city import census, names
from app.demo.city.census import Share
from app.demo.city.frame import Array, to_wgs84
from app.demo.city.frontage import Frontage, Spots, along_curve, spread
from app.demo.city.plan import Plan, district_of
from app.demo.city.streets import AVENUE, COLLECTOR, STREET, Ints
from app.demo.city.watched import settled
from app.domain.devices import Device

_LAMP_SPACING = 30.0
_OLD_TOWN = np.array([-700.0, -100.0])
_MODELS = {
    "luminaire": ("LED 92 W", "LED 58 W", "LED 140 W"),
    "valve": ("DN 400", "DN 300", "DN 200"),
    "water_meter": ("DN 15", "DN 20"),
    "camera": ("Fija 1080p", "Domo PTZ"),
    "waste_container": ("2 400 L", "1 100 L"),
}
_KNOWN_MODELS = {"VAL-0338": "DN 400", "VAL-0342": "DN 300", "VAL-0351": "DN 400"}
_KEEPING = 0.85
"""Share of lamps that keep programmes and ends of overrides themselves; the rest depend on a PC."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Devices of one kind in the order of their ids."""

    spots: Spots
    districts: list[str]
    parents: list[str]


def place_devices(plan: Plan, frontage: Frontage, devices: int) -> tuple[Device, ...]:
    """All devices, kind by kind. Every one stands on land inside the city."""
    wanted = census.counts(devices)
    shares = {share.kind: share for share in census.SHARES}
    rng = np.random.default_rng([plan.seed, 4])
    keeping = np.random.default_rng([plan.seed, 5])
    lamps, cabinets = _lighting(rng, plan, frontage, wanted["luminaire"], shares)
    found = _devices("luminaire", lamps, census.ids(shares["luminaire"], len(lamps.districts)), rng)
    found += _devices("cabinet", cabinets, census.ids(shares["cabinet"], len(cabinets.districts)), rng)
    for share in census.SHARES[2:]:
        spots = _PLACES[share.kind](rng, frontage, wanted[share.kind])
        group = _Group(spots, district_of(plan, spots.points), [""] * len(spots.addresses))
        numbers = census.ids(share, len(spots.addresses))
        found += _devices(share.kind, _numbered(share, group, numbers), numbers, rng)
    return settled(_able(device, keeps=keeping.random() < _KEEPING) for device in found)


def _lighting(
    rng: np.random.Generator, plan: Plan, frontage: Frontage, count: int, shares: dict[str, Share]
) -> tuple[_Group, _Group]:
    """Lamps every 30 m along the streets that are lit, in circuits of 40 to 60 inside one district."""
    at = _lit(frontage, count)
    sides = np.where(np.arange(len(at)) % 2, 1.0, -1.0)
    spots = frontage.place(at, sides)
    districts = np.array(district_of(plan, spots.points))
    circuits: list[Ints] = []
    for name in plan.districts:
        members = np.flatnonzero(districts == name)
        if len(members):
            order = members[along_curve(spots.points[members])]
            circuits += np.array_split(order, math.ceil(len(members) / census.LARGEST_CIRCUIT))
    circuits = [circuits[int(index)] for index in rng.permutation(len(circuits))]
    middles = np.array([circuit[len(circuit) // 2] for circuit in circuits])
    posts = spots.take(middles)
    beside = Spots(posts.points + 3.0, posts.addresses)
    cabinets = _Group(beside, districts[middles].tolist(), [""] * len(middles))
    numbers = census.ids(shares["cabinet"], len(circuits))
    order = _order(shares["cabinet"], cabinets, numbers)
    owner = np.empty(len(at), dtype=np.int64)
    for place, circuit in enumerate(order.tolist()):
        owner[circuits[circuit]] = place
    lamps = _Group(spots, districts.tolist(), [numbers[i] for i in owner.tolist()])
    return _pick(lamps, np.argsort(owner, kind="stable")), _pick(cabinets, order)


def _lit(frontage: Frontage, count: int) -> Array:
    """The old town and the wide streets are lit first."""
    at = frontage.regular(_LAMP_SPACING)
    street = frontage.street_of(at)
    away = np.hypot(*(frontage.place(at, np.ones(len(at))).points - _OLD_TOWN).T)
    mean = np.bincount(street, weights=away) / np.maximum(np.bincount(street), 1)
    order = np.argsort(mean[street] - 900.0 * frontage.grade_of(at), kind="stable")
    return np.sort(at[order[:count]])


def _pick(group: _Group, index: Ints) -> _Group:
    picks = index.tolist()
    return _Group(
        group.spots.take(index), [group.districts[i] for i in picks], [group.parents[i] for i in picks]
    )


def _numbered(share: Share, group: _Group, numbers: list[str]) -> _Group:
    return _pick(group, _order(share, group, numbers))


def _order(share: Share, group: _Group, numbers: list[str]) -> Ints:
    """Which spot gets which number: those spoken of go to the middle of their district."""
    order = np.arange(len(numbers))
    districts = np.array(group.districts)
    fixed: set[int] = set()
    for number, district in share.known:
        wanted = f"{share.prefix}-{number:0{share.digits}d}"
        if wanted not in numbers:
            continue
        place = numbers.index(wanted)
        there = np.flatnonzero(districts[order] == district)
        inside = there[~np.isin(there, list(fixed))]
        if len(inside):
            points = group.spots.points[order[inside]]
            chosen = int(inside[np.hypot(*(points - points.mean(axis=0)).T).argmin()])
            order[place], order[chosen] = order[chosen], order[place]
        fixed.add(place)
    return order


def _devices(kind: str, group: _Group, numbers: list[str], rng: np.random.Generator) -> list[Device]:
    lonlat = to_wgs84(group.spots.points).tolist()
    models = _MODELS.get(kind, ("",))
    choice = rng.integers(0, len(models), len(numbers)).tolist()
    titles = _titles(kind, group)
    return [
        Device(
            id=number,
            kind=kind,
            name=titles[i],
            lat=lonlat[i][1],
            lon=lonlat[i][0],
            zone=group.districts[i],
            parent=group.parents[i],
            model=_KNOWN_MODELS.get(number, models[choice[i]]),
            simulated=True,
        )
        for i, number in enumerate(numbers)
    ]


def _able(device: Device, *, keeps: bool) -> Device:
    """With what it says that it can do beyond what all of its kind can."""
    if device.kind in ("crew", "vehicle", "drone"):
        return replace(device, capabilities=names.SKILLS.get(device.name.split()[0], ()))
    if device.kind != "luminaire":
        return device
    return replace(device, capabilities=("dim", "programme", "until") if keeps else ("dim",))


def _titles(kind: str, group: _Group) -> list[str]:
    addresses, districts = group.spots.addresses, group.districts
    if kind == "tank":
        return [f"Reservorio {district}" for district in districts]
    if kind == "pump":
        return [f"Bombeo {address}" for address in addresses]
    if kind in ("air_quality", "weather", "rain_gauge"):
        return [f"{district}, {address}" for district, address in zip(districts, addresses, strict=True)]
    if kind in ("crew", "vehicle", "drone"):
        words = {"crew": names.CREWS, "vehicle": names.VEHICLES, "drone": ("Dron",)}[kind]
        return [f"{words[i % len(words)]} {i // len(words) + 1}" for i in range(len(addresses))]
    return addresses


def _street(lowest_grade: int, setback: float) -> Callable[[np.random.Generator, Frontage, int], Spots]:
    def place(rng: np.random.Generator, frontage: Frontage, count: int) -> Spots:
        at = frontage.random(rng, 3 * count, lowest_grade=lowest_grade)
        spots = frontage.place(at, rng.choice([-1.0, 1.0], len(at)), setback=setback)
        return spots.take(spread(rng, spots.points, count))

    return place


def _crossing(lowest_grade: int) -> Callable[[np.random.Generator, Frontage, int], Spots]:
    def place(rng: np.random.Generator, frontage: Frontage, count: int) -> Spots:
        corners = frontage.crossings(lowest_grade)
        return corners.take(spread(rng, corners.points, count))

    return place


def _square(rng: np.random.Generator, frontage: Frontage, count: int) -> Spots:
    squares = frontage.squares()
    return squares.take(spread(rng, squares.points, count))


def _block(rng: np.random.Generator, frontage: Frontage, count: int) -> Spots:
    blocks = frontage.blocks()
    return blocks.take(spread(rng, blocks.points, count))


def _bank(_rng: np.random.Generator, frontage: Frontage, count: int) -> Spots:
    banks = frontage.banks()
    picks = np.linspace(0, len(banks.addresses) - 1, min(count, len(banks.addresses))).astype(np.int64)
    return banks.take(picks)


_PLACES: dict[str, Callable[[np.random.Generator, Frontage, int], Spots]] = {
    "valve": _crossing(COLLECTOR),
    "pressure": _street(STREET, 1.0),
    "flow_meter": _street(AVENUE, 2.0),
    "tank": _block,
    "pump": _street(AVENUE, 6.0),
    "water_meter": _street(STREET, 5.0),
    "waste_container": _street(STREET, 0.5),
    "air_quality": _crossing(AVENUE),
    "noise": _street(COLLECTOR, 1.5),
    "weather": _square,
    "river": _bank,
    "rain_gauge": _square,
    "camera": _crossing(COLLECTOR),
    "traffic_counter": _street(AVENUE, 0.0),
    "panic_button": _crossing(STREET),
    "siren": _street(AVENUE, 3.0),
    "crew": _crossing(STREET),
    "vehicle": _crossing(STREET),
    "drone": _square,
}
