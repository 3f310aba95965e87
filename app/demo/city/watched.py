"""The cameras of the city that show moving pictures: their names, and beside what they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.devices import Device

VIDEO_SERVER = "VID-01"
"""The device that the video supervisor is, unless its settings say otherwise: it serves these cameras."""
_ASIDE_LAT, _ASIDE_LON = 5e-5, 4e-5
"""Degrees: some seven metres."""


@dataclass(frozen=True, slots=True)
class Watched:
    number: int
    name: str
    district: str
    beside: str = ""
    """The device before which it stands; empty for wherever cameras stand in its district."""

    @property
    def id(self) -> str:
        return f"CAM-{self.number:03d}"


WATCHED = (
    Watched(142, "Libertad con Olmos", "El Parque"),
    Watched(118, "Los Pescadores 1180", "San Telmo", beside="PRE-0231"),
    Watched(61, "Mercado Viejo, puerta 2", "Puerto Viejo", beside="PAN-088"),
    Watched(121, "Almirante Ruiz", "El Parque"),
    Watched(97, "Hospital San Telmo", "San Telmo"),
    Watched(14, "Malecón norte", "El Malecón"),
    Watched(15, "Malecón centro", "El Malecón", beside="TAB-17"),
    Watched(31, "Plaza Mayor", "El Parque"),
    Watched(44, "Puente La Ribera", "La Ribera", beside="RIO-03"),
    Watched(52, "Puerto, muelle 2", "Puerto Viejo"),
    Watched(207, "Zona Franca, acceso", "Zona Franca"),
    Watched(133, "Faro con Ribera", "La Ribera", beside="CON-0064"),
    Watched(76, "Estadio, puerta 4", "Olivares"),
    Watched(88, "Las Dunas 900", "Las Dunas"),
    Watched(90, "Circunvalación norte", "Mirador"),
    Watched(119, "Los Pescadores 1240", "San Telmo", beside="MED-0117"),
)
"""A city that has not room for all has the first."""


def settled(devices: Iterable[Device]) -> tuple[Device, ...]:
    """The devices with these cameras under their names, and where they belong."""
    found = tuple(devices)
    at = {device.id: device for device in found}
    wanted = {each.id: each for each in WATCHED}
    return tuple(_settled(device, wanted.get(device.id), at) for device in found)


def _settled(device: Device, watched: Watched | None, at: dict[str, Device]) -> Device:
    if watched is None:
        return device
    named = replace(device, name=watched.name, parent=VIDEO_SERVER)
    near = at.get(watched.beside)
    if near is None or near.lat is None or near.lon is None:
        return named
    return replace(
        named, lat=round(near.lat + _ASIDE_LAT, 6), lon=round(near.lon + _ASIDE_LON, 6), zone=near.zone
    )
