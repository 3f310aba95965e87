"""On-delay, off-delay, counting, and re-alarm."""

from __future__ import annotations

from tests.domain.scene import Scene, event, high


def test_a_short_peak_raises_nothing() -> None:
    city = Scene(high(on_delay_s=5.0))
    city.read(20.0)
    assert city.wait(4.9) == []
    assert city.read(1.0) == []
    assert city.wait(60.0) == []
    assert "S1:sensor.hi" not in city.center.alarms


def test_the_on_delay_runs_from_the_first_bad_reading() -> None:
    city = Scene(high(on_delay_s=5.0))
    city.read(20.0)
    city.wait(3.0)
    city.read(25.0)
    assert city.wait(1.9) == []
    assert city.wait(0.1) == ["S1:sensor.hi raised"]
    assert city.alarm("S1:sensor.hi").value == 20.0


def test_the_off_delay_holds_an_alarm_that_chatters() -> None:
    city = Scene(high(off_delay_s=10.0))
    city.read(20.0)
    city.read(1.0)
    assert city.wait(9.0) == []
    assert city.read(20.0) == []
    assert city.wait(30.0) == []
    city.read(1.0)
    assert city.wait(10.0) == ["S1:sensor.hi returned"]


def test_a_delay_that_ran_out_between_two_ticks_is_not_lost() -> None:
    city = Scene(high(on_delay_s=5.0))
    city.read(20.0)
    city.pass_unnoticed(30.0)
    assert city.read(1.0) == ["S1:sensor.hi raised", "S1:sensor.hi returned"]
    assert city.memories("S1:sensor.hi") == "unacknowledged"


def test_an_off_delay_that_ran_out_between_two_ticks_gives_a_new_alarm() -> None:
    city = Scene(high(off_delay_s=5.0))
    city.read(20.0)
    city.read(1.0)
    city.pass_unnoticed(30.0)
    assert city.read(20.0) == ["S1:sensor.hi returned", "S1:sensor.hi raised"]
    assert city.alarm("S1:sensor.hi").activations == 2


def test_three_times_in_a_minute_raises() -> None:
    city = Scene(high(count=3, window_s=60.0))
    for _ in range(2):
        assert city.read(20.0) == []
        city.wait(10.0)
        assert city.read(1.0) == []
        city.wait(10.0)
    assert city.read(20.0) == ["S1:sensor.hi raised"]


def test_three_times_in_more_than_a_minute_does_not() -> None:
    city = Scene(high(count=3, window_s=60.0))
    for _ in range(6):
        assert city.read(20.0) == []
        city.wait(1.0)
        assert city.read(1.0) == []
        city.wait(39.0)


def test_a_counting_rule_also_sees_what_simply_lasts() -> None:
    city = Scene(high(count=3, window_s=60.0))
    city.read(20.0)
    assert city.wait(59.0) == []
    assert city.wait(1.0) == ["S1:sensor.hi raised"]


def test_a_counting_rule_returns_after_a_quiet_window() -> None:
    city = Scene(high(count=2, window_s=60.0))
    city.read(20.0)
    city.read(1.0)
    city.read(20.0)
    city.read(1.0)
    assert city.wait(59.0) == []
    assert city.wait(1.0) == ["S1:sensor.hi returned"]
    assert city.read(20.0) == []


def test_a_button_pressed_again_and_again_counts_each_time() -> None:
    city = Scene(event(count=3, window_s=30.0))
    assert city.hear(True) == []
    city.wait(1.0)
    assert city.hear(True) == []
    assert city.hear(True) == [], "the same message delivered twice counts once"
    city.wait(1.0)
    assert city.hear(True) == ["S1:sensor.panic raised"]


def test_what_was_counted_is_forgotten_in_time() -> None:
    city = Scene(high(count=3, window_s=60.0))
    city.read(20.0)
    city.read(1.0)
    assert city.center.next_due is not None
    city.wait(60.0)
    assert city.center.next_due is None
    assert city.center._watches["S1"].tracks is None


def test_an_alarm_ignored_for_long_asks_again() -> None:
    city = Scene(high(realarm_s=600.0))
    city.read(20.0)
    seen = city.seen("S1:sensor.hi")
    city.acknowledge("S1:sensor.hi")
    assert city.wait(599.0) == []
    assert city.wait(1.0) == ["S1:sensor.hi realarmed"]
    assert city.memories("S1:sensor.hi") == "active unacknowledged"
    assert city.alarm("S1:sensor.hi").activations == 1
    assert city.alarm("S1:sensor.hi").raised_version > seen.version
    city.acknowledge("S1:sensor.hi")
    city.read(1.0)
    assert city.wait(6000.0) == []


def test_many_standing_alarms_cost_a_tick_nothing_to_look_at() -> None:
    city = Scene(high(realarm_s=600.0))
    city.read(20.0)
    city.acknowledge("S1:sensor.hi")
    due = city.center.next_due
    assert due == city.clock + 600.0
    for _ in range(100):
        assert city.wait(1.0) == []
    assert city.center.next_due == due
