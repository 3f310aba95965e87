"""A page that only some may see: says who could, and says since when the engine is away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.bridge.views import EngineLink
from app.domain.rights import Right
from widgets.access.no_permission import NoPermission
from widgets.access.permits import Permits
from widgets.formats import clock
from widgets.hatch import Hatch
from widgets.look import Look


class GatedPage(QStackedWidget):
    """Holds a body for those who have `right`, or one of `also`. What is shown may be old while `engine_up`
    is false; a body then lets nobody act. GUI thread."""

    opened = Signal(bool)
    """Whether the body is to be seen now; also said when another operator with the right has come."""
    engine_told = Signal(bool)
    """The engine came or went."""
    ready = Signal()
    """From now on the engine would answer."""

    def __init__(self, hub: Hub, look: Look, right: Right, *also: Right) -> None:
        super().__init__()
        self._hub, self._right, self._rights = hub, right, (right, *also)
        self._read_at: int | None = None
        self._operator = ""
        self._was_ready = False
        self.is_open = False
        self.setProperty("look", "panel")
        self._permits = Permits(hub)
        self.barred = NoPermission(look)
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
        self._frame = QVBoxLayout()
        self._frame.setContentsMargins(0, 0, 0, 0)
        self._frame.setSpacing(0)
        self._frame.addWidget(self.away)
        self._frame.addWidget(self._outer, 1)
        whole = QWidget(self)
        whole.setLayout(self._frame)
        self.addWidget(self.barred)
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

    @property
    def may_ask(self) -> bool:
        """Whether the engine would answer now; what would be refused is not even asked, since it would go
        on record."""
        return self.is_open and self.engine_up and any(map(self._hub.access.may, self._rights))

    def _judge(self, _news: object = None) -> None:
        """A locked console stays as it is: its shield covers the page, and what was begun is not lost."""
        operator, is_open = self._hub.access.operator, any(map(self._permits.holds, self._rights))
        if not is_open:
            self.barred.say(self._permits.why_not(self._right))
        self.setCurrentIndex(1 if is_open else 0)
        if (is_open, operator) != (self.is_open, self._operator):
            self.is_open, self._operator = is_open, operator
            self._was_ready = False
            self.opened.emit(is_open)
        self._tell_ready()

    def _tell_ready(self) -> None:
        before, self._was_ready = self._was_ready, self.may_ask
        if self._was_ready and not before:
            self.ready.emit()

    # -- whether what is shown is new ----------------------------------------------------------------

    def _take_link(self, link: EngineLink) -> None:
        up = link.phase == "up"
        self.away.say(link.since_ms, self._read_at)
        self.away.setVisible(not up)
        self._hatch.set_old(not up)
        self.engine_told.emit(up)
        self._tell_ready()


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
