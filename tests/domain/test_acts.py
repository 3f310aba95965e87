"""What operators do to alarms: acknowledge, reset, shelve, take out of service, comment."""

from __future__ import annotations

import pytest

from app.domain.acts import (
    LARGEST_ACT,
    Acknowledge,
    Comment,
    Outcome,
    Refusal,
    Reset,
    ReturnToService,
    Seen,
    Shelve,
    TakeOutOfService,
    Unshelve,
)
from app.domain.devices import Device
from app.domain.shelving import ShelvingLimits
from tests.domain.scene import Scene, high

ALARM = "S1:sensor.hi"


def test_acknowledging_does_not_clear_what_is_still_there() -> None:
    city = Scene(high())
    city.read(20.0)
    assert city.acknowledge(ALARM).outcome is Outcome.APPLIED
    assert city.memories(ALARM) == "active"
    assert city.alarm(ALARM).acknowledged_by == "ana"
    assert city.read(1.0) == [f"{ALARM} returned"]
    assert city.memories(ALARM) == "normal"


def test_an_alarm_that_returned_waits_for_its_acknowledgement() -> None:
    city = Scene(high())
    city.read(20.0)
    city.read(1.0)
    assert city.memories(ALARM) == "unacknowledged"
    city.acknowledge(ALARM)
    assert city.memories(ALARM) == "normal"


def test_a_rule_may_choose_to_acknowledge_on_return() -> None:
    city = Scene(high(acknowledge_on_return=True))
    city.read(20.0)
    city.read(1.0)
    assert city.memories(ALARM) == "normal"
    assert city.alarm(ALARM).acknowledged_by == ""


def test_deciding_changes_nothing_until_it_is_committed() -> None:
    city = Scene(high())
    city.read(20.0)
    verdict, changes = city.center.decide(Acknowledge((city.seen(ALARM),)), "ana", city.now)
    assert verdict.applied == 1
    assert city.memories(ALARM) == "active unacknowledged"
    city.center.commit(changes, city.now)
    city.center.commit(changes, city.now)
    assert city.memories(ALARM) == "active"


def test_the_second_of_two_operators_is_told_who_was_first() -> None:
    city = Scene(high())
    city.read(20.0)
    seen = city.seen(ALARM)
    city.act(Acknowledge((seen,)), "ana")
    verdict = city.act(Acknowledge((seen,)), "luis")
    assert (verdict.outcome, verdict.superseded_by) == (Outcome.SUPERSEDED, "ana")
    assert city.alarm(ALARM).acknowledged_by == "ana"


def test_an_alarm_raised_anew_after_the_look_is_not_acknowledged() -> None:
    city = Scene(high())
    city.read(20.0)
    seen = city.seen(ALARM)
    city.read(1.0)
    city.read(20.0)
    assert city.act(Acknowledge((seen,))).outcome is Outcome.SUPERSEDED
    assert city.memories(ALARM) == "active unacknowledged"


def test_a_return_or_a_comment_after_the_look_does_not_stand_in_the_way() -> None:
    city = Scene(high())
    city.read(20.0)
    seen = city.seen(ALARM)
    city.act(Comment(seen, "Voy en camino"))
    city.read(1.0)
    assert city.act(Acknowledge((seen,))).outcome is Outcome.APPLIED
    assert city.memories(ALARM) == "normal"


def test_acknowledging_all_that_is_visible_does_what_it_can() -> None:
    devices = [Device(f"S{n}", "sensor", f"Sensor {n}") for n in range(4)]
    city = Scene(high(), devices=devices)
    for number in range(3):
        city.read(20.0, device=f"S{number}")
    seen = [city.seen(f"S{number}:sensor.hi") for number in range(3)]
    city.acknowledge("S0:sensor.hi", operator="luis")
    verdict = city.act(Acknowledge((*seen, seen[1], Seen("nobody:sensor.hi", 1))))
    assert (verdict.outcome, verdict.applied) == (Outcome.APPLIED, 2)
    assert [change.by for change in city.log if change.by] == ["luis", "ana", "ana"]


@pytest.mark.parametrize(
    ("act", "refusal"),
    [
        (Acknowledge((Seen("nobody:x", 1),)), Refusal.UNKNOWN_ALARM),
        (Acknowledge(()), Refusal.UNKNOWN_ALARM),
        (Reset((Seen(ALARM, 1),)), Refusal.NOT_LATCHED),
        (Shelve(Seen(ALARM, 1), 60, "  "), Refusal.REASON_MISSING),
        (Shelve(Seen(ALARM, 1), 0, "ruido"), Refusal.TOO_SHORT),
        (Shelve(Seen(ALARM, 1), 10_000, "ruido"), Refusal.TOO_LONG),
        (Unshelve(Seen(ALARM, 1)), Refusal.NOT_SHELVED),
        (TakeOutOfService(Seen(ALARM, 1), ""), Refusal.REASON_MISSING),
        (ReturnToService(Seen(ALARM, 1)), Refusal.NOT_OUT_OF_SERVICE),
        (Comment(Seen(ALARM, 1), " "), Refusal.REASON_MISSING),
        (Acknowledge(tuple(Seen(f"a{n}", 1) for n in range(LARGEST_ACT + 1))), Refusal.TOO_MANY),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_reason(act: object, refusal: Refusal) -> None:
    city = Scene(high())
    city.read(20.0)
    verdict = city.act(act)  # type: ignore[arg-type]
    assert (verdict.outcome, verdict.refusal) == (Outcome.REFUSED, refusal)
    assert len(city.log) == 1


def test_a_latched_alarm_waits_for_its_reset_and_cannot_be_reset_too_early() -> None:
    city = Scene(high(latched=True))
    city.read(20.0)
    city.acknowledge(ALARM)
    assert city.act(Reset((city.seen(ALARM),))).refusal is Refusal.CAUSE_PRESENT
    city.read(1.0)
    assert city.memories(ALARM) == "latched"
    assert city.acknowledge(ALARM).refusal is Refusal.NOT_UNACKNOWLEDGED
    assert city.act(Reset((city.seen(ALARM),))).outcome is Outcome.APPLIED
    assert city.memories(ALARM) == "normal"


def test_resetting_a_latch_does_not_acknowledge() -> None:
    city = Scene(high(latched=True))
    city.read(20.0)
    city.read(1.0)
    assert city.memories(ALARM) == "unacknowledged latched"
    city.act(Reset((city.seen(ALARM),)))
    assert city.memories(ALARM) == "unacknowledged"


def test_a_shelved_alarm_returns_by_itself_to_the_second() -> None:
    city = Scene(high())
    city.read(20.0)
    city.act(Shelve(city.seen(ALARM), 15, "En obra"))
    assert city.alarm(ALARM).quiet
    assert city.log[-1].reason == "En obra"
    assert city.wait(899.9) == []
    assert city.wait(0.1) == [f"{ALARM} unshelved"]
    assert city.memories(ALARM) == "active unacknowledged"


def test_a_shelved_alarm_goes_on_being_judged() -> None:
    city = Scene(high())
    city.read(20.0)
    city.acknowledge(ALARM)
    city.act(Shelve(city.seen(ALARM), 60, "En obra"))
    assert city.read(1.0) == [f"{ALARM} returned"]
    assert city.read(20.0) == [f"{ALARM} raised"]
    assert city.alarm(ALARM).quiet
    assert city.alarm(ALARM).activations == 2


def test_what_came_and_went_on_the_shelf_asks_for_nothing() -> None:
    city = Scene(high())
    city.read(20.0)
    city.acknowledge(ALARM)
    city.act(Shelve(city.seen(ALARM), 60, "En obra"))
    city.read(1.0)
    city.read(20.0)
    city.read(1.0)
    city.wait(3600.0)
    assert city.memories(ALARM) == "normal"


def test_what_was_shown_unacknowledged_stays_so_through_the_shelf() -> None:
    city = Scene(high())
    city.read(20.0)
    city.act(Shelve(city.seen(ALARM), 60, "En obra"))
    city.read(1.0)
    city.read(20.0)
    city.read(1.0)
    city.wait(3600.0)
    assert city.memories(ALARM) == "unacknowledged"


def test_shelving_has_a_largest_count_in_a_day_that_chattering_does_not_renew() -> None:
    city = Scene(high(), limits=ShelvingLimits(longest_minutes=60, largest_count=2))
    for _ in range(2):
        city.read(20.0)
        assert city.act(Shelve(city.seen(ALARM), 60, "Ruido")).outcome is Outcome.APPLIED
        assert city.act(Shelve(city.seen(ALARM), 60, "Ruido")).refusal is Refusal.ALREADY
        city.wait(3600.0)
        city.read(1.0)
    city.read(20.0)
    assert city.act(Shelve(city.seen(ALARM), 60, "Ruido")).refusal is Refusal.TOO_OFTEN
    city.wait(22 * 3600.0)
    assert city.act(Shelve(city.seen(ALARM), 60, "Ruido")).outcome is Outcome.APPLIED
    assert city.alarm(ALARM).shelve_count == 1


def test_an_operator_takes_an_alarm_off_the_shelf() -> None:
    city = Scene(high())
    city.read(20.0)
    city.act(Shelve(city.seen(ALARM), 60, "En obra"))
    city.act(Unshelve(city.seen(ALARM)))
    assert not city.alarm(ALARM).quiet
    assert city.wait(7200.0) == []


def test_out_of_service_lasts_until_maintenance_ends_it() -> None:
    city = Scene(high())
    city.read(20.0)
    city.act(TakeOutOfService(city.seen(ALARM), "Orden 118"))
    assert city.act(TakeOutOfService(city.seen(ALARM), "Orden 118")).refusal is Refusal.ALREADY
    assert city.wait(30 * 86_400.0) == []
    assert city.alarm(ALARM).quiet
    city.read(1.0)
    city.read(20.0)
    city.act(ReturnToService(city.seen(ALARM)))
    assert city.memories(ALARM) == "active unacknowledged"
    assert not city.alarm(ALARM).quiet


def test_an_alarm_kept_quiet_is_not_raised_again_by_re_alarm() -> None:
    city = Scene(high(realarm_s=60.0))
    city.read(20.0)
    city.acknowledge(ALARM)
    city.act(TakeOutOfService(city.seen(ALARM), "Orden 118"))
    assert city.wait(61.0) == []
    city.act(ReturnToService(city.seen(ALARM)))
    assert city.wait(60.0) == [f"{ALARM} realarmed"]
