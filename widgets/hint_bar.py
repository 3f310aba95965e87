"""The foot of the window: the keys that matter here, what was just done, and how old the picture is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from widgets.formats import coarse, number
from widgets.plain_label import PlainLabel
from widgets.style import HINTS_H

_SPACING, _GAP = 6, 8
SAID_MS = 8_000
"""How long an answer stays."""


class HintBar(QFrame):
    """Hints are pairs (key, words); those without room are left out from the end."""

    def __init__(self, hints: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setProperty("look", "foot")
        self.setFixedHeight(HINTS_H)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(_SPACING)
        self.pairs = [(_label(key, "key"), _label(words, "small")) for key, words in hints]
        for key_label, words_label in self.pairs:
            words_label.setContentsMargins(0, 0, _GAP, 0)
            row.addWidget(key_label)
            row.addWidget(words_label)
        row.addStretch(1)
        self.said = _label("", "support")
        self.change = _label("", "small")
        row.addWidget(self.said)
        row.addSpacing(16)
        row.addWidget(self.change)
        self.setMinimumWidth(1)
        self._clear = QTimer(self)
        self._clear.setSingleShot(True)
        self._clear.setInterval(SAID_MS)
        self._clear.timeout.connect(self._forget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now the letters have the size that the sheet gives them."""
        super().showEvent(event)
        self._fit()

    def _forget(self) -> None:
        self.said.clear()
        self._fit()

    def _fit(self) -> None:
        """Leave out hints from the end until all that is said has room."""
        room = self.width() - self.said.sizeHint().width() - self.change.sizeHint().width() - 60
        for key, words in self.pairs:
            room -= key.sizeHint().width() + words.sizeHint().width() + 2 * _SPACING
            key.setVisible(room >= 0)
            words.setVisible(room >= 0)

    def say(self, sentence: str) -> None:
        """Show the answer to something the operator did."""
        self.said.setText(sentence)
        self._clear.start()
        self._fit()

    def show_change(self, age_s: float | None) -> None:
        """How long ago the newest change came; None when none has come yet."""
        if age_s is None:
            self._show_age(self.tr("No change received yet"))
            return
        age = f"{number(age_s, 1)} s" if age_s < 10 else coarse(age_s)
        self._show_age(self.tr("Last change received {0} ago").format(age))

    def _show_age(self, words: str) -> None:
        longer = len(words) > len(self.change.text())
        self.change.setText(words)
        if longer:
            self._fit()


def _label(text: str, look: str) -> PlainLabel:
    label = PlainLabel(text)
    label.setProperty("look", look)
    return label
