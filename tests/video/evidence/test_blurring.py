"""Who stands still in footage is as unrecognisable as who walks, as far as the footage around it can tell."""

import pytest

from tests.video.evidence.scenes import AT, AWAY, STANDS, order_of, record, segment
from tests.video.evidence.test_packing import made, pictures, sharpness

STANDER = slice(105, 175), slice(134, 186)
CORNER = slice(0, 60), slice(0, 100)
DAY = "CAM-118/2026-03-13"


def exported(root, work, since, until, *, faces=False):
    """The frames of the one clip out of the file that begins at AT, and what is said of it."""
    row = segment(root, "CAM-118", AT, 8)
    order = order_of(root, work, since=AT + since, until=AT + until, segments=(row,), faces=faces)
    about, package = made(order)
    (clip,) = about["clips"]
    return pictures(package, clip["file"])[0], about


@pytest.mark.parametrize("other", ["185950000", "190010000"], ids=["before", "after"])
def test_who_stands_there_all_the_time_is_hidden_where_the_street_was_seen_without_him(tmp_path, other):
    root = tmp_path / "recordings"
    record(root / DAY / "190000000.mkv", figure=STANDS)
    record(root / DAY / f"{other}.mkv", figure=AWAY)
    hidden, about = exported(root, tmp_path / "b" / "work", 4000, 7000)
    plain, _ = exported(root, tmp_path / "o" / "work", 4000, 7000, faces=True)
    assert about["faces"] == "moving"
    assert [source["file"] for source in about["sources"]] == [f"{DAY}/190000000.mkv"], "only what was asked"
    for number in (0, 15, 28):
        assert sharpness(hidden[number][STANDER]) < sharpness(plain[number][STANDER]) / 4
        assert sharpness(hidden[number][CORNER]) > sharpness(plain[number][CORNER]) / 10


def test_the_first_seconds_of_footage_are_coarse_as_a_whole(tmp_path):
    root = tmp_path / "recordings"
    record(root / DAY / "190000000.mkv", figure=STANDS)
    hidden, about = exported(root, tmp_path / "b" / "work", 0, 7000)
    plain, _ = exported(root, tmp_path / "o" / "work", 0, 7000, faces=True)
    assert about["faces"] == "moving"
    for number in (0, 15, 28):
        for part in (STANDER, CORNER):
            assert sharpness(hidden[number][part]) < sharpness(plain[number][part]) / 4
    assert sharpness(hidden[40][CORNER]) > sharpness(plain[40][CORNER]) / 10
