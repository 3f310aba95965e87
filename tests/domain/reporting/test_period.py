"""The figures of a period, counted by hand and held against a plain reading of the same incidents."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.alarms import Priority
from app.domain.incidents.incident import CrewTask, Incident
from app.domain.incidents.states import IncidentState, Resolution, TaskState
from app.domain.reporting.period import Grouping, MonthCount, PeriodFold
from app.domain.reporting.plan_figures import plan_figures
from app.domain.reporting.steps import Step, quantile
from app.domain.work_plan import Activity, WorkPlan

SINCE, UNTIL = 1_000_000, 9_000_000
MONTH = 24_000


def incident(number=1, **changes):
    made = Incident(
        f"INC-{number:04d}", number, "water", "Fuga", IncidentState.NEW, Priority.HIGH, 2_000_000, 1, 1,
        source="alarm", zone="San Telmo",
    )  # fmt: skip
    return replace(made, **changes)


def closed(number=1, at=5_000_000, resolution=Resolution.SOLVED, **changes):
    return incident(
        number, state=IncidentState.CLOSED, closed_at=at, resolution=resolution, resolved_at=at, **changes
    )


def folded(*incidents, before=0):
    fold = PeriodFold(SINCE, UNTIL, lambda ms: MONTH + ms // 4_000_000)
    fold.add(incidents)
    return fold.result(before)


def test_what_was_opened_before_or_closed_after_counts_only_where_it_belongs():
    figures = folded(
        incident(1),
        closed(2),
        closed(3, opened_at=500_000),
        closed(4, at=UNTIL),
        closed(5, at=UNTIL, opened_at=500_000),
        before=7,
    )
    whole = figures.whole
    assert (whole.opened, whole.closed, whole.standing) == (3, 2, 2)
    assert figures.standing_before == 7
    assert figures.resolutions == {"solved": 2}
    assert figures.states == {"new": 1, "closed": 2}


def test_times_are_measured_from_the_opening_and_against_the_targets():
    base = {"acknowledge_by": 2_060_000, "resolve_by": 4_000_000}
    figures = folded(
        closed(1, acknowledged_at=2_030_000, **base),
        closed(2, at=3_000_000, acknowledged_at=2_090_000, **base),
        incident(3, acknowledge_by=UNTIL + 1),
        incident(4, acknowledge_by=2_060_000),
    )
    acknowledge, resolve = figures.whole.steps[Step.ACKNOWLEDGE], figures.whole.steps[Step.RESOLVE]
    assert (acknowledge.count, acknowledge.median_s, acknowledge.due, acknowledge.on_time) == (2, 60.0, 3, 1)
    assert (resolve.count, resolve.due, resolve.on_time, resolve.share) == (2, 2, 1, 0.5)
    assert figures.whole.steps[Step.ARRIVE].share is None


def test_a_duplicate_is_counted_and_not_measured_and_a_false_alarm_needs_no_crew():
    figures = folded(
        closed(1, resolution=Resolution.DUPLICATE, arrive_by=2_060_000),
        closed(2, at=2_050_000, resolution=Resolution.FALSE_ALARM, arrive_by=2_060_000),
    )
    arrive = figures.whole.steps[Step.ARRIVE]
    assert figures.whole.closed == 2
    assert (arrive.count, arrive.due, arrive.on_time) == (0, 1, 1)


def test_a_clock_that_was_set_back_gives_no_negative_time():
    figures = folded(incident(1, acknowledged_at=1_900_000))
    assert figures.whole.steps[Step.ACKNOWLEDGE].median_s == 0.0


def test_crews_are_told_by_their_tasks():
    tasks = (
        CrewTask("CRW-1", TaskState.WITHDRAWN, assigned_at=1_000, dispatched_at=31_000, on_site_at=601_000,
                 ended_at=1_201_000),
        CrewTask("CRW-2", TaskState.REFUSED, assigned_at=1_000, ended_at=5_000),
    )  # fmt: skip
    one, two = folded(incident(1, crews=tasks)).crews
    assert (one.crew, one.tasks, one.arrived, one.answer_s, one.arrive_s, one.on_site_s) == (
        "CRW-1", 1, 1, 30.0, 600.0, 600.0,
    )  # fmt: skip
    assert (two.crew, two.refused, two.arrive_s) == ("CRW-2", 1, None)


INCIDENTS = st.lists(
    st.builds(
        lambda number, at, ended, kind, zone, priority: (
            incident(number, opened_at=at, kind=kind, zone=zone, priority=priority)
            if ended is None
            else closed(number, at + ended, opened_at=at, kind=kind, zone=zone, priority=priority)
        ),
        st.integers(1, 999),
        st.integers(0, UNTIL + SINCE),
        st.none() | st.integers(0, 4_000_000),
        st.sampled_from(["water", "lighting"]),
        st.sampled_from(["", "Mirador"]),
        st.sampled_from(list(Priority)),
    ),
    max_size=40,
)


@given(INCIDENTS, st.randoms(use_true_random=False))
def test_every_grouping_and_the_months_add_up_to_the_whole_in_any_order(found, random):
    mixed = list(found)
    random.shuffle(mixed)
    figures = folded(*found)
    assert figures == folded(*mixed)
    whole = figures.whole
    for grouping in Grouping:
        groups = figures.groups[grouping]
        assert sum(each.opened for each in groups) == whole.opened
        assert sum(each.closed for each in groups) == whole.closed
    months = [each for (kind, _), each in figures.months.items() if not kind]
    assert sum(each.opened for each in months) == whole.opened
    assert sum(each.closed for each in months) == whole.closed
    assert whole.opened == sum(SINCE <= each.opened_at < UNTIL for each in found)


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0, 1))
def test_a_quantile_lies_among_the_values_and_grows_with_its_share(values, share):
    ordered = sorted(values)
    found = quantile(ordered, share)
    assert ordered[0] <= found <= ordered[-1]
    assert found >= quantile(ordered, share / 2)


def activity(counts="", done=(0.0,) * 12):
    return Activity("a", "Revisar", "acta", "actas", "u", (10.0,) * 12, done, counts)


def test_what_is_entered_by_hand_and_what_is_counted_stand_against_the_goals():
    counts = {
        ("", 24_000): MonthCount(5, 4, 2, 4),
        ("", 24_002): MonthCount(1, 1, 1, 1),
        ("water", 24_000): MonthCount(3, 0, 0, 0),
    }
    plan = WorkPlan(2000, 1, (
        activity(done=(1.0, 2.0, 3.0, *(0.0,) * 9)),
        activity("closed:"),
        activity("opened:water"),
        activity("on_time:"),
    ))  # fmt: skip
    by_hand, all_closed, opened, on_time = plan_figures(plan, (0, 1, 2), counts)
    assert [each.done for each in by_hand.months] == [1.0, 2.0, 3.0]
    assert (by_hand.total.goal, by_hand.total.done, by_hand.total.share) == (30.0, 6.0, 0.2)
    assert [each.done for each in all_closed.months] == [4.0, 0.0, 1.0]
    assert opened.total.done == 3.0
    assert [each.done for each in on_time.months] == [50.0, None, 100.0]
    assert (on_time.total.goal, on_time.total.done) == (10.0, 60.0)
