"""Steps that follow when nobody reacts in time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.domain.alarms import Priority
from app.domain.incidents.escalation import MOST_AT_ONCE, Escalation
from app.domain.incidents.events import Escalated, IncidentDraft
from app.domain.incidents.incident import Incident
from app.domain.incidents.kinds import EscalationStep
from app.domain.incidents.states import IncidentState
from app.domain.instant import Instant

STEPS = (
    EscalationStep("acknowledge", 0.0, "all", louder=True),
    EscalationStep("acknowledge", 120.0, "supervisors"),
    EscalationStep("arrive", 0.0, "owner"),
    EscalationStep("resolve", 0.0, "owner"),
)
NEW = Incident(
    "INC-0001",
    1,
    "water",
    "Rotura",
    IncidentState.NEW,
    Priority.HIGH,
    opened_at=1_000,
    version=1,
    decided=0,
    acknowledge_by=61_000,
    arrive_by=601_000,
    resolve_by=3_601_000,
)


def due(incidents: list[Incident], steps: tuple[EscalationStep, ...], now_ms: int) -> list[IncidentDraft]:
    """As it stands at a start at this moment."""
    return Escalation().due(incidents, steps, Instant(500.0, now_ms))


def levels(now_ms: int, **fields: Any) -> list[tuple[int, str]]:
    drafts = due([replace(NEW, **fields)], STEPS, now_ms)
    return [(draft.body.level, draft.body.target) for draft in drafts if isinstance(draft.body, Escalated)]


def test_nothing_before_the_time_and_the_first_step_at_it():
    assert levels(60_999) == []
    assert due([NEW], STEPS, 61_000) == [IncidentDraft("INC-0001", Escalated(1, "acknowledge"))]


def test_each_step_is_taken_once_and_in_order():
    assert levels(61_001, escalation=1) == []
    assert levels(181_000, escalation=1) == [(2, "acknowledge")]
    assert levels(601_000) == [(1, "acknowledge"), (2, "acknowledge"), (3, "arrive")]


def test_who_has_acknowledged_is_not_told_that_nobody_has():
    acknowledged = {"state": IncidentState.ACKNOWLEDGED}
    assert levels(200_000, **acknowledged) == []
    assert levels(601_000, **acknowledged) == [(3, "arrive")]


def test_who_is_there_has_arrived():
    there = {"state": IncidentState.ON_SITE, "arrived_at": 500_000}
    assert levels(700_000, **there) == []
    assert levels(3_601_000, **there) == [(4, "resolve")]


def test_a_resolved_or_closed_one_is_left_alone():
    for state in (IncidentState.RESOLVED, IncidentState.CLOSED):
        assert levels(9_000_000, state=state) == []


def test_without_targets_there_is_nothing_to_miss():
    assert levels(9_000_000, acknowledge_by=0, arrive_by=0, resolve_by=0) == []


def test_a_later_step_waits_for_an_earlier_one_of_a_missed_target():
    assert levels(100_000, arrive_by=90_000) == [(1, "acknowledge")]
    assert levels(181_000, arrive_by=90_000, escalation=1) == [(2, "acknowledge"), (3, "arrive")]


@given(st.lists(st.integers(0, 4_000_000), min_size=1, max_size=30))
def test_however_often_it_is_looked_at_levels_only_grow(moments: list[int]):
    incident, taken = NEW, []
    for now_ms in sorted(moments):
        for draft in due([incident], STEPS, now_ms):
            assert isinstance(draft.body, Escalated)
            taken.append(draft.body.level)
            incident = replace(incident, escalation=draft.body.level)
    assert taken == sorted(set(taken))
    assert taken == list(range(1, len(taken) + 1))


def test_a_clock_that_is_put_right_makes_nobody_late_and_lets_nobody_wait() -> None:
    for jump_ms in (6 * 3_600_000, -3 * 3_600_000):
        escalation = Escalation()
        assert escalation.due([NEW], STEPS, Instant(100.0, 2_000)) == []
        after = Instant(130.0, 32_000 + jump_ms)
        assert escalation.due([NEW], STEPS, after) == []
        late = Instant(159.5, 61_500 + jump_ms)
        assert escalation.due([NEW], STEPS, late) == [IncidentDraft("INC-0001", Escalated(1, "acknowledge"))]


def test_targets_that_are_set_after_a_jump_count_from_then() -> None:
    escalation = Escalation()
    escalation.due([NEW], STEPS, Instant(100.0, 2_000))
    again = replace(NEW, acknowledge_by=9_060_000, arrive_by=0, resolve_by=0)
    assert escalation.due([again], STEPS, Instant(110.0, 9_000_000)) == []
    assert escalation.due([again], STEPS, Instant(170.0, 9_060_000)) != []


def test_of_very_many_the_others_follow_at_the_next_look() -> None:
    many = [replace(NEW, id=f"INC-{number:04}") for number in range(MOST_AT_ONCE + 100)]
    escalation = Escalation()
    first = escalation.due(many, STEPS, Instant(1.0, 61_000))
    assert len(first) == MOST_AT_ONCE
    taken = {draft.incident for draft in first}
    left = [replace(one, escalation=int(one.id in taken)) for one in many]
    assert len(escalation.due(left, STEPS, Instant(2.0, 62_000))) == 100
