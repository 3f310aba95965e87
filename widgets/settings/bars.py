"""Over and under the settings: search and trials above, what is to be saved below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton

from app.wire.administration import SettingsVersion
from widgets.formats import local
from widgets.plain_label import PlainLabel

LONGEST_REASON = 400


class TopBar(QFrame):
    searched = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "strip")
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("Search settings"))
        self.text.setClearButtonEnabled(True)
        self.text.setMaxLength(100)
        self.other, self.changed = _chip(self.tr("Not default")), _chip(self.tr("Not saved"))
        self.broker, self.sound = QPushButton(self.tr("Test broker")), QPushButton(self.tr("Test sound"))
        self.load, self.save_copy = QPushButton(self.tr("Import…")), QPushButton(self.tr("Export…"))
        self.versions = QPushButton(self.tr("Versions"))
        self.menu = QMenu(self.versions)
        self.versions.setMenu(self.menu)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 4, 8, 4)
        line.setSpacing(6)
        line.addWidget(self.text, 1)
        for part in (self.other, self.changed):
            line.addWidget(part)
            part.toggled.connect(self.searched)
        line.addStretch(1)
        for part in (self.broker, self.sound, self.load, self.save_copy, self.versions):
            line.addWidget(part)
        self.text.textChanged.connect(self.searched)

    def words_of(self, version: SettingsVersion) -> str:
        """Of the menu: until when these settings were in the file."""
        return self.tr("Until {0}").format(local(version.at).strftime("%d/%m/%Y %H:%M:%S"))


class SaveBar(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "foot")
        self.words = PlainLabel()
        self.words.setProperty("look", "support")
        self.words.setWordWrap(True)
        self.restart = QPushButton(self.tr("Restart the engine"))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("Reason, for the record"))
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason.setFixedWidth(260)
        self.discard, self.save = QPushButton(self.tr("Discard")), QPushButton(self.tr("Save"))
        self.save.setProperty("look", "primary")
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 6, 8, 6)
        line.addWidget(self.words, 1)
        for part in (self.restart, self.reason, self.discard, self.save):
            line.addWidget(part)


def _chip(words: str) -> QPushButton:
    chip = QPushButton(words)
    chip.setCheckable(True)
    chip.setProperty("look", "chip")
    return chip
