"""The events that analytics saw, at the right of the wall: filters, review, and how often it was right."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.rights import Right
from app.domain.video.scenes import SceneEvent, SceneReview
from app.wire.video import ReviewScene
from video.desk.event_list import EventModel, EventRow
from video.desk.event_words import Filter, belongs
from video.desk.requests import VideoRequests
from video.desk.stills import StillShelf
from widgets.access.permits import Permits
from widgets.formats import local, number
from widgets.look import Look
from widgets.plain_label import plain_label
from widgets.stillness import Stillness

SOON_MS = 300
"""Events that come together are shown together."""


class EventsPanel(QWidget):
    """GUI thread."""

    event_chosen = Signal(object)
    """A `SceneEvent`: bring that moment up."""
    said = Signal(str)

    def __init__(self, hub: Hub, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._permits = Permits(hub)
        self.requests = VideoRequests(hub, self)
        self.filter = Filter.ALERTS
        self.stills = StillShelf(self)
        self.model = EventModel(hub, self)
        self.list = QListView()
        self.right = QPushButton(self.tr("Right"))
        self.false = QPushButton(self.tr("False"))
        self.count = plain_label(look="small")
        self.empty = plain_label(look="support", wraps=True)
        self.status = plain_label(look="small", wraps=True)
        self.accuracy = plain_label(look="support")
        self._stillness = Stillness(self.list)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._lay_out(look)
        self._connect(look)
        self.reload()

    def _lay_out(self, look: Look) -> None:
        self.setProperty("look", "panel")
        self.list.setModel(self.model)
        self.list.setItemDelegate(EventRow(self._hub, look, self.stills, self))
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(self.tr("Events"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setContentsMargins(12, 30, 12, 30)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._filters())
        column.addWidget(self.empty, 1)
        column.addWidget(self.list, 1)
        column.addLayout(self._foot())
        self.setFocusProxy(self.list)
        order = (self.list, *self.filters.buttons(), self.right, self.false)
        for before, after in pairwise(order):  # a proxy hides what stands before it
            self.setTabOrder(before, after)

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(4, 6, 2, 6)
        row.setSpacing(2)
        self.filters = QButtonGroup(self)
        names = (self.tr("Alerts"), self.tr("All"), self.tr("Persons"), self.tr("Cars"), self.tr("Health"))
        for place, name in enumerate(names):
            button = QPushButton(name)
            button.setProperty("look", "tight")
            button.setCheckable(True)
            self.filters.addButton(button, place)
            row.addWidget(button)
        row.addStretch(1)
        self.filters.button(0).setChecked(True)
        return row

    def _foot(self) -> QVBoxLayout:
        self.review = QWidget()
        buttons = QHBoxLayout(self.review)
        buttons.setContentsMargins(8, 5, 8, 5)
        buttons.setSpacing(6)
        for button in (self.right, self.false):
            button.setProperty("look", "small")
            buttons.addWidget(button, 1)
        foot = QVBoxLayout()
        foot.setSpacing(2)
        foot.addWidget(self.review)
        for label in (self.count, self.status, self.accuracy):
            label.setContentsMargins(8, 1, 8, 2)
            foot.addWidget(label)
        foot.setContentsMargins(0, 2, 0, 4)
        return foot

    def _connect(self, look: Look) -> None:
        video = self._hub.video
        self.filters.idClicked.connect(self._choose_filter)
        self.list.clicked.connect(self._bring)
        self.list.activated.connect(self._bring)
        self.list.selectionModel().currentChanged.connect(self._judge)
        self.right.clicked.connect(lambda: self._review(SceneReview.RIGHT))
        self.false.clicked.connect(lambda: self._review(SceneReview.FALSE))
        self.requests.said.connect(self.said)
        self.stills.came.connect(self.list.viewport().update)
        self._stillness.changed.connect(lambda held: None if held else self._soon.start())
        self._soon.timeout.connect(self._reload_when_free)
        look.changed.connect(self.list.viewport().update)
        for changed in (video.loaded, video.cameras_changed):
            changed.connect(self.reload)
        video.events_changed.connect(self._note)
        video.load_changed.connect(self._show_status)
        self._hub.access.session_changed.connect(self._note)

    # What others call

    def reload(self) -> None:
        """Show what there is now; the chosen event stays chosen."""
        chosen, alarms = self.chosen(), self._hub.alarms
        self.stills.folder = self._hub.video.recordings
        seen = [event for event in self._hub.video.newest_events() if self._sees(event)]
        self.model.show_events([event for event in seen if belongs(event, self.filter, alarms)])
        if chosen is not None and (place := self.model.place_of(chosen.id)) >= 0:
            self.list.setCurrentIndex(self.model.index(place))
        alerts = [event for event in seen if belongs(event, Filter.ALERTS, alarms)]
        to_review = sum(event.review is SceneReview.OPEN for event in alerts)
        self.count.setText(self.tr("{0} to review").format(number(to_review)))
        self._show_empty(seen)
        self._show_accuracy(seen)
        self._show_status()
        self._judge()

    def chosen(self) -> SceneEvent | None:
        found = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        return found if isinstance(found, SceneEvent) else None

    def close_stills(self) -> None:
        self.stills.close()

    # Inside

    def _sees(self, event: SceneEvent) -> bool:
        return self._permits.sees(event.camera)

    def _note(self, *_news: object) -> None:
        self._soon.start()

    def _reload_when_free(self) -> None:
        """Not under the pointer: a row that is aimed at stays where it is."""
        if self._stillness.held and self.model.events:
            first = {event.id: event for event in self._hub.video.events.values()}
            self.model.show_events([first.get(event.id, event) for event in self.model.events])
        else:
            self.reload()

    def _choose_filter(self, place: int) -> None:
        self.filter = tuple(Filter)[place]
        self.reload()
        self.list.scrollTo(self.model.index(0))

    def _bring(self, index: QModelIndex) -> None:
        event = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(event, SceneEvent):
            self.event_chosen.emit(event)

    def _judge(self, *_news: object) -> None:
        event = self.chosen()
        self.review.setVisible(event is not None)
        if event is None:
            return
        reason = self._permits.why_not(Right.NOTE, event.camera)
        for button, review in ((self.right, SceneReview.RIGHT), (self.false, SceneReview.FALSE)):
            button.setEnabled(not reason and event.review is not review)
            button.setToolTip(reason)

    def _review(self, review: SceneReview) -> None:
        """And on to the next one that nobody has looked at."""
        event = self.chosen()
        if event is None:
            return
        self.requests.ask(ReviewScene(event.id, review), lambda done: self._next(event.id) if done else None)

    def _next(self, reviewed: str) -> None:
        place = self.model.place_of(reviewed)
        waiting = (
            each
            for each in range(place + 1, len(self.model.events))
            if self.model.events[each].review is SceneReview.OPEN
        )
        if (following := next(waiting, None)) is not None:
            self.list.setCurrentIndex(self.model.index(following))
        self._judge()

    def _show_empty(self, seen: list[SceneEvent]) -> None:
        none = not self.model.events
        self.empty.setVisible(none)
        self.list.setVisible(not none)
        if not self._hub.video.known:
            self.empty.setText(self.tr("Loading events"))
        elif self.filter is Filter.ALL or not seen:
            self.empty.setText(self.tr("No events yet."))
        else:
            self.empty.setText(self.tr("No events of this sort. Look under All."))

    def _show_accuracy(self, seen: list[SceneEvent]) -> None:
        today = local(self._hub.now()).date()
        judged = [
            event.review is SceneReview.RIGHT
            for event in seen
            if event.review is not SceneReview.OPEN and local(event.began).date() == today
        ]
        share = f"{sum(judged) / len(judged):.0%}".replace("%", " %") if judged else ""
        words = self.tr("Right of those reviewed today: {0} of {1}").format(share, number(len(judged)))
        self.accuracy.setText(words if judged else self.tr("Nothing reviewed today"))

    def _show_status(self) -> None:
        """What analysis costs, and what had to be left out."""
        load = self._hub.video.load
        if load is None:
            self.status.setText("")
            return
        words = [self.tr("Analytics: {0} cameras, {1} ms").format(load.analysed, number(load.analysis_ms))]
        words.append(
            self.tr("{0} pictures a second left out").format(number(load.skipped_fps, 1))
            if load.skipped_fps
            else self.tr("none left out")
        )
        if load.shed:
            words.append(self.tr("{0} cameras slowed down").format(load.shed))
        self.status.setText(" · ".join(words))
