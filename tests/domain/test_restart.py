"""After a restart the alarms are as they were left: no burst, no loss, and the same future."""

from __future__ import annotations

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.acts import Acknowledge, Outcome, Shelve, TakeOutOfService
from app.domain.devices import Device, Liveness
from app.domain.rulebook import RuleBook
from app.domain.rules import Level
from tests.domain.scene import Scene, event, high, low, stale, state

ALARM = "S1:sensor.hi"


def test_a_restart_raises_nothing_while_the_cause_is_still_there() -> None:
    city = Scene(high())
    city.read(20.0)
    again = city.restarted(after_s=30.0)
    assert again.wait(1.0) == []
    assert again.read(21.0) == []
    assert again.folded == city.folded


def test_what_went_away_meanwhile_returns_with_the_first_live_reading() -> None:
    city = Scene(high())
    city.read(20.0)
    again = city.restarted(after_s=30.0)
    assert again.read(1.0) == [f"{ALARM} returned"]
    assert again.memories(ALARM) == "unacknowledged"
    assert again.acknowledge(ALARM).outcome is Outcome.APPLIED


def test_a_shelved_alarm_has_the_rest_of_its_time() -> None:
    city = Scene(high())
    city.read(20.0)
    city.act(Shelve(city.seen(ALARM), 60, "En obra"))
    city.wait(600.0)
    again = city.restarted(after_s=600.0)
    assert again.wait(2399.0) == []
    assert again.wait(1.0) == [f"{ALARM} unshelved"]


def test_a_shelf_that_ran_out_while_the_engine_was_down_ends_at_the_first_tick() -> None:
    city = Scene(high())
    city.read(20.0)
    city.act(Shelve(city.seen(ALARM), 60, "En obra"))
    assert city.restarted(after_s=10_000.0).wait(0.0) == [f"{ALARM} unshelved"]


def test_a_wall_clock_put_back_by_a_year_does_not_shelve_for_a_year() -> None:
    city = Scene(high())
    city.read(20.0)
    city.act(Shelve(city.seen(ALARM), 60, "En obra"))
    again = city.restarted(after_s=-365 * 86_400.0)
    assert again.wait(8 * 3600.0) == [f"{ALARM} unshelved"]


def test_an_event_that_ends_by_itself_has_the_rest_of_its_time() -> None:
    city = Scene(event(ends_after_s=60.0))
    city.hear(True)
    again = city.restarted(after_s=40.0)
    assert again.wait(19.0) == []
    assert again.wait(1.0) == ["S1:sensor.panic returned"]


def test_out_of_service_and_what_was_seen_survive() -> None:
    city = Scene(high())
    city.read(20.0)
    seen = city.seen(ALARM)
    city.act(TakeOutOfService(seen, "Orden 118"))
    again = city.restarted(after_s=5.0)
    assert again.alarm(ALARM).out_of_service
    assert again.act(Acknowledge((seen,))).outcome is Outcome.APPLIED
    again.read(1.0)
    again.read(20.0)
    assert again.act(Acknowledge((seen,))).outcome is Outcome.SUPERSEDED


def test_a_lost_device_that_speaks_again_returns() -> None:
    city = Scene(stale())
    city.silence(Liveness.LOST)
    again = city.restarted(after_s=5.0)
    assert again.silence(Liveness.UNKNOWN) == []
    assert again.silence(Liveness.FRESH) == ["S1:sensor.lost returned"]


def test_the_lamps_of_a_tripped_cabinet_stay_suppressed() -> None:
    rules = (
        low("cabinet.dead", "cabinet", 50.0, quantity="voltage", suppresses_children=True, release_s=300.0),
        low("lamp.dark", "lamp", 50.0, quantity="voltage"),
    )
    lamps = [Device(f"L{n}", "lamp", "L", parent="T1") for n in range(2)]
    city = Scene(*rules, devices=[Device("T1", "cabinet", "T1"), *lamps])
    for device in ("T1", "L0"):
        city.read(0.0, device=device, quantity="voltage")
    again = city.restarted(after_s=5.0)
    assert again.wait(1.0) == []
    again.read(220.0, device="T1", quantity="voltage")
    again.wait(100.0)
    third = again.restarted(after_s=100.0)
    assert third.wait(99.0) == []
    assert third.wait(1.0) == ["L0:lamp.dark unsuppressed", "T1:cabinet.dead consequences"]


def test_a_cabinet_that_returned_just_before_the_restart_still_holds_its_lamps() -> None:
    rules = (
        low("cabinet.dead", "cabinet", 50.0, quantity="voltage", suppresses_children=True, release_s=300.0),
        low("lamp.dark", "lamp", 50.0, quantity="voltage"),
    )
    devices = [Device("T1", "cabinet", "T1"), Device("L0", "lamp", "L", parent="T1")]
    city = Scene(*rules, devices=devices)
    city.read(0.0, device="T1", quantity="voltage")
    city.read(220.0, device="T1", quantity="voltage")
    again = city.restarted(after_s=100.0)
    again.introduce(devices[1])
    again.read(0.0, device="L0", quantity="voltage")
    assert again.alarm("L0:lamp.dark").suppressed_by == "T1:cabinet.dead"
    assert again.wait(199.0) == []
    assert again.wait(1.0) == ["L0:lamp.dark unsuppressed", "T1:cabinet.dead consequences"]


def test_an_alarm_whose_rule_is_gone_is_ended_by_the_first_tick() -> None:
    city = Scene(high(), state("sensor.door", "door_open", True))
    city.read(20.0)
    city.read(True, quantity="door_open")
    city.rules = RuleBook([high()])
    assert city.restarted().wait(0.0) == ["S1:sensor.door returned"]


def test_an_alarm_whose_device_is_gone_is_ended_by_the_first_tick() -> None:
    city = Scene(high())
    city.read(20.0)
    city.center.retire("S1", city.now)
    again = city.restarted()
    assert again.wait(0.0) == [f"{ALARM} returned"]
    assert again.acknowledge(ALARM).outcome is Outcome.APPLIED


def test_a_consequence_stored_without_its_cause_shows_at_the_first_tick() -> None:
    city = Scene(high())
    city.read(20.0)
    stored = dataclasses.replace(city.alarm(ALARM), suppressed_by="gone:cabinet.dead")
    city.folded[ALARM] = stored
    assert city.restarted().wait(0.0) == [f"{ALARM} unsuppressed"]


RULES = (
    high("sensor.hihi", limit=20.0, deadband=2.0, level=Level.HIHI, latched=True),
    high("sensor.hi", limit=10.0, deadband=1.0, outranked_by="sensor.hihi", realarm_s=50.0),
    state("sensor.door", "door_open", True, acknowledge_on_return=True),
    event(realarm_s=40.0),
    stale(suppresses_children=True, release_s=20.0),
)
DEVICES = (
    Device("S1", "sensor", "1"),
    Device("S2", "sensor", "2", parent="S1"),
    Device("S3", "sensor", "3", parent="S2"),
)
IDS = st.sampled_from([device.id for device in DEVICES])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.just("S1"), st.sampled_from([1.0, 10.0, 45.0, 130.0])),
        st.tuples(st.just("pressure"), IDS, st.sampled_from([1.0, 9.5, 11.0, 19.0, 25.0])),
        st.tuples(st.just("door_open"), IDS, st.booleans()),
        st.tuples(st.just("event"), IDS, st.booleans()),
        st.tuples(st.just("silence"), IDS, st.sampled_from([Liveness.FRESH, Liveness.LOST])),
        st.tuples(st.just("acknowledge"), IDS, st.just(0)),
        st.tuples(st.just("shelve"), IDS, st.sampled_from([1, 2])),
    ),
    max_size=30,
)


def step(city: Scene, what: str, device: str, value: float) -> list[str]:
    if what == "wait":
        return city.wait(value)
    if what == "event":
        return city.hear(bool(value), device=device)
    if what == "silence":
        return city.silence(Liveness(value), device)
    if what in ("acknowledge", "shelve"):
        seen = [city.seen(a.id) for a in city.center.alarms.values() if a.device == device]
        if what == "acknowledge":
            city.act(Acknowledge(tuple(seen)))
        elif seen:
            city.act(Shelve(seen[0], int(value), "Ruido"))
        return []
    return city.read(value, device=device, quantity=what)


@given(STEPS, STEPS)
@settings(max_examples=100, deadline=None)
def test_a_restarted_city_has_the_same_future(
    before: list[tuple[str, str, float]], after: list[tuple[str, str, float]]
) -> None:
    city = Scene(*RULES, devices=DEVICES)
    for one in before:
        step(city, *one)
    city.wait(0.0)
    again = city.restarted()
    for device in DEVICES:
        again.introduce(device)
    assert again.wait(0.0) == []
    for one in after:
        # What falls due in the same instant has no order of its own.
        assert sorted(step(again, *one)) == sorted(step(city, *one))
    assert again.folded == city.folded
