"""One setting on the page: what it is, its field, its range and default, and whether it is another."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from app.settings.describing import SettingInfo
from widgets.plain_label import PlainLabel
from widgets.settings.draft import SettingsDraft
from widgets.settings.editors import EDITORS, WIDTH

TEXT_WIDTH = 400


class Row(QFrame):
    """What rows have in common: title, help, and the path for those who look into the file."""

    def __init__(self, info: SettingInfo, language: str) -> None:
        super().__init__()
        self.info = info
        self.setProperty("look", "section")
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(12, 8, 12, 8)
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(2)
        spanish = language.startswith("es")
        self.title = PlainLabel(info.title.es if spanish else info.title.en)
        self.title.setProperty("look", "card")
        told = PlainLabel(info.help.es if spanish else info.help.en)
        told.setProperty("look", "support")
        told.setWordWrap(True)
        path = PlainLabel(info.path)
        path.setProperty("look", "small")
        for place, label in enumerate((self.title, told, path)):
            label.setFixedWidth(TEXT_WIDTH)
            self.grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
        self.grid.setColumnStretch(2, 1)

    def put(self, field: QWidget, more: QWidget) -> None:
        self.grid.addWidget(field, 0, 1, 2, 1, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.grid.addWidget(more, 2, 1, 1, 2)
        self.title.setBuddy(field)

    def show_draft(self, draft: SettingsDraft, *, writable: bool) -> None:
        raise NotImplementedError


class SettingRow(Row):
    changed = Signal(str, object)
    reset_asked = Signal(str)

    def __init__(self, info: SettingInfo, language: str) -> None:
        super().__init__(info, language)
        self.editor = EDITORS[info.type](info)
        self.editor.setAccessibleName(self.title.text())
        self.editor.field.setAccessibleName(self.title.text())
        self.editor.typed.connect(lambda value: self.changed.emit(info.path, value))
        self.marks = PlainLabel()
        self.marks.setProperty("look", "small")
        self.reset = QPushButton(self.tr("Default"))
        self.reset.setProperty("look", "small")
        self.reset.clicked.connect(lambda: self.reset_asked.emit(info.path))
        self.put(self.editor, self._foot())
        unit = PlainLabel(info.unit)
        unit.setProperty("look", "support")
        self.grid.addWidget(unit, 0, 2, Qt.AlignmentFlag.AlignLeft)

    def _foot(self) -> QWidget:
        foot = QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.marks)
        line.addWidget(self.reset)
        line.addStretch(1)
        return foot

    def show_draft(self, draft: SettingsDraft, *, writable: bool) -> None:
        path = self.info.path
        self.editor.show_value(draft.value(path))
        self.editor.setEnabled(writable)
        self.reset.setVisible(draft.differs(path) and not self.info.required)
        self.reset.setEnabled(writable)
        self.marks.setText(" · ".join(self._words(draft)))

    def _words(self, draft: SettingsDraft) -> list[str]:
        path, words = self.info.path, []
        if draft.is_changed(path):
            words.append(self.tr("Not saved yet"))
        elif draft.is_pending(path):
            words.append(self.tr("Takes effect when the engine starts again"))
        if draft.differs(path):
            words.append(self.tr("default {0}").format(shown(self.info.default)))
        if (between := self._range()) and self.info.type in ("integer", "number"):
            words.append(between)
        if not self.info.live:
            words.append(self.tr("needs a restart"))
        return words

    def _range(self) -> str:
        least, most = self.info.least, self.info.most
        if least is not None and most is not None:
            return self.tr("{0} to {1}").format(shown(least), shown(most))
        if least is not None:
            return self.tr("from {0}").format(shown(least))
        return ""


class SecretRow(Row):
    """A secret is written and dropped here, and never read."""

    put_asked = Signal(str, str)

    def __init__(self, info: SettingInfo, language: str) -> None:
        super().__init__(info, language)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.field.setInputMethodHints(hints.ImhSensitiveData | hints.ImhNoPredictiveText)
        self.field.setMaxLength(1200)
        self.field.setFixedWidth(WIDTH)
        self.field.setAccessibleName(self.title.text())
        self.keep, self.drop = QPushButton(self.tr("Keep")), QPushButton(self.tr("Remove"))
        self.state = QLabel()
        self.state.setProperty("look", "small")
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        for part in (self.field, self.keep, self.drop):
            line.addWidget(part)
        line.addStretch(1)
        self.put(box, self.state)
        self.field.textChanged.connect(self._enable)
        self.field.returnPressed.connect(self._ask)
        self.keep.clicked.connect(self._ask)
        self.drop.clicked.connect(lambda: self.put_asked.emit(info.path, ""))
        self._writable = self._is_set = False

    def _ask(self) -> None:
        value = self.field.text()
        self.field.clear()
        if value:
            self.put_asked.emit(self.info.path, value)

    def show_draft(self, draft: SettingsDraft, *, writable: bool) -> None:
        self._writable, self._is_set = writable, self.info.path in draft.state.secrets
        self.state.setText(
            self.tr("Kept, sealed. It is never shown.") if self._is_set else self.tr("None is kept.")
        )
        self._enable()

    def _enable(self) -> None:
        self.field.setEnabled(self._writable)
        self.keep.setEnabled(self._writable and bool(self.field.text()))
        self.drop.setEnabled(self._writable and self._is_set)


def shown(value: Any) -> str:
    """A default or bound in a few words."""
    if value is None or value == "":
        return "—"
    if isinstance(value, float) and value.is_integer():
        return f"{int(value)}"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else f"{text[:39]}…"
