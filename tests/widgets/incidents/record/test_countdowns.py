"""Target times: what is left, what was met and when, what was missed."""

from dataclasses import replace

import pytest

from app.domain.alarms import Priority
from app.domain.incidents.incident import Incident
from app.domain.incidents.states import IncidentState
from widgets.incidents.record.countdowns import Met, clock_left, countdowns

OPENED = 1_000_000
INCIDENT = Incident(
    "INC-0401", 401, "water.burst", "Burst", IncidentState.NEW, Priority.CRITICAL, OPENED, 1, 1,
    acknowledge_by=OPENED + 60_000, arrive_by=OPENED + 900_000,
)  # fmt: skip


def met(incident: Incident, now: int) -> list[Met]:
    return [one.met for one in countdowns(incident, now)]


def test_what_is_not_reached_runs_and_is_late_after_its_time():
    assert met(INCIDENT, OPENED + 30_000) == [Met.RUNNING, Met.RUNNING, Met.NONE]
    assert met(INCIDENT, OPENED + 61_000) == [Met.LATE, Met.RUNNING, Met.NONE]
    first = countdowns(INCIDENT, OPENED + 30_000)[0]
    assert (first.left_s, first.share) == (30.0, 0.5)


def test_what_was_reached_says_whether_in_time():
    in_time = replace(INCIDENT, acknowledged_at=OPENED + 59_000)
    late = replace(INCIDENT, acknowledged_at=OPENED + 75_000)
    assert met(in_time, OPENED + 10**7)[0] is Met.IN_TIME
    assert met(late, OPENED + 10**7)[0] is Met.TOO_LATE
    assert countdowns(late, 0)[0].left_s == -15.0


def test_without_a_target_it_was_only_reached_and_a_closed_one_counts_no_more():
    resolved = replace(INCIDENT, resolved_at=OPENED + 5)
    assert met(resolved, OPENED + 10)[2] is Met.REACHED
    closed = replace(INCIDENT, closed_at=OPENED + 70_000)
    assert met(closed, OPENED + 10**7) == [Met.ENDED] * 3


def test_a_clock_set_back_behind_the_opening_uses_nothing_up():
    assert countdowns(INCIDENT, OPENED - 5_000)[0].share == 0.0


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(413, "6:53"), (-72, "−1:12"), (3 * 3600 + 47 * 60, "3 h 47"), (-90_000, "−1 d 1 h"), (0, "0:00")],
)
def test_what_is_left_as_it_is_written(seconds, text):
    assert clock_left(seconds) == text
