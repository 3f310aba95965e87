"""Operators and roles, for administrators."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QTabWidget

from app.bridge.hub import Hub
from app.bridge.views import EngineAway
from app.domain.rights import Right
from app.wire.administration import ListOperators, Operators
from widgets import tasks
from widgets.access.gated_page import GatedPage
from widgets.admin.operators_panel import OperatorsPanel
from widgets.admin.roles_panel import RolesPanel
from widgets.admin.verdict_words import answer_words, away_words
from widgets.clipping import one_line
from widgets.look import Look

TICK_MS = 5_000
"""Locks and codes run out by the clock; the texts follow so often."""


class OperatorsPage(GatedPage):
    """GUI thread."""

    def __init__(self, hub: Hub, look: Look) -> None:
        super().__init__(hub, look, Right.ADMINISTER)
        self.operators, self.roles = OperatorsPanel(hub, look), RolesPanel(hub, look)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.operators, self.tr("Operators"))
        self.tabs.addTab(self.roles, self.tr("Roles"))
        self._asked = 0
        self._loaded = False
        self._ticking = QTimer(self, interval=TICK_MS)
        self._ticking.timeout.connect(self.operators.refresh)
        self.operators.list_wanted.connect(self.reload)
        self.tabs.currentChanged.connect(self._turned)
        self.opened.connect(self._on_opened)
        self.engine_told.connect(self._on_engine)
        self.ready.connect(self._on_ready)
        hub.access.rules_changed.connect(self._take_rules)
        hub.access.session_changed.connect(self._hide_secrets)
        self.hold(self.tabs)

    def reload(self) -> None:
        """Ask for the list; only the answer to the last question counts."""
        if not self.may_ask:
            return
        self._asked += 1
        asked = self._asked
        if not self._loaded:
            self.operators.say(self.tr("Loading operators"))
        tasks.run(
            self,
            self._hub.ask(ListOperators()),
            lambda answer: self._take(asked, answer),
            lambda problem: self._lost(asked, problem),
        )

    def _take(self, asked: int, answer: object) -> None:
        if asked != self._asked:
            return
        if not isinstance(answer, Operators):
            self._fail(answer_words(answer))
            return
        self._loaded = True
        self.note_read()
        self.operators.take(answer)

    def _lost(self, asked: int, problem: Exception) -> None:
        if asked == self._asked:
            self._fail(away_words() if isinstance(problem, EngineAway) else one_line(str(problem)))

    def _fail(self, sentence: str) -> None:
        if self._loaded:
            self.operators.notice.say(sentence)
        else:
            self.operators.say(sentence)

    def _take_rules(self) -> None:
        self.roles.take_rules()
        self.operators.refresh()

    def _turned(self) -> None:
        if self.tabs.currentWidget() is self.roles:
            self.roles.offer_names()

    def _on_opened(self, _is_open: bool) -> None:
        """Another operator sees nothing of what the one before had begun."""
        self._asked += 1
        self._loaded = False
        self.operators.clear()
        self.roles.clear()
        self._judge_acts()

    def _on_engine(self, up: bool) -> None:
        self._judge_acts()
        if not up and not self._loaded:
            self.operators.say(self.tr("The engine is away. Nothing was read yet."))

    def _on_ready(self) -> None:
        if self.isVisible():
            self.reload()

    def _hide_secrets(self) -> None:
        """A one-time code does not stay on the screen of a locked console."""
        if not self._hub.access.may(Right.ADMINISTER):
            self.operators.close_dialog()

    def _judge_acts(self) -> None:
        usable = self.is_open and self.engine_up
        self.operators.set_usable(usable)
        self.roles.set_usable(usable)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ticking.start()
        self.roles.offer_names()
        self.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticking.stop()
