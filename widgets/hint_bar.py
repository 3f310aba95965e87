"""The foot of the window: the keys that matter here, what was just done, and how old the picture is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from widgets.formats import coarse, number
from widgets.style import HINTS_H

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
        row.setSpacing(6)
        for key, words in hints:
            row.addWidget(_label(key, "key"))
            label = _label(words, "small")
            row.addWidget(label)
            row.addSpacing(10)
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
        self._clear.timeout.connect(self.said.clear)

    def say(self, sentence: str) -> None:
        """Show the answer to something the operator did."""
        self.said.setText(sentence)
        self._clear.start()

    def show_change(self, age_s: float | None) -> None:
        """How long ago the newest change came; None when none has come yet."""
        if age_s is None:
            self.change.setText(self.tr("No change received yet"))
            return
        age = f"{number(age_s, 1)} s" if age_s < 10 else coarse(age_s)
        self.change.setText(self.tr("Last change received {0} ago").format(age))


def _label(text: str, look: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("look", look)
    return label
