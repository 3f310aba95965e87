"""The field in which a setting is changed, by its type."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from app.settings.describing import SettingInfo
from widgets.calm import CalmBox, CalmDoubleSpin, CalmSpin

WIDTH = 240
TABLE_HEIGHT = 96
LARGEST_INTEGER = 2_147_483_647
LARGEST_NUMBER = 1e12
DECIMALS = 6


class Editor(QWidget):
    """Holds one setting as JSON has it. `typed` comes only from the person, never from `show_value`."""

    typed = Signal(object)

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self.field = field
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(4)
        self.row.addWidget(field)
        self.setFocusProxy(field)

    def show_value(self, value: Any) -> None:
        """Show it without saying so."""
        self.field.blockSignals(True)
        self._show(value)
        self.field.blockSignals(False)

    def _show(self, value: Any) -> None:
        raise NotImplementedError


class TextEditor(Editor):
    def __init__(self, info: SettingInfo) -> None:
        line = QLineEdit()
        line.setMaxLength(4000)
        line.setFixedWidth(WIDTH)
        super().__init__(line)
        self._line, self._optional = line, info.type == "file"
        line.textEdited.connect(lambda text: self.typed.emit(None if self._optional and not text else text))

    def _show(self, value: Any) -> None:
        text = "" if value is None else str(value)
        if self._line.text() != text:
            self._line.setText(text)


class FileEditor(TextEditor):
    """A path, typed or chosen."""

    def __init__(self, info: SettingInfo) -> None:
        super().__init__(info)
        self._folder = info.folder
        self._line.setFixedWidth(WIDTH - 84)
        self.choose = QPushButton(self.tr("Choose…"))
        self.choose.setFixedWidth(80)
        self.choose.clicked.connect(self._choose)
        self.row.addWidget(self.choose)

    def _choose(self) -> None:
        if self._folder:
            path = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder"), self._line.text())
        else:
            path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a file"), self._line.text())
        if path:
            self._show(path)
            self.typed.emit(path)


class IntegerEditor(Editor):
    def __init__(self, info: SettingInfo) -> None:
        spin = CalmSpin()
        spin.setRange(int(info.least or 0), int(min(info.most or LARGEST_INTEGER, LARGEST_INTEGER)))
        spin.setFixedWidth(WIDTH)
        super().__init__(spin)
        self._spin = spin
        spin.valueChanged.connect(self.typed.emit)

    def _show(self, value: Any) -> None:
        self._spin.setValue(int(min(value or 0, LARGEST_INTEGER)))


class NumberEditor(Editor):
    """Without a value where the setting has none; `special` stands for it below the range."""

    def __init__(self, info: SettingInfo) -> None:
        spin = _PlainNumber()
        least = -LARGEST_NUMBER if info.least is None else info.least
        self._optional = info.default is None
        self._none = least - 1
        spin.setDecimals(DECIMALS)
        most = LARGEST_NUMBER if info.most is None else info.most
        spin.setRange(self._none if self._optional else least, most)
        if self._optional:
            spin.setSpecialValueText("—")
        spin.setFixedWidth(WIDTH)
        super().__init__(spin)
        self._spin = spin
        spin.valueChanged.connect(self._tell)

    def _tell(self, value: float) -> None:
        self.typed.emit(None if self._optional and value <= self._none else value)

    def _show(self, value: Any) -> None:
        self._spin.setValue(self._none if value is None else float(value))


class ChoiceEditor(Editor):
    def __init__(self, info: SettingInfo) -> None:
        box = CalmBox()
        box.addItems(list(info.choices))
        box.setFixedWidth(WIDTH)
        super().__init__(box)
        self._box = box
        box.currentTextChanged.connect(self.typed.emit)

    def _show(self, value: Any) -> None:
        self._box.setCurrentText(str(value))


class SwitchEditor(Editor):
    def __init__(self, _info: SettingInfo) -> None:
        box = QCheckBox()
        box.setMinimumSize(24, 24)
        super().__init__(box)
        self._box = box
        self.row.addStretch(1)
        box.toggled.connect(self.typed.emit)

    def _show(self, value: Any) -> None:
        self._box.setChecked(bool(value))


class TableEditor(Editor):
    """Tables and lists, as JSON; what is not JSON yet is kept in the field and not told."""

    def __init__(self, _info: SettingInfo) -> None:
        text = QPlainTextEdit()
        text.setTabChangesFocus(True)
        text.setFixedSize(WIDTH * 2, TABLE_HEIGHT)
        super().__init__(text)
        self._text = text
        text.textChanged.connect(self._tell)

    def _tell(self) -> None:
        try:
            self.typed.emit(json.loads(self._text.toPlainText()))
        except (json.JSONDecodeError, RecursionError):
            return

    @property
    def is_whole(self) -> bool:
        """Whether what stands there is JSON."""
        try:
            json.loads(self._text.toPlainText())
        except (json.JSONDecodeError, RecursionError):
            return False
        return True

    def _show(self, value: Any) -> None:
        try:
            if json.loads(self._text.toPlainText()) == value:
                return
        except (json.JSONDecodeError, RecursionError):
            pass
        self._text.setPlainText(json.dumps(value, ensure_ascii=False, indent=1))


class _PlainNumber(CalmDoubleSpin):
    """Without zeros that say nothing behind the point."""

    def textFromValue(self, value: float) -> str:
        return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")


EDITORS: dict[str, Callable[[SettingInfo], Editor]] = {
    "text": TextEditor,
    "file": FileEditor,
    "integer": IntegerEditor,
    "number": NumberEditor,
    "choice": ChoiceEditor,
    "switch": SwitchEditor,
    "table": TableEditor,
}
