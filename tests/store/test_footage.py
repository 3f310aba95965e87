"""Footage, what was seen on it, cameras' days and exports, as the store keeps and finds them."""

from __future__ import annotations

import dataclasses
import sqlite3
import threading
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from app.domain.changes import Change
from app.domain.video.footage import (
    LONGEST_SEGMENT_MS,
    CameraDaysPut,
    ExportPut,
    FootageExport,
    ScenesPut,
    SegmentsGone,
    SegmentsPut,
    SegmentsVanished,
)
from app.domain.video.recordings import CameraDay, FootageClass, Segment
from app.domain.video.scenes import SceneEvent, SceneReview
from app.domain.video.stages import StageKind
from app.store import footage_reading, schema
from app.store.connection import history_path
from app.store.footage import FootageIndex
from app.store.footage_reading import FootageGap, ScenesWanted
from app.store.held_changes import newest_states
from app.store.reader import Reader
from app.store.statements import write_changes
from tests.store.storage import NOON
from tests.support.stores import journal_in, lay_history
from tests.support.waiting import PATIENCE_S

T0 = 1_790_000_000_000
MINUTE, DAY = 60_000, 86_400_000


def segment(
    began: int,
    *,
    camera: str = "CAM-1",
    length: int = MINUTE,
    footage: FootageClass = FootageClass.CONTINUOUS,
) -> Segment:
    return Segment(camera, began, began + length, f"{camera}/2026/{began}.mkv", 1000, footage)


def scene(
    at: int, camera: str = "CAM-1", kind: StageKind = StageKind.INTRUSION, **more: object
) -> SceneEvent:
    made = SceneEvent(f"{camera}/Z1/{at}", camera, "Z1", kind, at)
    return dataclasses.replace(made, **more)


def day(name: str, camera: str = "CAM-1", recorded_s: float = 86_400.0) -> CameraDay:
    return CameraDay(camera, name, 86_000.0, 400.0, 0.0, recorded_s, 1_296_000, 10**10, "refused")


EXPORT = FootageExport(
    "EXP-0041", 41, T0, "ana", "consola-1", ("CAM-1", "CAM-2"), T0 - DAY, T0, "Oficio 12/2026"
)


class Footage:
    """An open index, and a reader beside it."""

    def __init__(self, folder: Path) -> None:
        lay_history(folder)
        self.journal = journal_in(folder)
        self.journal.open()
        self.index = FootageIndex(self.journal, folder)
        self.reader = Reader(folder)

    def settle(self) -> None:
        """Return when all that was put is committed."""
        done = threading.Event()
        self.journal.append([], [], lambda _: done.set())
        self.journal.hurry()
        assert done.wait(PATIENCE_S)

    def segments(self, since: int, until: int, *cameras: str) -> list[Segment]:
        asked = cameras or ("CAM-1",)
        query = partial(footage_reading.list_segments, cameras=asked, since_ms=since, until_ms=until)
        return self.reader.ask(query)

    def scenes(self, **wanted: object) -> list[str]:
        query = partial(footage_reading.list_scenes, wanted=ScenesWanted(**wanted))
        return [event.id for event in self.reader.ask(query)]


@pytest.fixture
def footage(tmp_path: Path) -> Iterator[Footage]:
    made = Footage(tmp_path)
    yield made
    made.reader.close()
    made.journal.close()


def test_segments_are_told_once_they_are_on_the_disk(footage: Footage) -> None:
    told: list[bool] = []
    done = threading.Event()
    row = dataclasses.replace(segment(T0), complete=False)
    footage.index.put_segments([row], lambda committed: (told.append(committed), done.set()))
    assert done.wait(PATIENCE_S)
    assert told == [True]
    assert footage.segments(T0, T0 + 1) == [row]


def test_a_segment_that_was_closed_and_raised_takes_the_place_of_what_it_was(footage: Footage) -> None:
    footage.index.put_segments([dataclasses.replace(segment(T0), complete=False)], lambda _: None)
    locked = dataclasses.replace(segment(T0, footage=FootageClass.LOCKED), size=5000)
    footage.index.put_segments([locked], lambda _: None)
    footage.settle()
    assert footage.segments(T0, T0 + 1) == [locked]
    footage.index.drop_segments([locked.file, "CAM-9/never/was.mkv"])
    footage.settle()
    assert footage.segments(0, T0 * 2) == []


def test_a_file_that_comes_again_in_one_commit_is_there(footage: Footage) -> None:
    row = segment(T0)
    changes: list[Change] = [SegmentsPut((row,)), SegmentsGone((row.file,)), SegmentsPut((row,))]
    footage.journal.commit(changes)
    assert footage.segments(T0, T0 + 1) == [row]


def test_what_has_vanished_is_missing_on_its_day_once(footage: Footage) -> None:
    rows = [dataclasses.replace(segment(T0 + n * MINUTE), file=f"CAM-1/2026-03-13/{n}.mkv") for n in range(4)]
    thrown, *vanished, left = rows
    files = tuple(row.file for row in vanished)
    footage.journal.commit([SegmentsPut(tuple(rows)), CameraDaysPut((day("2026-03-13"), day("2026-03-14")))])
    footage.journal.commit([SegmentsGone((thrown.file,)), SegmentsVanished((thrown.file, *files))])
    footage.journal.commit([SegmentsVanished((*files, "CAM-9/never/was.mkv"))])
    footage.index.put_days([dataclasses.replace(day("2026-03-13"), recorded_s=5.0)])
    footage.settle()
    days = footage.reader.ask(lambda link: footage_reading.list_camera_days(link, "0", "9"))
    assert [(each.gone_s, each.recorded_s) for each in days] == [(120.0, 5.0), (0.0, 86_400.0)]
    assert footage.segments(0, T0 * 2) == [left]
    assert footage.reader.ask(lambda link: footage_reading.list_files(link, "", 9)) == [left.file]


def test_the_timeline_has_what_shows_any_of_the_time(footage: Footage) -> None:
    rows = [segment(T0 + n * MINUTE) for n in range(5)]
    other = segment(T0, camera="CAM-2", length=LONGEST_SEGMENT_MS, footage=FootageClass.EVENT)
    footage.index.put_segments([*rows, other], lambda _: None)
    footage.settle()
    assert footage.segments(T0 + MINUTE, T0 + 2 * MINUTE) == [rows[1]]
    assert footage.segments(T0 + MINUTE - 1, T0 + 2 * MINUTE + 1) == rows[:3]
    last = T0 + LONGEST_SEGMENT_MS - 1
    assert footage.segments(last, last + 1, "CAM-2", "CAM-1", "CAM-2") == [other]


@settings(max_examples=25)
@given(
    spans=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 14)), max_size=12),
    asked=st.tuples(st.integers(0, 40), st.integers(1, 20)),
    classes=st.lists(st.sampled_from(FootageClass), min_size=12, max_size=12),
)
def test_gaps_are_what_no_segment_shows(
    spans: list[tuple[int, int]], asked: tuple[int, int], classes: list[FootageClass]
) -> None:
    """In steps longer than the hole that counts as none."""
    step = footage_reading.GAP_MS + 1
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        schema.metadata.create_all(connection, tables=list(schema.footage))
        rows = tuple(
            dataclasses.replace(segment(T0 + first * step, length=length * step, footage=kind), file=f"{n}")
            for n, ((first, length), kind) in enumerate(zip(spans, classes, strict=False))
        )
        _write(connection, SegmentsPut(rows))
        since, until = asked[0], asked[0] + asked[1]
        gaps = footage_reading.list_gaps(connection, "CAM-1", T0 + since * step, T0 + until * step)
    engine.dispose()
    shown = {at for first, length in spans for at in range(first, first + length)}
    empty = {at for gap in gaps for at in range((gap.since - T0) // step, (gap.until - T0) // step)}
    assert empty == set(range(since, until)) - shown
    assert all(before.until < after.since for before, after in pairwise(gaps))


def _write(connection: object, *changes: Change) -> None:
    write_changes(connection, changes, NOON)


def test_the_change_from_one_segment_to_the_next_is_no_gap(footage: Footage) -> None:
    after = segment(T0 + MINUTE + footage_reading.GAP_MS)
    footage.index.put_segments([segment(T0), after], lambda _: None)
    footage.settle()
    gaps = partial(footage_reading.list_gaps, camera="CAM-1", since_ms=T0, until_ms=T0 + 3 * MINUTE)
    assert footage.reader.ask(gaps) == [FootageGap(after.ended, T0 + 3 * MINUTE)]


def test_the_oldest_of_each_class_is_known_of_every_camera(footage: Footage) -> None:
    footage.index.put_segments(
        [
            segment(T0),
            segment(T0 - DAY),
            segment(T0 - 9 * DAY, footage=FootageClass.LOCKED),
            segment(T0 + 7, camera="CÁM 2"),
        ],
        lambda _: None,
    )
    footage.settle()
    assert footage.reader.ask(footage_reading.oldest_footage) == {
        "CAM-1": {FootageClass.CONTINUOUS: T0 - DAY, FootageClass.LOCKED: T0 - 9 * DAY},
        "CÁM 2": {FootageClass.CONTINUOUS: T0 + 7},
    }


def test_events_are_found_by_camera_kind_review_and_time(footage: Footage) -> None:
    false = scene(T0 + 2, review=SceneReview.FALSE, reviewed_by="ana")
    line = scene(T0 + 3, "CAM-2", StageKind.LINE, detail="forward", value=2.0)
    footage.index.put_events([scene(T0), scene(T0 + 1), false, line])
    footage.settle()
    assert footage.index.newest_events(1) == [line]
    assert footage.scenes(limit=2) == [line.id, false.id]
    assert footage.scenes(cameras=("CAM-1",), limit=1) == [false.id]
    assert footage.scenes(kinds=(StageKind.LINE, StageKind.CROWD)) == [line.id]
    assert footage.scenes(review=SceneReview.FALSE) == [false.id]
    assert footage.scenes(review=SceneReview.OPEN, since_ms=T0 + 1, until_ms=T0 + 3) == [scene(T0 + 1).id]


def test_the_end_of_an_event_does_not_undo_what_an_operator_thought_of_it(footage: Footage) -> None:
    seen = scene(T0, picture="CAM-1/2026-03-13/x.jpg")
    footage.index.put_events([seen])
    footage.index.put_events([dataclasses.replace(seen, review=SceneReview.RIGHT, reviewed_by="ana")])
    footage.index.put_events([dataclasses.replace(seen, ended=T0 + 9, value=3.0, picture="")])
    footage.index.put_events([seen])
    footage.settle()
    (kept,) = footage.index.newest_events(9)
    assert (kept.ended, kept.review, kept.reviewed_by) == (T0 + 9, SceneReview.RIGHT, "ana")
    assert kept.picture == seen.picture
    footage.index.put_events([dataclasses.replace(kept, review=SceneReview.OPEN, reviewed_by="eva")])
    footage.settle()
    assert footage.index.newest_events(9)[0].review is SceneReview.OPEN


def test_an_event_of_a_kind_that_nobody_knows_hides_no_other(
    tmp_path: Path, footage: Footage, caplog: pytest.LogCaptureFixture
) -> None:
    footage.index.put_events([scene(T0), scene(T0 + 1)])
    footage.settle()
    with sqlite3.connect(history_path(tmp_path)) as database:
        database.execute("UPDATE scene_event SET kind = 'dancing' WHERE began = ?", (T0 + 1,))
    database.close()
    assert [event.began for event in footage.index.newest_events(5)] == [T0]
    assert "passed over" in caplog.text


def test_days_are_replaced_by_later_ones_and_read_by_span(footage: Footage) -> None:
    days = [day("2026-03-12"), day("2026-03-13"), day("2026-03-13", "CAM-2"), day("2026-03-14")]
    footage.index.put_days(days)
    fuller = day("2026-03-13", recorded_s=9.0)
    footage.index.put_days([fuller])
    footage.settle()
    read = partial(footage_reading.list_camera_days, first_day="2026-03-13", last_day="2026-03-13")
    assert footage.reader.ask(read) == [fuller, days[2]]
    assert footage.reader.ask(partial(read, cameras=("CAM-2", "CAM-3"))) == [days[2]]


def test_exports_are_on_record_before_anything_is_written(footage: Footage) -> None:
    assert footage.index.next_export() == 1
    footage.index.put_export(EXPORT)
    assert footage.index.next_export() == 42
    signed = dataclasses.replace(EXPORT, signed_at=T0 + 5, sha256="ab" * 32, name="EXP-0041.zip", size=9)
    footage.index.put_export(signed)
    assert footage.reader.ask(footage_reading.list_exports) == [signed]
    assert footage.index.next_export() == 42


def test_without_a_database_there_are_no_events_and_nothing_fails(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    journal = journal_in(tmp_path)
    assert FootageIndex(journal, tmp_path / "nowhere").newest_events(5) == ()
    assert "cannot be read" in caplog.text


def test_a_disk_that_takes_nothing_for_long_loses_no_state_of_footage() -> None:
    row, seen = segment(T0), scene(T0)
    reviewed = dataclasses.replace(seen, review=SceneReview.RIGHT, reviewed_by="ana")
    closed = SegmentsPut((dataclasses.replace(row, size=5),))
    days = CameraDaysPut((day("2026-03-13"),))
    told: list[Change] = [SegmentsPut((row,)), ScenesPut((seen,)), ExportPut(EXPORT), closed, days]
    told += [ScenesPut((reviewed,)), SegmentsGone((row.file,)), days]
    assert newest_states(told) == [
        ScenesPut((seen,)),
        ExportPut(EXPORT),
        closed,
        ScenesPut((reviewed,)),
        SegmentsGone((row.file,)),
        days,
    ]
