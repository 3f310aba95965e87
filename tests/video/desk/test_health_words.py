"""What is said of one camera's state in the list."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.video.cameras import Camera, CameraState, Picture, Records
from app.domain.video.health_rows import health_rows
from video.desk.health_columns import Column, fitted
from video.desk.health_table import HealthFilter
from video.desk.health_words import state_words

LIVE = CameraState("CAM-1", Picture.LIVE, 1, 1)


def row(state):
    return health_rows({"CAM-1": Camera("CAM-1")}, {"CAM-1": state}, {}, {}, {})[0]


def test_a_camera_that_shows_and_is_not_recorded_says_both_and_is_among_the_faulty(qapp):
    well, lost = row(replace(LIVE, records=Records.OK)), row(replace(LIVE, records=Records.LOST))
    assert state_words(well) == "Serves"
    assert state_words(lost) == "Serves; not recorded, its main stream does not come"
    assert [HealthFilter(faulty=True).lets(one) for one in (well, lost)] == [False, True]


def test_of_a_camera_without_signal_the_signal_is_said(qapp):
    gone = row(replace(LIVE, picture=Picture.NO_SIGNAL, reason="timeout", records=Records.LOST))
    assert state_words(gone) == "No signal: does not answer"


@given(
    st.integers(0, 2000),
    st.lists(st.integers(10, 230), min_size=len(Column), max_size=len(Column)),
    st.integers(0, 120),
)
def test_columns_share_the_width_and_none_is_narrower_than_it_may_be(room, least, more):
    narrow = dict(zip(Column, least, strict=True))
    widths = fitted(room, narrow, {column: width + more for column, width in narrow.items()})
    assert list(widths) == list(Column)[: len(widths)], "the last ones go first"
    assert all(width >= narrow[column] for column, width in widths.items())
    always = sum(least[: Column.MISSING + 1])
    assert sum(widths.values()) == max(room, always)
