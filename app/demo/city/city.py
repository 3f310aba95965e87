"""The finished city: base map, districts, street graph and the devices that stand in it."""

from __future__ import annotations

from dataclasses import dataclass

from app.demo.city.drawing import draw_features, draw_zones
from app.demo.city.frontage import Frontage
from app.demo.city.placing import place_devices
from app.demo.city.plan import build_plan
from app.demo.city.streets import StreetGraph
from app.domain.basemap import Feature
from app.domain.devices import Device

NAME = "Puerto Sereno"


@dataclass(frozen=True, slots=True)
class City:
    """`zones` is a GeoJSON FeatureCollection of the districts; `streets` is on the plane of `frame`."""

    name: str
    seed: int
    features: tuple[Feature, ...]
    zones: dict[str, object]
    streets: StreetGraph
    devices: tuple[Device, ...]


def build_city(seed: int = 7, devices: int = 6000) -> City:
    """Puerto Sereno of a seed with about `devices` devices: the same seed gives the same city."""
    plan = build_plan(seed, devices)
    placed = place_devices(plan, Frontage(plan), devices)
    return City(NAME, seed, draw_features(plan), draw_zones(plan), plan.graph, placed)
