"""The flawed lamps of Puerto Sereno, told apart by their readings alone, each with its likely cause."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import Any

import numpy as np
import pytest

from app.control.sun import SunTable
from app.demo.city.city import City
from app.demo.city.frame import ORIGIN_LAT, ORIGIN_LON
from app.demo.fleet.flaws import FLAWS, Wrong
from app.demo.fleet.fleet import Fleet
from app.domain.lighting.daylight import is_day
from app.domain.lighting.faults import LampCause, LampFault
from app.domain.lighting.lamp_faults import LampMemory, LampView, look
from app.domain.lighting.wattage import nominal_watts

ZONE = zoneinfo.ZoneInfo("America/Lima")
SUN = SunTable(ORIGIN_LAT, ORIGIN_LON, ZONE)
STEP_S = 20
ALL_NIGHT = {
    Wrong.NO_CURRENT: (LampFault.DARK_AT_NIGHT, LampCause.LAMP_OR_DRIVER),
    Wrong.CYCLING: (LampFault.CYCLING, LampCause.END_OF_LIFE),
    Wrong.LOW_POWER_FACTOR: (LampFault.LOW_POWER_FACTOR, LampCause.CAPACITOR),
}
AT_FULL_POWER = ALL_NIGHT | {Wrong.HOT: (LampFault.OVER_TEMPERATURE, LampCause.DRIVER_HOT)}
DIMMED = ALL_NIGHT | {Wrong.NOT_DIMMING: (LampFault.NOT_DIMMING, LampCause.DIMMER)}
BY_DAY = {Wrong.RELAY_STUCK: (LampFault.DAY_BURNER, LampCause.RELAY_STUCK)}


def watched(city: City, local: str, minutes: int) -> dict[str, tuple[LampFault, LampCause]]:
    """What is found wrong, by lamp, after a while from this time on."""
    lamps = next(group for group in Fleet(city).groups if group.kind == "luminaire")
    memories = [LampMemory() for _ in lamps.devices]
    start = dt.datetime.fromisoformat(local).replace(tzinfo=ZONE).timestamp()
    for tick in range(0, minutes * 60, STEP_S):
        t = np.full(len(lamps.devices), start + tick)
        columns = lamps.model.values(np.arange(len(lamps.devices)), t)
        rows: dict[str, list[Any]] = {name: column.tolist() for name, column in columns.items()}
        at = int((start + tick) * 1000)
        day = is_day(at, SUN, ZONE)
        for place, device in enumerate(lamps.devices):
            view = LampView(
                ts=at,
                on=rows["power_state"][place],
                level=rows["illuminance_level"][place],
                power=rows["active_power"][place],
                nominal=nominal_watts(device.model),
                voltage=rows["voltage"][place],
                current=rows["intensity"][place],
                power_factor=rows["power_factor"][place],
                temperature=rows["temperature"][place],
                day=day,
            )
            look(memories[place], view)
    return {
        device.id: (memory.fault, memory.cause)
        for device, memory in zip(lamps.devices, memories, strict=True)
        if memory.fault
    }


@pytest.mark.parametrize(
    ("local", "expected"),
    [("2026-03-13T20:00", AT_FULL_POWER), ("2026-03-13T23:30", DIMMED), ("2026-03-13T12:00", BY_DAY)],
    ids=["in the evening", "at night, dimmed", "at noon"],
)
def test_every_flaw_is_found_and_no_healthy_lamp_is_blamed(
    village: City, local: str, expected: dict[Wrong, tuple[LampFault, LampCause]]
) -> None:
    there = {device.id for device in village.devices}
    wanted = {flaw.device: expected[flaw.wrong] for flaw in FLAWS if flaw.wrong in expected}
    assert watched(village, local, 20) == {lamp: found for lamp, found in wanted.items() if lamp in there}
