"""Rich text onto pages of A4, with the city and the report above and the page's number below each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from widgets.reports.edition import Edition
from widgets.reports.markup import SHEET
from widgets.style import FALLBACKS, FAMILY

DPI = 300
MARGIN_MM = 15.0
STRIP_MM = 9.0
"""Above and below the text."""
_INK = QColor("#363D43")

OnProgress = Callable[[float], None]
"""Told a share from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """What is to be printed. `pictures` are named as the text names them."""

    title: str
    html: str
    pictures: Mapping[str, QImage]


def print_pdf(path: Path, sheets: Sheets, edition: Edition, on_progress: OnProgress) -> int:
    """Write the file and return how many pages it has; needs a Qt application. Raises OSError."""
    writer = QPdfWriter(str(path))
    writer.setResolution(DPI)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )
    writer.setTitle(sheets.title)
    writer.setCreator("Atalaya")
    strip = STRIP_MM / 25.4 * DPI
    body = QSizeF(writer.width(), writer.height() - 2 * strip)
    document = _document(sheets, writer, body)
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(f"{path.name} cannot be written")
    try:
        pages = document.pageCount()
        for page in range(pages):
            if page:
                writer.newPage()
            _draw_page(painter, document, page, body, strip)
            _draw_strips(painter, sheets.title, edition, (page + 1, pages), body, strip)
            on_progress((page + 1) / pages)
    finally:
        if not painter.end():
            raise OSError(f"{path.name} could not be written to its end")
    return pages


def _document(sheets: Sheets, writer: QPdfWriter, body: QSizeF) -> QTextDocument:
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDocumentMargin(0)
    document.setDefaultFont(_font(9))
    document.setDefaultStyleSheet(SHEET)
    for name, image in sheets.pictures.items():
        document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), image)
    document.setHtml(f"<body>{sheets.html}</body>")
    document.setPageSize(body)
    return document


def _draw_page(painter: QPainter, document: QTextDocument, page: int, body: QSizeF, strip: float) -> None:
    window = QRectF(0, page * body.height(), body.width(), body.height())
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = window
    painter.save()
    painter.translate(0, strip - window.top())
    painter.setClipRect(window)
    document.documentLayout().draw(painter, context)
    painter.restore()


def _draw_strips(
    painter: QPainter,
    title: str,
    edition: Edition,
    numbers: tuple[int, int],
    body: QSizeF,
    strip: float,
) -> None:
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    made = QCoreApplication.translate("ReportPage", "Made {0}").format(edition.moment(edition.made_at))
    if edition.by:
        by = QCoreApplication.translate("ReportPage", "by {0}").format(edition.by)
        made = f"{made} {by}"
    page = QCoreApplication.translate("ReportPage", "Page {0} of {1}").format(*numbers)
    painter.save()
    painter.setFont(_font(7.5))
    painter.setPen(_INK)
    head = QRectF(0, 0, body.width(), strip * 0.6)
    foot = QRectF(0, strip * 1.4 + body.height(), body.width(), strip * 0.6)
    for room, side, text in (
        (head, left, edition.site),
        (head, right, title),
        (foot, left, made),
        (foot, right, page),
    ):
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), text)
    painter.restore()


def _font(points: float) -> QFont:
    """Without alternate shapes of signs, also tabular ones: the file would name them by codes that nobody can
    search for or copy."""
    font = QFont(FAMILY)
    font.setFamilies([FAMILY, *FALLBACKS])
    font.setPointSizeF(points)
    font.setFeature(QFont.Tag.fromString("calt"), 0)
    return font
