"""The queue of open alarms at the left: one card for each first cause, worst and longest waiting on top."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListView, QStackedLayout, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from widgets.alarms.card import CardDelegate
from widgets.alarms.model import AlarmModel
from widgets.alarms.requests import AlarmRequests, seen
from widgets.alarms.rows import AlarmFilter, Show
from widgets.look import Look
from widgets.notice import Notice
from widgets.stillness import Stillness

AGES_MS = 1000
"""Ages on the cards, and what follows from each, are brought up to date this often."""


class _Cards(QListView):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            event.ignore()  # the queue's; the list would search with it
            return
        super().keyPressEvent(event)


class AlarmQueue(QWidget):
    """Alarms that another one suppresses are told on the card of that one. GUI thread."""

    alarm_activated = Signal(str)
    device_activated = Signal(str)

    def __init__(self, hub: Hub, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.model = AlarmModel(hub, self)
        self.model.set_filter(AlarmFilter(show=Show.OPEN))
        self.model.sort_by_urgency()
        self.requests = AlarmRequests(hub, self)
        self.notice = Notice(collapses=True)
        self.list = _Cards()
        self.cards = CardDelegate(look, self)
        self._count = QLabel()
        self._empty = QLabel(self.tr("No open alarms."))
        self._stillness = Stillness(self.list)
        self._ages = QTimer(self, interval=AGES_MS)
        self._lay_out()
        self._connect(look)
        self._refresh()
        self._count_followers()

    def _lay_out(self) -> None:
        head = QFrame()
        head.setProperty("look", "head")
        row = QHBoxLayout(head)
        row.setContentsMargins(8, 0, 8, 0)
        self._count.setProperty("look", "small")
        order = QLabel(self.tr("Order: priority and age"))
        order.setProperty("look", "small")
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(order)
        self.list.setModelColumn(0)
        self.list.setItemDelegate(self.cards)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setModel(self.model)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("look", "support")
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(body, 1)
        column.addWidget(self.notice)

    def _connect(self, look: Look) -> None:
        self.model.counts_changed.connect(self._refresh)
        self._stillness.changed.connect(self.model.set_hold)
        self.list.selectionModel().currentRowChanged.connect(self._activate)
        self.list.activated.connect(self._open_device)
        self.requests.answered.connect(self.notice.say)
        self._ages.timeout.connect(self._count_followers)
        self._ages.start()
        look.changed.connect(self._repaint)
        look.blinked.connect(self._repaint)

    def select(self, alarm_id: str) -> bool:
        """Choose the card of an alarm, or of the first cause that suppresses it."""
        alarm = self._hub.alarms.get(alarm_id)
        if alarm is not None and alarm.suppressed_by:
            alarm_id = alarm.suppressed_by
        place = self.model.place(alarm_id)
        if place is None:
            return False
        index = self.model.index(place, 0)
        if self.list.currentIndex() != index:
            self.list.setCurrentIndex(index)
        self.list.scrollTo(index)
        return True

    def retranslate(self) -> None:
        """Write all cards again: the language of the hub is another."""
        self.model.reload()
        self._count_followers()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._acknowledge()
            return
        super().keyPressEvent(event)

    def _acknowledge(self) -> None:
        index = self.list.currentIndex()
        alarm = self.model.alarm(index.row())
        if alarm is None or not alarm.unacknowledged or self.model.is_gone(alarm.id):
            return
        middle = self.list.visualRect(index).center().y()  # its width is of the view before it was resized
        if 0 <= middle < self.list.viewport().height():
            self.requests.acknowledge((seen(alarm),))
        else:
            self.list.scrollTo(index)
            self.notice.say(self.tr("Look at it, then press again"))

    def _activate(self, current: QModelIndex) -> None:
        alarm = self.model.alarm(current.row())
        if alarm is not None:
            self.alarm_activated.emit(alarm.id)

    def _open_device(self, index: QModelIndex) -> None:
        alarm = self.model.alarm(index.row())
        if alarm is not None:
            self.device_activated.emit(alarm.device)

    def _refresh(self) -> None:
        self._count.setText(self.tr("{0} open").format(self.model.store.counts[Show.OPEN]))
        self._stack.setCurrentWidget(self.list if self.model.rowCount() else self._empty)

    def _repaint(self) -> None:
        if self.list.isVisible():
            self.list.viewport().update()

    def _count_followers(self) -> None:
        """Name what each first cause takes with it, as `41 Luminaires`, from the alarms it suppresses."""
        if not self.isVisible() and self.cards.followers:
            return
        found: dict[str, Counter[str]] = {}
        for row in self.model.store.rows.values():
            if row.alarm.suppressed_by:
                found.setdefault(row.alarm.suppressed_by, Counter())[row.kind] += 1
        texts = {cause: self._followers(kinds) for cause, kinds in found.items()}
        for row in self.model.store.rows.values():
            if row.alarm.consequences and row.alarm.id not in texts:
                texts[row.alarm.id] = self.tr("{0} affected").format(row.alarm.consequences)
        self.cards.followers = texts
        self._repaint()

    def _followers(self, kinds: Counter[str]) -> str:
        parts = []
        for kind, count in kinds.most_common(2):
            known = self._hub.catalogue.kinds.get(kind)
            label = (
                kind
                if known is None
                else (known.label if count == 1 else known.plural).in_language(self._hub.language)
            )
            parts.append(f"{count} {label.lower()}")
        return ", ".join(parts)
