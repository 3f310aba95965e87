"""The rows of the alarm list: what a filter lets through, in what order, and how many there are of each."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.alarms import Alarm, Priority
from tests.support.effort import growth
from widgets.alarms.rows import AlarmFilter, AlarmRows, Column, Row, Show, shows


def alarm(number: int, **changes: object) -> Alarm:
    made = Alarm(
        id=f"PRE-{number:04d}:low",
        device=f"PRE-{number:04d}",
        rule="low",
        priority=Priority(number % 4 + 1),
        version=1,
        active=True,
        unacknowledged=True,
        raised_at=1_700_000_000_000 + number,
    )
    return replace(made, **changes)


def row(made: Alarm, zone: str = "San Telmo", label: str = "Presión baja") -> Row:
    return Row(
        alarm=made, kind="pressure", name="", label=label, zone=zone, value="0.6 bar", limit="", state="",
        incident="", guidance="", number=0.6, searched=f"{made.device.lower()}\npresion baja\n{zone.lower()}",
        folded=(made.device.lower(), label.lower(), zone.lower(), ""), shows=shows(made),
    )  # fmt: skip


def filled(*alarms: Alarm) -> AlarmRows:
    rows = AlarmRows()
    for one in alarms:
        rows.put(row(one))
    return rows


@pytest.mark.parametrize(
    ("changes", "lists"),
    [
        ({}, {Show.ALL, Show.UNACKNOWLEDGED}),
        ({"unacknowledged": False}, {Show.ALL}),
        ({"active": False}, {Show.ALL, Show.UNACKNOWLEDGED}),
        ({"shelved_until": 5}, {Show.ALL, Show.SHELVED}),
        ({"out_of_service": True}, {Show.OUT_OF_SERVICE}),
        ({"suppressed_by": "CAB-1:trip"}, {Show.SUPPRESSED}),
        ({"active": False, "unacknowledged": False}, set()),
        ({"active": False, "unacknowledged": False, "latched": True}, {Show.ALL}),
    ],
)
def test_each_alarm_stands_in_the_lists_of_its_state(changes, lists):
    bits = shows(alarm(1, **changes))
    assert {show for show in Show if bits >> show & 1} == lists


def test_filters_narrow_by_words_priority_and_district():
    rows = filled(alarm(1), alarm(2), alarm(3))
    rows.put(row(alarm(4), zone="Mirador"))
    rows.choose(AlarmFilter(words=("presion", "mirador")))
    assert rows.ordered() == ["PRE-0004:low"]
    rows.choose(AlarmFilter(priorities=frozenset({Priority(3)}), zone="San Telmo"))
    assert rows.ordered() == ["PRE-0002:low"]


def test_newest_stands_first_and_a_second_sort_is_by_point():
    rows = filled(alarm(2), alarm(9), alarm(5))
    assert [i[4:8] for i in rows.ordered()] == ["0009", "0005", "0002"]
    rows.sort_by(Column.POINT, descending=False)
    assert [i[4:8] for i in rows.ordered()] == ["0002", "0005", "0009"]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 12),
            st.booleans(),
            st.booleans(),
            st.booleans(),
            st.sampled_from(["put", "put", "put", "drop"]),
        ),
        max_size=60,
    )
)
def test_counts_always_equal_a_count_from_the_start(steps):
    rows = AlarmRows()
    for number, active, calling, quiet, what in steps:
        made = alarm(number, active=active, unacknowledged=calling, out_of_service=quiet)
        if what == "drop":
            rows.drop(made.id)
        else:
            rows.put(row(made))
    for show in Show:
        assert rows.counts[show] == sum(1 for one in rows.rows.values() if one.shows >> show & 1)
    assert set(rows.ordered()) == {i for i, one in rows.rows.items() if one.shows & 1}


def test_many_rows_sort_and_filter_in_little_more_than_four_times_a_quarter():
    def sorted_and_filtered(count):
        rows = filled(*(alarm(number) for number in range(count)))

        def work():
            rows.choose(AlarmFilter())
            for column in Column:
                rows.sort_by(column, descending=True)
                rows.ordered()
            rows.choose(AlarmFilter(words=("presion", "99")))
            assert rows.ordered()

        return work

    assert growth(sorted_and_filtered, 1_000) < 9
