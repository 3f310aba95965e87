"""A day's folder is removed from the disk: the index loses its files, and health counts the day no more."""

import shutil
import threading

import pytest

from app.bootstrap.camera_records import read_cameras
from app.bootstrap.data_folder import data_folder
from app.bootstrap.settings_file import load_settings
from app.bootstrap.video_parts import index_pages
from app.domain.video.cameras import Camera, CameraStream, RecordingMode
from app.domain.video.recordings import CameraDay, FootageClass, Segment
from app.settings.cameras import Cameras, rendered
from app.store.footage import FootageIndex
from app.store.reader import Reader
from tests.bootstrap.camera_past import SETTINGS, days_ago, midnight
from tests.support.stores import journal_in
from tests.support.waiting import PATIENCE_S
from video.recording.comparing import Comparing

DAYS, QUARTER_S = 46, 900
CAMERA = Camera("CAM-1", recording=RecordingMode.CONTINUOUS, recording_schedule="00:00-00:15")
CAMERAS = Cameras((CAMERA,), (CameraStream("CAM-1", "rtsp://10.0.0.1/live"),))


class Archive:
    """A camera that recorded a quarter of an hour each day: the files, and what is on record of them."""

    def __init__(self, tmp_path) -> None:
        self.data, self.folder = data_folder(tmp_path / "data"), tmp_path / "recordings"
        self.data.settings.write_text(SETTINGS)
        (self.data.root / "cameras.toml").write_text(rendered(CAMERAS), "utf-8")
        self.journal = journal_in(self.data.store)
        self.journal.open()
        self.index = FootageIndex(self.journal, self.data.store)
        past = [days_ago(back).isoformat() for back in range(1, DAYS + 1)]
        self.index.put_days([CameraDay("CAM-1", day, 86_400, 0, 0, QUARTER_S, 1, 1) for day in past])
        self._settled(self.index.put_segments, [self._file(back) for back in range(1, DAYS + 1)])

    def day(self, back):
        return self.folder / "CAM-1" / days_ago(back).isoformat()

    def kept(self):
        """What health says once the index has been compared with the disk."""
        comparing = Comparing(
            self.folder,
            index_pages(self.data.store),
            lambda files: self._settled(self.index.miss_segments, files),
            sound=lambda: True,
            first_s=0.0,
        )
        while comparing.step():
            pass
        reader = Reader(self.data.store)
        try:
            (row,) = read_cameras(self.data, load_settings(None, self.data), reader).rows
        finally:
            reader.close()
        return row.kept

    def _file(self, back):
        self.day(back).mkdir(parents=True)
        path, began = self.day(back) / "000000000.mkv", midnight(back)
        path.write_bytes(b"footage")
        name = path.relative_to(self.folder).as_posix()
        return Segment("CAM-1", began, began + QUARTER_S * 1000, name, 7, FootageClass.CONTINUOUS)

    def _settled(self, put, rows):
        done = threading.Event()
        put(rows, lambda _: done.set())
        self.journal.hurry()
        assert done.wait(PATIENCE_S)


@pytest.fixture
def archive(tmp_path):
    made = Archive(tmp_path)
    yield made
    made.journal.close()


def test_a_day_that_was_removed_is_kept_no_more(archive):
    before = archive.kept()
    assert (before.days, before.lost, before.gone) == (DAYS, 0, 0)
    shutil.rmtree(archive.day(20))
    for back in (45, 44):
        shutil.rmtree(archive.day(back))
    after = archive.kept()
    assert (after.days, after.lost, after.gone) == (42, 3, 3)
    assert [(gap.first, gap.days) for gap in after.gaps] == [
        (days_ago(20).isoformat(), 1),
        (days_ago(45).isoformat(), 2),
    ]
    assert archive.kept() == after, "what is missed is missed once"
