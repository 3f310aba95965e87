"""Corners while they are drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from video.analytics.geometry import right_of
from video.tuning.figure import FEWEST, MOST, Figure

SPOT = st.tuples(st.floats(-0.5, 1.5), st.floats(-0.5, 1.5))
STEP = st.one_of(
    st.tuples(st.just("add"), SPOT),
    st.tuples(st.just("move"), SPOT),
    st.tuples(st.just("nudge"), SPOT),
    st.tuples(st.sampled_from(["drop", "split"])),
    st.tuples(st.just("choose"), st.integers(-3, 3)),
)


@given(st.sampled_from(["line", "zone", "way"]), st.lists(STEP, max_size=60))
def test_whatever_is_drawn_stays_in_the_picture_and_within_what_a_shape_may_have(shape, steps):
    figure = Figure(shape)
    for name, *more in steps:
        arguments = more[0] if name == "nudge" else more
        figure = getattr(figure, name)(*arguments)
        assert len(figure.points) <= MOST[shape]
        assert all(0 <= part <= 1 for point in figure.points for part in point)
        assert -1 <= figure.chosen < max(1, len(figure.points))
        assert figure.complete == (
            len(figure.points) >= FEWEST[shape] or (shape == "zone" and not figure.points)
        )


@given(*[st.floats(0.1, 0.9)] * 4)
def test_the_arrow_of_a_line_points_to_where_analysis_counts_forward(ax, ay, bx, by):
    figure = Figure("line", ((ax, ay), (bx, by)))
    if figure.arrow is None:
        assert (ax, ay) == (bx, by)
        return
    assert right_of((ax, ay), (bx, by), figure.arrow[1]) > 0


def test_the_last_two_points_of_a_way_are_its_direction():
    zone = ((0.1, 0.1), (0.9, 0.1), (0.5, 0.9))
    figure = Figure("way", (*zone, (0.5, 0.8), (0.5, 0.2)))
    assert (figure.ring, figure.arrow) == (zone, ((0.5, 0.8), (0.5, 0.2)))
    assert Figure("way", zone).arrow is None


def test_a_corner_is_split_off_half_way_to_the_next_one_and_the_last_to_the_first():
    figure = Figure("zone", ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)), chosen=2).split()
    assert figure.points[3] == (0.0, 0.5)
    assert figure.chosen == 3


@pytest.mark.parametrize(("at", "found"), [((0.11, 0.1), 0), ((0.5, 0.5), -1)])
def test_the_corner_under_the_pointer(at, found):
    assert Figure("zone", ((0.1, 0.1), (0.9, 0.1), (0.5, 0.9))).nearest(at, 0.03, 16 / 9) == found
