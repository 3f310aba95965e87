"""One page of help: Markdown without HTML, in the colours of the console; nothing else is ever loaded."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QColor,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from widgets.look import Look
from widgets.style import code_font, ui_font

MARKDOWN = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
_HEADINGS = {1: 20, 2: 15, 3: 14}
_BODY, _CODE = 14, 13


def _is_code(block: QTextBlock) -> bool:
    return block.isValid() and block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence)


class PageView(QTextBrowser):
    """Follows no link and reads no file or address, whatever a page says. GUI thread."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._markdown = ""
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(20)
        look.changed.connect(self._dress)

    def loadResource(self, _type: int, _name: QUrl | str) -> Any:
        """Nothing: pages are text alone."""
        return None

    def doSetSource(self, _name: QUrl | str, _type: Any = None) -> None:
        """Nowhere: a page is only shown by `show_page`."""

    def show_page(self, markdown: str) -> None:
        """From its beginning."""
        self._markdown = markdown
        self._dress()
        self.verticalScrollBar().setValue(0)

    def _dress(self) -> None:
        place = self.verticalScrollBar().value()
        document = self.document()
        document.setDefaultFont(ui_font(_BODY))
        document.setMarkdown(self._markdown, MARKDOWN)
        block = document.begin()
        while block.isValid():
            self._dress_block(QTextCursor(block))
            block = block.next()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._dress_table(frame)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(place)

    def _dress_block(self, cursor: QTextCursor) -> None:
        level = cursor.blockFormat().headingLevel()
        shape, written = QTextBlockFormat(), QTextCharFormat()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        if _is_code(cursor.block()):
            written.setFont(code_font(_CODE))
            shape.setBackground(self._look.theme.raised)
            shape.setBottomMargin(0 if _is_code(cursor.block().next()) else 10)
            cursor.mergeCharFormat(written)
        elif level:
            written.setFont(ui_font(_HEADINGS.get(level, _BODY), 700))
            shape.setTopMargin(0 if level == 1 else 18)
            shape.setBottomMargin(8)
            # Replaced, not merged: Markdown's own formats make headings larger by steps besides.
            cursor.setCharFormat(written)
        else:
            shape.setBottomMargin(6)
            shape.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(shape)

    def _dress_table(self, table: QTextTable) -> None:
        theme = self._look.theme
        shape = table.format()
        shape.setBorder(1)
        shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        shape.setBorderBrush(theme.line2)
        shape.setBorderCollapse(True)
        shape.setCellPadding(6)
        shape.setCellSpacing(0)
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table.setFormat(shape)
        for column in range(table.columns()):
            self._shade(table, column, theme.raised)

    @staticmethod
    def _shade(table: QTextTable, column: int, color: QColor) -> None:
        cell = table.cellAt(0, column)
        shape = cell.format()
        shape.setBackground(color)
        cell.setFormat(shape)
