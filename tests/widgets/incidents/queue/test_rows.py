"""Which cards the queue shows, in what order, under which headings."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.alarms import Priority
from app.domain.incidents.states import IncidentState
from tests.widgets.incidents.queue.made_incidents import NOW, incident, row
from widgets.incidents.queue.rows import LARGE, Grouping, Heading, QueueRows, Row, Scope
from widgets.incidents.queue.targets import next_target, target_of


def filled(*incidents) -> QueueRows:
    rows = QueueRows()
    for one in incidents:
        rows.put(row(one))
    return rows


def numbers(rows: QueueRows) -> list[int]:
    return [entry.incident.number for entry in rows.ordered() if isinstance(entry, Row)]


def test_priority_comes_first_then_the_nearest_target_then_the_longest_open():
    rows = filled(
        incident(1, priority=Priority.LOW, acknowledge_by=NOW),
        incident(2, acknowledge_by=NOW + 90_000),
        incident(3, acknowledge_by=NOW + 30_000),
        incident(4, opened_at=NOW - 5_000),
        incident(5, opened_at=NOW - 9_000),
        incident(6, priority=Priority.CRITICAL),
    )
    assert numbers(rows) == [6, 3, 2, 5, 4, 1]


def test_a_met_target_gives_way_to_the_next_one():
    one = incident(1, acknowledge_by=NOW + 1, arrive_by=NOW + 2, resolve_by=NOW + 3)
    assert next_target(one).name == "acknowledge"
    assert next_target(replace(one, acknowledged_at=NOW)).name == "arrive"
    assert next_target(replace(one, acknowledged_at=NOW, arrived_at=NOW)).name == "resolve"
    assert next_target(replace(one, state=IncidentState.RESOLVED)) is None
    assert target_of(replace(one, arrive_by=0), "arrive") is None
    assert next_target(incident(2)) is None


def test_what_is_left_of_a_target_and_how_much_of_it_is_gone():
    target = next_target(incident(1, opened_at=NOW - 30_000, acknowledge_by=NOW + 30_000))
    assert (target.left_s(NOW), target.elapsed(NOW)) == (30.0, 0.5)
    assert (target.left_s(NOW + 42_000), target.elapsed(NOW + 42_000)) == (-12.0, 1.0)
    assert target.elapsed(NOW - 90_000) == 0.0


def test_mine_nobodys_and_words_narrow_the_list():
    rows = filled(
        incident(1, owner="r.quispe"), incident(2, owner="j.paredes"), incident(3, zone="San Telmo")
    )
    rows.scope = Scope.MINE
    assert numbers(rows) == [1]
    rows.scope = Scope.UNASSIGNED
    assert numbers(rows) == [3]
    rows.scope, rows.words = Scope.SHIFT, ("rotura", "mirador")
    assert sorted(numbers(rows)) == [1, 2]


def test_groups_stand_in_the_order_of_their_most_urgent_card_and_count_what_is_new():
    rows = filled(
        incident(1, zone="Mirador"),
        incident(2, zone="Mirador", state=IncidentState.ACKNOWLEDGED),
        incident(3, zone="San Telmo", priority=Priority.CRITICAL),
    )
    rows.grouping = Grouping.ZONE
    entries = rows.ordered()
    assert entries[0] == Heading("\nSan Telmo", "San Telmo", 1, 1, Priority.CRITICAL)
    assert entries[2] == Heading("\nMirador", "Mirador", 2, 1, Priority.HIGH)
    rows.turned.add("\nMirador")
    assert numbers(rows) == [3]
    assert len(rows.ordered()) == 3


def test_a_large_group_begins_as_its_heading_until_it_is_opened():
    rows = filled(*(incident(number) for number in range(1, LARGE + 2)))
    rows.grouping = Grouping.KIND
    (heading,) = rows.ordered()
    assert (heading.count, heading.folded) == (LARGE + 1, True)
    rows.turned.add(heading.key)
    assert len(rows.ordered()) == LARGE + 2


@pytest.mark.parametrize("grouping", [Grouping.ZONE, Grouping.KIND])
@given(
    st.lists(st.tuples(st.integers(1, 30), st.sampled_from(["A", "B", ""]), st.sampled_from(list(Priority))))
)
def test_grouping_loses_no_card_and_puts_each_under_its_heading(grouping, made):
    rows = filled(*(incident(n, zone=zone, kind=zone, priority=priority) for n, zone, priority in made))
    flat = numbers(rows)
    rows.grouping = grouping
    assert sorted(numbers(rows)) == sorted(flat)
    key = None
    for entry in rows.ordered():
        key = entry.key if isinstance(entry, Heading) else key
        assert isinstance(entry, Heading) or entry.incident.zone == key.removeprefix("\n")
    headings = [entry for entry in rows.ordered() if isinstance(entry, Heading)]
    assert sum(heading.count for heading in headings) == len(flat)


@given(st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["", "r.quispe", "j.paredes"]), st.booleans())))
def test_counts_always_equal_a_count_from_the_start(steps):
    rows = QueueRows()
    for number, owner, stays in steps:
        if stays:
            rows.put(row(incident(number, owner=owner)))
        else:
            rows.drop(f"INC-{number:04d}")
    for scope in Scope:
        assert rows.counts[scope] == sum(1 for one in rows.rows.values() if one.scopes >> scope & 1)
