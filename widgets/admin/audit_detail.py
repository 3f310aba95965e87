"""One entry of the audit trail with everything that it holds."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.audit import Entry
from widgets.admin.audit_lines import detail_lines, fields_of
from widgets.admin.audit_text import json_line
from widgets.clipping import block, breakable
from widgets.formats import number
from widgets.plain_label import plain_label
from widgets.style import TABLE, code_font

MOST_FIELDS = 9
LONG = 600
"""Characters; what is longer stands in full below, in a field that lays out only what is in sight."""
_HASH_LINE = 32


class AuditDetail(QWidget):
    """Shows what it was last given, also when the list has moved on. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel")
        self._entry: Entry | None = None
        self.title = plain_label(look="title")
        self.copy = QPushButton(self.tr("Copy entry"))
        self.copy.setProperty("look", "small")
        self.copy.clicked.connect(self._copy)
        self._fields: list[tuple[QLabel, QLabel]] = []
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(self.tr("Details"))
        self.hash = plain_label()
        self.hash.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._details_title = plain_label(self.tr("Details"), look="caption")
        self._hash_title = plain_label(self.tr("Hash (SHA-256, chained)"), look="caption")
        self._lay_out()
        self.show_entry(None)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.copy)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(2)
        column.addLayout(head)
        for _ in range(MOST_FIELDS):
            caption, text = plain_label(look="caption"), plain_label(wraps=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addSpacing(4)
            column.addWidget(caption)
            column.addWidget(text)
            self._fields.append((caption, text))
        column.addSpacing(4)
        column.addWidget(self._details_title)
        column.addWidget(self.details, 1)
        column.addSpacing(4)
        column.addWidget(self._hash_title)
        column.addWidget(self.hash)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self.details.setMinimumHeight(90)
        self.details.setMaximumHeight(240)
        self.details.setFont(code_font(TABLE))
        self.hash.setFont(code_font(TABLE))

    @property
    def entry(self) -> Entry | None:
        return self._entry

    def show_entry(self, entry: Entry | None) -> None:
        """None shows what to do to see one."""
        self._entry = entry
        found = [] if entry is None else fields_of(entry)
        self.title.setText(
            self.tr("Select an entry") if entry is None else self.tr("Entry {0}").format(number(entry.seq))
        )
        for place, (caption, text) in enumerate(self._fields):
            title, value = found[place] if place < len(found) else ("", "")
            caption.setText(title)
            text.setText(breakable(block(value, LONG)))
            caption.setVisible(bool(title))
            text.setVisible(bool(title))
        long = [f"{title}:\n{value}" for title, value in found if len(value) > LONG]
        told = "" if entry is None else detail_lines(entry.draft.details)
        lines = "\n\n".join([*([told] if told else []), *long])
        self.details.setPlainText(lines)
        self.hash.setText("" if entry is None else _in_lines(entry.hash.hex()))
        self.copy.setVisible(entry is not None)
        for part in (self.details, self._details_title):
            part.setVisible(bool(lines))
        for part in (self.hash, self._hash_title):
            part.setVisible(entry is not None)

    def _copy(self) -> None:
        if self._entry is not None:
            QGuiApplication.clipboard().setText(json_line(self._entry))


def _in_lines(digits: str) -> str:
    """The hash in lines of groups of eight."""
    lines = (digits[place : place + _HASH_LINE] for place in range(0, len(digits), _HASH_LINE))
    return "\n".join(" ".join(line[i : i + 8] for i in range(0, len(line), 8)) for line in lines)
