"""Which devices an order means, by where they are, what they hang on, or what operators call them."""

from __future__ import annotations

import importlib
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol, cast

from app.domain.devices import Device
from app.domain.orders import SavedGroup, Scope, Target

EARTH_M = 6_371_008.8
"""Mean radius (IUGG)."""
_METRES_A_DEGREE = EARTH_M * math.pi / 180.0
HAIR_DEG = 1e-9
"""A tenth of a millimetre."""

Finder = Callable[[Target, list[Device], Mapping[str, SavedGroup]], list[Device]]


class Areas(Protocol):
    """`app.control.areas`."""

    def within(
        self, ring: Sequence[tuple[float, float]], lons: Sequence[float], lats: Sequence[float]
    ) -> list[bool]: ...


def resolve(target: Target, devices: Iterable[Device], saved: Mapping[str, SavedGroup]) -> list[Device]:
    """The devices of the target's kind that it means, each once, in the order of `devices`. What is named and
    not there is left out; a device without a position is in no area."""
    alike = [device for device in devices if device.kind == target.kind]
    return FINDERS[target.scope](target, alike, saved)


def distance_m(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Along the great circle (haversine)."""
    phi, other_phi = math.radians(lat), math.radians(other_lat)
    half = math.sin((other_phi - phi) / 2) ** 2
    half += math.cos(phi) * math.cos(other_phi) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_M * math.asin(min(1.0, math.sqrt(half)))


def _named(target: Target, devices: list[Device], _saved: Mapping[str, SavedGroup]) -> list[Device]:
    ids = frozenset(target.ids)
    return [device for device in devices if device.id in ids]


def _circuit(target: Target, devices: list[Device], _saved: Mapping[str, SavedGroup]) -> list[Device]:
    cabinets = frozenset(target.ids) - {""}
    return [device for device in devices if device.parent in cabinets]


def _zone(target: Target, devices: list[Device], _saved: Mapping[str, SavedGroup]) -> list[Device]:
    return [device for device in devices if target.zone and device.zone == target.zone]


def _group(target: Target, devices: list[Device], saved: Mapping[str, SavedGroup]) -> list[Device]:
    groups = (saved[id_] for id_ in target.ids if id_ in saved)
    ids = frozenset(device for group in groups if group.kind == target.kind for device in group.devices)
    return [device for device in devices if device.id in ids]


def _area(target: Target, devices: list[Device], _saved: Mapping[str, SavedGroup]) -> list[Device]:
    placed = _placed(devices)
    if len(target.ring) < 3 or not placed or not _finite(target.ring):
        return []
    areas = cast(Areas, importlib.import_module("app.control.areas"))  # with the first area, not at the start
    inside = areas.within(target.ring, [lon for _, lon, _ in placed], [lat for _, _, lat in placed])
    return [device for (device, _, _), is_in in zip(placed, inside, strict=True) if is_in]


def _place(target: Target, devices: list[Device], _saved: Mapping[str, SavedGroup]) -> list[Device]:
    if len(target.ring) != 1 or not _finite(target.ring) or not target.radius_m >= 0.0:
        return []
    (lon, lat), radius = target.ring[0], target.radius_m
    reach = radius / _METRES_A_DEGREE * 1.001 + HAIR_DEG  # a little more: the exact distance decides
    return [
        device
        for device, its_lon, its_lat in _placed(devices)
        if abs(its_lat - lat) <= reach and distance_m(lon, lat, its_lon, its_lat) <= radius
    ]


def _all(_target: Target, devices: list[Device], _saved: Mapping[str, SavedGroup]) -> list[Device]:
    return devices


def _placed(devices: Iterable[Device]) -> list[tuple[Device, float, float]]:
    """With longitude and latitude."""
    return [
        (device, device.lon, device.lat)
        for device in devices
        if device.lon is not None and device.lat is not None
    ]


def _finite(ring: Iterable[tuple[float, float]]) -> bool:
    return all(math.isfinite(lon) and math.isfinite(lat) for lon, lat in ring)


FINDERS: Mapping[Scope, Finder] = {
    Scope.DEVICE: _named,
    Scope.DEVICES: _named,
    Scope.CIRCUIT: _circuit,
    Scope.ZONE: _zone,
    Scope.GROUP: _group,
    Scope.AREA: _area,
    Scope.PLACE: _place,
    Scope.ALL: _all,
}
