"""What lines have counted since midnight outlives a change of the camera and the death of a worker."""

import datetime as dt
import io
from contextlib import closing
from dataclasses import replace
from functools import partial
from threading import Event

import pytest

from app.domain.video.cameras import Camera
from app.domain.video.stages import Stage, StageKind
from tests.support.waiting import PATIENCE_S, wait_until
from tests.video.analytics.drawn import CAR, FLAT, START, STEP_MS, Drawn
from tests.video.analytics.test_stages import crossing
from video.recording.writing import WritingThread
from video.worker.counts_file import NAME, CountsFile
from video.worker.desk import CameraDesk
from video.worker.outgoing import Outgoing

SIZES = Stage("tamper", StageKind.TAMPER, options=FLAT)
CAMERA = Camera("CAM/1", stages=(SIZES, Stage("L1", StageKind.LINE, points=((0.5, 0.05), (0.5, 0.95)))))
STREET = Drawn(lambda t: [*crossing(5, 60, 60, CAR)(t), *crossing(17, 60, 60, CAR)(t)])


@pytest.fixture
def disk(tmp_path):
    with closing(WritingThread(tmp_path)) as thread:
        yield thread


@pytest.fixture
def desk(tmp_path, disk):
    out = Outgoing(io.BytesIO())
    yield partial(
        CameraDesk,
        CAMERA,
        zone=dt.UTC,
        recordings=tmp_path,
        models=None,
        out=out,
        recorder=None,
        took=lambda _: None,
    )
    out.close()


def shown(desk, since, until):
    """Both ways together, after the street's seconds."""
    for number in range(since * 1000 // STEP_MS, until * 1000 // STEP_MS):
        seen = desk.on_analysis(CAMERA.id, STREET.frame(number), None, START + number * STEP_MS)
    (line,) = seen.overlay.lines
    return line.forward + line.backward


def test_counts_go_on_when_a_camera_is_given_other_stages(desk):
    watched = desk()
    assert shown(watched, 0, 12) == 1
    watched.change(replace(CAMERA, stages=(*CAMERA.stages, Stage("M1", StageKind.MOTION))))
    assert shown(watched, 12, 26) == 2


def test_counts_go_on_when_a_worker_was_killed(desk, disk, tmp_path):
    """Given a desk that nobody closes, then the next one knows what it had counted a second before."""
    counts = partial(CountsFile, tmp_path, CAMERA.id, disk)
    assert shown(desk(counts=counts()), 0, 12) == 1
    wait_until(lambda: any(each.today for each in counts().load()), what="the counts on the disk")
    assert shown(desk(counts=counts()), 13, 26) == 2


def test_counts_make_no_folder_where_nothing_may_be_recorded(disk, tmp_path):
    """The folder of a disk that is not mounted is an empty one of another disk."""
    counts = CountsFile(tmp_path, "CAM", disk)
    for allowed in (False, True):
        disk.allow(allowed)
        counts.save(())
        done = Event()
        disk.put(done.set)
        assert done.wait(PATIENCE_S)
        assert (tmp_path / "CAM" / NAME).exists() is allowed


@pytest.mark.parametrize("content", [b"", b"[", b'[{"stage": 1}]', b"{}"])
def test_what_cannot_be_read_counts_from_nothing(desk, disk, tmp_path, content, caplog):
    counts = CountsFile(tmp_path, "CAM", disk)
    counts.save(())
    wait_until((tmp_path / "CAM" / NAME).exists, what="the file")
    (tmp_path / "CAM" / NAME).write_bytes(content)
    assert counts.load() == ()
    assert "cannot be read" in caplog.text


def test_a_camera_that_has_counted_nothing_yet_is_no_fault(disk, tmp_path, caplog):
    assert CountsFile(tmp_path, "CAM", disk).load() == ()
    assert caplog.text == ""


def test_counts_are_written_when_they_change_and_once_a_minute(disk, tmp_path):
    counts = CountsFile(tmp_path, "CAM", disk)
    told = [(0, 60_000), (0, 61_000), (1, 61_200), (2, 61_400), (2, 62_300), (2, 119_900), (2, 120_000)]
    assert [counts.due(line, at_ms) for line, at_ms in told] == [True, False, True, False, True, False, True]
