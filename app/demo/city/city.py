"""The finished city: base map, districts, street graph and the devices that stand in it."""

from __future__ import annotations

from dataclasses import dataclass

from app.demo.city.drawing import draw_features, draw_zones
from app.demo.city.frontage import Frontage
from app.demo.city.placing import place_devices
from app.demo.city.plan import Plan, build_plan
from app.demo.city.streets import StreetGraph
from app.domain.basemap import Feature
from app.domain.devices import Device

NAME = "Puerto Sereno"


@dataclass(frozen=True, slots=True)
class City:
    """One municipality of a seed, with its devices in the order of their kinds."""

    seed: int
    devices: tuple[Device, ...]
    plan: Plan
    name: str = NAME

    @property
    def streets(self) -> StreetGraph:
        """The street graph on the plane of `frame`, in metres."""
        return self.plan.graph

    def features(self) -> tuple[Feature, ...]:
        """The base map in WGS 84, from the bottom up."""
        return draw_features(self.plan)

    def zones(self) -> dict[str, object]:
        """The districts as a GeoJSON FeatureCollection; `properties.name` is a device's zone."""
        return draw_zones(self.plan)


def build_city(seed: int = 1, devices: int = 6000) -> City:
    """Puerto Sereno with about `devices` devices: the same seed and number give the same city."""
    plan = build_plan(seed, devices)
    return City(seed, place_devices(plan, Frontage(plan), devices), plan)
