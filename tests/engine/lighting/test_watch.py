"""Faults of lamps from what the columns have: the quick look finds what the rules find, and says it once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.lighting import lamp_faults
from app.domain.lighting.faults import LampCause, LampFault
from app.domain.lighting.lamp_faults import LampMemory, LampView
from app.engine.lighting.rows import LampRows
from app.engine.lighting.watch import LampWatch
from tests.engine.workshop import Workshop

WELL = {
    "power_state": True, "illuminance_level": 100.0, "active_power": 92.0, "voltage": 221.0,
    "intensity": 0.44, "power_factor": 0.95, "temperature": 45.0,
}  # fmt: skip
LAMPS = 4


class Street:
    """Lamps of 92 W, each of its own circuit, on a city with columns."""

    def __init__(self, folder: Path, *, day: bool | None) -> None:
        self.shop = Workshop(folder)
        self.rows = LampRows(self.shop.city.parts)
        self.watch = LampWatch(self.shop.city.parts, self.rows, lambda _at: day)
        for number in range(LAMPS):
            config = {"name": "L", "model": "LED 92 W", "parent": f"TAB-{number}", "capabilities": []}
            self.take(f"LUM-{number}/config", config)
        self.rows.refresh()

    def take(self, what: str, body: dict[str, Any]) -> None:
        arrival = self.shop.arrival(f"luminaire/{what}", json.dumps(body))
        self.shop.city.take([arrival], self.shop.now)

    def report(self, lamp: int, values: dict[str, Any]) -> list[tuple[str, str, bool]]:
        """The events that follow, as device, fault and whether it began."""
        self.shop.at += 60.0
        self.take(f"LUM-{lamp}/telemetry", {"ts": self.shop.ts(), **values})
        self.rows.refresh()
        return [(each.device, each.type, each.active) for each in self.watch.scan(self.shop.now)]

    def found(self, lamp: int) -> tuple[LampFault, LampCause]:
        row = self.shop.city.parts.devices.row(f"LUM-{lamp}")
        staging = self.shop.city.parts.devices.table.staging
        return LampFault(int(staging["fault"][row])), list(LampCause)[int(staging["cause"][row])]


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Street]:
    street = Street(tmp_path / "columns", day=False)
    yield street
    street.shop.close()


def test_a_dark_lamp_is_said_once_and_its_end_too(night: Street) -> None:
    dark = WELL | {"active_power": 0.2, "intensity": 0.0}
    told = [event for _ in range(5) for event in night.report(1, dark)]
    assert told == [("LUM-1", "dark_at_night", True)]
    assert night.found(1) == (LampFault.DARK_AT_NIGHT, LampCause.LAMP_OR_DRIVER)
    assert night.found(0) == (LampFault.NONE, LampCause.NONE)
    told = [event for _ in range(3) for event in night.report(1, WELL)]
    assert told == [("LUM-1", "dark_at_night", False)]


def test_one_that_goes_out_again_and_again_is_cycling_although_it_looks_well_between(night: Street) -> None:
    dark = WELL | {"active_power": 0.2, "intensity": 0.0, "temperature": 60.0}
    told = [event for _ in range(4) for values in (WELL, dark) for event in night.report(2, values)]
    assert ("LUM-2", "cycling", True) in told
    assert night.found(2) == (LampFault.CYCLING, LampCause.END_OF_LIFE)


numbers = st.sampled_from([0.0, 0.3, 7.0, 20.0, 50.0, 92.0, 140.0])
reports = st.fixed_dictionaries(
    {},
    optional={
        "power_state": st.booleans(),
        "illuminance_level": st.sampled_from([0.0, 40.0, 100.0]),
        "active_power": numbers,
        "voltage": st.sampled_from([0.0, 221.0]),
        "intensity": st.sampled_from([0.0, 0.4]),
        "power_factor": st.sampled_from([0.4, 0.95]),
        "temperature": st.sampled_from([20.0, 60.0, 80.0, 95.0]),
    },
).filter(bool)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.sampled_from([True, False, None]), st.lists(reports, min_size=1, max_size=12))
def test_the_quick_look_finds_what_the_rules_find(
    tmp_path_factory: pytest.TempPathFactory, day: bool | None, told: list[dict[str, Any]]
) -> None:
    street = Street(tmp_path_factory.mktemp("lamps"), day=day)
    memory, seen = LampMemory(), dict.fromkeys(WELL)
    try:
        for values in told:
            street.report(0, values)
            seen.update(values)
            view = LampView(
                ts=street.shop.ts(), on=seen["power_state"], level=seen["illuminance_level"],
                power=seen["active_power"], nominal=92.0, voltage=seen["voltage"],
                current=seen["intensity"], power_factor=seen["power_factor"],
                temperature=seen["temperature"], day=day, circuit=1,
                circuit_dead=float(seen["voltage"] is not None and seen["voltage"] < 50.0),
                circuit_lit=0.0,
            )  # fmt: skip
            lamp_faults.look(memory, view)
            assert street.found(0) == (memory.fault, memory.cause)
    finally:
        street.shop.close()
