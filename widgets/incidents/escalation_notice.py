"""Tells in every workspace of incidents that nobody reacts to, whom it concerns, and sounds them again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.bridge.hub import Hub
from app.domain.alarms import Priority
from app.domain.incidents.events import Escalated, IncidentEvent
from app.domain.incidents.incident import Incident
from app.domain.incidents.kinds import EscalationStep
from app.domain.plain_text import shown
from app.domain.rights import Right
from widgets import formats
from widgets.actions import ESCALATED_KEY
from widgets.control.elided import Elided
from widgets.incidents.queue.targets import Target, target_of
from widgets.incidents.record.requests import IncidentRequests
from widgets.key_button import KeyButton
from widgets.look import Look
from widgets.plain_label import plain_label
from widgets.shapes import paint_priority

TICK_MS = 1000


class EscalationNotice(QWidget):
    """One line: the most urgent of them, and how many more. Takes no room while there is none. GUI thread."""

    incident_wanted = Signal(str)
    louder = Signal(object)
    """The priority of an incident that shall be heard again."""

    def __init__(self, hub: Hub, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._requests = IncidentRequests(hub, self)
        self.shown: list[str] = []
        """Ids of the incidents it is about, the most urgent first."""
        self._look = look
        self._priority = Priority.LOW
        self.words = Elided()
        self.words.setProperty("look", "card")
        self.more = plain_label(look="support")
        self.button: QPushButton = KeyButton(self.tr("Go to it"), ESCALATED_KEY, look, self)
        self.button.clicked.connect(self.go_on)
        look.changed.connect(self.update)
        self._lay_out()
        self._ticking = QTimer(self, interval=TICK_MS)
        self._ticking.timeout.connect(self.look)
        board = hub.incidents
        for news in (board.changed, board.loaded, board.rules_changed, hub.access.session_changed):
            news.connect(self.look)
        board.events_came.connect(self._hear)
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(40, 4, 8, 5)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.more)
        row.addWidget(self.button)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._look.theme, QPainter(self)
        colors = theme.priority(self._priority)
        painter.fillRect(self.rect(), colors.soft)
        painter.fillRect(0, 0, 5, self.height(), colors.fill)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.line)
        shape = QRectF(14, (self.height() - 17) / 2, 16, 16)
        paint_priority(painter, shape, self._priority, theme)

    def go_on(self) -> None:
        """To the most urgent one."""
        if self.shown:
            self.incident_wanted.emit(self.shown[0])

    def look(self, *_news: object) -> None:
        """Judge all open incidents again."""
        concerned = [
            (one, target)
            for one in self._hub.incidents.open.values()
            if one.escalation and (target := self._missed(one)) is not None
        ]
        concerned.sort(key=lambda pair: (-pair[0].priority, pair[1].due, pair[0].number))
        self.shown = [one.id for one, _ in concerned]
        if concerned:
            self._say(*concerned[0], len(concerned) - 1)
        self.setVisible(bool(concerned))
        if bool(concerned) is not self._ticking.isActive():
            self._ticking.start() if concerned else self._ticking.stop()

    def _missed(self, incident: Incident) -> Target | None:
        """The target that is missed, when this operator is to be told: that of the highest step taken."""
        now = self._hub.now()
        for step in reversed(self._steps()[: incident.escalation]):
            target = target_of(incident, step.target)
            if target is not None and target.left_s(now) <= 0:
                return target if self._concerns(step, incident) else None
        return None

    def _steps(self) -> tuple[EscalationStep, ...]:
        rules = self._hub.incidents.rules
        return () if rules is None else rules.escalation

    def _concerns(self, step: EscalationStep, incident: Incident) -> bool:
        """An owner is told at every step; with nobody to own it, whoever may handle it is."""
        session = self._hub.access.session
        if session is None:
            return False
        if step.to == "all" or incident.owner == session.operator:
            return True
        if step.to == "supervisors":
            return not self._requests.why_not(Right.DISPATCH, incident)
        return not incident.owner and not self._requests.why_not(Right.ACKNOWLEDGE, incident)

    def _say(self, incident: Incident, target: Target, others: int) -> None:
        now = self._hub.now()
        since = formats.coarse((now - incident.opened_at) / 1000)
        late = formats.coarse(-target.left_s(now))
        sentences = {
            "acknowledge": self.tr("{0} {1}: nobody has acknowledged it for {2}"),
            "arrive": self.tr("{0} {1}: no crew is there, {2} late"),
            "resolve": self.tr("{0} {1}: not resolved, {2} late"),
        }
        figure = since if target.name == "acknowledge" else late
        self.words.setText(sentences[target.name].format(incident.id, shown(incident.title, 80), figure))
        if incident.priority is not self._priority:
            self._priority = incident.priority
            self.update()
        self.more.setText(self.tr("and {0} more").format(others) if others else "")

    def _hear(self, events: Sequence[IncidentEvent]) -> None:
        """Of those that came, the worst that is to be louder here."""
        heard = [incident.priority for event in events if (incident := self._louder(event)) is not None]
        if heard:
            self.louder.emit(max(heard))

    def _louder(self, event: IncidentEvent) -> Incident | None:
        body, incident = event.body, self._hub.incidents.get(event.incident)
        if incident is None or not isinstance(body, Escalated):
            return None
        steps = self._steps()[body.level - 1 : body.level]
        return incident if any(step.louder and self._concerns(step, incident) for step in steps) else None
