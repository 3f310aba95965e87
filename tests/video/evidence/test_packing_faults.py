"""Packages that cannot be made, or not whole: each says why, and leaves nothing half done."""

import shutil

import pytest

from app.domain.video.evidence import (
    EvidenceCamera,
    EvidenceFault,
    GivenSignature,
    ManifestReady,
)
from app.domain.video.recordings import FootageClass, Segment
from tests.store.conftest import small_disk as small_disk
from tests.store.disk import fill
from tests.video.evidence.scenes import AT, KEY, order_of, segment, signed_with
from tests.video.evidence.test_packing import made, refused


def test_a_damaged_file_is_a_gap_and_the_rest_is_saved(recordings, tmp_path):
    root = tmp_path / "recordings"
    good, torn, junk = (f"CAM-118/2026-03-13/1900{number:02d}000.mkv" for number in (0, 8, 16))
    for name in (good, torn):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(recordings / "CAM-118/2026-03-13/190000000.mkv", root / name)
    raw = (root / torn).read_bytes()
    (root / torn).write_bytes(raw[: len(raw) // 2])
    (root / junk).write_bytes(b"no recording" * 99)
    rows = [segment(root, "CAM-118", AT + 8000 * n, 8, name) for n, name in enumerate((good, torn, junk))]
    for faces in (True, False):
        work = tmp_path / str(faces) / "work"
        about, _ = made(order_of(root, work, since=AT, until=AT + 24_000, segments=tuple(rows), faces=faces))
        assert about["clips"]
        told = [(gap["why"], gap["until"]["ms"] - AT) for gap in about["gaps"]]
        assert ("damaged", 24_000) in told
        missing = sum(gap["until"]["ms"] - gap["since"]["ms"] for gap in about["gaps"])
        assert 11_000 < missing < 13_000


def test_where_nothing_can_be_read_the_damage_is_said(tmp_path):
    root, name = tmp_path / "recordings", "CAM-118/2026-03-13/190000000.mkv"
    (root / name).parent.mkdir(parents=True)
    (root / name).write_bytes(b"no recording" * 99)
    order = order_of(root, tmp_path / "work", segments=(segment(root, "CAM-118", AT, 8, name),))
    assert refused(order) is EvidenceFault.DAMAGED


def test_nothing_there_is_overwritten(recordings, tmp_path):
    first = made(order_of(recordings, tmp_path / "w1", faces=True))[1]
    before = first.read_bytes()
    second = made(order_of(recordings, tmp_path / "w2", faces=True))[1]
    assert second.name == "INC-0417_CAM-118_20260313-1900-2.evidence.zip"
    assert first.read_bytes() == before


def test_where_nothing_was_recorded_nothing_is_made(recordings, tmp_path):
    later = order_of(recordings, tmp_path / "a", since=AT + 60_000, until=AT + 70_000)
    assert refused(later) is EvidenceFault.NO_FOOTAGE
    back = order_of(recordings, tmp_path / "b", since=AT + 70_000, until=AT + 60_000)
    assert refused(back) is EvidenceFault.SPAN_INVALID
    nobody = order_of(recordings, tmp_path / "c", cameras=())
    assert refused(nobody) is EvidenceFault.SPAN_INVALID
    assert not list(tmp_path.glob("*.zip"))


def test_names_that_lead_elsewhere_lead_nowhere(recordings, tmp_path):
    outside = tmp_path / "outside.mkv"
    shutil.copy(recordings / "CAM-118/2026-03-13/190000000.mkv", outside)
    root = tmp_path / "recordings"
    root.mkdir()
    for file in ("../outside.mkv", str(outside), "a/../../outside.mkv"):
        row = Segment("CAM-118", AT, AT + 8000, file, 1, FootageClass.EVENT)
        order = order_of(root, tmp_path / file.replace("/", "_") / "w", segments=(row,))
        assert refused(order) is EvidenceFault.NO_FOOTAGE
    camera, incident = EvidenceCamera("../../CAM"), "../../../INC\n1"
    row = Segment("../../CAM", AT, AT + 8000, "CAM-118/2026-03-13/190000000.mkv", 1, FootageClass.EVENT)
    order = order_of(recordings, tmp_path / "z" / "w", cameras=(camera,), incident=incident, segments=(row,))
    package = made(order)[1]
    assert package.name == "INC-1_CAM_20260313-1900.evidence.zip"
    assert package.parent == tmp_path / "z"
    scanned = order_of(recordings, tmp_path / "y" / "w", cameras=(camera,), segments=())
    assert refused(scanned) is EvidenceFault.NO_FOOTAGE


@pytest.mark.parametrize(
    "sign",
    [
        lambda ready: GivenSignature(),
        lambda ready: GivenSignature("%%", "x"),
        lambda ready: signed_with(KEY)(ManifestReady("00" * 32, "", 0)),
    ],
)
def test_without_a_genuine_signature_there_is_no_package(recordings, tmp_path, sign):
    assert refused(order_of(recordings, tmp_path / "w", faces=True), sign=sign) is EvidenceFault.UNSIGNED
    assert not list(tmp_path.glob("*.zip"))


@pytest.mark.parametrize(("faces", "left"), [(True, 0), (True, 200_000), (False, 0), (False, 100_000)])
def test_a_full_disk_is_said_to_be_full(recordings, small_disk, faces, left):
    order = order_of(recordings, small_disk / "work", faces=faces)
    fill(small_disk)
    with (small_disk / "filler").open("r+b") as filler:
        filler.truncate(filler.seek(0, 2) - left)
    assert refused(order) is EvidenceFault.DISK_FULL
    assert not list(small_disk.glob("*.zip"))


def test_a_place_that_takes_nothing_is_said_and_nothing_is_left(recordings, small_disk, tmp_path):
    """Not there; and another disk than the work folder's, which no file can be moved to."""
    for place in (tmp_path / "not-there", small_disk):
        order = order_of(recordings, tmp_path / f"work-{place.name}", faces=True, folder=str(place))
        assert refused(order) is EvidenceFault.NOT_WRITTEN
    assert not list(small_disk.iterdir())
