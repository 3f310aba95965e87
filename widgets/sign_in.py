"""The locked screen: nothing of the city is shown before somebody says who they are."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets.glyphs import draw_glyph
from widgets.look import Look
from widgets.theme import DARK, LIGHT

LONGEST_NAME = 60
LANGUAGES = (("es", "Español"), ("en", "English"))


class SignIn(QWidget):
    """Asks for a name until accounts exist. Language and theme take effect at once."""

    signed_in = Signal(str)
    language_chosen = Signal(str)

    def __init__(self, look: Look, site: str, language: str) -> None:
        super().__init__()
        self._look = look
        self.setProperty("look", "panel")
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.returnPressed.connect(self._sign_in)
        self.name.textChanged.connect(self._check)
        self.language = QComboBox()
        for code, words in LANGUAGES:
            self.language.addItem(words, code)
        self.language.setCurrentIndex(0 if language.startswith("es") else 1)
        self.language.activated.connect(self._language_chosen)
        self.theme = QComboBox()
        self.theme.activated.connect(self._theme_chosen)
        self.button = QPushButton()
        self.button.setProperty("look", "primary")
        self.button.clicked.connect(self._sign_in)
        self.why = QLabel()
        self.why.setProperty("look", "small")
        self._title, self._site = QLabel("Atalaya"), QLabel(site)
        self._title.setProperty("look", "value")
        self._site.setProperty("look", "support")
        self._labels = [QLabel(), QLabel(), QLabel()]
        self._lay_out()
        self.retranslate()
        self._check()

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("look", "raised")
        card.setFixedWidth(380)
        grid = QGridLayout(card)
        grid.setContentsMargins(24, 20, 24, 20)
        grid.setVerticalSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Tower(self._look, 26))
        head.addSpacing(4)
        head.addWidget(self._title)
        head.addSpacing(6)
        head.addWidget(self._site)
        head.addStretch(1)
        grid.addLayout(head, 0, 0, 1, 2)
        grid.setRowMinimumHeight(1, 8)
        for row, (label, field) in enumerate(
            zip(self._labels, (self.name, self.language, self.theme), strict=True), start=2
        ):
            label.setProperty("look", "support")
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowMinimumHeight(5, 4)
        grid.addWidget(self.button, 6, 0, 1, 2)
        grid.addWidget(self.why, 7, 0, 1, 2)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        self._card = card

    def retranslate(self) -> None:
        """Write all words again."""
        for label, words in zip(
            self._labels, (self.tr("Name"), self.tr("Language"), self.tr("Theme")), strict=True
        ):
            label.setText(words)
        self.name.setPlaceholderText(self.tr("Who works at this console"))
        self.button.setText(self.tr("Start the shift"))
        self.theme.clear()
        self.theme.addItem(self.tr("Dark"), DARK.name)
        self.theme.addItem(self.tr("Light"), LIGHT.name)
        self.theme.setCurrentIndex(0 if self._look.theme.dark else 1)
        self._check()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.name.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.theme.app)

    def _check(self) -> None:
        named = bool(self.name.text().strip())
        self.button.setEnabled(named)
        self.why.setText("" if named else self.tr("Write a name: it goes on record with all you do."))

    def _sign_in(self) -> None:
        name = " ".join(self.name.text().split())
        if name:
            self.signed_in.emit(name)

    def _language_chosen(self) -> None:
        self.language_chosen.emit(self.language.currentData())

    def _theme_chosen(self) -> None:
        self._look.set_theme(DARK if self.theme.currentIndex() == 0 else LIGHT)


class Tower(QWidget):
    """The brand's drawing."""

    def __init__(self, look: Look, side: int) -> None:
        super().__init__()
        self._look = look
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_glyph(QPainter(self), "brand", QRectF(self.rect()), self._look.theme.text)
