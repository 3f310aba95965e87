"""Tonight's chart: the programme's corners, the measured mean, overrides; and the words of why."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bridge.views import Series
from app.domain.lighting.plan import LightingPlan, PlanInForce
from app.domain.lighting.timeline import Timeline
from tests.widgets.control.lighting.soft_lighting import HOUR_MS, ZONE, command_group, plan
from widgets.control.lighting.night_picture import GRID_S, HOLDS_S, held_at, mean_line, sampled, steps_of


def series(times, values) -> Series:
    column = np.array(values, float)
    return Series(np.array(times, float), column, column, column, 0.0, raw=True)


def test_the_corners_are_those_of_the_night():
    from app.control.sun import SunTable

    timeline = Timeline(plan(), ZONE, SunTable(-12.07, -77.1, ZONE))
    tonight = timeline.night_of("c1", dt.date(2026, 3, 13))
    corners = steps_of(timeline, "c1", tonight)
    assert [level for _, level in corners] == [0.0, 80.0, 50.0, 80.0, 0.0, 0.0]
    assert corners[0][0] == tonight.night.start
    assert corners[-1][0] == tonight.night.end
    at = [dt.datetime.fromtimestamp(ms / 1000, ZONE).hour for ms, _ in corners]
    assert (at[1], at[2], at[3], at[4]) == (18, 23, 4, 6)


def test_a_night_without_a_programme_has_no_line():
    timeline = Timeline(LightingPlan(), ZONE, None)
    tonight = timeline.night_of("c1", dt.date(2026, 3, 13))
    assert {level for _, level in steps_of(timeline, "c1", tonight)} == {None}


def test_a_value_holds_until_it_is_too_old():
    found = held_at(
        series([100, 400], [50, 80]), np.array([0.0, 100, 399, 400, 400 + HOLDS_S, 401 + HOLDS_S])
    )
    assert np.isnan(found[0])
    assert found[1:5].tolist() == [50, 50, 80, 80]
    assert np.isnan(found[5])


@given(
    st.lists(
        st.lists(st.one_of(st.floats(0, 100), st.just(float("nan"))), min_size=4, max_size=4), max_size=5
    )
)
def test_the_mean_is_of_those_that_are_known(lines):
    times = [0, GRID_S, 2 * GRID_S, 3 * GRID_S]
    found = mean_line([series(times, line) for line in lines], 0, 4 * GRID_S * 1000, 148)
    assert found.of == 148
    for place in range(4):
        known = [line[place] for line in lines if line[place] == line[place]]
        if known:
            assert found.levels[place] == pytest.approx(sum(known) / len(known))
        else:
            assert np.isnan(found.levels[place])


@given(st.integers(0, 500), st.integers(2, 9))
def test_a_sample_is_spread_and_never_twice_the_same(count, most):
    found = sampled(np.arange(count), most)
    assert len(found) == min(count, most)
    assert len(set(found.tolist())) == len(found)
    if count:
        assert found[0] == 0
        assert found[-1] == count - 1


def test_the_panel_says_which_rule_and_what_depends_on_this_pc(page, choose):
    choose("zone:Malecón")
    why = page.body.programme.why.text()
    assert "Calendar Ciudad, rule Viernes y sábado" in why
    assert "800 luminaires of this programme depend on this PC" in why
    assert "next 50" in why


def test_the_measured_line_says_of_how_many_lamps_it_is(page, hub, choose, qtbot):
    choose("zone:Malecón")
    qtbot.waitUntil(lambda: "mean of 5 of 148" in page.body.programme.legend.text())
    read = {device for device, _, _ in hub.history.read}
    assert {"LUM-4401", "LUM-4548"} <= read
    measured = page.body.programme.chart.measured
    hours = (measured.times / 3600 - 5) % 24
    lit = (hours >= 18.5) | (hours < 6)
    assert measured.levels.size
    assert (measured.levels[lit] >= 78).all()
    assert (measured.levels[~lit] == 0).all()


def test_an_override_is_a_block_until_its_end(page, hub, choose, qtbot):
    hub.set_manual(hub.lamps("Malecón"), 60.0, 57.0)
    choose("zone:Malecón")
    assert page.body.programme.chart.picture.block is None
    now = hub.now()
    hub.put_group(command_group(now))
    qtbot.waitUntil(lambda: page.body.programme.chart.picture.block is not None)
    block = page.body.programme.chart.picture.block
    assert (block.level, block.start) == (60.0, now - 5_000)
    assert block.end <= now + 3 * HOUR_MS


def test_another_night_shows_its_own_programme_without_now(page, choose, qtbot):
    choose("zone:Malecón")
    panel = page.body.programme
    panel.nights[3].click()
    assert panel.title.text() == "Programme · Laboral" or "Noche" in panel.title.text()
    assert panel.chart.picture.now == 0
    tonight = panel._city.today()
    assert panel.chart.picture.night.date > tonight - dt.timedelta(1)


def test_without_an_assignment_or_a_plan_it_says_so(page, hub, choose, qtbot):
    hub.put_plan(replace(plan(), assignments=(), version=4))
    choose("zone:Malecón")
    qtbot.waitUntil(lambda: "No assignment" in page.body.programme.chart._note)
    hub.put_plan(LightingPlan(version=5))
    qtbot.waitUntil(lambda: "No plan yet" in page.body.programme.chart._note)
    assert not page.body.programme.nights[0].isVisible()


def test_a_plan_that_cannot_be_followed_is_said(page, hub, choose, qtbot):
    choose("zone:Malecón")
    hub.control._take_in_force(PlanInForce(hub.control.in_force.entries, "no_position"))
    assert "where the city is" in page.body.programme.why.text()
