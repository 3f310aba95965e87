"""Steps that follow when nobody reacts in time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.domain.alarms import Priority
from app.domain.incidents.escalation import due
from app.domain.incidents.events import Escalated, IncidentDraft
from app.domain.incidents.incident import Incident
from app.domain.incidents.kinds import EscalationStep
from app.domain.incidents.states import IncidentState

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
