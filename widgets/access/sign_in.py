"""The screen before the desk: waits for the engine, makes the first administrator, lets operators in."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.wire.access import SignInAnswer
from widgets.access import sign_in_words
from widgets.access.brand import BrandHead
from widgets.access.entry import Entry, Stage
from widgets.formats import moment
from widgets.languages import OFFERED
from widgets.look import Look
from widgets.plain_label import PlainLabel
from widgets.status_cells import engine_sentence
from widgets.theme import DARK, LIGHT

CARD_W = 420
TICK_MS = 1000
ENDED = frozenset({"given_up", "stopped"})
"""Phases of the link in which nobody tries by itself to bring the engine back."""
_NAMES = {"es": "Español", "en": "English"}
_BEGUN = frozenset({Stage.CODE, Stage.REDEEM, Stage.SECRETS, Stage.CHANGE})


class SignInScreen(QWidget):
    """Shows nothing of the city. Which page it shows follows from link, rules and session; what somebody
    has begun (a code, a one-time code) is left to them while the engine is there."""

    language_chosen = Signal(str)
    leave_asked = Signal()
    """Whoever must choose a password signs out instead."""

    def __init__(self, hub: Hub, look: Look, name: str = "") -> None:
        super().__init__()
        self._hub, self._look = hub, look
        self.setProperty("look", "panel")
        self.waiting = False
        self.entry = Entry(hub, look, Stage.SIGN_IN)
        self.entry.name = name
        self.brand = BrandHead(look, hub.site_name or hub.site)
        self.wait_title, self.wait_words = _label("card"), _label("support")
        self.wait_title.setText(self.tr("Waiting for the engine"))
        self.start = QPushButton(self.tr("Start the engine"))
        self.start.clicked.connect(hub.start_engine)
        self.sealed = _label("support")
        self.open_secrets = QPushButton(self.tr("Enter the passphrase"))
        self.open_secrets.setProperty("look", "small")
        self.open_secrets.clicked.connect(lambda: self.entry.show_stage(Stage.SECRETS))
        self.leave = QPushButton(self.tr("Sign out"))
        self.leave.setProperty("look", "flat")
        self.leave.clicked.connect(self.leave_asked)
        self._make_choices()
        self._lay_out()
        self._ticking = QTimer(self, interval=TICK_MS)
        self._ticking.timeout.connect(self._tick)
        self.entry.let_in.connect(self._take)
        self.entry.turned.connect(self._show_sealed)
        hub.link_changed.connect(self.refresh)
        hub.snapshot_loaded.connect(self.refresh)
        hub.access.rules_changed.connect(self.refresh)
        look.changed.connect(self._show_theme)
        self.entry.go_home()
        self.refresh()

    def _make_choices(self) -> None:
        self.language, self.theme = QComboBox(), QComboBox()
        for code in OFFERED:
            self.language.addItem(_NAMES[code], code)
        self.language.setCurrentIndex(0 if self._hub.language.startswith("es") else 1)
        self.language.activated.connect(lambda: self.language_chosen.emit(self.language.currentData()))
        for words, theme in ((self.tr("Dark"), DARK), (self.tr("Light"), LIGHT)):
            self.theme.addItem(words, theme.name)
        self.theme.activated.connect(
            lambda: self._look.set_theme(DARK if self.theme.currentIndex() == 0 else LIGHT)
        )
        self._show_theme()

    def _lay_out(self) -> None:
        self.card = QFrame()
        self.card.setProperty("look", "raised")
        self.card.setFixedWidth(CARD_W)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(self.brand)
        for part in (self.wait_title, self.wait_words, self.start, self.entry, self.leave):
            column.addWidget(part)
        column.addWidget(self.sealed)
        column.addWidget(self.open_secrets)
        column.addWidget(_line())
        choices = QGridLayout()
        for place, (words, box) in enumerate(
            ((self.tr("Language"), self.language), (self.tr("Theme"), self.theme))
        ):
            label = _label("support")
            label.setText(words)
            label.setBuddy(box)
            choices.addWidget(label, 0, 2 * place)
            choices.addWidget(box, 0, 2 * place + 1)
        choices.setColumnStretch(1, 1)
        choices.setColumnStretch(3, 1)
        column.addLayout(choices)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        middle = QHBoxLayout()  # not an alignment, which would not ask the card how high its lines make it
        middle.addStretch(1)
        middle.addWidget(self.card)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)

    # What it shows

    def refresh(self, *_news: object) -> None:
        """Show the page that fits how things are now."""
        access, waited = self._hub.access, self.waiting
        self.waiting = self._hub.link.phase != "up" or access.rules is None
        wanted = self._wanted()
        begun = self.entry.stage in _BEGUN and self.entry.home is wanted
        if self.entry.stage is not wanted and not begun:
            self.entry.home = wanted
            self.entry.show_stage(wanted, self._farewell(wanted))
        must = wanted in {Stage.MUST_CHANGE, Stage.UNLOCK}
        for part, shown in (
            (self.wait_title, self.waiting),
            (self.wait_words, self.waiting),
            (self.start, self.waiting and self._hub.link.phase in ENDED),
            (self.entry, not self.waiting),
            (self.leave, not self.waiting and must),
        ):
            part.setVisible(shown)
        if waited and not self.waiting and self.entry.form is not None:
            # While it waited, the only fields to be had were those below.
            self.entry.form.focus_first()
        self.brand.site.setText(self._hub.site_name or self._hub.site)
        self._show_sealed()
        self._tick()

    def begin(self) -> None:
        """The session is over, or another one asks for something: leave nothing of what was typed."""
        wanted = self._wanted()
        self.entry.home = wanted
        self.entry.show_stage(wanted, self._farewell(wanted))
        self.refresh()

    def _farewell(self, wanted: Stage) -> str:
        """Why the session before is over, where somebody signs in again."""
        return sign_in_words.ended(self._hub.access.ended) if wanted is Stage.SIGN_IN else ""

    def _wanted(self) -> Stage:
        access = self._hub.access
        if access.session is not None and access.session.must_change:
            return Stage.UNLOCK if access.session.locked else Stage.MUST_CHANGE
        if access.rules is not None and access.rules.first_start:
            return Stage.FIRST
        return Stage.SIGN_IN

    def _show_sealed(self, *_stage: object) -> None:
        rules = self._hub.access.rules
        sealed = rules is not None and rules.secrets == "locked" and not self.waiting
        shown = sealed and self.entry.stage is not Stage.SECRETS
        self.sealed.setVisible(shown)
        self.open_secrets.setVisible(shown)
        self.sealed.setText(self.tr("Secrets are locked: the broker's password cannot be used."))

    def _tick(self) -> None:
        if not self.waiting:
            return
        link, now = self._hub.link, self._hub.now()
        if link.phase == "up":
            said = self.tr("It is there and says what it knows.")
        else:
            said = engine_sentence(link, now, picture=False)
        since = self.tr("Since {0}").format(moment(link.since_ms, now))
        self.wait_words.setText(f"{said}\n{since}")

    def _show_theme(self) -> None:
        self.theme.setCurrentIndex(0 if self._look.theme.dark else 1)

    def _take(self, stage: Stage, _answer: SignInAnswer) -> None:
        if stage is Stage.SECRETS:
            self.entry.show_stage(self._wanted(), self.tr("The secrets are open."))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ticking.start()
        if self.entry.form is not None:
            self.entry.form.focus_first()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticking.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._look.theme.app)


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("look", "line")
    return line


def _label(look: str) -> PlainLabel:
    label = PlainLabel()
    label.setProperty("look", look)
    label.setWordWrap(True)
    return label
