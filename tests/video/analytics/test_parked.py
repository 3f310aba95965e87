"""Who comes and stands is hidden as long as he is there, and no longer."""

import numpy as np

from tests.video.analytics.drawn import CAR, PERSON, Drawn, pipeline_of, played
from tests.video.analytics.test_stages import comes_and_stands, crossing
from video.analytics.masking import pixelate

STOPS, GOES = 11, 131
"""Seconds at which somebody has come to a halt and leaves; two minutes are between."""


def details(part):
    part = part.astype(int)
    return np.abs(np.diff(part, axis=1)).mean() + np.abs(np.diff(part, axis=0)).mean()


def shown(things, seconds):
    """By second, the frame and what who may see no faces is shown of it."""
    drawn, pipeline, pairs = Drawn(things), pipeline_of(), {}
    for number in range(seconds * 5):
        frame = drawn.frame(number)
        (seen,) = played(pipeline, [frame], start=number)
        if number % 5 == 0:
            blurred = frame.copy()
            pixelate(blurred, seen.overlay.tracks, seen.mask)
            pairs[number // 5] = frame, blurred
    return pairs


def plain(pair, box):
    """Whether the picture in a box (rows, columns) is shown as it is."""
    return bool((pair[0][box] == pair[1][box]).all())


def test_who_stands_for_two_minutes_stays_hidden_and_the_street_is_plain_after():
    pairs = shown(comes_and_stands(4, 30, 160, GOES, PERSON), GOES + 16)
    him = np.s_[118:139, 157:164]
    for second in range(STOPS, GOES):
        assert details(pairs[second][1][him]) < 0.2 * details(pairs[second][0][110:145, 150:170]), second
    assert plain(pairs[GOES + 15], np.s_[100:150, 140:180])
    assert plain(pairs[GOES - 20], np.s_[:, 220:]), "the rest of the street"


def test_who_passes_before_him_does_not_give_him_away():
    def things(t):
        return [*comes_and_stands(4, 30, 160, 999, PERSON)(t), *crossing(50, 40, 142, (10, 30), 220)(t)]

    pairs = shown(things, 75)
    assert not any(plain(pairs[second], np.s_[118:139, 157:164]) for second in range(STOPS, 75))


def test_a_parked_car_that_was_there_before_is_no_somebody():
    pairs = shown(lambda t: [(160, 140, CAR, 30)], 20)
    assert plain(pairs[19], np.s_[:, :])
