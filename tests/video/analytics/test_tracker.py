"""Who is who over frames: meetings, gaps and parts; and what a thing is by its size and speed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.video.stages import TrackClass
from video.analytics.blobs import joined
from video.analytics.sizes import CLASSES, Perspective, votes_of
from video.analytics.tracker import Tracker

LOOKING_DOWN = Perspective(24 / 180, -10.0)


def box(middle, foot, width=8, height=24):
    return [middle - width / 2, foot - height, middle + width / 2, foot]


def followed(scenes, step_ms=200):
    """Ids of the confirmed tracks after each frame, with their feet; a frame is a list of boxes."""
    tracker, history = Tracker(320, 180, LOOKING_DOWN), []
    for number, boxes in enumerate(scenes):
        tracks = tracker.see(np.array(boxes, float).reshape(-1, 4), 1_000_000 + number * step_ms)
        history.append({track.id: track.foot for track in tracks if track.confirmed})
    return history


@settings(max_examples=40)
@given(
    speed=st.floats(-60, 60),
    down=st.floats(-25, 25),
    shiver=st.lists(st.floats(-0.8, 0.8), min_size=20, max_size=20),
)
def test_one_who_goes_straight_on_is_one(speed, down, shiver):
    scenes = [[box(160 + speed * n / 10 + off, 100 + down * n / 10)] for n, off in enumerate(shiver)]
    history = followed(scenes)
    assert {number for each in history for number in each} == {1}
    (foot,) = history[-1].values()
    assert foot == pytest.approx((160 + speed * 1.9, 100 + down * 1.9), abs=3.0)


def merged(first, second):
    return [
        min(a, b) if side < 2 else max(a, b) for side, (a, b) in enumerate(zip(first, second, strict=True))
    ]


def test_two_who_meet_and_part_stay_who_they_are():
    scenes = []
    for n in range(40):
        left, right = box(60 + 5 * n, 100), box(260 - 5 * n, 103)
        scenes.append([merged(left, right)] if abs(left[0] - right[0]) < 9 else [left, right])
    assert any(len(scene) == 1 for scene in scenes)
    history = followed(scenes)
    assert {number for each in history for number in each} == {1, 2}
    assert history[-1][1][0] > 220
    assert history[-1][2][0] < 100


def test_one_behind_a_post_comes_out_as_himself():
    scenes = [[] if 12 <= n < 16 else [box(60 + 5 * n, 100)] for n in range(30)]
    assert {number for each in followed(scenes) for number in each} == {1}


def test_one_who_was_gone_for_long_is_another():
    scenes = [[] if 12 <= n < 30 else [box(60 + 2 * n, 100)] for n in range(45)]
    assert {number for each in followed(scenes) for number in each} == {1, 2}


def test_a_body_in_two_parts_is_one():
    scenes = []
    for n in range(25):
        whole = box(60 + 5 * n, 120, 40, 30)
        halves = [
            [whole[0], whole[1], whole[0] + 16, whole[3]],
            [whole[0] + 20, whole[1], whole[2], whole[3]],
        ]
        scenes.append(halves if n in {10, 11, 15} else [whole])
    assert {number for each in followed(scenes) for number in each} == {1}


def test_specks_that_come_and_go_are_nobody():
    chance, tracker = np.random.default_rng(5), Tracker(320, 180, LOOKING_DOWN)
    for number in range(100):
        specks = [box(*spot, 3, 6) for spot in chance.uniform((10, 20), (310, 170), (6, 2))]
        tracks = tracker.see(np.array(specks), 1_000_000 + 200 * number)
        assert not [track for track in tracks if track.counts and track.kind is not TrackClass.UNKNOWN]


def test_who_has_left_the_picture_is_not_found_again_behind():
    leaving = [[box(160, 120 + 10 * n, 60, 70)] for n in range(10)]
    scenes = [[[a, b, c, min(180, d)] for a, b, c, d in scene if b < 176] for scene in leaving]
    scenes += [[box(165, 110, 12, 24)] for _ in range(5)]
    assert 1 not in followed(scenes)[-1]


@settings(max_examples=20)
@given(st.permutations(range(5)))
def test_the_order_of_blobs_makes_no_difference(order):
    scenes = [[box(30 + 60 * k, 60 + 20 * k + n) for k in range(5)] for n in range(8)]
    shuffled = [[scene[k] for k in order] for scene in scenes]
    here, there = followed(scenes)[-1], followed(shuffled)[-1]
    assert np.array(sorted(here.values())) == pytest.approx(np.array(sorted(there.values())))


@pytest.mark.parametrize(
    ("width_m", "height_m", "across", "away", "kind"),
    [
        (0.55, 1.7, 0.0, 1.3, TrackClass.PERSON),
        (0.6, 1.75, 1.4, 0.0, TrackClass.PERSON),
        (0.65, 1.7, 0.0, 5.0, TrackClass.TWO_WHEELER),
        (1.8, 1.7, 5.0, 0.0, TrackClass.TWO_WHEELER),
        (1.8, 1.5, 0.0, 9.0, TrackClass.VEHICLE),
        (4.3, 1.5, 9.0, 0.0, TrackClass.VEHICLE),
        (4.3, 1.5, 0.0, 0.0, TrackClass.VEHICLE),
        (1.6, 1.75, 0.0, 1.2, TrackClass.PERSON),
    ],
)
def test_what_a_thing_is_by_its_size_and_speed(width_m, height_m, across, away, kind):
    votes = votes_of(np.array([[width_m, height_m]]) / 1.7 * 30, np.array([30.0]), np.array([[across, away]]))
    assert CLASSES[int(votes[0].argmax())] is kind


def test_speed_over_the_ground_is_the_same_near_and_far():
    """A pinhole 5.5 m above the ground looks at one who goes away with 5 m/s."""
    focal, up = 0.78 * 320, 5.5
    perspective = Perspective(1.7 * (1 - 0.36) / 5.5, 0.36)
    for z in (10.0, 20.0, 40.0):
        foot = 0.36 * 180 + up * focal / z
        speed = -up * focal / z**2 * 5.0
        person = perspective.person_px(np.array([foot]), 180)
        feet = np.array([[160.0, foot]])
        metre = perspective.metre_px(feet, person, (320, 180))
        found = perspective.ground_speed(feet, metre, np.array([[0.0, speed]]), (320, 180))
        assert np.hypot(*found[0]) == pytest.approx(5.0, rel=0.05)


def test_coat_and_feet_of_one_person_are_joined_and_two_people_are_not():
    person = np.array([24.0, 24.0])
    coat, feet = [100.0, 76.0, 108.0, 92.0], [101.0, 96.0, 107.0, 100.0]
    assert joined(np.array([coat, feet]), person).tolist() == [[100.0, 76.0, 108.0, 100.0]]
    beside, behind = [120.0, 96.0, 126.0, 100.0], [101.0, 50.0, 107.0, 70.0]
    assert len(joined(np.array([coat, beside]), person)) == 2
    assert len(joined(np.array([coat, behind]), person)) == 2
