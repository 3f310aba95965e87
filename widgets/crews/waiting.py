"""The incidents of the dispatch desk at the left: those without a crew, those with one, or all."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.incidents.acts import AcknowledgeIncident
from app.domain.incidents.states import IncidentState
from widgets.crews.parts import DispatchModel, Part
from widgets.incidents.queue.card import CardDelegate
from widgets.incidents.queue.cards import CardList
from widgets.incidents.queue.rows import Scope
from widgets.incidents.record.requests import IncidentRequests
from widgets.look import Look
from widgets.notice import Notice
from widgets.plain_label import plain_label
from widgets.stillness import Stillness

AGES_MS = 1000


class WaitingIncidents(QWidget):
    """Made when it is first seen: until then it costs nothing. GUI thread."""

    incident_activated = Signal(str)
    crews_wanted = Signal()
    """Enter on a card: on to the crews."""
    wanted = Signal(object, str)
    """A `Does` of the record's menu, for this incident."""

    def __init__(self, hub: Hub, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._look = hub, look
        self._chosen = ""
        self.list: CardList | None = None
        self.requests = IncidentRequests(hub, self)
        self.chips = QButtonGroup(self)
        self.notice = Notice(collapses=True)
        self._empty = plain_label(self.tr("None here."), look="support")
        self._ages = QTimer(self, interval=AGES_MS)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.requests.answered.connect(self.notice.say)
        self.chips.idClicked.connect(lambda part: self.choose_part(Part(part)))

    # What others call

    def select(self, incident: str) -> None:
        """Choose the card of an incident, where its list is shown."""
        self._chosen = incident
        if self.list is None:
            return
        place = self.model.place(incident) if incident else None
        if place is not None and self.list.currentIndex().row() != place:
            self.list.setCurrentIndex(self.model.index(place, 0))

    def choose_part(self, part: Part) -> None:
        self.chips.button(part).setChecked(True)
        self.model.choose_part(part)
        self._refresh()

    def retranslate(self) -> None:
        if self.list is not None:
            self.model.reload()

    # Made when it is first seen

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.list is None:
            self._make()

    def _make(self) -> None:
        self.model = DispatchModel(self._hub, self)
        self.list = CardList(self.model)
        self.list.setItemDelegate(CardDelegate(self._look, self._hub.now, self))
        self._lay_out(self.list)
        stillness = Stillness(self.list)
        stillness.changed.connect(self.model.set_hold)
        self.model.counts_changed.connect(self._refresh)
        self.model.layoutChanged.connect(self._refresh)
        self.list.selectionModel().selectionChanged.connect(self._select)
        self.list.clicked.connect(self._activate)
        self.list.open_asked.connect(self.crews_wanted)
        self.list.acknowledge_asked.connect(self._acknowledge)
        self.list.asked.connect(self._ask)
        self.list.scope_wanted.connect(self._take_digit)
        self._look.changed.connect(self.list.viewport().update)
        self._look.blinked.connect(self._repaint)
        self._ages.timeout.connect(self._repaint)
        self._ages.start()
        self.setFocusProxy(self.list)
        self._refresh()
        self.select(self._chosen)

    def _lay_out(self, cards: CardList) -> None:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(4)
        for part in Part:
            chip = QPushButton()
            chip.setCheckable(True)
            chip.setChecked(part is Part.TO_ASSIGN)
            chip.setProperty("look", "chip")
            self.chips.addButton(chip, part)
            row.addWidget(chip)
        row.addStretch(1)
        self._empty.setContentsMargins(12, 12, 12, 12)
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(cards)
        self._stack.addWidget(self._empty)
        for widget, stretch in ((bar, 0), (body, 1), (self.notice, 0)):
            self._column.addWidget(widget, stretch)

    # Inside

    def _refresh(self) -> None:
        counts = self.model.store.counts
        titles = (self.tr("To assign {0}"), self.tr("Under way {0}"), self.tr("All {0}"))
        for part, title in zip(Part, titles, strict=True):
            chip = self.chips.button(part)
            chip.setText(title.format(counts[part]))
            chip.setMinimumWidth(chip.sizeHint().width())
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)

    def _repaint(self, *_: object) -> None:
        if self.list is not None and self.list.isVisible():
            self.list.viewport().update()

    def _select(self, chosen: QItemSelection) -> None:
        """What is selected counts: a list that merely gets the keys makes its first card current."""
        for index in chosen.indexes():
            self._activate(index)

    def _activate(self, index: QModelIndex) -> None:
        incident = self.model.incident(index.row())
        if incident is not None:
            self._chosen = incident.id
            self.incident_activated.emit(incident.id)

    def _take_digit(self, scope: Scope) -> None:
        if scope <= Part.ALL:
            self.choose_part(Part(scope))

    def _acknowledge(self) -> None:
        incident = None if self.list is None else self.list.current()
        if incident is not None and incident.state is IncidentState.NEW:
            self.requests.ask(AcknowledgeIncident(incident.id, incident.version), incident)

    def _ask(self, does: object) -> None:
        incident = None if self.list is None else self.list.current()
        if incident is not None and not self.model.is_gone(incident.id):
            self.wanted.emit(does, incident.id)
