"""The life of an order on one line: no end looks like another, nothing is shown that did not happen."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.bridge.views import Series
from app.domain.commands import (
    ENDED,
    OUT,
    WAITING,
    Command,
    CommandState,
    EndReason,
    Measured,
    Said,
    Source,
)
from app.domain.orders import Action, Order
from tests.widgets.control.card.soft_control import CLOSE, VALVE, SoftControlHub, story
from widgets.control.card.life import BACK, LINES, MEASURED, RECEIVED, SENT, WORKING, LifeWriter, Mark
from widgets.control.card.life_chart import LifeChart
from widgets.control.card.names import Names
from widgets.control.card.run_time import hours_on, starts

AT = 1_760_000_000_000
SENT_ONE = Command(
    "c1", VALVE, "valve", CLOSE, "r.quispe", "rotura", AT, AT + 20_000, CommandState.SENT, sent_at=AT, tries=1
)


@pytest.fixture(name="writer", scope="module")
def _writer(qapp) -> LifeWriter:
    hub = SoftControlHub()
    return LifeWriter(Names(hub), hub.catalogue)


def marks(line) -> dict[int, Mark]:
    return {point.column: point.mark for point in line.points}


def test_a_confirmed_order_shows_every_step_with_its_time_and_what_was_measured(writer):
    done = replace(
        SENT_ONE, state=CommandState.CONFIRMED, accepted_at=AT + 400, executing_at=AT + 2100,
        ended_at=AT + 89_000, measured=(Measured("flow", 0.0, AT + 88_000),), approver="m.rojas",
    )  # fmt: skip
    line = writer.line(done)
    assert [point.column for point in line.points] == [SENT, RECEIVED, WORKING, MEASURED]
    assert line.points[1].text == "+0.4 s"
    assert line.points[-1].text == "+1 min 29 s · 0\u202fm³/h"
    assert line.points[-1].mark is Mark.CONFIRMED
    assert (line.outcome, line.support) == ("Closed", "R. Quispe and M. Rojas")


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"end": EndReason.NO_ANSWER}, RECEIVED),
        ({"end": EndReason.LINK_LOST}, RECEIVED),
        ({"end": EndReason.NOT_FINISHED, "accepted_at": AT + 400, "executing_at": AT + 900}, MEASURED),
        ({"end": EndReason.MISMATCH, "accepted_at": AT + 400, "done_at": AT + 900}, MEASURED),
        ({"end": EndReason.NOT_MEASURED, "accepted_at": AT + 400}, MEASURED),
        ({"state": CommandState.REJECTED}, RECEIVED),
        ({"state": CommandState.REJECTED, "accepted_at": AT + 400}, WORKING),
    ],
)
def test_an_order_fails_at_the_step_that_did_not_come(writer, changes, column):
    ended = replace(SENT_ONE, **{"state": CommandState.TIMED_OUT, "ended_at": AT + 10_000, **changes})
    line = writer.line(ended)
    assert marks(line)[column] is Mark.FAILED
    assert max(marks(line)) == column


def test_where_it_stuck_is_said_with_the_position(writer):
    stuck = replace(
        SENT_ONE, state=CommandState.TIMED_OUT, end=EndReason.NOT_FINISHED, accepted_at=AT + 400,
        ended_at=AT + 120_000, measured=(Measured("open_percentage", 43.0, AT + 119_000),),
    )  # fmt: skip
    assert writer.line(stuck).outcome == "Did not finish, at 43\u202f%"


def test_a_refusal_says_the_devices_reason(writer):
    refused = replace(
        SENT_ONE,
        state=CommandState.REJECTED,
        ended_at=AT + 1000,
        life=(Said("rejected", AT + 1000, "local"),),
    )
    assert writer.line(refused).outcome == "Refused by the device: its switch is on local"


def test_what_came_late_is_in_the_story_and_moves_nothing(writer):
    ended = replace(
        SENT_ONE, state=CommandState.TIMED_OUT, end=EndReason.NO_ANSWER, ended_at=AT + 10_000,
        life=(Said("sent", AT), Said("done", AT + 60_000, late=True)),
    )  # fmt: skip
    line = writer.line(ended)
    assert line.story[1].endswith("done, says the device (late, changed nothing)")
    assert Mark.CONFIRMED not in marks(line).values()


def test_an_automatic_hold_stands_on_the_way_back(writer):
    held = replace(
        SENT_ONE, order=Order(Action.HOLD), source=Source.AUTOMATIC, cause="c0", state=CommandState.CONFIRMED,
        ended_at=AT + 3000, measured=(Measured("open_percentage", 43.0, AT + 2900),),
    )  # fmt: skip
    line = writer.line(held)
    assert line.back
    assert marks(line) == {MEASURED: Mark.CAME, BACK: Mark.CONFIRMED}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
@given(
    state=st.sampled_from(CommandState),
    end=st.sampled_from(EndReason),
    source=st.sampled_from(Source),
    times=st.tuples(*[st.sampled_from([0, AT - 5, AT, AT + 400, AT + 9_000_000])] * 5),
    measured=st.lists(
        st.builds(Measured, st.sampled_from(["flow", "open_percentage", "no_such"]), st.one_of(
            st.floats(), st.booleans(), st.text(max_size=20)), st.just(AT)), max_size=3),
)  # fmt: skip
def test_no_command_is_shown_confirmed_without_being_so(writer, state, end, source, times, measured):
    sent, accepted, executing, done, ended = times
    one = replace(
        SENT_ONE, state=state, end=end, source=source, cause="c0" if source is Source.AUTOMATIC else "",
        sent_at=sent, accepted_at=accepted, executing_at=executing, done_at=done, ended_at=ended,
        measured=tuple(measured),
    )  # fmt: skip
    line = writer.line(one)
    confirmed = Mark.CONFIRMED in marks(line).values()
    assert not confirmed or state is CommandState.CONFIRMED
    assert line.outcome or state in ENDED
    assert [point.column for point in line.points] == sorted({point.column for point in line.points})


def test_only_what_is_out_waits_for_more_and_what_is_not_sent_says_so(writer):
    for state in OUT:
        assert Mark.PENDING in marks(writer.line(replace(SENT_ONE, state=state))).values()
    for state in WAITING:
        (point,) = writer.line(replace(SENT_ONE, state=state, sent_at=0)).points
        assert (point.column, point.text) == (SENT, "not sent")


def test_the_chart_shows_the_newest_and_tells_all_to_who_cannot_see(qapp, look, qtbot):
    hub = SoftControlHub()
    story(hub)
    for place in range(8):
        hub.put_command(hub.command(id=f"z{place}", state=CommandState.SENT, sent_at=AT, tries=1))
    chart = LifeChart(look)
    qtbot.addWidget(chart)
    writer = LifeWriter(Names(hub), hub.catalogue)
    chart.show_lines(writer.lines(tuple(hub.control.of_device(VALVE)), None))
    assert len(chart.lines) == LINES
    assert chart.accessibleName().count("\n") == LINES - 1
    chart.resize(480, chart.height())
    assert not chart.grab().isNull()


def series(mean, *, step=60.0, raw=False) -> Series:
    times = np.arange(len(mean)) * step
    values = np.array(mean, dtype=float)
    return Series(times, values, values, values, step, raw=raw)


@pytest.mark.parametrize(
    ("mean", "raw", "hours"),
    [
        ([1.0] * 60, False, 1.0),
        ([0.5] * 60, False, 0.5),
        ([1.0, np.nan, 1.0], False, 2 / 60),
        ([0.0, 1.0, 0.0], True, 1 / 60),
        ([], False, 0.0),
    ],
)
def test_hours_run_count_what_is_known(mean, raw, hours):
    assert hours_on(series(mean, raw=raw), 60.0 * len(mean)) == pytest.approx(hours)


def test_a_gap_is_no_start():
    assert starts(series([0, 1, np.nan, 1, 0, 1])) == 2
    assert starts(series([1, 1])) == 0
    assert starts(series([])) == 0
