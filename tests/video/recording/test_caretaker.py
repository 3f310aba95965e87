"""Whether the folder is the right one, and what has gone from it although nobody threw it away."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.domain.video.recordings import FootageClass
from tests.video.recording.pictured import T0, ZONE
from video.recording.caretaker import Caretaker
from video.recording.comparing import Comparing
from video.recording.faults import RecordingFault
from video.recording.home import MARK, RecordingsHome
from video.recording.retention import REST_S, Keeper, Limits
from video.recording.shelf import Shelf

DAY = 86_400_000
PLENTY = 1 << 50


class Scene:
    """A recordings folder on a disk of its own, with an index beside it."""

    def __init__(self, tmp_path: Path) -> None:
        self.folder, self.claim = tmp_path / "disk", tmp_path / "claim.json"
        self.home = RecordingsHome(self.folder, self.claim)
        self.indexed: list[str] = []
        self.missed: list[str] = []
        self.pages = 0
        self.caretaker = Caretaker(self.home.fault, self._keeper(), self._comparing(), look_s=0.0)

    def record(self, camera: str, days_ago: int, hour: int = 0) -> Path:
        shelf = Shelf(self.folder, camera, ZONE)
        path, row = shelf.new(T0 - days_ago * DAY + hour * 3_600_000, FootageClass.EVENT)
        path.write_bytes(b"footage")
        shelf.closed(path, row.began + 60_000)
        self.indexed = sorted({*self.indexed, row.file})
        return path

    def settle(self) -> None:
        """Until it rests, and what was compared is known."""
        pages = self.pages
        for _ in range(500):
            if self.caretaker.step() == REST_S and (self.pages > pages or self.caretaker.fault):
                return
        raise AssertionError("it never rests")

    def _keeper(self) -> Keeper:
        return Keeper(
            self.folder,
            zone=ZONE,
            limits=Limits({}, PLENTY, least_free_bytes=0),
            on_dropped=lambda files: None,
            clock=lambda: T0,
        )

    def _comparing(self) -> Comparing:
        return Comparing(
            self.folder,
            self._page,
            self.missed.extend,
            sound=lambda: not self.home.fault(),
            first_s=0.0,
            every_s=0.0,
        )

    def _page(self, after: str) -> list[str]:
        self.pages += 1
        return [file for file in self.indexed if file > after][:3]


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def test_a_folder_that_is_used_for_the_first_time_is_made_and_marked(scene: Scene) -> None:
    scene.settle()
    assert (scene.caretaker.fault, (scene.folder / MARK).is_file()) == ("", True)
    assert RecordingsHome(scene.folder, scene.claim).fault() == ""


def test_the_folder_of_a_disk_that_is_not_mounted_is_not_made_nor_used(scene: Scene, tmp_path: Path) -> None:
    scene.settle()
    scene.record("CAM-1", 3)
    scene.folder.rename(tmp_path / "unplugged")
    scene.settle()
    assert scene.caretaker.fault == RecordingFault.FOLDER_AWAY
    assert not scene.folder.exists(), "nothing is made on the disk below"
    scene.folder.mkdir()
    scene.settle()
    assert scene.caretaker.fault == RecordingFault.FOLDER_AWAY, "an empty folder where it is to be mounted"
    assert scene.missed == [], "what is on a disk that is away is not lost"
    scene.folder.rmdir()
    (tmp_path / "unplugged").rename(scene.folder)
    scene.settle()
    assert (scene.caretaker.fault, scene.missed) == ("", [])


def test_the_disk_of_another_is_no_place_to_record_until_somebody_says_so(
    scene: Scene, tmp_path: Path
) -> None:
    scene.settle()
    lost = scene.record("CAM-1", 3)
    shutil.rmtree(scene.folder)
    assert RecordingsHome(scene.folder, tmp_path / "other.json").fault() == ""
    assert scene.home.fault() == RecordingFault.FOLDER_AWAY
    RecordingsHome(scene.folder, scene.claim).adopt()
    scene.settle()
    assert scene.caretaker.fault == ""
    assert scene.missed[0] == lost.relative_to(scene.folder).as_posix()


def test_another_folder_by_the_settings_is_begun_anew(scene: Scene, tmp_path: Path) -> None:
    scene.settle()
    assert RecordingsHome(tmp_path / "larger", scene.claim).fault() == ""
    assert (tmp_path / "larger" / MARK).is_file()


def test_a_folder_that_cannot_be_made_is_named_as_other_faults_of_the_disk(tmp_path: Path) -> None:
    (tmp_path / "disk").write_bytes(b"a file")
    scene = Scene(tmp_path)
    assert scene.caretaker.step() == REST_S
    assert scene.caretaker.fault == RecordingFault.DISK_FAILED


def test_what_was_removed_outside_is_missed_and_nothing_else(scene: Scene) -> None:
    scene.settle()
    kept = [scene.record("CAM-1", 1, hour) for hour in range(4)]
    gone = [scene.record("CAM-1", 2, hour) for hour in range(4)]
    one = scene.record("CAM-2", 2)
    shutil.rmtree(gone[0].parent)
    one.unlink()
    scene.record("CAM-2", 2, 5)
    scene.settle()
    files = {path.relative_to(scene.folder).as_posix() for path in (*gone, one)}
    assert set(scene.missed) == files
    assert all(path.exists() for path in kept)


def test_a_disk_that_goes_while_it_is_looked_at_has_lost_nothing(scene: Scene, tmp_path: Path) -> None:
    scene.settle()
    scene.record("CAM-1", 2)
    before = scene._page

    def page(after: str) -> list[str]:
        if scene.folder.exists():
            scene.folder.rename(tmp_path / "unplugged")
        return before(after)

    missed: list[str] = []
    comparing = Comparing(
        scene.folder, page, missed.extend, sound=lambda: not scene.home.fault(), first_s=0.0
    )
    assert comparing.step() is False
    assert missed == []


def test_without_an_index_nothing_is_missed(scene: Scene) -> None:
    scene.settle()
    comparing = Comparing(
        scene.folder, lambda _after: None, scene.missed.extend, sound=lambda: True, first_s=0.0
    )
    assert (comparing.step(), scene.missed) == (False, [])
