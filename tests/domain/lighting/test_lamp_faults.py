"""Lamps told apart by current, power, light and the time of day."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.lighting.faults import LampCause, LampFault
from app.domain.lighting.lamp_faults import LampMemory, LampView, look, lost

NIGHT = LampView(
    ts=0, on=True, level=100.0, power=92.0, nominal=92.0, voltage=221.0, current=0.44,
    power_factor=0.95, temperature=45.0, day=False, asked=100.0,
)  # fmt: skip
DAY = replace(NIGHT, on=False, level=0.0, power=0.4, current=0.0, day=True, asked=0.0, temperature=24.0)


def watched(view: LampView, *, minutes: int = 15, memory: LampMemory | None = None) -> LampMemory:
    """The lamp looked at every minute."""
    memory = memory or LampMemory()
    for minute in range(minutes + 1):
        look(memory, replace(view, ts=view.ts + minute * 60_000))
    return memory


@pytest.mark.parametrize(
    ("view", "fault", "cause"),
    [
        (NIGHT, LampFault.NONE, LampCause.NONE),
        (DAY, LampFault.NONE, LampCause.NONE),
        (replace(DAY, power=91.0), LampFault.DAY_BURNER, LampCause.RELAY_STUCK),
        (replace(DAY, power=91.0, on=True, level=100.0), LampFault.DAY_BURNER, LampCause.COMMANDED_ON),
        (
            replace(DAY, power=91.0, circuit=40, circuit_lit=0.9),
            LampFault.DAY_BURNER,
            LampCause.CONTACTOR_STUCK,
        ),
        (replace(NIGHT, power=0.3, current=0.0), LampFault.DARK_AT_NIGHT, LampCause.LAMP_OR_DRIVER),
        (replace(NIGHT, power=0.0, voltage=0.0), LampFault.DARK_AT_NIGHT, LampCause.NO_SUPPLY),
        (
            replace(NIGHT, power=0.0, voltage=0.0, circuit=40, circuit_dead=1.0),
            LampFault.DARK_AT_NIGHT,
            LampCause.CIRCUIT_DEAD,
        ),
        (replace(NIGHT, power=0.3, on=False, level=0.0), LampFault.DARK_AT_NIGHT, LampCause.COMMANDED_OFF),
        (replace(NIGHT, power=0.3, on=False, level=0.0, asked=0.0), LampFault.NONE, LampCause.NONE),
        (replace(NIGHT, power_factor=0.55), LampFault.LOW_POWER_FACTOR, LampCause.CAPACITOR),
        (replace(NIGHT, level=20.0, power=19.0, power_factor=0.55), LampFault.NONE, LampCause.NONE),
        (replace(NIGHT, temperature=93.0), LampFault.OVER_TEMPERATURE, LampCause.DRIVER_HOT),
        (replace(NIGHT, level=40.0, power=91.0), LampFault.NOT_DIMMING, LampCause.DIMMER),
        (replace(NIGHT, power=None), LampFault.NONE, LampCause.NONE),
        (replace(NIGHT, day=None, power=0.0), LampFault.NONE, LampCause.NONE),
    ],
)
def test_each_fault_has_its_likely_cause(view: LampView, fault: LampFault, cause: LampCause) -> None:
    memory = watched(view)
    assert (memory.fault, memory.cause) == (fault, cause)


@pytest.mark.parametrize(("warm", "cause"), [(68.0, LampCause.END_OF_LIFE), (24.0, LampCause.LOOSE_CONTACT)])
def test_one_that_goes_out_again_and_again_is_cycling(warm: float, cause: LampCause) -> None:
    memory = LampMemory()
    for turn in range(4):
        at = turn * 190_000
        look(memory, replace(NIGHT, ts=at, temperature=warm))
        look(memory, replace(NIGHT, ts=at + 140_000, power=0.2, current=0.0, temperature=warm))
    assert (memory.fault, memory.cause) == (LampFault.CYCLING, cause)
    watched(replace(NIGHT, ts=4 * 190_000), minutes=90, memory=memory)
    assert memory.fault is LampFault.NONE


def test_switching_by_command_is_no_cycling() -> None:
    memory = LampMemory()
    for turn in range(8):
        at = turn * 600_000
        look(memory, replace(NIGHT, ts=at))
        look(memory, replace(NIGHT, ts=at + 300_000, on=False, level=0.0, power=0.2, asked=0.0))
    assert memory.fault is LampFault.NONE


def test_a_tripped_cabinet_is_no_cycling() -> None:
    memory = LampMemory()
    for turn in range(4):
        look(memory, replace(NIGHT, ts=turn * 190_000))
        look(memory, replace(NIGHT, ts=turn * 190_000 + 140_000, power=0.0, voltage=0.0))
    assert memory.fault is LampFault.NONE


def test_a_moment_proves_nothing() -> None:
    memory = LampMemory()
    assert not look(memory, replace(NIGHT, power=0.0, current=0.0))
    assert not look(memory, replace(NIGHT, ts=60_000, power=0.0, current=0.0))
    assert look(memory, replace(NIGHT, ts=120_000, power=0.0, current=0.0))
    assert not look(memory, replace(NIGHT, ts=180_000))
    assert look(memory, replace(NIGHT, ts=181_000))
    assert memory.fault is LampFault.NONE


def test_a_dark_lamp_stays_found_over_the_day_until_it_is_seen_to_burn() -> None:
    memory = watched(replace(NIGHT, power=0.3, current=0.0))
    watched(replace(NIGHT, ts=10**6, power=0.3, current=0.0, day=None), memory=memory)
    watched(replace(DAY, ts=3 * 10**6), minutes=600, memory=memory)
    assert (memory.fault, memory.cause) == (LampFault.DARK_AT_NIGHT, LampCause.LAMP_OR_DRIVER)
    watched(replace(NIGHT, ts=10**8), memory=memory)
    assert memory.fault is LampFault.NONE


def test_a_day_burner_stays_found_over_the_night() -> None:
    memory = watched(replace(DAY, power=91.0))
    watched(replace(NIGHT, ts=10**6), minutes=600, memory=memory)
    assert memory.fault is LampFault.DAY_BURNER
    watched(replace(DAY, ts=10**8), memory=memory)
    assert memory.fault is LampFault.NONE


def test_one_that_is_hot_must_cool_before_it_is_well() -> None:
    memory = watched(replace(NIGHT, temperature=90.0))
    watched(replace(NIGHT, ts=10**6, temperature=80.0), memory=memory)
    assert memory.fault is LampFault.OVER_TEMPERATURE
    watched(replace(NIGHT, ts=2 * 10**6, temperature=70.0), memory=memory)
    assert memory.fault is LampFault.NONE


def test_a_silent_lamp_is_lost_until_it_is_heard() -> None:
    memory = watched(replace(NIGHT, temperature=90.0))
    assert lost(memory)
    assert not lost(memory)
    assert (memory.fault, memory.cause) == (LampFault.LOST, LampCause.SILENT)
    watched(replace(NIGHT, ts=10**6), memory=memory)
    assert memory.fault is LampFault.NONE


maybe = st.none() | st.floats(0.0, 300.0)


@given(
    st.lists(
        st.builds(
            LampView, ts=st.integers(0, 10**8), on=st.none() | st.booleans(), level=maybe, power=maybe,
            nominal=st.none() | st.floats(1.0, 300.0), voltage=maybe, current=maybe, power_factor=maybe,
            temperature=maybe, day=st.none() | st.booleans(), asked=maybe, circuit=st.integers(0, 50),
            circuit_dead=st.floats(0.0, 1.0), circuit_lit=st.floats(0.0, 1.0),
        ),
        max_size=40,
    )
)  # fmt: skip
def test_whatever_is_reported_a_fault_has_a_cause_and_a_change_is_told_once(views: list[LampView]) -> None:
    memory = LampMemory()
    before = (memory.fault, memory.cause)
    for view in sorted(views, key=lambda each: each.ts):
        told = look(memory, view)
        after = (memory.fault, memory.cause)
        assert told == (after != before)
        assert (memory.fault is LampFault.NONE) == (memory.cause is LampCause.NONE)
        before = after
