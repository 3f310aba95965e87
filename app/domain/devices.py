"""A device as it introduced itself, and how fresh what it says is."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Liveness(enum.IntEnum):
    """How old the newest live reading is against what is expected of the device."""

    FRESH = 0
    LATE = 1
    LOST = 2
    UNKNOWN = 3
    """Introduced, never heard."""


@dataclass(frozen=True, slots=True)
class Device:
    """Position in WGS 84 degrees; `lat` and `lon` are None where the device did not say."""

    id: str
    kind: str
    name: str
    lat: float | None = None
    lon: float | None = None
    zone: str = ""
    parent: str = ""
    model: str = ""
    capabilities: tuple[str, ...] = ()
    expected_interval_s: float | None = None
    """Overrides the interval of the kind."""
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of one quantity. `ts` is the device's time in epoch milliseconds,
    `received` the engine's monotonic clock in seconds at receipt."""

    device: str
    quantity: str
    value: float | bool | str
    ts: int
    received: float
    historical: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a device says has begun (`active`) or ended."""

    device: str
    type: str
    active: bool
    ts: int
    received: float
    severity: str = ""
    text: str = ""
