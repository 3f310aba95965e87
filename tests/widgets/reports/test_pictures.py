"""Attached pictures: those that can be trusted are decoded, the others are told."""

import hashlib
import struct
import zlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from app.domain.incidents.events import Attached
from widgets.reports.pictures import HIGHEST, WIDEST, read_attachment


@pytest.fixture(name="kept")
def _kept(tmp_path, qapp):
    """Puts bytes in their place and says what was attached."""

    def keep(data, media="image/png"):
        file = tmp_path / hashlib.sha256(data).hexdigest()
        file.write_bytes(data)
        return Attached("a", len(data), file.name, media), file

    return keep


def png(tmp_path, width, height, kind="png"):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.gray)
    file = tmp_path / f"made.{kind}"
    assert image.save(str(file))
    return file.read_bytes()


def bomb(width, height):
    """A head that promises very many pixels."""

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + data + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["png", "jpg"])
def test_a_sound_picture_is_decoded_small_enough_for_a_page(kept, tmp_path, kind):
    made = read_attachment(
        *kept(png(tmp_path, 4000, 1000, kind), "image/jpeg" if kind == "jpg" else "image/png")
    )
    assert made.problem == ""
    assert (made.image.width(), made.image.height()) == (WIDEST, WIDEST // 4)
    assert made.image.height() <= HIGHEST


def test_a_picture_that_is_cut_off_or_was_changed_is_damaged(kept, tmp_path):
    whole = png(tmp_path, 100, 100)
    attached, file = kept(whole)
    file.write_bytes(whole[:-40] + bytes(40))
    assert (read_attachment(attached, file).image, "damaged" in read_attachment(attached, file).problem) == (
        None,
        True,
    )
    assert "damaged" in read_attachment(*kept(b"\x89PNG\r\n\x1a\nno picture")).problem


@pytest.mark.parametrize("size", [(60_000, 60_000), (12_000, 12_000), (900_000, 200)])
def test_more_pixels_than_can_be_shown_are_not_decoded(kept, size):
    made = read_attachment(*kept(bomb(*size)))
    assert made.image is None
    assert "too large" in made.problem


def test_what_is_no_picture_is_left_alone_and_what_is_lost_is_told(kept, tmp_path):
    attached, file = kept(b"PK\x03\x04", "application/zip")
    assert (read_attachment(attached, file).image, read_attachment(attached, file).problem) == (None, "")
    assert "not there" in read_attachment(attached, None).problem
    attached, _ = kept(png(tmp_path, 10, 10))
    assert "cannot be read" in read_attachment(attached, tmp_path / "missing").problem
