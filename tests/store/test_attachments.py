"""Files are kept under their hash, whole or not at all, whatever they are called."""

import errno
import hashlib
from pathlib import Path

import pytest

from app.store.attachments import (
    SYNC_BYTES,
    AttachmentFault,
    AttachmentRefused,
    AttachmentStore,
    Finished,
    media_type,
)
from tests.store.disk import fill, unfill
from tests.support.effort import least

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def put(store: AttachmentStore, data: bytes, *, upload: str = "u1", step: int = 1000) -> Finished:
    for place in range(0, len(data), step):
        store.write(upload, place, data[place : place + step])
    return store.finish(upload, len(data), digest(data))


def test_what_came_in_parts_is_there_whole(tmp_path: Path) -> None:
    store = AttachmentStore(tmp_path)
    assert put(store, PICTURE) == Finished("image/png", new=True)
    path = store.path(digest(PICTURE))
    assert path is not None
    assert path.read_bytes() == PICTURE
    assert put(store, PICTURE, upload="u2") == Finished("image/png", new=False)
    assert [one.name for one in tmp_path.rglob("*") if one.is_file()] == [digest(PICTURE)]


def test_what_is_not_what_was_announced_is_not_kept(tmp_path: Path) -> None:
    store = AttachmentStore(tmp_path)
    store.write("u1", 0, b"one")
    with pytest.raises(AttachmentRefused) as refused:
        store.finish("u1", 3, digest(b"two"))
    assert refused.value.fault is AttachmentFault.DAMAGED
    assert list(tmp_path.iterdir()) == []


def test_the_end_of_a_large_file_does_not_read_all_of_it_again(tmp_path: Path) -> None:
    """Others wait for their turn on the same lane."""
    data = bytes(2 * SYNC_BYTES)
    store = AttachmentStore(tmp_path)
    for upload in ("u1", "u2", "u3"):
        for place in range(0, len(data), SYNC_BYTES):
            store.write(upload, place, data[place : place + SYNC_BYTES])
    sha256, waiting = digest(data), iter(("u1", "u2", "u3"))
    cost = least(lambda: store.finish(next(waiting), len(data), sha256))
    assert cost < least(lambda: digest(data)) / 4


def test_a_part_that_is_missing_is_found(tmp_path: Path) -> None:
    store = AttachmentStore(tmp_path)
    store.write("u1", 0, b"one")
    with pytest.raises(AttachmentRefused):
        store.write("u1", 7, b"three")
    store.drop("u1")
    store.drop("u1")
    assert list(tmp_path.iterdir()) == []


def test_what_was_never_finished_is_forgotten_at_a_start(tmp_path: Path) -> None:
    store = AttachmentStore(tmp_path)
    put(store, PICTURE)
    store.write("u9", 0, b"half of it")
    AttachmentStore(tmp_path).clear_parts()
    assert [one.name for one in tmp_path.rglob("*") if one.is_file()] == [digest(PICTURE)]


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "/etc/passwd", "0" * 63, "0" * 65])
def test_what_is_no_hash_is_no_path(tmp_path: Path, name: str) -> None:
    assert AttachmentStore(tmp_path).path(name) is None


def test_a_full_disk_is_said_and_leaves_nothing_behind(small_disk: Path) -> None:
    store = AttachmentStore(small_disk)
    fill(small_disk)
    with pytest.raises(AttachmentRefused) as refused:
        store.write("u1", 0, PICTURE * 100)
    assert refused.value.fault is AttachmentFault.FULL
    assert isinstance(refused.value.__cause__, OSError)
    assert refused.value.__cause__.errno == errno.ENOSPC
    store.drop("u1")
    unfill(small_disk)
    assert put(store, PICTURE).media == "image/png"


def test_some_of_the_disk_stays_free(tmp_path: Path) -> None:
    with pytest.raises(AttachmentRefused) as refused:
        AttachmentStore(tmp_path).check_room(2**62)
    assert refused.value.fault is AttachmentFault.FULL
    AttachmentStore(tmp_path, least_free=0).check_room(1)
    with pytest.raises(AttachmentRefused):
        AttachmentStore(tmp_path, least_free=2**62).check_room(1)


def test_what_no_incident_has_is_removed(tmp_path: Path) -> None:
    store = AttachmentStore(tmp_path)
    put(store, PICTURE)
    for name in (digest(PICTURE), digest(PICTURE), "../../etc/passwd"):
        store.remove(name)
    assert store.path(digest(PICTURE)) is None


@pytest.mark.parametrize(
    ("head", "media"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x00\x00\x00\x20ftypisom", "video/mp4"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"%PDF-1.7", "application/pdf"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf2\x81\x04B\x82\x84webmB\x87\x81\x02", "video/webm"),
        (b"\x1aE\xdf\xa3\xa3B\x86\x81\x01B\xf2\x81\x04B\x82\x88matroskaB\x87", "video/x-matroska"),
        (b"\x1aE\xdf\xa3", "video/x-matroska"),
        (b"MZ\x90\x00", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_a_file_is_what_it_begins_with(head: bytes, media: str) -> None:
    assert media_type(head) == media
