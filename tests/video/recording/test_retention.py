"""What goes when there is no room or it is too old: the right files, in the right order, and no more."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.video.footage import LONGEST_SEGMENT_MS
from app.domain.video.recordings import FootageClass, Segment
from tests.support.waiting import wait_until
from tests.video.recording.pictured import T0, ZONE
from video.recording import retention
from video.recording.faults import RecordingFault
from video.recording.naming import OPEN, ORDER, day_and_stem
from video.recording.retention import Keeper, Limits
from video.recording.shelf import Shelf, list_day, remove

HOUR, DAY = 3_600_000, 86_400_000
PLENTY = 1 << 50
AGES = {FootageClass.CONTINUOUS: 45.0, FootageClass.MOTION: 45.0, FootageClass.EVENT: 90.0}


@dataclass(frozen=True)
class Kept:
    """A file for a test; `hour` is its place in time, `size` in bytes."""

    hour: int
    camera: str
    footage: FootageClass
    size: int
    open: bool = False


class Folder:
    def __init__(
        self, root: Path, files: list[Kept], limits: Limits, free: int = PLENTY, survey_s: float = 300.0
    ) -> None:
        self.root, self.now, self.free = root, T0, free
        self.paths = {self.put(kept): kept for kept in files}
        self.dropped: list[str] = []
        self.keeper = Keeper(
            root,
            zone=ZONE,
            limits=limits,
            on_dropped=self.dropped.extend,
            clock=lambda: self.now,
            free=lambda _: self.free,
            relist_s=0.0,
            survey_s=survey_s,
        )

    def put(self, kept: Kept) -> str:
        shelf = Shelf(self.root, kept.camera, ZONE)
        began = T0 - kept.hour * HOUR
        path, row = shelf.new(began, kept.footage)
        path.touch()
        os.truncate(path, kept.size)
        if kept.open:
            os.utime(path, (T0 / 1000, T0 / 1000))
        else:
            shelf.closed(path, began + 60_000)
        return row.file

    def settle(self) -> None:
        for _ in range(500):
            if self.keeper.step() == retention.REST_S:
                return
        raise AssertionError("it never rests")

    def left(self) -> set[str]:
        return {path.relative_to(self.root).as_posix() for path in self.root.rglob("*.mkv")}


def limits(budget: int = PLENTY, **other: object) -> Limits:
    return Limits(AGES, budget, least_free_bytes=0, **other)


FILES = st.lists(
    st.builds(
        Kept,
        hour=st.integers(1, 200),
        camera=st.sampled_from(["CAM-1", "CAM-2", "../etc"]),
        footage=st.sampled_from(FootageClass),
        size=st.integers(1, 9),
        open=st.booleans(),
    ),
    max_size=14,
    unique_by=lambda kept: kept.hour,
)


@settings(max_examples=40)
@given(files=FILES, budget=st.integers(0, 60))
def test_the_oldest_of_the_lowest_class_goes_and_no_more_than_needed(files: list[Kept], budget: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Folder(Path(name), files, limits(budget))
        used = sum(kept.size for kept in files)
        gone: list[str] = []
        in_turn = sorted(folder.paths.items(), key=lambda item: (ORDER[item[1].footage], -item[1].hour))
        for file, kept in in_turn:
            if used > budget and kept.footage is not FootageClass.LOCKED and not kept.open:
                gone.append(file)
                used -= kept.size
        folder.settle()
        assert folder.dropped == gone
        assert folder.left() == set(folder.paths) - set(gone)
        assert folder.keeper.used == used
        assert folder.keeper.fault == (RecordingFault.DISK_FULL if used > budget else "")


@settings(max_examples=25)
@given(files=FILES, days=st.integers(0, 5))
def test_what_is_too_old_goes_by_its_class_and_locked_never(files: list[Kept], days: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        ages = {FootageClass.CONTINUOUS: days, FootageClass.MOTION: days + 1, FootageClass.EVENT: days + 2}
        folder = Folder(Path(name), files, Limits(ages, PLENTY, 0))
        folder.settle()
        gone = {
            file
            for file, kept in folder.paths.items()
            if not kept.open and kept.hour > 24 * ages.get(kept.footage, 10**6)
        }
        assert set(folder.dropped) == gone
        assert folder.left() == set(folder.paths) - gone


def test_a_camera_may_keep_its_footage_for_another_time(tmp_path: Path) -> None:
    files = [Kept(30, camera, FootageClass.EVENT, 5) for camera in ("CAM-1", "CAM-2")]
    folder = Folder(tmp_path, files, limits(camera_days={"CAM-2": 1.0}))
    folder.settle()
    assert [folder.paths[file].camera for file in folder.dropped] == ["CAM-2"]
    assert not list((tmp_path / "CAM-2").iterdir()), "nothing is left of it, not even its mark or its day"


def test_nothing_is_too_old_as_long_as_the_days_of_cameras_are_not_known(tmp_path: Path) -> None:
    folder = Folder(tmp_path, [Kept(100 * 24, "CAM-1", FootageClass.EVENT, 5)], limits(camera_days=None))
    folder.settle()
    assert folder.dropped == []
    folder.keeper.limits = limits()
    folder.settle()
    assert len(folder.dropped) == 1


def test_some_of_the_disk_stays_free_whatever_the_budget(tmp_path: Path) -> None:
    files = [Kept(hour, "CAM-1", FootageClass.CONTINUOUS, 100) for hour in range(1, 6)]
    folder = Folder(tmp_path, files, Limits(AGES, PLENTY, least_free_bytes=1000), free=850)
    before = folder.keeper.step
    while len(folder.dropped) < 2:
        before()
    folder.free = 1050
    folder.settle()
    assert [folder.paths[file].hour for file in folder.dropped] == [5, 4]


def test_the_disk_is_full_when_nothing_may_go_and_no_more_when_something_may(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = Folder(tmp_path, [Kept(1, "CAM-1", FootageClass.LOCKED, 100)], limits(50))
    folder.settle()
    assert folder.keeper.fault == RecordingFault.DISK_FULL
    folder.keeper.limits = limits(200)
    folder.settle()
    assert folder.keeper.fault == ""
    assert ["no room" in each.message for each in caplog.records] == [True, False]


def test_what_is_written_meanwhile_is_known_and_what_is_raised_stays(
    tmp_path: Path,
) -> None:
    folder = Folder(tmp_path, [Kept(3, "CAM-1", FootageClass.CONTINUOUS, 10)], limits(25))
    folder.settle()
    (oldest,) = folder.paths
    Shelf(tmp_path, "CAM-1", ZONE).raise_class(T0 - 3 * HOUR, T0 - 3 * HOUR + 9, FootageClass.LOCKED)
    new = [folder.put(Kept(hour, "CAM-1", FootageClass.CONTINUOUS, 10)) for hour in (2, 1)]
    for file in (oldest, *new):
        folder.keeper.note(Segment("CAM-1", 0, 0, file, 0, FootageClass.CONTINUOUS))
    folder.settle()
    assert folder.dropped == new[:1]


def test_what_is_locked_after_it_was_listed_stays(tmp_path: Path) -> None:
    files = [Kept(hour, "CAM-1", FootageClass.EVENT, 10) for hour in (2, 1)]
    paths = [tmp_path / file for file in Folder(tmp_path, files, limits()).paths]
    listed = list_day(paths[0].parent, ZONE)
    Shelf(tmp_path, "CAM-1", ZONE).raise_class(T0 - 2 * HOUR, T0 - 2 * HOUR + 9, FootageClass.LOCKED)
    assert [remove(one) for one in listed] == [False, True]
    assert [path.exists() for path in paths] == [True, False]
    assert [one.footage for one in list_day(paths[0].parent, ZONE)] == [FootageClass.LOCKED]


def test_stills_of_events_go_as_events_do_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    folder = Folder(tmp_path, [Kept(1, "CAM-1", FootageClass.EVENT, 10)], limits(5))
    (file,) = folder.paths
    still = (tmp_path / file).with_suffix(".jpg")
    still.write_bytes(bytes(4))
    os.utime(still, (T0 / 1000 - 9999, T0 / 1000 - 9999))
    note = still.with_name("notes.txt")
    note.write_text("mine")
    folder.settle()
    assert folder.dropped == [still.relative_to(tmp_path).as_posix(), file]
    assert list(still.parent.iterdir()) == [note]


def test_stills_stay_as_long_as_their_footage_is_locked(tmp_path: Path) -> None:
    folder = Folder(tmp_path, [Kept(3, "CAM-1", FootageClass.LOCKED, 10)], limits(5))
    (file,) = folder.paths
    began = T0 // 1000 - 3 * 3600
    stills = [(tmp_path / file).with_name(f"{name}.jpg") for name in ("before", "within", "after")]
    for still, at in zip(stills, (began - 1, began + 30, began + 61), strict=True):
        still.write_bytes(bytes(4))
        os.utime(still, (at, at))
    folder.settle()
    assert [still.exists() for still in stills] == [False, True, False]
    assert folder.left() == {file}


@pytest.mark.parametrize("written_ms_ago", [16 * 60_000, 14 * 60_000])
def test_what_a_killed_writer_left_open_goes_when_nobody_can_write_it_any_more(
    tmp_path: Path, written_ms_ago: int
) -> None:
    folder = Folder(tmp_path, [Kept(1, "CAM-1", FootageClass.EVENT, 10, open=True)], limits(5))
    (file,) = folder.paths
    os.utime(tmp_path / file, ns=((T0 - written_ms_ago) * 1_000_000,) * 2)
    folder.settle()
    gone = written_ms_ago > LONGEST_SEGMENT_MS
    assert folder.dropped == ([file] if gone else [])
    assert bool(list(tmp_path.rglob(f"*{OPEN}"))) is not gone


def still_of(root: Path, days: int) -> Path:
    """Of an event so many days ago, 60 bytes."""
    began = T0 - days * DAY
    day, stem = day_and_stem(began, ZONE)
    still = root / "CAM-9" / day / f"{stem}.jpg"
    still.parent.mkdir(parents=True)
    still.write_bytes(bytes(60))
    os.utime(still, (began / 1000, began / 1000))
    return still


def test_stills_that_come_without_any_footage_are_found_and_counted(tmp_path: Path) -> None:
    folder = Folder(tmp_path, [], limits(100), survey_s=0.01)
    folder.settle()
    old, newer = still_of(tmp_path, 3), still_of(tmp_path, 1)
    wait_until(lambda: any(folder.keeper.step() and folder.dropped for _ in range(5)), what="room")
    assert folder.dropped == [old.relative_to(tmp_path).as_posix()]
    assert folder.keeper.used == 60
    assert list((tmp_path / "CAM-9").iterdir()) == [newer.parent]


def test_stills_are_kept_as_many_days_as_events(tmp_path: Path) -> None:
    old, newer = still_of(tmp_path, 91), still_of(tmp_path, 89)
    folder = Folder(tmp_path, [], limits())
    folder.settle()
    assert folder.dropped == [old.relative_to(tmp_path).as_posix()]
    assert list((tmp_path / "CAM-9").iterdir()) == [newer.parent]


def test_a_folder_of_many_days_is_worked_off_in_slices(tmp_path: Path) -> None:
    files = [Kept(hour, "CAM-1", FootageClass.CONTINUOUS, 1) for hour in range(1, 240)]
    folder = Folder(tmp_path, files, limits(0))
    steps, most = 0, 0
    while folder.left():
        before = len(folder.dropped)
        folder.keeper.step()
        most = max(most, len(folder.dropped) - before)
        steps += 1
        assert steps < 200
    assert most <= retention.SLICE_FILES
    assert dt.date.fromisoformat(folder.dropped[0].split("/")[1]) < dt.date(2026, 9, 12)
    assert not list(tmp_path.rglob(f"*{OPEN}"))


def test_where_nothing_can_be_removed_it_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A folder in the place of a file is what an account without the right to remove it looks like."""
    folder = Folder(tmp_path, [], limits(0))
    blocked = tmp_path / "CAM-1" / "2026-09-20" / "120000000.mkv"
    blocked.mkdir(parents=True)
    folder.settle()
    assert folder.keeper.fault in {RecordingFault.READ_ONLY, RecordingFault.DISK_FAILED}
    assert "no room" in caplog.text


def test_what_cannot_be_removed_hinders_neither_the_others_nor_recording(tmp_path: Path) -> None:
    files = [Kept(hour, "CAM-1", FootageClass.CONTINUOUS, 10) for hour in (2000, 3, 2, 1)]
    folder = Folder(tmp_path, files, limits())
    blocked = tmp_path / "CAM-1" / "2026-01-01" / "120000000.mkv"
    (blocked / "in it").mkdir(parents=True)
    folder.settle()
    assert (len(folder.dropped), folder.keeper.fault) == (1, "")
    folder.keeper.limits = limits(folder.keeper.used - 15)
    folder.settle()
    assert [folder.paths[file].hour for file in folder.dropped] == [2000, 3, 2]
    assert folder.keeper.fault == ""


def test_a_folder_that_is_not_there_is_a_fault_and_is_not_made(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path / "later", zone=ZONE, limits=limits(0), on_dropped=lambda _: None)
    assert keeper.step() == retention.REST_S
    assert (keeper.used, keeper.fault) == (0, RecordingFault.DISK_FAILED)
    assert not (tmp_path / "later").exists()


def test_marks_whose_file_is_gone_keep_no_folder(tmp_path: Path) -> None:
    """Given a remover that was killed between a file and its marks, and a writer that only has its mark."""
    old, new = (Shelf(tmp_path, camera, ZONE).new(T0, FootageClass.EVENT)[0] for camera in ("OLD", "NEW"))
    for mark in old.parent.iterdir():
        os.utime(mark, (0, 0))
    for mark in new.parent.iterdir():
        os.utime(mark, (T0 / 1000, T0 / 1000))
    folder = Folder(tmp_path, [], Limits(AGES, PLENTY))
    wait_until(lambda: folder.keeper.step() >= 1.0)
    assert not old.parent.exists()
    assert new.with_suffix(OPEN).exists()
