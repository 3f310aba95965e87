"""An incident is its events: whatever order they come in, and however often."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.alarms import Priority
from app.domain.incidents import effects
from app.domain.incidents import events as its
from app.domain.incidents.book import IncidentBook
from app.domain.incidents.folding import advance, fold
from app.domain.incidents.incident import CrewTask, Record
from app.domain.incidents.kinds import IncidentCatalogue
from app.domain.incidents.states import PROGRESS, IncidentState, Resolution, TaskState
from app.domain.incidents.tally import Overlay
from app.domain.instant import Instant
from tests.domain.incidents.happenings import ALARMS, histories

OPENED = its.Opened("water", "Rotura", Priority.HIGH, its.Source.ALARM, acknowledge_s=60.0, arrive_s=0.0)


def link(alarm: str, cause: str = "") -> its.LinkedAlarm:
    return its.LinkedAlarm(alarm, alarm[0], "lolo", Priority.HIGH, 1, cause)


def told(*bodies: its.EventBody, by: str = "ana") -> Record:
    """The n-th event happens at n."""
    all_bodies = enumerate((OPENED, *bodies), 1)
    return fold([its.IncidentEvent("INC-0417", seq, seq, by, "C1", body) for seq, body in all_bodies])


@given(st.data())
def test_any_order_and_repetition_folds_to_the_same(data):
    events = data.draw(histories())
    told_again = [*events, *data.draw(st.lists(st.sampled_from(events)))]
    assert fold(data.draw(st.permutations(told_again))) == fold(events)


@given(st.data())
def test_to_advance_in_parts_is_to_fold_all(data):
    events = data.draw(histories())
    cut = data.draw(st.integers(1, len(events)))
    record = advance(None, events[:cut])
    for part in data.draw(st.lists(st.lists(st.sampled_from(events), max_size=3), max_size=4)):
        record = advance(record, part)
    assert advance(record, events) == advance(fold(events[:cut]), events[cut:]) == fold(events)


@given(histories(), st.data())
def test_what_is_stamped_and_taken_is_what_the_events_fold_to(events, data):
    book = IncidentBook(lambda: IncidentCatalogue({}, (), (), (), {}))
    rest, log = list(events), []
    while rest:
        size = data.draw(st.integers(1, len(rest)))
        part, rest = rest[:size], rest[size:]
        drafts = [its.IncidentDraft(event.incident, event.body) for event in part]
        (change,) = book.stamp(drafts, part[0].by, "C1", Instant(0.0, part[0].at))
        book.take([change])
        log += change.events
        assert book.record("INC-0007") == fold(log)
        assert change.incident == fold(log).incident
    assert [event.body for event in log] == [event.body for event in events]


@given(histories())
def test_numbers_agree_with_what_they_count(events):
    record = fold(events)
    incident, alarms = record.incident, record.alarms.values()
    assert (incident.alarms, incident.active) == (len(alarms), sum(alarm.active for alarm in alarms))
    assert incident.consequences == sum(bool(alarm.link.cause) for alarm in alarms)
    assert (incident.ticked, incident.attachments) == (len(record.ticks), len(record.attachments))
    assert incident.version == len(events) == len(record.events)
    assert not record.moved_out & record.alarms.keys()


@given(histories())
def test_the_state_is_that_of_the_farthest_crew_unless_it_is_at_its_end(events):
    incident = fold(events).incident
    at_work = {PROGRESS[task.state] for task in incident.crews if task.state in PROGRESS}
    if incident.resolution is not None:
        expected = IncidentState.CLOSED
    elif incident.resolved_at:
        expected = IncidentState.RESOLVED
    elif at_work:
        expected = [state for state in IncidentState if state in at_work][-1]
    else:
        expected = IncidentState.ACKNOWLEDGED if incident.acknowledged_at else IncidentState.NEW
    assert incident.state is expected


def test_every_event_has_its_effect():
    assert set(get_args(its.EventBody)) == set(effects._EFFECTS)


@pytest.mark.parametrize("bodies", [(), (its.Noted("nota"),)])
def test_what_does_not_begin_with_an_opening_is_no_incident(bodies):
    with pytest.raises(ValueError):
        fold([its.IncidentEvent("INC-0001", 2, 1, "", "", body) for body in bodies])


def test_target_times_count_from_the_opening():
    incident = told(its.Noted("nota")).incident
    assert (incident.number, incident.acknowledge_by, incident.arrive_by) == (417, 60_001, 0)
    later = told(its.PrioritySet(Priority.CRITICAL, "", 30.0, 300.0)).incident
    assert (later.priority, later.acknowledge_by, later.arrive_by) == (Priority.CRITICAL, 30_001, 300_001)


@pytest.mark.parametrize(
    "body", [its.Acknowledged(), its.OwnerSet("ana"), its.CrewMoved("ALFA", TaskState.ASSIGNED)]
)
def test_whoever_takes_it_in_hand_acknowledges_it(body):
    assert told().incident.state is IncidentState.NEW
    assert told(its.OwnerSet("")).incident.state is IncidentState.NEW
    assert told(body, its.Acknowledged()).incident.acknowledged_at == 2


def test_a_decision_is_what_others_must_have_seen():
    plain = (its.Noted("n"), its.Watched("ana", True), its.StepTicked("look", 1), its.AlarmsJoined(()))
    assert told(*plain, its.CrewMoved("ALFA", TaskState.EN_ROUTE)).incident.decided == 0
    assert told(its.CrewMoved("ALFA", TaskState.ASSIGNED), *plain).incident.decided == 2
    assert told(its.CrewMoved("ALFA", TaskState.REFUSED, by_hand=True), *plain).incident.decided == 2
    assert told(its.CauseMarked("A:1"), *plain).incident.decided == 2
    assert told(*plain).incident.raised == 5


def test_what_the_program_makes_of_alarms_supersedes_nobody():
    joined = its.AlarmsJoined((link("A:1"),))
    own = (its.CauseMarked("A:1"), its.PrioritySet(Priority.CRITICAL))
    incident = told(joined, *own, by="").incident
    assert (incident.cause, incident.priority, incident.decided) == ("A:1", Priority.CRITICAL, 0)
    assert told(joined, *own, by="ana").incident.decided == 4
    assert told(its.Reopened(""), *own, by="").incident.decided == 2


def test_an_alarm_that_was_moved_out_comes_back_only_by_hand():
    out = (its.AlarmsJoined((link("A:1"), link("B:1"))), its.CauseMarked("A:1"), its.AlarmsMovedOut(("A:1",)))
    record = told(*out, its.AlarmsJoined((link("A:1"),), "near"))
    assert (set(record.alarms), record.moved_out, record.incident.cause) == ({"B:1"}, {"A:1"}, "")
    record = told(*out, its.AlarmsJoined((link("A:1"),)))
    assert (set(record.alarms), record.moved_out) == ({"A:1", "B:1"}, frozenset())


def test_an_alarm_that_comes_back_stands_again():
    joined = its.AlarmsJoined((link("A:1"), link("B:1", cause="A:1")))
    record = told(joined, its.AlarmsReturned(("A:1", "B:1")), its.AlarmsJoined((link("A:1"),)))
    assert (record.incident.alarms, record.incident.active, record.incident.consequences) == (2, 1, 1)
    assert [alarm.joined for alarm in record.alarms.values()] == [2, 2]
    assert record.alarms["B:1"].returned == 3


def test_an_alarm_returns_once():
    joined = its.AlarmsJoined((link("A:1"),))
    record = told(joined, its.AlarmsReturned(("A:1", "Z:1")), its.AlarmsReturned(("A:1",)))
    assert record.alarms["A:1"].returned == 3


@given(st.dictionaries(ALARMS, st.integers()), st.lists(st.tuples(ALARMS, st.none() | st.integers())))
def test_an_overlay_is_the_mapping_that_it_would_be_and_leaves_the_real_one_alone(base, changes):
    plain, overlay = dict(base), Overlay(base.copy())
    for key, value in changes:
        for mapping in (plain, overlay):
            if value is None:
                mapping.pop(key, None)
            else:
                mapping[key] = value
        assert (dict(overlay), len(overlay), overlay.get(key)) == (plain, len(plain), plain.get(key))
    assert overlay._base == base


def test_the_first_cause_says_which_device_it_is_about():
    joined = its.AlarmsJoined((link("A:1"), link("B:1")))
    assert told(joined, its.CauseMarked("B:1")).incident.device == "B"
    assert told(joined, its.CauseMarked("Z:1")).incident.cause == ""


def crew(*states: TaskState) -> CrewTask:
    return told(*[its.CrewMoved("ALFA", state, text=str(state)) for state in states]).incident.crews[0]


def test_the_moments_of_a_crew():
    task = crew(TaskState.ASSIGNED, TaskState.DISPATCHED, TaskState.EN_ROUTE, TaskState.ON_SITE)
    moments = (task.assigned_at, task.dispatched_at, task.en_route_at, task.on_site_at, task.ended_at)
    assert (moments, task.by) == ((2, 3, 4, 5, 0), "ana")
    assert crew(TaskState.ASSIGNED, TaskState.REFUSED).ended_at == 3


def test_a_task_that_is_over_says_nothing_more():
    task = crew(TaskState.ASSIGNED, TaskState.WITHDRAWN, TaskState.ON_SITE)
    assert (task.state, task.on_site_at, task.text) == (TaskState.WITHDRAWN, 0, "withdrawn")
    assert told(its.CrewMoved("ALFA", TaskState.ON_SITE)).incident.crews == ()


def test_a_late_word_about_the_task_before_changes_nothing():
    states = ((TaskState.ASSIGNED, "c1"), (TaskState.WITHDRAWN, "c1"), (TaskState.ASSIGNED, "c2"))
    late = ((TaskState.REFUSED, "c1"), (TaskState.ASSIGNED, ""), (TaskState.DISPATCHED, "c2"))
    bodies = [its.CrewMoved("ALFA", state, command) for state, command in states + late]
    task = told(*bodies).incident.crews[0]
    assert (task.state, task.command, task.assigned_at) == (TaskState.DISPATCHED, "c2", 4)


def test_a_crew_that_is_assigned_again_begins_again():
    task = crew(TaskState.ASSIGNED, TaskState.EN_ROUTE, TaskState.REFUSED, TaskState.ASSIGNED)
    assert (task.assigned_at, task.en_route_at, task.ended_at) == (5, 0, 0)


def test_the_first_crew_on_site_is_the_arrival():
    bodies = [
        its.CrewMoved(name, state)
        for name in ("ALFA", "BRAVO")
        for state in (TaskState.ASSIGNED, TaskState.ON_SITE)
    ]
    incident = told(*bodies, its.CrewMoved("ALFA", TaskState.WITHDRAWN)).incident
    assert (incident.assigned_at, incident.arrived_at, incident.dispatched_at) == (2, 3, 0)
    assert incident.state is IncidentState.ON_SITE


def test_reopened_it_is_as_if_it_had_not_ended():
    closed = its.Closed(Resolution.DUPLICATE, "la misma", "INC-0400")
    incident = told(its.Resolved("listo"), closed, its.Reopened("no")).incident
    ends = (incident.resolved_at, incident.closed_at, incident.resolution, incident.reason, incident.leads_to)
    assert (ends, incident.state, incident.reopened) == ((0, 0, None, "", ""), IncidentState.ACKNOWLEDGED, 1)


def targets(*bodies: its.EventBody) -> tuple[int, int, int]:
    """Of an incident in which each event happens a second after the one before it, the opening at 1 s."""
    all_bodies = enumerate((replace(OPENED, resolve_s=3600.0), *bodies), 1)
    events = [its.IncidentEvent("INC-0417", seq, seq * 1000, "", "", body) for seq, body in all_bodies]
    incident = fold(events).incident
    assert advance(fold(events[:-1]), events[-1:]).incident == incident
    return incident.acknowledge_by, incident.arrive_by, incident.resolve_by


def test_reopened_its_targets_run_anew_and_nothing_has_escalated():
    ended = (its.Escalated(2, "resolve"), its.Closed(Resolution.SOLVED, ""), its.Reopened(""))
    assert told(*ended).incident.escalation == 0
    assert told(*ended, its.Escalated(1, "arrive")).incident.escalation == 1
    assert targets(*ended) == (64_000, 0, 3_604_000)
    assert targets(its.OwnerSet("ana"), *ended) == (61_000, 0, 3_605_000)
    assert targets(its.OwnerSet("ana"), *ended, its.OwnerSet(""), its.Reopened("")) == (67_000, 0, 3_607_000)
    assert targets(*ended, its.PrioritySet(Priority.LOW, "", 0.0, 600.0)) == (0, 604_000, 0)
    assert targets(its.PrioritySet(Priority.LOW, "", 0.0, 600.0), *ended) == (0, 605_000, 0)


def test_what_is_closed_as_solved_is_resolved_at_that_moment_at_the_latest():
    solved = its.Closed(Resolution.SOLVED, "")
    assert told(its.Resolved("listo"), solved).incident.resolved_at == 2
    assert told(its.Resolved("listo"), solved).incident.reason == "listo"
    assert told(solved).incident.resolved_at == 2
    assert told(its.Closed(Resolution.CANCELLED, "no")).incident.resolved_at == 0


def test_what_is_absorbed_stands_if_it_stands_in_either():
    here = (its.AlarmsJoined((link("A:1"), link("B:1"))), its.AlarmsReturned(("A:1", "B:1")))
    body = its.Absorbed("INC-0400", (link("A:1"), link("B:1"), link("C:1")), ("A:1",), ("V",), ("beto",))
    record = told(*here, its.Watched("ana", True), body)
    assert [name for name, alarm in record.alarms.items() if alarm.active] == ["A:1"]
    assert (record.devices, record.incident.watchers) == (("V",), ("ana", "beto"))
    assert record.merged == ("INC-0400",)
