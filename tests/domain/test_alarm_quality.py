"""The quality of alarms: what was announced, floods, chattering, fleeting, stale, shelved."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.alarm_quality import (
    HOUR_MS,
    STALE_MS,
    TEN_MINUTES_MS,
    AlarmQuality,
    Logged,
    QualityFold,
)
from app.domain.alarms import Priority, Transition
from app.domain.incidents.flood import ISA, FloodLimits

BEGIN = 1_700_000_000_000
MINUTE = 60_000


def logged(at: int, transition: Transition, alarm: str = "d:r", **how: object) -> Logged:
    fields: dict[str, object] = {
        "priority": Priority.LOW,
        "active": transition is not Transition.RETURNED,
        **how,
    }
    return Logged(BEGIN + at, alarm, alarm.partition(":")[2], transition, **fields)  # type: ignore[arg-type]


def raised(at: int, alarm: str = "d:r", **how: object) -> Logged:
    return logged(at, Transition.RAISED, alarm, **how)


def returned(at: int, alarm: str = "d:r") -> Logged:
    return logged(at, Transition.RETURNED, alarm)


def quality(
    entries: Iterable[Logged],
    hours: float = 24.0,
    positions: int = 1,
    limits: FloodLimits = ISA,
) -> AlarmQuality:
    fold = QualityFold(BEGIN, BEGIN + int(hours * HOUR_MS), lambda _at: positions, limits, bars=24)
    fold.add(sorted(entries, key=lambda entry: entry.at))
    return fold.result()


def test_rates_are_for_one_operator_position() -> None:
    found = quality([raised(hour * HOUR_MS, f"d{hour}:r") for hour in range(24)], positions=2)
    assert (found.announced, found.per_hour, found.per_ten_minutes) == (24, 0.5, pytest.approx(1 / 12))
    assert found.bars == (1,) * 24
    assert quality([]).per_hour == 0.0
    assert quality([]).mix() == {}


def test_what_is_kept_quiet_is_not_announced() -> None:
    found = quality(
        [
            raised(0, "a:r", suppressed=True),
            logged(1, Transition.SHELVED, "b:r", active=False, by="ana"),
            raised(2, "b:r"),
            logged(3, Transition.UNSHELVED, "b:r"),
            logged(4, Transition.UNSHELVED, "f:r", active=False),
            logged(5, Transition.OUT_OF_SERVICE, "c:r", active=False),
            raised(6, "c:r"),
            raised(-5, "e:r"),
        ]
    )
    assert [(each.alarm, each.count) for each in found.worst] == [("b:r", 1)]
    (shelf,) = found.shelved
    assert (shelf.times, shelf.by, shelf.lasted_ms) == (1, ("ana",), 2)


def test_a_flood_begins_above_ten_and_ends_below_five() -> None:
    burst = [raised(second * 1000, f"d{second}:r") for second in range(11)]
    (flood,) = quality(burst).floods
    assert flood.since == BEGIN + 10_000
    assert flood.until == BEGIN + 6_000 + TEN_MINUTES_MS
    assert (flood.alarms, flood.peak) == (11, 11)
    assert quality(burst[:10]).floods == ()
    assert quality(burst, positions=2).floods == ()


def test_a_site_has_limits_of_its_own() -> None:
    burst = [raised(second * 1000, f"d{second}:r") for second in range(11)]
    found = quality(burst, limits=FloodLimits(3, 2))
    (flood,) = found.floods
    assert (flood.since, flood.until) == (BEGIN + 3_000, BEGIN + 9_000 + TEN_MINUTES_MS)
    assert found.limits == FloodLimits(3, 2)
    assert quality(burst, limits=FloodLimits(11, 1)).floods == ()


def test_a_flood_that_goes_on_has_no_end() -> None:
    found = quality([raised(second * 1000, f"d{second}:r") for second in range(30)], hours=1 / 60)
    assert [flood.until for flood in found.floods] == [0]
    assert found.flood_share == pytest.approx(50 / 60)


def test_chattering_fleeting_and_stale_ones_are_named() -> None:
    chatter = [raised(second * 1000, "bell:r") for second in (0, 20, 40, 3000, 3010)]
    fleeting = [raised(100_000, "gone:r"), returned(110_000, "gone:r"), raised(200_000, "gone:r")]
    late = [returned(200_000 + MINUTE, "gone:r")]
    old = [raised(-STALE_MS, "old:r"), logged(5, Transition.ACKNOWLEDGED, "old:r")]
    found = quality([*chatter, *fleeting, *late, *old])
    assert [(each.alarm, each.count) for each in found.chattering] == [("bell:r", 1)]
    assert [(each.alarm, each.count) for each in found.fleeting] == [("gone:r", 1)]
    assert [(each.alarm, each.since) for each in found.stale] == [("old:r", BEGIN - STALE_MS)]


def test_critical_ones_count_with_the_high_ones() -> None:
    priorities = [Priority.LOW] * 7 + [Priority.MEDIUM] + [Priority.HIGH] + [Priority.CRITICAL]
    found = quality(
        raised(number * HOUR_MS, f"d{number}:r", priority=each) for number, each in enumerate(priorities)
    )
    assert found.mix() == {Priority.LOW: 0.7, Priority.MEDIUM: 0.1, Priority.HIGH: 0.2}


@given(st.lists(st.integers(0, 3 * 360 - 1), max_size=60), st.integers(1, 3))
def test_in_a_flood_is_every_moment_that_a_look_at_each_finds_in_one(
    looks: list[int], positions: int
) -> None:
    """Against the rule told plainly, ten seconds by ten seconds."""
    moments = [look * 10_000 for look in looks]
    found = quality([raised(at, f"d{n}:r") for n, at in enumerate(moments)], hours=3.0, positions=positions)
    assert found.announced == len(moments)
    flooding = False
    for at in range(0, 3 * HOUR_MS, 10_000):
        recent = sum(at - TEN_MINUTES_MS < moment <= at for moment in moments)
        flooding = recent > 10 * positions or (flooding and recent >= 5 * positions)
        inside = any(
            flood.since <= BEGIN + at < (flood.until or BEGIN + 3 * HOUR_MS) for flood in found.floods
        )
        assert inside == flooding
