"""Attached pictures made small enough for a page; one that is damaged or too large is told, not shown."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from app.domain.incidents.events import Attached

SHOWN = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
MOST_PICTURES = 24
LARGEST_BYTES = 64_000_000
MOST_PIXELS = 120_000_000
"""A small file may unfold into very many."""
DECODED_MB = 512
"""As much as these are; a decoder that wants more is stopped."""
WIDEST, HIGHEST = 1600, 1600


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of an incident, and the picture in it, or the sentence why there is none to be seen. Both are
    empty for what is no picture."""

    attached: Attached
    image: QImage | None = None
    problem: str = ""


def read_attachment(attached: Attached, kept: Path | None) -> Attachment:
    """`kept` is where the file stands, None where it is lost. Blocks on the disk."""
    if kept is None:
        return Attachment(
            attached, None, QCoreApplication.translate("ReportPictures", "The file is not there any more.")
        )
    if attached.media not in SHOWN:
        return Attachment(attached)
    damaged = QCoreApplication.translate("ReportPictures", "The picture is damaged and is not shown.")
    large = QCoreApplication.translate("ReportPictures", "The picture is too large to be shown.")
    try:
        if kept.stat().st_size > LARGEST_BYTES:
            return Attachment(attached, None, large)
        data = kept.read_bytes()
    except OSError:
        return Attachment(
            attached, None, QCoreApplication.translate("ReportPictures", "The file cannot be read.")
        )
    if hashlib.sha256(data).hexdigest() != attached.sha256:
        return Attachment(attached, None, damaged)
    reader = QImageReader(str(kept))
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if not size.isValid():
        return Attachment(attached, None, damaged)
    if size.width() * size.height() > MOST_PIXELS:
        return Attachment(attached, None, large)
    image = _decoded(reader, size)
    return Attachment(attached, image, "" if image is not None else damaged)


def _decoded(reader: QImageReader, size: QSize) -> QImage | None:
    QImageReader.setAllocationLimit(DECODED_MB)
    reader.setAutoTransform(True)
    if size.width() > WIDEST or size.height() > HIGHEST:
        reader.setScaledSize(size.scaled(WIDEST, HIGHEST, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image
