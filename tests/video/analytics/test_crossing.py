"""Crossing a line: which way, once, whatever way the track takes."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from video.analytics.crossing import LineWatch
from video.analytics.geometry import meet, right_of
from video.analytics.tracks import Followed

FIRST, LAST = (20.0, 90.0), (300.0, 90.0)
PERSON_PX = 20.0
INSIDE = st.floats(30.0, 290.0)
FAR = st.floats(5.0, 80.0)


def walker(number=1):
    track = Followed(number, 0, 0, 0.0, 0.0, 8.0, 20.0)
    track.confirmed = track.travelled = True
    track.person_px = PERSON_PX
    return track


def step(track, spot):
    across, down = spot
    track.left, track.right, track.top, track.bottom = across - 4, across + 4, down - 20, down
    track.trail.append(spot)
    del track.trail[:-16]


def walked(spots, ends=(FIRST, LAST)):
    """Forward and backward crossings of one who walks from spot to spot."""
    watch, track = LineWatch(*ends), walker()
    crossed = []
    for spot in spots:
        step(track, spot)
        crossed += [each.forward for each in watch.see([track])]
    return crossed.count(True), crossed.count(False)


def between(start, end, steps):
    return [
        tuple(a + (b - a) * share / steps for a, b in zip(start, end, strict=True))
        for share in range(steps + 1)
    ]


@given(across=INSIDE, aside=st.floats(-20, 20), above=FAR, below=FAR, steps=st.integers(1, 40))
def test_downwards_over_a_line_drawn_from_left_to_right_is_forward(across, aside, above, below, steps):
    way = between((across, 90 - above), (across + aside, 90 + below), steps)
    if 22 <= way[0][0] <= 298 and 22 <= way[-1][0] <= 298:
        assert walked(way) == (1, 0)
        assert walked(way[::-1]) == (0, 1)
        assert walked(way, (LAST, FIRST)) == (0, 1)


@given(
    across=INSIDE,
    turn=st.floats(0.0, 2 * math.pi),
    above=FAR,
    below=FAR,
    steps=st.integers(2, 30),
)
def test_direction_does_not_depend_on_how_the_picture_is_turned(across, turn, above, below, steps):
    def turned(spot):
        x, y = spot[0] - 160, spot[1] - 90
        return x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)

    way = [turned(spot) for spot in between((across, 90 - above), (across, 90 + below), steps)]
    assert walked(way, (turned(FIRST), turned(LAST))) == (1, 0)


@given(sway=st.lists(st.floats(-1.2, 1.2), max_size=60), across=INSIDE)
def test_who_sways_on_the_line_is_counted_once_when_he_goes_on(sway, across):
    standing = [(across, 90 + off) for off in sway]
    assert walked([(across, 60.0), *standing, (across, 120.0)]) == (1, 0)
    assert walked([(across, 60.0), *standing, (across, 60.0)]) == (0, 0)


@given(st.lists(st.floats(0.0, 180.0), min_size=2, max_size=60), INSIDE)
def test_forward_and_backward_never_differ_by_more_than_one(downs, across):
    forward, backward = walked([(across, down) for down in downs])
    assert abs(forward - backward) <= 1
    clear = [down for down in downs if abs(down - 90) >= 1.5]
    changes = sum((a > 90) != (b > 90) for a, b in itertools.pairwise(clear))
    assert forward + backward == changes


@given(st.permutations(range(6)))
def test_the_order_of_tracks_makes_no_difference(order):
    tracks = {number: walker(number) for number in range(6)}
    watch, crossed = LineWatch(FIRST, LAST), set()
    for moment in range(20):
        for number, track in tracks.items():
            ahead = moment * (4 + number)
            step(track, (40.0 + 40 * number, 60.0 + ahead if number % 2 else 120.0 - ahead))
        crossed |= {(each.track.id, each.forward) for each in watch.see([tracks[n] for n in order])}
    assert crossed == {(number, bool(number % 2)) for number in range(6)}


def test_past_the_end_of_the_line_is_no_crossing():
    assert walked(between((10.0, 60.0), (10.0, 120.0), 10)) == (0, 0)
    assert walked(between((310.0, 60.0), (310.0, 120.0), 3)) == (0, 0)


def test_round_the_end_and_back_under_the_line_is_one_crossing():
    round_the_end = [(100.0, 60.0), (10.0, 60.0), (10.0, 120.0), (100.0, 120.0), (100.0, 60.0)]
    assert walked(round_the_end) == (0, 1)


def test_what_was_on_its_way_before_it_was_sure_is_counted_with_its_whole_way():
    watch, track = LineWatch(FIRST, LAST), walker()
    track.confirmed = False
    for spot in between((100.0, 80.0), (100.0, 104.0), 4):
        step(track, spot)
        assert watch.see([track]) == []
    track.confirmed = True
    step(track, (100.0, 110.0))
    assert [each.forward for each in watch.see([track])] == [True]
    step(track, (100.0, 116.0))
    assert watch.see([track]) == []


@pytest.mark.parametrize("flaw", ["confirmed", "travelled"])
def test_what_is_no_thing_that_moves_is_not_counted(flaw):
    watch, track = LineWatch(FIRST, LAST), walker()
    setattr(track, flaw, False)
    for spot in between((100.0, 60.0), (100.0, 120.0), 10):
        step(track, spot)
        assert watch.see([track]) == []


@given(*[st.tuples(st.floats(0, 320), st.floats(0, 180)) for _ in range(4)])
def test_meeting_is_the_same_from_both_ends(a, b, c, d):
    assert meet(a, b, c, d) == meet(a, b, d, c) or min(abs(right_of(c, d, a)), abs(right_of(c, d, b))) < 1e-6


def test_a_line_without_length_is_never_crossed():
    assert walked(between((20.0, 60.0), (20.0, 120.0), 10), ((20.0, 90.0), (20.0, 90.0))) == (0, 0)
