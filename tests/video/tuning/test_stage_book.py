"""Stages while they are written."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.video.cameras import Camera
from app.domain.video.stages import Stage, StageKind
from video.tuning.figure import Figure
from video.tuning.stage_book import StageBook

LINE = Stage("L1", StageKind.LINE, "Crossing", ((0.1, 0.5), (0.9, 0.5)))


def test_every_camera_shows_the_stage_that_it_always_has_and_writes_it_down_when_changed():
    book = StageBook.of(Camera("CAM-1", stages=(LINE,)))
    assert [one.kind for one in book.shown] == [StageKind.LINE, StageKind.TAMPER]
    book = book.choose(book.shown[-1].id)
    assert not book.put(book.stage).changed, "as it is anyway"
    changed = book.put(Stage(book.chosen, StageKind.TAMPER, options=(("dark", 12.0),)))
    assert [one.kind for one in changed.camera.stages] == [StageKind.LINE, StageKind.TAMPER]
    assert len(changed.shown) == 2


@given(st.lists(st.one_of(st.sampled_from(list(StageKind)), st.just("drop")), max_size=20))
def test_ids_are_unique_and_the_list_never_forgets_what_was_not_dropped(steps):
    book = StageBook.of(Camera("CAM-1", stages=(LINE,)))
    for step in steps:
        book = book.drop() if step == "drop" else book.add(step)
        ids = [one.id for one in book.shown]
        assert len(ids) == len(set(ids))
        assert LINE in book.camera.stages or step == "drop" or "drop" in steps


def test_a_line_without_its_ends_is_unfinished_and_a_zone_without_corners_is_the_whole_picture():
    book = StageBook.of(Camera("CAM-1")).add(StageKind.LINE)
    line = book.chosen
    assert book.unfinished == (line,)
    book = book.draw(Figure("line", ((0.1, 0.5), (0.9, 0.5))))
    assert book.unfinished == ()
    assert book.add(StageKind.CROWD).unfinished == ()
