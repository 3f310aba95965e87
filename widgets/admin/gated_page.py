"""A page that only some may see: says who could, and says since when the engine is away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.bridge.views import EngineLink
from app.domain.rights import Right
from widgets.access.role_words import role_names
from widgets.admin.clipping import one_line
from widgets.admin.labels import plain_label
from widgets.admin.right_words import right_words
from widgets.formats import clock
from widgets.hatch import Hatch
from widgets.look import Look


class GatedPage(QStackedWidget):
    """Holds a body for those who have `right`. What is shown may be old while `engine_up` is false; a body
    then lets nobody act. GUI thread."""

    opened = Signal(bool)
    """Whether the body is to be seen now; also said when another operator with the right has come."""
    engine_told = Signal(bool)
    """The engine came or went."""

    def __init__(self, hub: Hub, look: Look, right: Right) -> None:
        super().__init__()
        self._hub, self._right = hub, right
        self._read_at: int | None = None
        self._operator = ""
        self.is_open = False
        self.setProperty("look", "panel")
        self.closed_title, self.closed_words = plain_label(look="title"), plain_label(look="support")
        self.away = _AwayBar()
        self._outer = QWidget(self)
        self._hatch = Hatch(self._outer, look)
        self._lay_out()
        hub.access.session_changed.connect(self._judge)
        hub.access.rules_changed.connect(self._judge)
        hub.link_changed.connect(self._take_link)

    @property
    def engine_up(self) -> bool:
        return bool(self._hub.link.phase == "up")

    def _lay_out(self) -> None:
        shut = QWidget(self)
        for label in (self.closed_title, self.closed_words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
        column = QVBoxLayout(shut)
        column.addStretch(1)
        column.addWidget(self.closed_title)
        column.addWidget(self.closed_words)
        column.addStretch(1)
        self._frame = QVBoxLayout()
        self._frame.setContentsMargins(0, 0, 0, 0)
        self._frame.setSpacing(0)
        self._frame.addWidget(self.away)
        self._frame.addWidget(self._outer, 1)
        whole = QWidget(self)
        whole.setLayout(self._frame)
        self.addWidget(shut)
        self.addWidget(whole)

    def hold(self, body: QWidget) -> None:
        """Put the body in, once, when it is built."""
        column = QVBoxLayout(self._outer)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)
        self._take_link(self._hub.link)
        self._judge()

    def note_read(self) -> None:
        """What is shown was said by the engine just now."""
        self._read_at = self._hub.now()

    # -- who may -------------------------------------------------------------------------------------

    def _judge(self, _news: object = None) -> None:
        operator = self._hub.access.operator
        is_open = self._hub.access.may(self._right)
        if not is_open:
            self._say_why()
        self.setCurrentIndex(1 if is_open else 0)
        if (is_open, operator) != (self.is_open, self._operator):
            self.is_open, self._operator = is_open, operator
            self.opened.emit(is_open)

    def _say_why(self) -> None:
        session = self._hub.access.session
        if session is None:
            self.closed_title.setText(self.tr("Nobody is signed in"))
            self.closed_words.setText(self.tr("Sign in to go on."))
        elif session.locked:
            self.closed_title.setText(self.tr("The console is locked"))
            self.closed_words.setText(self.tr("Unlock it to go on."))
        elif session.must_change:
            self.closed_title.setText(self.tr("Choose a password first"))
            self.closed_words.setText(self.tr("Until then nothing else is open to you."))
        else:
            self.closed_title.setText(self.tr("Not permitted: {0}").format(right_words(self._right)))
            self.closed_words.setText(self._who())

    def _who(self) -> str:
        who = self._hub.access.who_may(self._right)
        rules = self._hub.access.rules
        roles = one_line(role_names(who.roles, rules.roles if rules is not None else ()))
        parts = [self.tr("Roles that could: {0}.").format(roles or "–")]
        if who.present:
            names = ", ".join(one_line(name) for name in who.present)
            parts.append(self.tr("At a console now: {0}.").format(names))
        else:
            parts.append(self.tr("Nobody with one of them is at a console now."))
        return " ".join(parts)

    # -- whether what is shown is new ----------------------------------------------------------------

    def _take_link(self, link: EngineLink) -> None:
        up = link.phase == "up"
        self.away.say(link.since_ms, self._read_at)
        self.away.setVisible(not up)
        self._hatch.set_old(not up)
        self.engine_told.emit(up)


class _AwayBar(QFrame):
    """Over the body while the engine is away."""

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel()
        self.words.setProperty("look", "stale")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self.words, 1)
        self.hide()

    def say(self, since_ms: int, read_at: int | None) -> None:
        if read_at is None:
            self.words.setText(self.tr("No engine since {0}. Nothing was read yet.").format(clock(since_ms)))
            return
        self.words.setText(
            self.tr("No engine since {0}. Shown as it was at {1}; nothing can be changed.").format(
                clock(since_ms), clock(read_at)
            )
        )
