"""Rows out of the folders alone: of the time that is asked for, and of nothing that is being written."""

from __future__ import annotations

from pathlib import Path

from app.domain.video.recordings import FootageClass
from tests.video.recording.pictured import T0, ZONE
from video.recording.recalling import recalled
from video.recording.shelf import Shelf

MINUTE, DAY = 60_000, 86_400_000


def put(root: Path, camera: str, began: int, *, closed: bool = True) -> str:
    shelf = Shelf(root, camera, ZONE)
    path, row = shelf.new(began, FootageClass.EVENT)
    path.write_bytes(bytes(7))
    if closed:
        shelf.closed(path, began + MINUTE)
    return row.file


def test_only_what_shows_the_time_is_recalled(tmp_path: Path) -> None:
    put(tmp_path, "CAM/1", T0 - 10 * MINUTE)
    wanted = [put(tmp_path, "CAM/1", T0 - MINUTE), put(tmp_path, "B", T0 + MINUTE)]
    put(tmp_path, "B", T0 + 2 * MINUTE, closed=False)
    put(tmp_path, "gone", T0)
    rows = recalled(tmp_path, ["CAM/1", "B", "none"], ZONE, since=T0 - MINUTE, until=T0 + 5 * MINUTE)
    assert [row.file for row in rows] == wanted
    assert (rows[0].camera, rows[0].ended, rows[0].size) == ("CAM/1", T0, 7)
    assert (rows[0].footage, rows[0].complete) == (FootageClass.EVENT, True)


def test_no_more_than_two_days_are_gone_through(tmp_path: Path) -> None:
    put(tmp_path, "B", T0 - 3 * DAY)
    newer = put(tmp_path, "B", T0 - DAY)
    assert [row.file for row in recalled(tmp_path, ["B"], ZONE, since=0, until=T0)] == [newer]


def test_two_writers_never_take_the_same_file(tmp_path: Path) -> None:
    """A camera that moves to another worker has for a moment two; neither has written anything yet."""
    paths = [Shelf(tmp_path, "B", ZONE).new(T0, FootageClass.CONTINUOUS)[0] for _ in range(2)]
    assert paths[0] != paths[1]


def test_what_goes_while_it_is_locked_is_told_by_nobody_and_leaves_no_mark(tmp_path: Path) -> None:
    """A name that is listed and leads to nothing stands for a file that retention takes at that moment."""
    kept = put(tmp_path, "B", T0)
    lost = tmp_path / put(tmp_path, "B", T0 + MINUTE)
    lost.unlink()
    lost.symlink_to(tmp_path / "nothing")
    rows = Shelf(tmp_path, "B", ZONE).raise_class(T0, T0 + 2 * MINUTE, FootageClass.LOCKED)
    assert [row.file for row in rows] == [kept]
    assert [path.stem for path in tmp_path.rglob("*.locked")] == [Path(kept).stem]
