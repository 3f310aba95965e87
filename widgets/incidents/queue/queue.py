"""The queue of open incidents at the left: the most urgent on top, with who is on it and how long is left."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.bridge.hub import Hub
from app.domain.incidents.acts import AcknowledgeIncident
from app.domain.incidents.incident import Incident
from app.domain.incidents.states import IncidentState
from app.domain.rights import Right
from widgets.incidents.queue.card import CardDelegate
from widgets.incidents.queue.cards import CardList
from widgets.incidents.queue.closed import ClosedIncidents
from widgets.incidents.queue.filters import QueueFilterBar
from widgets.incidents.queue.flood_switch import FloodSwitch
from widgets.incidents.queue.model import QueueModel
from widgets.incidents.queue.rows import Grouping, Scope
from widgets.incidents.record.menu import Does
from widgets.incidents.record.requests import IncidentRequests
from widgets.look import Look
from widgets.notice import Notice
from widgets.plain_label import plain_label
from widgets.stillness import Stillness

AGES_MS = 1000
"""Ages and countdowns on the cards are brought up to date this often."""


class IncidentQueue(QWidget):
    """GUI thread."""

    incident_activated = Signal(str)
    """The incident that was chosen."""
    incident_opened = Signal(str)
    """Everything is to be brought to this one."""
    wanted = Signal(object, str)
    """A `Does` of the record's menu, for this incident."""
    menu_wanted = Signal(QPoint)
    """All that can be done to the chosen incident, at this place of the screen."""
    barred = Signal(str)
    """Nothing was asked, because the operator may not do it: who could."""
    opening_wanted = Signal()
    """The operator wants to open an incident by hand."""

    def __init__(self, hub: Hub, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.model = QueueModel(hub, self)
        self.requests = IncidentRequests(hub, self)
        self.closed = ClosedIncidents(hub, self)
        self.filters = QueueFilterBar()
        self.list = CardList(self.model)
        self.flood = FloodSwitch(hub, self)
        self.flood_line = plain_label(look="support", wraps=True)
        self.notice = Notice(collapses=True)
        self.waiting = QPushButton()
        self.empty = QWidget()
        self.open_one = QPushButton(self.tr("Open one"))
        self._empty_words = QLabel()
        self._stillness = Stillness(self.list)
        self._ages = QTimer(self, interval=AGES_MS)
        self.list.setItemDelegate(CardDelegate(look, hub.now, self))
        self._lay_out()
        self._connect(look)
        self._refresh()
        self.flood.look()

    def _lay_out(self) -> None:
        head = QFrame()
        head.setProperty("look", "head")
        row = QHBoxLayout(head)
        row.setContentsMargins(8, 0, 8, 0)
        self._order = QLabel(self.tr("Order: priority and target"))
        self._order.setProperty("look", "small")
        row.addWidget(self._order)
        row.addStretch(1)
        row.addWidget(self.waiting)
        row.addWidget(self.filters.grouping)
        self.waiting.setProperty("look", "small")
        self.waiting.hide()
        self.flood_line.setContentsMargins(8, 4, 8, 4)
        self._lay_out_empty()
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (head, self.filters, self.flood_line):
            column.addWidget(part)
        column.addWidget(body, 1)
        column.addWidget(self.notice)

    def _lay_out_empty(self) -> None:
        self._empty_words.setProperty("look", "support")
        column = QVBoxLayout(self.empty)
        column.addStretch(1)
        for part in (self._empty_words, self.open_one):
            line = QHBoxLayout()
            line.addStretch(1)
            line.addWidget(part)
            line.addStretch(1)
            column.addLayout(line)
        column.addStretch(1)

    def _connect(self, look: Look) -> None:
        self.model.counts_changed.connect(self._refresh)
        self.model.held_changed.connect(self._show_waiting)
        self.model.layoutChanged.connect(self._refresh)
        self._stillness.changed.connect(self.model.set_hold)
        self.waiting.clicked.connect(self.model.settle)
        self.filters.changed.connect(self._filter)
        self.filters.grouped.connect(self._group)
        self.list.selectionModel().currentRowChanged.connect(self._activate)
        self.list.clicked.connect(self._activate)
        self.list.open_asked.connect(self._open)
        self.list.acknowledge_asked.connect(self._acknowledge)
        self.list.asked.connect(self._ask)
        self.list.menu_wanted.connect(self.menu_wanted)
        self.list.scope_wanted.connect(self.filters.choose)
        self.list.grouping_wanted.connect(self.filters.next_grouping)
        self.list.turn_wanted.connect(self.model.turn)
        self.closed.found.connect(self.model.show_closed)
        self.closed.failed.connect(self.notice.say)
        self.requests.answered.connect(self.notice.say)
        self.flood.grouping_wanted.connect(self._show_grouping)
        self.flood.said.connect(self._tell_flood)
        self.open_one.clicked.connect(self.opening_wanted)
        self._ages.timeout.connect(self._repaint)
        self._ages.start()
        look.changed.connect(self._repaint)
        look.blinked.connect(self._repaint)

    # What can be asked of it

    def select(self, incident: str) -> bool:
        """Choose the card of an incident and bring it into sight; false when the filter hides it."""
        place = self.model.place(incident)
        if place is None:
            return False
        index = self.model.index(place, 0)
        if self.list.currentIndex() != index:
            self.list.setCurrentIndex(index)
        self.list.scrollTo(index)
        return True

    def shown(self, incident: str) -> Incident | None:
        """An open incident, or a closed one of the list, as it stands here."""
        place = self.model.place(incident)
        known = None if place is None else self.model.incident(place)
        return known or self._hub.incidents.get(incident)

    def reveal(self, incident: str) -> None:
        """Choose its card, even one that has only just come or that the filter hides."""
        self.model.flush()
        if not self.select(incident) and self._hub.incidents.get(incident) is not None:
            self.filters.text.clear()
            self.filters.choose(Scope.SHIFT)
            self.select(incident)

    def retranslate(self) -> None:
        """Write all cards again: the language of the hub is another."""
        self.model.reload()

    # Inside

    def _open(self) -> None:
        incident = self.list.current()
        if incident is not None:
            self.incident_opened.emit(incident.id)

    def _acknowledge(self) -> None:
        incident = self._looked_at()
        if incident is None or incident.state is not IncidentState.NEW:
            return
        if reason := self.requests.why_not(Right.ACKNOWLEDGE, incident):
            self.notice.say(reason)
            self.barred.emit(reason)
        else:
            self.requests.ask(AcknowledgeIncident(incident.id, incident.version), incident)

    def _ask(self, does: Does) -> None:
        incident = self._looked_at()
        if incident is not None:
            self.wanted.emit(does, incident.id)

    def _looked_at(self) -> Incident | None:
        """The chosen incident when its card is on the screen; else it is brought there, to be looked at."""
        incident, index = self.list.current(), self.list.currentIndex()
        if incident is None or self.model.is_gone(incident.id):
            return None
        if self.list.sees(index):
            return incident
        self.list.scrollTo(index)
        self.notice.say(self.tr("Look at it, then press again"))
        return None

    def _activate(self, current: QModelIndex) -> None:
        incident = self.model.incident(current.row())
        if incident is not None:
            self.incident_activated.emit(incident.id)

    def _filter(self) -> None:
        scope = self.filters.scope
        if scope is Scope.CLOSED:
            self.closed.want(self.filters.text.text())
            self.model.choose(scope, ())
        else:
            self.closed.rest()
            self.model.choose(scope, self.filters.words)
        self._measure()
        self._refresh()

    def _group(self, grouping: int) -> None:
        self.flood.choose(Grouping(grouping))
        self._show_grouping(Grouping(grouping))

    def _show_grouping(self, grouping: Grouping) -> None:
        self.filters.show_grouping(grouping)
        self.model.group_by(grouping)
        self._measure()

    def _measure(self) -> None:
        """Headings are lower than cards; without them the view need not measure every card."""
        grouped = self.model.store.grouping is not Grouping.NONE and self.filters.scope is not Scope.CLOSED
        self.list.setUniformItemSizes(not grouped)

    def _tell_flood(self, sentence: str) -> None:
        self.flood_line.setText(sentence)
        self.flood_line.setVisible(bool(sentence))

    def _refresh(self) -> None:
        self.filters.show_counts(self.model.store.counts)
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.list)
            return
        scope, open_ones = self.filters.scope, self.model.store.counts[Scope.SHIFT]
        empty = scope is Scope.SHIFT and not open_ones
        self._empty_words.setText(self.tr("No open incidents.") if empty else self.tr("None here."))
        self.open_one.setVisible(empty)
        self._stack.setCurrentWidget(self.empty)

    def _show_waiting(self, count: int) -> None:
        self.waiting.setText(self.tr("{0} new, order held").format(count))
        self.waiting.setVisible(count > 0)
        self._order.setVisible(not count)  # both have no room where the list is narrow

    def _repaint(self, *_: object) -> None:
        if self.list.isVisible():
            self.list.viewport().update()
