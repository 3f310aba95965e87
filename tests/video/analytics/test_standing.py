"""Whether something is where a track stands still, or only the hole that something left."""

import numpy as np
import pytest

from video.analytics.standing import JUDGED_AFTER_MS, Standing
from video.analytics.tracks import Followed

SHAPE = (180, 320)
SINCE = 1_800_000_000_000
NOW = SINCE + JUDGED_AFTER_MS


def street(*, thing: bool) -> np.ndarray:
    picture = np.full(SHAPE, 60, np.uint8)
    if thing:
        picture[80:104, 100:108] = 200
    return picture


def judged(mask: np.ndarray, *, now: bool, before: bool) -> Followed:
    track = Followed(1, SINCE, NOW, 100.0, 80.0, 108.0, 104.0, confirmed=True, still_since=SINCE)
    standing = Standing(SHAPE, things=None, holes_ms=0.0, long=False)
    standing.judge([track], street(thing=now), street(thing=before), mask, NOW)
    return track


@pytest.mark.parametrize(("now", "before", "ghost"), [(True, False, False), (False, True, True)])
def test_edges_tell_a_thing_from_its_hole(now: bool, before: bool, ghost: bool) -> None:
    mask = np.where(street(thing=True) == 200, 255, 0).astype(np.uint8)
    track = judged(mask, now=now, before=before)
    assert (track.judged, track.ghost) == (True, ghost)


def test_where_all_is_other_than_the_street_nothing_is_judged() -> None:
    assert not judged(np.full(SHAPE, 255, np.uint8), now=True, before=False).judged
