"""What is wrong with some devices of Puerto Sereno: a table, the same at every seed."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.demo.fleet.rhythm import Array
from app.domain.devices import Device


class Wrong(enum.StrEnum):
    STICKS = "sticks"
    """Valve: does not close beyond `Flaw.value` per cent."""
    FALSE_POSITION = "false_position"
    """Valve: says that it moves, but its disc stays where it was."""
    LOCAL = "local"
    """The switch at the cabinet is on local: every command is refused."""
    RESTARTS = "restarts"
    """Starts anew half-way through every order, and knows nothing of it afterwards."""
    REFUSES = "refuses"
    """Pump: does not start, its protection has tripped."""
    RELAY_STUCK = "relay_stuck"
    """Lamp: burns at full power while its controller says off."""
    NO_CURRENT = "no_current"
    """Lamp: on and with voltage, but draws nothing."""
    CYCLING = "cycling"
    """Lamp: goes out when it is hot, and comes back when it has cooled."""
    NOT_DIMMING = "not_dimming"
    """Lamp: burns at full power whatever its level."""
    HOT = "hot"
    """Lamp: so many kelvin warmer than its surroundings when it burns at full power."""
    LOW_POWER_FACTOR = "low_power_factor"
    """Lamp: its power factor when it burns."""
    CLOCK = "clock"
    """The device's clock is so many seconds ahead, or behind where negative."""
    ENGAGED = "engaged"
    """Crew: always at another task."""
    NO_ANSWER = "no_answer"
    """Crew: nobody looks at its handset."""


@dataclass(frozen=True, slots=True)
class Flaw:
    device: str
    wrong: Wrong
    value: float = 1.0


FLAWS = (
    Flaw("VAL-0345", Wrong.FALSE_POSITION),
    Flaw("VAL-0347", Wrong.LOCAL),
    Flaw("VAL-0349", Wrong.RESTARTS),
    Flaw("VAL-0351", Wrong.STICKS, 43.0),
    Flaw("BOM-02", Wrong.REFUSES),
    Flaw("LUM-0003", Wrong.RELAY_STUCK),
    Flaw("LUM-0006", Wrong.NO_CURRENT),
    Flaw("LUM-0009", Wrong.CYCLING),
    Flaw("LUM-0011", Wrong.NOT_DIMMING),
    Flaw("LUM-0014", Wrong.HOT, 68.0),
    Flaw("LUM-0016", Wrong.LOW_POWER_FACTOR, 0.52),
    Flaw("LUM-0018", Wrong.CLOCK, -600.0),
    Flaw("CUA-08", Wrong.ENGAGED),
    Flaw("CUA-09", Wrong.NO_ANSWER),
)
"""The lamps are of one circuit, that of the first cabinet."""

EXEMPLARY = ("VAL-0338", "VAL-0342")
"""Valves that are shown doing what they are told: nothing at all goes wrong with them."""


def flaw_values(devices: Sequence[Device], wrong: Wrong) -> Array:
    """The value of each device's flaw of this sort, shape (N,); NaN where it has none."""
    known = {flaw.device: flaw.value for flaw in FLAWS if flaw.wrong is wrong}
    return np.array([known.get(device.id, np.nan) for device in devices], dtype=np.float64)


def having(devices: Sequence[Device], wrong: Wrong) -> NDArray[np.bool_]:
    """Which of the devices have the flaw, shape (N,)."""
    return ~np.isnan(flaw_values(devices, wrong))


def spoken_of(devices: Sequence[Device]) -> NDArray[np.bool_]:
    """Devices of the tables: what befalls others by chance does not befall them; shape (N,)."""
    known = {*EXEMPLARY, *(flaw.device for flaw in FLAWS)}
    return np.array([device.id in known for device in devices], dtype=bool)
