"""All settings in their sections, with a list of the sections beside them; a search leaves what it finds."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.settings.describing import SettingInfo, described, sections
from widgets.plain_label import PlainLabel
from widgets.settings.draft import SettingsDraft
from widgets.settings.finding import found
from widgets.settings.row import Row, SecretRow, SettingRow

LIST_WIDTH = 190
ITEM_HEIGHT = 28


class SettingsForm(QWidget):
    """Rows are made once, when the form is first seen, one at a time so that nothing stands still; what is
    typed goes into the draft. GUI thread."""

    whole = Signal()
    """All rows are there."""
    typed = Signal()
    secret_asked = Signal(str, str)

    def __init__(self, draft: SettingsDraft, language: str) -> None:
        super().__init__()
        self._draft, self._language = draft, language
        self._writable = False
        self._waiting = deque(described())
        self._growing = QTimer(self, interval=0)
        self._growing.timeout.connect(self._grow)
        self.rows: dict[str, Row] = {}
        self._heads: dict[str, PlainLabel] = {}
        self._places: dict[str, QVBoxLayout] = {}
        self.sections = QListWidget()
        self.sections.setFixedWidth(LIST_WIDTH)
        self.sections.setAccessibleName(self.tr("Sections"))
        self.nothing = QLabel(self.tr("No setting matches. Change the search."))
        self.nothing.setProperty("look", "support")
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setWidget(self._body())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addSpacing(8)
        line.addWidget(self.sections)
        line.addWidget(self.area, 1)
        self.sections.currentItemChanged.connect(self._go)

    def _body(self) -> QWidget:
        body = QWidget()
        body.setProperty("look", "panel")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for name, title in sections():
            words = title.es if self._language.startswith("es") else title.en
            head = PlainLabel(words)
            head.setProperty("look", "title")
            head.setContentsMargins(12, 16, 12, 4)
            rows = QVBoxLayout()
            column.addWidget(head)
            column.addLayout(rows)
            self._heads[name], self._places[name] = head, rows
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setSizeHint(QSize(LIST_WIDTH, ITEM_HEIGHT))
            self.sections.addItem(item)
        column.addWidget(self.nothing, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return body

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._waiting:
            self._growing.start()

    @property
    def is_whole(self) -> bool:
        return not self._waiting

    def _grow(self) -> None:
        """Make the next row; the last one says that all are there."""
        info = self._waiting.popleft()
        self.rows[info.path] = row = self._row(info)
        row.show_draft(self._draft, writable=self._writable)
        self._places[info.section].addWidget(row)
        if not self._waiting:
            self._growing.stop()
            self.whole.emit()

    def _row(self, info: SettingInfo) -> Row:
        if info.type == "secret":
            secret = SecretRow(info, self._language)
            secret.put_asked.connect(self.secret_asked)
            return secret
        row = SettingRow(info, self._language)
        row.changed.connect(self._type)
        row.reset_asked.connect(self._reset)
        return row

    def show_draft(self, *, writable: bool) -> None:
        """Show all values as they are in the draft."""
        self._writable = writable
        for row in self.rows.values():
            row.show_draft(self._draft, writable=writable)

    def search(self, text: str, *, only_other: bool, only_changed: bool) -> int:
        """Leave the rows that match; how many."""
        shown: dict[str, int] = {}
        for path, row in self.rows.items():
            fits = found(row.info, text)
            if row.info.type == "secret":
                fits = fits and not only_changed and (not only_other or path in self._draft.state.secrets)
            else:
                fits = fits and (not only_other or self._draft.differs(path))
                fits = fits and (not only_changed or self._draft.is_changed(path))
            row.setVisible(fits)
            shown[row.info.section] = shown.get(row.info.section, 0) + fits
        for place, (name, head) in enumerate(self._heads.items()):
            head.setVisible(not self.is_whole or bool(shown.get(name)))
            self.sections.item(place).setHidden(self.is_whole and not shown.get(name))
        self.nothing.setVisible(self.is_whole and not any(shown.values()))
        return sum(shown.values())

    def _type(self, path: str, value: object) -> None:
        self._draft.type(path, value)
        self.rows[path].show_draft(self._draft, writable=True)
        self.typed.emit()

    def _reset(self, path: str) -> None:
        self._draft.reset(path)
        self.rows[path].show_draft(self._draft, writable=True)
        self.typed.emit()

    def _go(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            head = self._heads[item.data(Qt.ItemDataRole.UserRole)]
            self.area.verticalScrollBar().setValue(head.y())
