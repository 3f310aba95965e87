"""Files of an incident: attached one after the other, refused with the reason, opened only where harmless."""

import hashlib
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from app.domain.incidents import acts, events
from tests.widgets.incidents.record.conftest import BURST, PANIC
from widgets.incidents.record.attachment_files import AttachmentFiles, safe_name
from widgets.incidents.record.file_size import file_size

PICTURE = b"\xff\xd8\xff picture"


@pytest.fixture(name="files")
def _files(panel):
    return panel.body.attachments


def test_files_go_one_after_the_other_and_one_that_is_refused_is_named(files, hub, qtbot, tmp_path):
    paths = [tmp_path / name for name in ("a.jpg", "empty.jpg", "gone.jpg", "b.jpg")]
    for path, data in zip(paths, (PICTURE, b"", None, PICTURE * 3), strict=True):
        if data is not None:
            path.write_bytes(data)
    seen = []
    files.uploads.progressed.connect(lambda name, share, waiting: seen.append((name, share, waiting)))
    with qtbot.waitSignal(files.uploads.finished):
        files.take_files(paths)
    qtbot.waitUntil(lambda: [line.title for line in files.list.lines] == ["a.jpg", "b.jpg"])
    assert files.refusals.text().splitlines() == [
        "empty.jpg: The file is empty.",
        "gone.jpg: The file cannot be read.",
    ]
    assert ("a.jpg", 0.0, 3) in seen
    assert ("a.jpg", 1.0, 3) in seen
    assert not files.bar.isVisible()


def test_files_go_to_their_incident_whatever_is_looked_at(panel, files, hub, qtbot, tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(PICTURE)
    with qtbot.waitSignal(files.uploads.finished):
        files.take_files([path])
        panel.show_incident(PANIC)
    assert [act.incident for act in hub.desk.asked if isinstance(act, acts.BeginAttachment)] == [BURST]


def test_one_that_is_too_large_and_an_engine_that_is_away_are_said(files, hub, qtbot, tmp_path):
    path = tmp_path / "a.jpg"
    with path.open("wb") as file:
        file.truncate((64 << 20) + 1)
    with qtbot.waitSignal(files.uploads.finished):
        files.take_files([path])
    assert files.refusals.text() == "a.jpg: The file is too large."
    path.write_bytes(PICTURE)
    hub.desk.away = True
    with qtbot.waitSignal(files.uploads.finished):
        files.take_files([path])
    assert "No answer from the engine" in files.refusals.text()


def attach(hub, panel, qtbot, name: str, media: str) -> str:
    """Kept as the engine keeps it; returns its hash."""
    sha256 = hashlib.sha256(PICTURE).hexdigest()
    folder = Path(hub.desk._attachments) / sha256[:2]
    folder.mkdir(parents=True)
    (folder / sha256).write_bytes(PICTURE)
    hub.desk.happen(BURST, events.Attached(name, len(PICTURE), sha256, media), by="m.rojas")
    qtbot.waitUntil(lambda: bool(panel.body.attachments.list.lines))
    return sha256


def test_a_picture_is_opened_as_a_copy_whose_name_is_not_the_given_one(panel, files, hub, qtbot):
    opened = []
    files.files = AttachmentFiles(lambda path: bool(opened.append((path.name, path.read_bytes())) or True))
    sha256 = attach(hub, panel, qtbot, "../../run.exe", "image/jpeg")
    files.open.click()
    qtbot.waitUntil(lambda: bool(opened))
    assert opened == [(f"{sha256[:16]}.jpg", PICTURE)]


def test_a_clip_of_any_container_is_opened(panel, files, hub, qtbot):
    opened = []
    files.files = AttachmentFiles(lambda path: bool(opened.append(path.suffix) or True))
    attach(hub, panel, qtbot, "clip", "video/x-matroska")
    files.open.click()
    qtbot.waitUntil(lambda: bool(opened))
    assert opened == [".mkv"]


def test_what_is_no_picture_is_only_saved_and_the_hash_is_copied(panel, files, hub, qtbot, tmp_path):
    sha256 = attach(hub, panel, qtbot, "run.exe", "")
    assert not files.open.isEnabled()
    assert "save it instead" in files.open.toolTip()
    files.copy.click()
    assert QGuiApplication.clipboard().text() == sha256
    files._save(files._kept(files.list.current)[1], tmp_path / "out.bin")
    qtbot.waitUntil(lambda: files.notice.text() == "Saved as out.bin")
    assert (tmp_path / "out.bin").read_bytes() == PICTURE


def test_a_file_that_is_kept_elsewhere_is_said(panel, files, hub, qtbot):
    hub.desk.happen(BURST, events.Attached("a.jpg", 3, "ab" * 32, "image/jpeg"), by="m.rojas")
    qtbot.waitUntil(lambda: bool(files.list.lines))
    files.open.click()
    assert files.notice.text() == "The file is not on this machine."


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("a\x00b\n.jpg", "ab.jpg"),
        ("...", "file"),
        ("con?<>.txt", "con.txt"),
        ("x" * 500, "x" * 120),
    ],
)
def test_a_name_is_never_a_path(name, safe):
    assert safe_name(name) == safe


def test_sizes_as_people_say_them():
    assert [file_size(size) for size in (0, 740, 12_400, 2_000_000_000)] == [
        "0\u202fB", "740\u202fB", "12.4\u202fkB", "2.0\u202fGB",
    ]  # fmt: skip
